"""Which towns are most like one, and why.

Two towns are alike as far as they have the same things (practices, problem types, or both), rare ones above all. With
the things and their gains g in bits as ``kg.analysis.likeness.rarity`` says, H(a) being the things that town a has:

    likeness(a, b) = Σ g(c) over H(a) ∩ H(b)  /  Σ g(c) over H(a) ∪ H(b)

It is 0 where nothing is shared but what every town has, 1 where both have the same (as far as any two towns share it),
and the same from either side. A thing counts whatever its status: that a town plans what another runs is a likeness, and
is told. Several years of a town count together. What only one of the two names counts as a difference, though silence is
not absence.
Copied text is no sharing: what stands in sentences copied from another town alone is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kg.analysis import reproducing
from kg.analysis.adopting import copied_sparql, own_words_sparql
from kg.analysis.answers import Count, Practice, Scope, Topic, Town
from kg.analysis.asking import Asks
from kg.analysis.likeness.rarity import BY, Rarity, rarity
from kg.analysis.likeness.told import OfTown, Told, latest, proven, told
from kg.analysis.naming.asked import asked_town
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import STATUSES
from kg.analysis.tabular import Cells, Tabular
from kg.errors import KgError
from kg.model import Status

_PLACES = 9  # decimals of a score that decide an order: beyond them is only the order of additions


@dataclass(frozen=True, slots=True)
class Common:
    """A thing that both towns have, as narrow as they share it, and what the reports of either name of it.

    ``towns``: how many of the towns in scope have it (narrower ones included). ``bits``: its rarity. ``here`` is told of
    the town that was asked for, ``there`` of the other, the latest of each practice first. ``ahead``: "here" where it
    runs here and is only planned there, "there" for the reverse, else empty.
    """

    what: Practice | Topic
    towns: Count
    bits: float
    here: tuple[Told, ...]
    there: tuple[Told, ...]
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A town with how alike it is: ``score`` (0..1) is ``shared_bits`` of ``all_bits``.

    ``common``: what counts most, the rarest first; ``left_out``: how many further things both have. ``ahead_here`` and
    ``ahead_there``: of all that both have, what runs in one of them and is only planned in the other.
    """

    town: Town
    score: float
    shared_bits: float
    all_bits: float
    common: tuple[Common, ...]
    left_out: int
    ahead_here: tuple[Practice, ...]
    ahead_there: tuple[Practice, ...]


@dataclass(frozen=True, slots=True, repr=False)
class SimilarAnswer(Tabular):
    """The towns most like ``town``. ``sharing``: how many of the others in scope share anything that not every town has.

    ``discounted``: statements in scope that were left out because they stand in text copied from another town alone.
    """

    town: Town
    by: str
    scope: Scope
    sharing: Count
    alike: tuple[Alike, ...]
    understood: str = ""
    discounted: int = 0

    def table(self) -> Cells:
        """A row for each town and thing that both have."""
        columns = (
            *("rank", "town", "score", "shared_bits", "all_bits", "thing", "thing_id", "towns", "of", "bits"),
            *("here", "status_here", "year_here", "there", "status_there", "year_there", "ahead"),
        )
        rows: list[tuple[object, ...]] = []
        for rank, one in enumerate(self.alike, 1):
            numbers = tuple(round(number, 6) for number in (one.score, one.shared_bits, one.all_bits))
            for thing in one.common:
                about = (thing.what.label, thing.what.id, thing.towns.number, thing.towns.of, round(thing.bits, 6))
                sides = (*_side(thing.here), *_side(thing.there))
                rows.append((rank, one.town.full_name, *numbers, *about, *sides, thing.ahead))
        return columns, rows


