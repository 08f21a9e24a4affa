"""Who shares what: the towns of a practice, and the practices by the towns that share them.

Silence is not absence: a report that does not name a practice does not say that its town lacks it. Therefore every
count is “k of the n towns that reported” in the years and places asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count, Practice, SharedAnswer, SharedPractice, TownsAnswer
from kg.analysis.asking import Asks
from kg.analysis.counting import many, pairs
from kg.analysis.naming.asked import asked_practice
from kg.analysis.naming.catalogue import Catalogue
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import STATUSES, proven, uses
from kg.analysis.wording.words import STATUS, status_called

_WHICH = 50  # towns named beside a practice that many share
JOINS = ("and", "or")


def towns(
    store: Asks,
    practice: str | Sequence[str],
    *,
    joined: str = "and",
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    exact: bool = False,
    limit: int | None = None,
    evidence: bool = True,
) -> TownsAnswer:
    """Which towns run, try or plan ``practice``, with status, year and evidence.

    Of several practices a town must have each (``joined`` "and") or any ("or"). Narrower practices count as well
    (``skos:broader*``) unless ``exact``. ``status`` is a value of ``model.Status`` or a name of one. A part of a name
    will do where only one practice has it. ``limit`` keeps the uses of the first so many towns and says how many were
    left out; counts are of all. Raises UnknownNameError for a name, year, province or county that the graph lacks.
    """
    if joined not in JOINS:
        raise ValueError(f"joined must be one of {JOINS}")
    status = check_status(status) if status else None
    asked = [asked_practice(store, name) for name in ([practice] if isinstance(practice, str) else practice)]
    where = corpus(store, year=year, province=province, county=county)
    known = where.known
    rows = where.facts("adoptions")
    if status:
        rows = rows.filter(pl.col("status") == status)
    each: list[pl.DataFrame] = []
    meant: list[Practice] = []
    below: list[int] = []
    for one in asked:
        numbers = _numbers(known, one.what)
        wanted = numbers if exact else known.family(numbers)
        each.append(_of(rows, "practice", wanted))
        meant += one.what
        below += [number for number in wanted if number not in numbers]
    found = pl.concat(each).unique("number", maintain_order=True)
    if joined == "and":
        for those in each:
            found = found.join(those.select("town").unique(), on="town", how="semi", maintain_order="left")
    shown = found if limit is None else _first_towns(known, found, limit)
    told = uses(where, shown)
    return TownsAnswer(
        tuple(meant),
        _by_id(known, below),
        exact,
        status,
        where.scope,
        where.towns_in(found),
        by_status(where, found),
        proven(store, told) if evidence else told,
        "、".join(one.understood for one in asked if one.understood),
        joined,
        found["town"].n_unique() - shown["town"].n_unique(),
        tuple(one.what for one in asked),
    )


def shared(
    store: Asks,
    *,
    least: int = 2,
    families: bool = False,
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    limit: int | None = None,
    evidence: bool = True,
) -> SharedAnswer:
    """Practices that at least ``least`` towns name, most shared first.

    A practice counts by its own name; with ``families`` also by narrower ones (``skos:broader*``). ``limit`` keeps
    the first so many and says how many were left out. ``evidence`` adds every use with its sentences, which for many
    towns take long to fetch; without it the first towns are named (``which``).
    """
    where = corpus(store, year=year, province=province, county=county)
    known = where.known
    rows = where.facts("adoptions")
    if status:
        rows = rows.filter(pl.col("status") == check_status(status))
    named = pairs(rows.lazy(), "practice", "town")
    up = known.tables["families"].select(practice="narrow", broad="broad").lazy()
    if families:
        named = pairs(named.lazy().join(up, on="practice").select("town", practice="broad"), "practice", "town")
    counts = (
        many(named, "practice", "towns")
        .filter(pl.col("towns") >= least)
        .join(known.tables["practices"].select(practice="number", iri="iri"), on="practice")
        .sort("towns", "iri", descending=[True, False])
    )
    kept = counts if limit is None else counts.head(limit)
    named = named.join(kept.select("practice"), on="practice", how="semi")
    by: dict[int, dict[str, Count]] = {number: {} for number in kept["practice"]}
    used = rows.lazy().select("practice", "town", "status")
    if families:
        used = used.join(up, on="practice").select("town", "status", practice="broad")
    used = used.join(kept.lazy().select("practice"), on="practice", how="semi")
    ranked = used.group_by("practice", "status").agg(pl.col("town").n_unique()).sort("practice", "status").collect()
    for number, state, of_state in ranked.iter_rows():
        by[number][state] = Count(of_state, where.scope.towns)
    called = known.tables["towns"].select(town="number", full="full_name")
    first = named.join(called, on="town").sort("full", "town")
    which = dict(first.group_by("practice", maintain_order=True).agg(pl.col("town").head(_WHICH)).iter_rows())
    listed = []
    for number, those in kept.select("practice", "towns").iter_rows():
        told = _of(rows, "practice", known.family([number]) if families else [number]) if evidence else None
        listed.append(
            SharedPractice(
                known.practice(number),
                Count(those, where.scope.towns),
                by[number],
                proven(store, uses(where, told)) if told is not None else (),
                tuple(known.town(town) for town in which[number]),
            )
        )
    return SharedAnswer(where.scope, least, families, status, tuple(listed), len(counts) - len(kept))


def towns_sparql(answer: TownsAnswer) -> str:
    """The query that gives the uses behind an answer of ``towns``, a row for each sentence."""
    asked = "、".join(one.label for one in answer.practices)
    # The towns of each practice are found once, not again for every use.
    also = [
        reproducing.inline(
            f"{{ SELECT DISTINCT ?township {{ {_names(group, answer, f'_{at}')}\n"
            f"{reproducing.in_scope(answer.scope, f'report_{at}')} }} }}"
        )
        for at, group in enumerate(answer.groups)
        if answer.joined == "and" and len(answer.groups) > 1
    ]
    return reproducing.query(
        (f"哪些乡镇有这些做法：{asked}", f"Which towns share these practices: {asked}"),
        "DISTINCT ?town ?practice ?status ?year ?sentence",
        [
            _names(answer.practices, answer),
            reproducing.in_scope(answer.scope),
            *also,
            "?township gov:fullName ?town . ?use prov:wasDerivedFrom/oa:exact ?sentence .",
        ],
        "ORDER BY ?town ?practice DESC(?year) ?status",
    )


def _names(practices: Iterable[Practice], answer: TownsAnswer, at: str = "") -> str:
    """Patterns for a use of any of the practices, in variables that end in ``at``."""
    kinds = f"BIND(?asked{at} AS ?practice{at})" if answer.exact else f"?practice{at} skos:broader* ?asked{at} ."
    status = f"VALUES ?status{at} {{ gov:{answer.status} }}" if answer.status else ""
    return (
        f"{reproducing.values(f'asked{at}', [one.iri for one in practices])} {kinds} {status}\n"
        f"?use{at} gov:mechanism ?practice{at} ; gov:status ?status{at} ; gov:report ?report{at} ."
    )


def shared_sparql(answer: SharedAnswer) -> str:
    """The query that counts the towns of every practice as ``shared`` does."""
    uses = reproducing.adoptions(
        answer.scope, "own" if answer.families else "practice", reproducing.with_status(answer.status)
    )
    kinds = reproducing.KINDS if answer.families else ""
    return reproducing.query(
        ("哪些做法为多个乡镇共有", "Which practices do several towns share"),
        "?practice (COUNT(DISTINCT ?township) AS ?towns)",
        [*uses, kinds],
        f"GROUP BY ?practice\nHAVING (COUNT(DISTINCT ?township) >= {answer.least})\nORDER BY DESC(?towns) ?practice",
    )


def by_status(where: Corpus, found: pl.DataFrame) -> dict[str, Count]:
    """Towns per status, most settled first; a town with two statuses counts in both."""
    by = dict(found.group_by("status").agg(pl.col("town").n_unique()).iter_rows())
    return {status: Count(by[status], where.scope.towns) for status in STATUSES if status in by}


def check_status(status: str) -> str:
    """A status as a person or a program writes it (计划, in-progress, inProgress) → a value of ``model.Status``."""
    known = status_called(status)
    if known is None:
        raise UnknownNameError("status", status, (f"{names_of[0]} {key}" for key, names_of in STATUS.items()))
    return known


def _numbers(known: Catalogue, meant: Iterable[Practice]) -> list[int]:
    """Row numbers; a practice of the scheme that this graph does not have has none."""
    return known.numbers("practices", [one.iri for one in meant])


def _of(rows: pl.DataFrame, column: str, numbers: Iterable[int]) -> pl.DataFrame:
    return rows.filter(pl.col(column).is_in(pl.Series(list(numbers), dtype=pl.UInt32).implode()))


def _by_id(known: Catalogue, numbers: Iterable[int]) -> tuple[Practice, ...]:
    found = {known.practice(number) for number in numbers}
    return tuple(sorted(found, key=lambda one: one.iri))


def _in_order(known: Catalogue, rows: pl.DataFrame, most: int) -> list[int]:
    """The first ``most`` towns of the rows by full name."""
    named = rows.select("town").unique().join(known.tables["towns"].select(town="number", name="full_name"), on="town")
    return named.sort("name", "town")["town"].head(most).to_list()


def _first_towns(known: Catalogue, rows: pl.DataFrame, most: int) -> pl.DataFrame:
    return _of(rows, "town", _in_order(known, rows, most))
