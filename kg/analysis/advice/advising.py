"""Peers' answers: what towns with the same type of problem set against it, and who of them no longer reports it.

Only a plan that addresses a problem of the type, and names a practice, ties a practice to it. What a problem itself
names is no answer but what falls short (``Remedy.weak``); what merely runs in the same towns is told apart
(``RunsThere``). Counts are of towns, over all years in scope. What stands in text copied from another town alone is no
case: towns with the same copied paragraph are one voice.

Remedies are ranked: first those that are named clearly more often against this type than against any (``Remedy.clear``),
then by the number of cases, by lift, by cases whose problem is no longer told, by identifier. The types that stand above
a problem's own are asked only where its own yield fewer than ``k`` remedies or plans.
"""

from __future__ import annotations

import polars as pl
import pyoxigraph as ox

from kg.analysis import reproducing
from kg.analysis.adopting import own_words_sparql
from kg.analysis.advice.answers import FEW, UNLIKELY, AdviceAnswer, Level, ProblemAdvice, Remedy, RunsThere
from kg.analysis.advice.cases import Cases
from kg.analysis.advice.counts import CATCH_ALL, Ground, faded
from kg.analysis.answers import Count, Statement, Topic, Town
from kg.analysis.asking import Asks, local_part
from kg.analysis.naming import names
from kg.analysis.naming.asked import asked_town
from kg.analysis.naming.catalogue import Catalogue
from kg.analysis.scope import corpus
from kg.analysis.statements import evidence
from kg.errors import KgError

_PEERS = 3  # shown beside a remedy


def advise(
    store: Asks,
    town: str,
    *,
    problem: str | None = None,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    k: int = 5,
    with_evidence: bool = True,
    copies: bool = False,
) -> AdviceAnswer:
    """For each problem that ``town`` reports, what other towns that report the same type of problem set against it.

    The problems are those of the town's latest report that tells any, or of its report on ``year``; ``problem`` (a type,
    by label or id) keeps those of that type or of kinds of it, and is answered even if the town reports none.
    ``province`` and ``county`` say where to look for peers. At most ``k`` remedies and ``k`` plans for each problem and
    level. ``copies`` counts text copied from another town as well. Raises UnknownNameError for a name that the graph
    lacks, KgError where the town has no report on ``year``.
    """
    meant = asked_town(store, town)
    where = corpus(store, province=province, county=county)
    known = where.known
    asked = names.topic(known, problem) if problem else None
    own = known.number("towns", meant.what.iri)
    assert own is not None  # it is a row of the table it was found in
    told_in, silent_since = _year_of(known, own, meant.what, year)
    problems = _own_problems(store, known, own, meant.what, told_in, asked)
    ground, cases = Ground(where, own, copies), Cases(store, where, own, with_evidence)
    listed = []
    for statement, types in problems:
        levels = _levels(known, ground, cases, statement, types, k)
        listed.append(ProblemAdvice(statement, tuple(known.topic(number) for number in types), levels))
    looked_for = known.numbers("topics", [topic.iri for one in listed for level in one.levels for topic in level.types])
    return cases.proven(
        AdviceAnswer(
            meant.what,
            told_in,
            silent_since,
            where.scope,
            asked,
            tuple(listed),
            meant.understood,
            ground.discounted(looked_for),
        )
    )


def _year_of(known: Catalogue, own: int, town: Town, year: int | None) -> tuple[int | None, tuple[int, ...]]:
    """The year of the town's report whose problems are asked for, and the years of later reports that tell none."""
    reports = known.tables["reports"].filter(pl.col("current") & (pl.col("town") == own))
    years = reports["year"].drop_nulls().unique().sort().to_list()
    if year is not None:
        if year not in years:
            listed = ", ".join(map(str, years)) or "–"
            raise KgError(
                f"{town.full_name} has no report on {year}; it has one on {listed}",
                f"{town.full_name}没有 {year} 年的报告；有的年份：{listed}",
            )
        return year, ()
    telling = known.tables["problems"].filter(pl.col("town") == own)["year"].drop_nulls()
    latest = telling.max() if len(telling) else None
    assert latest is None or isinstance(latest, int)
    return latest, tuple(one for one in years if latest is None or one > latest)