def similar(
    store: Asks,
    town: str,
    *,
    by: str = "practices",
    k: int = 10,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    reasons: int | None = None,
    evidence: bool = True,
    copies: bool = False,
) -> SimilarAnswer:
    """The ``k`` towns most like ``town`` by the ``practices`` or ``problems`` that both name, or ``all`` of these.

    Only towns of ``province`` and ``county`` are compared with it, wherever it lies itself, and rarity is counted among
    them. ``reasons`` keeps so many of the things that count most for each. ``copies`` counts text copied from another town
    as well. Raises UnknownNameError for a name, year or
    place that the graph lacks, KgError for a town without a report of that year.
    """
    if by not in BY:
        raise ValueError(f"by must be one of {BY}")
    if k < 1:
        raise ValueError("k must be at least 1")
    meant = asked_town(store, town)
    where = corpus(store, year=year, province=province, county=county)
    known = where.known
    here = known.numbers("towns", [meant.what.iri])[0]
    inside = (where.reports["town"] == here).any()
    where = reaching(where, store, meant.what)
    weighed = rarity(where, by, copies, () if inside else (here,))
    shared = weighed.shared(here)
    whole = weighed.own + weighed.own[here] - shared
    scores = np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)
    scores[here] = 0.0
    nearest = _first(known.tables["towns"], scores, k)
    kinds = {"practices": ("practice",), "problems": ("problem",), "all": ("practice", "problem")}[by]
    those = [known.town(number) for number in nearest]
    said = told(where, [meant.what, *those], kinds)
    found = []
    for number, other in zip(nearest, those, strict=True):
        common = [_common(weighed, thing, said[here], said[number]) for thing in weighed.common(here, number)]
        kept = common if reasons is None else common[:reasons]
        ahead = {
            side: tuple(one.what for one in common if one.ahead == side and isinstance(one.what, Practice))
            for side in ("here", "there")
        }
        found.append(
            Alike(
                other,
                float(scores[number]),
                float(shared[number]),
                float(whole[number]),
                tuple(kept),
                len(common) - len(kept),
                ahead["here"],
                ahead["there"],
            )
        )
    if evidence:
        found = _proven(store, where, found)
    others = Count(int(np.count_nonzero(np.round(scores, _PLACES))), weighed.towns - 1)
    return SimilarAnswer(meant.what, by, where.scope, others, tuple(found), meant.understood, weighed.discounted)


def reaching(where: Corpus, store: Asks, town: Town) -> Corpus:
    """The corpus with the reports of ``town`` as well, if it lies elsewhere. KgError where it has none of that year."""
    number = where.known.numbers("towns", [town.iri])[0]
    year = where.scope.year
    if (where.reports["town"] == number).any():
        return where
    everywhere = corpus(store)
    own = everywhere.reports.filter(pl.col("town") == number)
    of_year = own if year is None else own.filter(pl.col("year") == year)
    if not len(of_year):
        years = [str(one) for one in own["year"].drop_nulls().unique().sort()]
        raise KgError(
            f"{town.full_name} has no report on {year}; it has reports on {', '.join(years)}",
            f"{town.full_name}没有 {year} 年的报告；有的年份：{'、'.join(years)}",
        )
    return replace(where, reports=pl.concat([where.reports, of_year]).sort("number"))


def similar_sparql(answer: SimilarAnswer) -> str:
    """The query that gives what the scores of an answer are made of: for each town in it the things that it has, how
    many towns have them (``having``) and how many reported (``of``)."""
    scope, own = answer.scope, answer.town.iri
    everywhere = Scope(scope.years, scope.towns, scope.reports, scope.unplaced, scope.year)
    mine = reproducing.values("township", [own, *(one.town.iri for one in answer.alike)])
    population = reproducing.in_scope(scope)
    if scope.within:
        population = (
            f"{{ {population} }} UNION {{ {reproducing.values('township', [own])} {reproducing.in_scope(everywhere)} }}"
        )
    return reproducing.query(
        (
            f"{answer.town.full_name}和最相似的乡镇各有什么，多少乡镇有？相似度 = 共有的 g 之和 / 合有的 g 之和，"
            "g(c) = r(c) − 上位中最大的 r，r(c) = log2(of / having)",
            f"What do {answer.town.full_name} and the towns most like it have, and how many towns have it? likeness = "
            "sum of g over what both have / over what either has, g(c) = r(c) - greatest r above c, "
            "r(c) = log2(of / having)",
        ),
        "DISTINCT ?town ?thing ?having ?of",
        [
            f"{{ SELECT DISTINCT ?township ?thing {{ {_had(answer, _by(answer, mine, everywhere))} }} }}",
            f"{{ SELECT ?thing (COUNT(DISTINCT ?township) AS ?having) {{ {_had(answer, _by_all(answer))} }} GROUP BY ?thing }}",
            f"{{ SELECT (COUNT(DISTINCT ?township) AS ?of) {{ ?report a gov:Report . {_one_line(population)} }} }}",
            "?township gov:fullName ?town .",
        ],
        "ORDER BY ?town ?having ?thing",
    )


_OF = {"practices": ("gov:Adoption", "mechanism"), "problems": ("gov:Problem", "topic")}


def _kinds(by: str) -> tuple[str, ...]:
    return ("practices", "problems") if by == "all" else (by,)


def _by(answer: SimilarAnswer, whose: str, scope: Scope) -> str:
    """Patterns: what the few towns that ``whose`` names tell in their reports in scope (``?own``)."""
    own_words = own_words_sparql("node") if answer.discounted else ""
    reports = f"{whose} {_one_line(reproducing.in_scope(scope))}"
    told = [
        f"{reports} ?node gov:report ?report ; a {_OF[by][0]} ; gov:{_OF[by][1]} ?own . {own_words}"
        for by in _kinds(answer.by)
    ]
    return " UNION ".join(f"{{ {one} }}" for one in told)


