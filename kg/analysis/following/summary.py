"""Follow-through over many towns: how many of the plans of one year the next year's reports tell again, and how."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count
from kg.analysis.asking import Asks
from kg.analysis.following.answers import FollowCounts, FollowSummary, FollowTown, FollowType, FollowYear
from kg.analysis.following.counts import Followed, successive
from kg.analysis.following.matching import DONE, FADED, PERSISTS, UNKNOWN, VERDICTS
from kg.analysis.scope import corpus

_STEP = ("year", "next")
_PLANS = {verdict: f"plans {verdict}" for verdict in VERDICTS}
_PROBLEMS = {verdict: f"problems {verdict}" for verdict in (PERSISTS, FADED)}


def follow_all(
    store: Asks,
    *,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    limit: int | None = None,
) -> FollowSummary:
    """What became of plans and problems in the towns with reports on two successive years.

    ``year`` keeps the plans and problems of the reports on that year, which those on the next one answer. At most
    ``limit`` towns and steps are listed; counts are of all. Raises UnknownNameError for a year, province or county that
    the graph lacks.
    """
    where = corpus(store, province=province, county=county)
    known, pairs = where.known, successive(where.reports)
    if year is not None:
        corpus(store, year=year, province=province, county=county)  # raises where no report is on that year
        pairs = pairs.filter(pl.col("year") == year)
    followed = Followed(known, pairs)
    plans, problems = followed.plans(), followed.problems()
    new = followed.new_problems(problems)
    reported = dict(where.reports.group_by("year").agg(pl.col("town").n_unique()).iter_rows())
    by_step = _counted(plans, problems, new, _STEP)
    tied = (
        followed.practices()
        .group_by(_STEP)
        .agg(
            pl.len(),
            pl.col("status").is_not_null().sum().alias("named"),
            (pl.col("status") != "planned").sum().alias("run"),
        )
    )
    practices = {(first, later): counts for first, later, *counts in tied.iter_rows()}
    both = pairs.group_by(_STEP).agg(many=pl.len()).sort(_STEP)
    years = tuple(
        FollowYear(
            *(first, later, Count(many, reported[first]), by_step.get((first, later), _NONE)),
            *(Count(number, of) for of, *told in (practices.get((first, later), (0, 0, 0)),) for number in told),
        )
        for first, later, many in both.iter_rows()
    )
    by_town = _counted(plans, problems, new, ("town", *_STEP))
    named = pairs.join(known.tables["towns"].select(town="number", name="full_name"), on="town").sort(
        "name", "town", "year"
    )
    rows = [(town, first, later) for town, first, later in named.select("town", *_STEP).iter_rows()]
    shown = rows if limit is None else rows[:limit]
    listed = tuple(FollowTown(known.town(row[0]), row[1], row[2], by_town.get(row, _NONE)) for row in shown)
    return FollowSummary(
        where.scope, years, _types(followed, plans, problems, new), listed, len(rows) - len(shown), year
    )


def _types(
    followed: Followed, plans: pl.DataFrame, problems: pl.DataFrame, new: pl.DataFrame
) -> tuple[FollowType, ...]:
    of_plans, of_problems = followed.types("plan"), followed.types("problem")
    plans = plans.join(of_plans.rename({"statement": "plan"}), on="plan")
    problems = problems.join(of_problems.rename({"statement": "problem"}), on="problem")
    new = new.join(of_problems.rename({"statement": "problem"}), on="problem")
    towns = problems.filter(pl.col("verdict") != UNKNOWN).group_by("topic").agg(pl.col("town").n_unique())
    many: dict[int, int] = dict(towns.iter_rows())
    counts = _counted(plans, problems, new, ("topic",))
    found = [FollowType(followed.known.topic(topic), many.get(topic, 0), one) for (topic,), one in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.counts.problems[PERSISTS].of, one.type.id)))


def _counted(
    plans: pl.DataFrame, problems: pl.DataFrame, new: pl.DataFrame, by: Sequence[str]
) -> dict[tuple[int, ...], FollowCounts]:
    verdict = pl.col("verdict")
    done = plans.group_by(by).agg(
        pl.len().alias("plans"),
        *((verdict == one).sum().alias(name) for one, name in _PLANS.items()),
        ((verdict == DONE) & pl.col("ran_before")).sum().alias("carried on"),
    )
    told = problems.filter(verdict != UNKNOWN).group_by(by)
    left = told.agg(
        pl.len().alias("problems"), *((verdict == one).sum().alias(name) for one, name in _PROBLEMS.items())
    )
    rows = done.join(left, on=by, how="full", coalesce=True)
    rows = rows.join(new.group_by(by).agg(pl.len().alias("new")), on=by, how="full", coalesce=True)
    return {
        tuple(row[key] for key in by): FollowCounts(
            {one: Count(row[name], row["plans"]) for one, name in _PLANS.items()},
            row["carried on"],
            {one: Count(row[name], row["problems"]) for one, name in _PROBLEMS.items()},
            row["new"],
        )
        for row in rows.fill_null(0).sort(by).iter_rows(named=True)
    }


_NONE = FollowCounts(dict.fromkeys(VERDICTS, Count(0, 0)), 0, dict.fromkeys((PERSISTS, FADED), Count(0, 0)), 0)


def follow_all_sparql(answer: FollowSummary) -> str:
    """The query that counts, year by year, the practices that plans name and how the town's next report names them: of
    ``?planned`` (a town's plan and a practice), ``?named`` are named in the next year, ``?run`` run. Verdicts on whole
    plans, and problems, rest on comparing headings and are not in it."""
    return reproducing.query(
        ("计划写到的做法，下一年的报告写到多少", "How many of the practices in plans do the next year's reports name"),
        "?year (COUNT(DISTINCT ?pair) AS ?planned) (COUNT(DISTINCT ?told) AS ?named) (COUNT(DISTINCT ?ran) AS ?run)",
        [
            reproducing.in_scope(answer.scope, dated=True),
            "?plan a gov:Plan ; gov:mechanism ?practice ; gov:report ?report .",
            "?report_2 a gov:Report ; gov:township ?township ; gov:year ?next FILTER(?next = ?year + 1)",
            f"FILTER(?year = {answer.year})" if answer.year is not None else "",
            "FILTER NOT EXISTS { ?report_2 dct:isReplacedBy ?newer_2 }",
            'BIND(CONCAT(STR(?plan), " ", STR(?practice)) AS ?pair)',
            "OPTIONAL { ?use a gov:Adoption ; gov:mechanism ?practice ; gov:report ?report_2 ; gov:status ?status } "
            "BIND(IF(BOUND(?status), ?pair, ?unbound) AS ?told) BIND(IF(?status != gov:planned, ?pair, ?unbound) AS ?ran)",
        ],
        "GROUP BY ?year\nORDER BY ?year",
    )