def _own_problems(
    store: Asks, known: Catalogue, own: int, town: Town, year: int | None, asked: Topic | None
) -> list[tuple[Statement | None, list[int]]]:
    """The town's problems in the order of its text, each with its types; the type that was asked for, without one."""
    tables = known.tables
    rows = tables["problems"].filter((pl.col("town") == own) & pl.col("year").eq_missing(pl.lit(year, dtype=pl.Int32)))
    about = tables["problem_topics"].join(rows.select(statement="number"), on="statement", how="semi")
    catch_all = known.numbers("topics", [CATCH_ALL])
    types: dict[int, list[int]] = {number: [] for number in rows["number"]}
    for number, topic in about.iter_rows():
        if topic not in catch_all:
            types[number].append(topic)
    if asked is not None:
        number = known.number("topics", asked.iri)
        assert number is not None
        wanted = set(known.family([number], "topic_families"))
        types = {problem: those for problem, those in types.items() if wanted.intersection(those)}
        if not types:
            return [(None, [number])]
    kept = rows.filter(pl.col("number").is_in(pl.Series(list(types), dtype=pl.UInt32).implode()))
    nodes = dict(zip(kept["number"], tables.nodes("problems", kept["number"].to_list()), strict=True))
    proofs = evidence(store, list(nodes.values()))
    found: list[tuple[Statement | None, list[int]]] = [
        (Statement(nodes[number], heading, "", year, town, (), proofs.get(nodes[number], ())), types[number])
        for number, heading in kept.select("number", "heading").iter_rows()
    ]
    return sorted(found, key=_in_text)


def _in_text(one: tuple[Statement | None, list[int]]) -> tuple[int, str]:
    statement = one[0]
    return (statement.evidence[0].start if statement and statement.evidence else 0, statement.iri if statement else "")


def _levels(
    known: Catalogue, ground: Ground, cases: Cases, problem: Statement | None, types: list[int], k: int
) -> tuple[Level, ...]:
    if not types:
        return ()
    heading = problem.heading if problem else ""
    same = _level(known, ground, cases, "same", types, heading, k, k, frozenset())
    remedies, plans = k - len(same.remedies), k - len(same.plans)
    if remedies <= 0 and plans <= 0:
        return (same,)
    wide = _above(known, types)
    if not wide:
        return (same,)
    shown = frozenset([*(one.practice.iri for one in same.remedies), *(one.town.iri for one in same.plans)])
    return (same, _level(known, ground, cases, "broader", wide, heading, max(0, remedies), max(0, plans), shown))


def _above(known: Catalogue, types: list[int]) -> list[int]:
    """The types that stand above any of ``types`` in the scheme."""
    own = pl.Series(types, dtype=pl.UInt32).implode()
    families = known.tables["topic_families"].filter(pl.col("narrow").is_in(own) & ~pl.col("broad").is_in(own))
    return families["broad"].unique().sort().to_list()


