"""From a part of a name to what is meant: 新安 for 新安镇, 文韬律师事务所 for 天津市文韬律师事务所.

Only where nothing is called exactly so, and only what this graph's reports name. A part that stands in one name is
taken for it, and the answer says how it was understood; a part that stands in several is an error that lists them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import polars as pl

from kg.analysis.answers import Firm, Practice, Town
from kg.analysis.asking import Asks, local_part
from kg.analysis.naming import names
from kg.analysis.naming.catalogue import Towns, catalogue
from kg.analysis.naming.matching import UnknownNameError
from kg.ontology import folded
from kg.places.names import township_stem

T = TypeVar("T")
LEAST = 2  # characters: a single one stands in too many names to mean any


@dataclass(frozen=True, slots=True)
class Meant(Generic[T]):
    """What a name means. ``understood``: its whole name, where only a part of it was given; else empty."""

    what: T
    understood: str = ""


def practice(store: Asks, name: str) -> Meant[tuple[Practice, ...]]:
    """``names.practice``, or the one practice whose name contains ``name``."""
    return _meant(
        "practice",
        name,
        lambda near: names.practice(store, name, near=near),
        lambda: [_Like(what, label, label) for label, what in practices_with(store, name)],
    )


def town(towns: Towns | Iterable[Town], name: str) -> Meant[Town]:
    """``names.town``, or the one town whose name, with or without divisions above it, contains ``name``."""
    return _meant(
        "town",
        name,
        lambda near: names.town(towns, name, near=near),
        lambda: sorted(
            (
                _Like(one, one.full_name, local_part(one.iri))
                for one in towns_called(towns, name) or towns_with(towns, name)
            ),
            key=lambda like: like.listed,
        ),
    )


def firm(known: Mapping[str, Firm], name: str) -> Meant[Firm]:
    """``names.firm``, or the one firm whose name contains ``name``."""
    return _meant(
        "firm",
        name,
        lambda near: names.firm(known, name, near=near),
        lambda: [_Like(one, one.label, one.label) for one in firms_with(known, name)],
    )


@dataclass(frozen=True, slots=True)
class _Like(Generic[T]):
    """What may be meant: its whole name, and how a message lists it."""

    what: T
    whole: str
    listed: str


def _meant(kind: str, name: str, exact: Callable[[bool], T], like: Callable[[], Sequence[_Like[T]]]) -> Meant[T]:
    """What is called exactly so, or the only one that is like it. Raises UnknownNameError where none or several are."""
    try:
        return Meant(exact(False))
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        found = like()
        if len(found) > 1:
            raise UnknownNameError(kind, name, [one.listed for one in found], ambiguous=True) from None
        if not found:
            return Meant(exact(True))  # raises the same with the nearest names
        return Meant(found[0].what, found[0].whole)


def practices_with(store: Asks, part: str) -> list[tuple[str, tuple[Practice, ...]]]:
    """Practices that reports name and whose label, else whose other spelling, contains ``part``: by label.

    Discovered ones of one label stand together, as in ``names.practice``.
    """
    asked = folded(part.strip())
    if len(asked) < LEAST:
        return []
    known = catalogue(store)
    ways = names.named_practices(store)
    ways = ways.filter(pl.col("folded").str.contains(asked, literal=True))
    hits = ways.filter(pl.col("main"))["practice"].unique().sort()
    hits = hits if len(hits) else ways["practice"].unique().sort()
    by_label: dict[str, list[Practice]] = defaultdict(list)
    for one in map(known.practice, hits):
        by_label[one.label if one.discovered else one.id].append(one)
    return [(found[0].label, tuple(found)) for _, found in sorted(by_label.items())]


def towns_called(towns: Towns | Iterable[Town], name: str) -> list[Town]:
    """Towns called ``name`` but for the ending: 新安, 宝坻新安."""
    asked = folded(name.strip())
    return [
        one
        for one in _pool(towns, name)
        if (bare := township_stem(one.name)) and any(asked == above + folded(bare) for above in names.ways_above(one))
    ]


def towns_with(towns: Towns | Iterable[Town], part: str) -> list[Town]:
    """Towns whose name contains ``part``; a part of the county's name alone means no town."""
    asked = folded(part.strip())
    if len(asked) < LEAST:
        return []
    return [
        one
        for one in _pool(towns, part)
        if any(asked in above + folded(one.name) and asked not in above for above in names.ways_above(one))
    ]


def _pool(towns: Towns | Iterable[Town], name: str) -> Iterable[Town]:
    return towns.like(name.strip()) if isinstance(towns, Towns) else towns


def firms_with(known: Mapping[str, Firm], part: str) -> list[Firm]:
    asked = folded(part.strip())
    return [one for one in known.values() if len(asked) >= LEAST and asked in folded(one.label)]
