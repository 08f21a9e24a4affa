"""Who shares what: the towns of a practice, and the practices by the towns that share them.

Silence is not absence: a report that does not name a practice does not say that its town lacks it. Therefore every
count is “k of the n towns that reported” in the years and province asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

import pyoxigraph as ox

from kg.analysis import likely, names
from kg.analysis.answers import Count, Practice, SharedAnswer, SharedPractice, TownsAnswer, Use
from kg.analysis.asking import Asks, Term, select
from kg.analysis.matching import OtherKindError, UnknownNameError
from kg.analysis.scope import Corpus, all_towns, corpus
from kg.analysis.statements import STATUSES, proven, status_terms, uses
from kg.analysis.wording import STATUS, status_called

_FAMILY = "SELECT DISTINCT ?narrow { ?narrow skos:broader+ ?broad }"
_FAMILIES = "SELECT DISTINCT ?narrow ?broad { ?narrow skos:broader+ ?broad . ?broad a gov:Mechanism }"


def towns(
    store: Asks,
    practice: str,
    *,
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    exact: bool = False,
) -> TownsAnswer:
    """Which towns run, try or plan ``practice``, with status, year and evidence.

    Narrower practices count as well (``skos:broader*``) unless ``exact``. ``status`` is a value of
    ``model.Status`` or a name of one. A part of a name will do where only one practice has it. Raises
    UnknownNameError for a name, year or province that the graph does not have.
    """
    status = check_status(status) if status else None
    asked = _practice(store, practice)
    meant = asked.what
    known = names.practices(store) | {one.iri: one for one in meant}
    below = () if exact else family(store, meant, known)
    where = corpus(store, year=year, province=province)
    found = proven(store, _uses(store, where, known, [*meant, *below], status))
    return TownsAnswer(
        meant,
        below,
        exact,
        status,
        where.scope,
        _towns(found, where),
        by_status(found, where),
        found,
        asked.understood,
    )


def shared(
    store: Asks,
    *,
    least: int = 2,
    families: bool = False,
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    limit: int | None = None,
    evidence: bool = True,
) -> SharedAnswer:
    """Practices that at least ``least`` towns name, most shared first.

    A practice counts by its own name; with ``families`` also by narrower ones (``skos:broader*``). ``limit`` keeps
    the first so many and says how many were left out. ``evidence`` False leaves out the sentences, which for many
    towns take long to fetch.
    """
    where = corpus(store, year=year, province=province)
    known = names.practices(store)
    by_practice: dict[str, list[Use]] = defaultdict(list)
    above = _above(store) if families else {}
    for use in _uses(store, where, known, None, status):
        for iri in {use.practice.iri} | above.get(use.practice.iri, set()):
            by_practice[iri].append(use)
    listed = [
        SharedPractice(known[iri], _towns(found, where), by_status(found, where), tuple(found))
        for iri, found in by_practice.items()
        if iri in known and len({use.town.iri for use in found}) >= least
    ]
    listed.sort(key=lambda one: (-one.towns.number, one.practice.id))
    kept = listed if limit is None else listed[:limit]
    if evidence:
        wanted = {use.iri: use for one in kept for use in one.uses}
        told = {use.iri: use for use in proven(store, list(wanted.values()))}
        kept = [replace(one, uses=tuple(told[use.iri] for use in one.uses)) for one in kept]
    return SharedAnswer(where.scope, least, families, status, tuple(kept), len(listed) - len(kept))


def family(store: Asks, meant: Iterable[Practice], known: Mapping[str, Practice]) -> tuple[Practice, ...]:
    """The practices below ``meant`` (``skos:broader+``), without themselves."""
    roots = [ox.NamedNode(one.iri) for one in meant]
    below = {str(row["narrow"]) for row in select(store, _FAMILY, broad=roots)} - {root.value for root in roots}
    return tuple(known[iri] for iri in sorted(below) if iri in known)


def by_status(found: Iterable[Use], where: Corpus) -> dict[str, Count]:
    """Towns per status, most settled first; a town with two statuses counts in both."""
    by: dict[str, set[str]] = defaultdict(set)
    for use in found:
        by[use.status].add(use.town.iri)
    return {status: Count(len(by[status]), where.scope.towns) for status in STATUSES if status in by}


def check_status(status: str) -> str:
    """A status as a person or a program writes it (计划, in-progress, inProgress) → a value of ``model.Status``."""
    known = status_called(status)
    if known is None:
        raise UnknownNameError("status", status, (f"{names_of[0]} {key}" for key, names_of in STATUS.items()))
    return known


def _practice(store: Asks, name: str) -> likely.Meant[tuple[Practice, ...]]:
    """The practice meant; where it is a town's or a firm's name, the error says so."""
    try:
        return likely.practice(store, name)
    except UnknownNameError as unknown:
        if unknown.ambiguous:
            raise
        others: tuple[tuple[str, Callable[[], object]], ...] = (
            ("town", lambda: names.town(all_towns(store).values(), name)),
            ("firm", lambda: names.firm(names.firms(store), name)),
        )
        for kind, find in others:
            with suppress(UnknownNameError):
                find()
                raise OtherKindError(name, kind) from None
        raise


def _uses(
    store: Asks,
    where: Corpus,
    known: Mapping[str, Practice],
    practices: Iterable[Practice] | None,
    status: str | None,
) -> tuple[Use, ...]:
    values: dict[str, tuple[Term, ...]] = {}
    if practices is not None:
        values["practice"] = tuple(ox.NamedNode(one.iri) for one in practices)
    if status:
        values["status"] = status_terms(check_status(status))
    return uses(store, where, known, **values)


def _above(store: Asks) -> dict[str, set[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _FAMILIES):
        above[str(row["narrow"])].add(str(row["broad"]))
    return above


def _towns(found: Iterable[Use], where: Corpus) -> Count:
    return Count(len({use.town.iri for use in found}), where.scope.towns)