def _by_all(answer: SimilarAnswer) -> str:
    """Patterns: what all towns in scope tell, and the town that is asked about."""
    told = []
    for by in _kinds(answer.by):
        kind, about = _OF[by]
        state = "gov:status ?status" if by == "practices" else f"a {kind}"
        patterns = reproducing.statements(answer.scope, "node", about, "own", [answer.town.iri])
        told.append(" ".join((reproducing.table("?node", f"?node {state}"), *patterns)))
    copied = copied_sparql("node") if answer.discounted else ""
    return f"{' UNION '.join(f'{{ {one} }}' for one in told)} {copied}"


def _had(answer: SimilarAnswer, told: str) -> str:
    """Patterns: what the towns of ``told`` have (``?thing``). Narrower ones count; top concepts only where they are named.
    What is asked for once a practice need not be asked for at each of its adoptions."""
    kinds = {"practices": "gov:Mechanism", "problems": "gov:Topic", "all": "gov:Mechanism gov:Topic"}[answer.by]
    return (
        f"{{ SELECT DISTINCT ?township ?own {{ {told} }} }}"
        f" {{ SELECT DISTINCT ?own ?thing {{ VALUES ?kind {{ {kinds} }} ?own a ?kind ; skos:broader* ?thing"
        " FILTER(?thing = ?own || EXISTS { ?thing skos:broader ?wider }) } }"
    )


_YEAR_IF_ANY = "OPTIONAL { ?report gov:year ?year }"


def _one_line(patterns: str) -> str:
    """Nested patterns on one line: those of the outermost group may be put into another order. No year is asked for."""
    return " ".join(patterns.replace(_YEAR_IF_ANY, "").split("\n"))


def _first(towns: pl.DataFrame, scores: np.ndarray[tuple[int], np.dtype[np.float64]], k: int) -> list[int]:
    """Row numbers of the ``k`` towns with the highest score above 0, those of one score by name."""
    rounded = np.round(scores, _PLACES)
    least = np.partition(rounded, -k)[-k] if k < len(rounded) else 0.0
    among = np.flatnonzero((rounded > 0) & (rounded >= least)).astype(np.uint32)
    ranked = pl.DataFrame({"number": among, "score": rounded[among]}).join(
        towns.select("number", "full_name", "iri"), on="number"
    )
    return ranked.sort("score", "full_name", "iri", descending=[True, False, False])["number"].head(k).to_list()


def _common(weighed: Rarity, thing: int, here: OfTown, there: OfTown) -> Common:
    mine, other = named(weighed, thing, here), named(weighed, thing, there)
    runs_here, runs_there = runs(mine), runs(other)
    ahead = "" if runs_here is runs_there or None in (runs_here, runs_there) else "here" if runs_here else "there"
    towns = Count(int(weighed.having[thing]), weighed.towns)
    return Common(weighed.what(thing), towns, float(weighed.bits[thing]), mine, other, ahead)


def named(weighed: Rarity, thing: int, of_town: OfTown) -> tuple[Told, ...]:
    """What a town's reports say of a thing: of itself, or else of each narrower one that they name."""
    own = of_town.get(weighed.key(thing))
    if own:
        return tuple(own)
    narrower = [of_town.get(weighed.key(kind), ()) for kind in sorted(weighed.kinds(thing))]
    return tuple(one for said in narrower for one in said)


def runs(said: Sequence[Told]) -> bool | None:
    """Whether any of the practices runs now, in whatever way; None for what has no status."""
    statuses = {one.status for one in latest(said)} & set(STATUSES)
    return bool(statuses - {Status.PLANNED.value}) if statuses else None


def _proven(store: Asks, where: Corpus, found: Sequence[Alike]) -> list[Alike]:
    shown = [one for alike in found for thing in alike.common for one in (*thing.here, *thing.there)]
    known = proven(store, where, shown)
    sides = [
        [
            replace(
                thing,
                here=tuple(known[one] for one in thing.here),
                there=tuple(known[one] for one in thing.there),
            )
            for thing in alike.common
        ]
        for alike in found
    ]
    return [replace(alike, common=tuple(common)) for alike, common in zip(found, sides, strict=True)]


def _side(said: Sequence[Told]) -> tuple[str, str, str]:
    """What is named, with its status and year, for a cell each."""
    held = latest(said)
    return (
        "、".join(dict.fromkeys(one.what.label for one in held if one.what)),
        "、".join(one.status for one in held),
        "、".join(str(one.year or "") for one in held),
    )