def _level(
    known: Catalogue,
    ground: Ground,
    cases: Cases,
    level: str,
    types: list[int],
    heading: str,
    remedies: int,
    plans: int,
    shown: frozenset[str],
) -> Level:
    """``shown``: IRIs of practices and of towns with plans that a nearer level shows already."""
    peers = ground.peers(types)
    found = ground.cases(types, peers)
    rows = _ranked(known, ground.remedies(types, found, len(peers)))
    rows = rows.filter(~pl.col("iri").is_in(pl.Series(sorted(shown), dtype=pl.String).implode()))
    kept = rows.head(remedies)
    numbers = kept["practice"].to_list()
    found, uses = ground.with_runs(found, numbers)
    running = dict(found.filter(pl.col("runs")).group_by("practice").agg(pl.len()).iter_rows())
    which = cases.of_practices(ground, types, found, uses, _PEERS) if numbers else {}
    there = ground.runs_there(types).filter((pl.col("cases") >= FEW) & (pl.col("chance") < UNLIKELY))
    there = _with_iri(known, there.filter(~pl.col("practice").is_in(pl.Series(numbers, dtype=pl.UInt32).implode())))
    there = there.sort("lift_least", "iri", descending=[True, False]).head(remedies)
    return Level(
        level,
        tuple(known.topic(number) for number in types),
        Count(len(peers), ground.reporting),
        Count(ground.planning(types), len(peers)),
        faded(peers),
        tuple(
            Remedy(
                known.practice(row["practice"]),
                Count(row["cases"], len(peers)),
                Count(row["usual"], row["usual_of"]),
                round(row["lift"], 2),
                round(row["lift_least"], 2),
                round(row["chance"], 4),
                Count(running.get(row["practice"], 0), row["cases"]),
                Count(row["no_longer"], row["followed"]),
                row["weak"],
                which.get(row["practice"], ()),
            )
            for row in kept.iter_rows(named=True)
        ),
        cases.of_plans(ground, types, peers, heading, plans, shown) if plans else (),
        tuple(
            RunsThere(
                known.practice(row["practice"]),
                Count(row["cases"], row["of"]),
                Count(row["usual"], row["usual_of"]),
                round(row["lift"], 2),
                round(row["lift_least"], 2),
                round(row["chance"], 4),
            )
            for row in there.iter_rows(named=True)
        ),
        len(rows) - len(kept),
    )


def _ranked(known: Catalogue, rows: pl.DataFrame) -> pl.DataFrame:
    clear = (pl.col("cases") >= FEW) & (pl.col("chance") < UNLIKELY)
    keys = ("clear", "cases", "lift", "no_longer", "iri")
    return _with_iri(known, rows.with_columns(clear=clear)).sort(*keys, descending=[True, True, True, True, False])


def _with_iri(known: Catalogue, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.join(known.tables["practices"].select(practice="number", iri="iri"), on="practice")


def advice_sparql(answer: AdviceAnswer) -> str:
    """The query that counts, for each of the town's problems and each level of types, the towns whose plans against it
    name a practice: ``Remedy.cases`` of every remedy, those beyond the limit and what the broader level leaves out as
    shown already included. Lift, running and what is no longer told are not in it."""
    rows = [
        f"({ox.NamedNode(one.problem.iri if one.problem else topic.iri)} {ox.Literal(level.level)} {ox.NamedNode(topic.iri)})"
        for one in answer.problems
        for level in one.levels
        for topic in level.types
    ]
    return reproducing.query(
        (
            f"与{answer.town.full_name}有同类问题的乡镇，针对这些问题计划了哪些做法",
            f"What do towns with the problems of {local_part(answer.town.iri)} plan against them",
        ),
        "?own ?level ?practice (COUNT(DISTINCT ?township) AS ?towns)",
        [
            f"VALUES (?own ?level ?type) {{ {' '.join(rows)} }}",
            f"?plan a gov:Plan ; gov:addresses ?problem ; gov:mechanism ?practice ; gov:report ?report .\n"
            f"?problem gov:topic ?topic . ?topic skos:broader* ?type FILTER(?topic != {ox.NamedNode(CATCH_ALL)})",
            reproducing.in_scope(answer.scope),
            f"FILTER(?township != {ox.NamedNode(answer.town.iri)})",
            *((own_words_sparql("problem"), own_words_sparql("plan")) if answer.discounted else ()),
        ],
        "GROUP BY ?own ?level ?practice\nORDER BY ?own DESC(?level) DESC(?towns) ?practice",
    )
