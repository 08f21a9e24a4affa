"""From a part of a name to what is meant: 新安 for 新安镇, 文韬律师事务所 for 天津市文韬律师事务所.

Only where nothing is called exactly so, and only what this graph's reports name. A part that stands in one name is
taken for it, and the answer says how it was understood; a part that stands in several is an error that lists them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.analysis import names
from kg.analysis.answers import Firm, Practice, Town
from kg.analysis.asking import Asks, local_part
from kg.analysis.matching import UnknownNameError
from kg.ontology import folded

T = TypeVar("T")
LEAST = 2  # characters: a single one stands in too many names to mean any


@dataclass(frozen=True, slots=True)
class Meant(Generic[T]):
    """What a name means. ``understood``: its whole name, where only a part of it was given; else empty."""

    what: T
    understood: str = ""


def practice(store: Asks, name: str) -> Meant[tuple[Practice, ...]]:
    """``names.practice``, or the one practice whose name contains ``name``."""
    try:
        return Meant(names.practice(store, name))
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        found = practices_with(store, name)
        if len(found) > 1:
            raise UnknownNameError("practice", name, [label for label, _ in found], ambiguous=True) from None
        if not found:
            raise
        return Meant(found[0][1], found[0][0])


def town(towns: Iterable[Town], name: str) -> Meant[Town]:
    """``names.town``, or the one town whose name, with or without divisions above it, contains ``name``."""
    towns = tuple(towns)
    try:
        return Meant(names.town(towns, name))
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        found = towns_called(towns, name) or towns_with(towns, name)
        if len(found) > 1:
            raise UnknownNameError("town", name, sorted(local_part(one.iri) for one in found), ambiguous=True) from None
        if not found:
            raise
        return Meant(found[0], found[0].full_name)


def firm(known: Mapping[str, Firm], name: str) -> Meant[Firm]:
    """``names.firm``, or the one firm whose name contains ``name``."""
    try:
        return Meant(names.firm(known, name))
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        found = firms_with(known, name)
        if len(found) > 1:
            raise UnknownNameError("firm", name, [one.label for one in found], ambiguous=True) from None
        if not found:
            raise
        return Meant(found[0], found[0].label)


def practices_with(store: Asks, part: str) -> list[tuple[str, tuple[Practice, ...]]]:
    """Practices that reports name and whose label, else whose other spelling, contains ``part``: by label.

    Discovered ones of one label stand together, as in ``names.practice``.
    """
    asked = folded(part.strip())
    if len(asked) < LEAST:
        return []
    named = names.named_practices(store)
    hits = [one for one in named if any(asked in folded(label) for label in (one.label, one.label_en))]
    hits = hits or [one for one, ways in named.items() if any(asked in folded(way) for way in ways)]
    by_label: dict[str, list[Practice]] = defaultdict(list)
    for one in hits:
        by_label[one.label if one.discovered else one.id].append(one)
    return [(found[0].label, tuple(found)) for _, found in sorted(by_label.items())]


def towns_called(towns: Iterable[Town], name: str) -> list[Town]:
    """Towns called ``name`` but for the ending: 新安, 宝坻新安."""
    asked = folded(name.strip())
    return [
        one
        for one in towns
        if (bare := _bare(one.name)) and any(asked == above + folded(bare) for above in names.ways_above(one))
    ]


def towns_with(towns: Iterable[Town], part: str) -> list[Town]:
    """Towns whose name contains ``part``; a part of the county's name alone means no town."""
    asked = folded(part.strip())
    if len(asked) < LEAST:
        return []
    return [
        one
        for one in towns
        if any(asked in above + folded(one.name) and asked not in above for above in names.ways_above(one))
    ]


def firms_with(known: Mapping[str, Firm], part: str) -> list[Firm]:
    asked = folded(part.strip())
    return [one for one in known.values() if len(asked) >= LEAST and asked in folded(one.label)]


def _bare(town: str) -> str:
    """新安镇 → 新安; empty where less than two characters would stay."""
    for ending in ("街道", "苏木", "地区", "镇", "乡"):
        if town.endswith(ending):
            bare = town.removesuffix(ending)
            return bare if len(bare) >= LEAST else ""
    return ""
