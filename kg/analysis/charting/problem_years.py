"""Types of problems year by year: how many of the towns that reported tell them, and how many tell them again.

A narrower type counts for the broader ones. A town tells a problem *again* if two or more of its years have it; of the
towns that could: those that tell it in some year and reported on two or more. That it is not told again does not say
that it is solved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count, Scope, Topic
from kg.analysis.asking import Asks
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells


@dataclass(frozen=True, slots=True)
class ProblemYears:
    """One type. ``towns``: of those that reported. ``years``: of those that reported on the year. ``again``: see above.
    ``wide``: it has narrower types among those told."""

    topic: Topic
    towns: Count
    years: Mapping[int, Count]
    again: Count
    wide: bool


@dataclass(frozen=True, slots=True)
class ProblemsByYear:
    """Types by the number of their towns, most first. ``any_problem``: towns that tell any problem."""

    scope: Scope
    any_problem: Count
    types: tuple[ProblemYears, ...]

    def table(self) -> Cells:
        """A row for each type and year, and one without a year for all years together."""
        columns = ("topic", "topic_en", "year", "towns", "reporting", "again", "could_again")
        rows: list[tuple[object, ...]] = []
        for one in self.types:
            about = (one.topic.label, one.topic.label_en)
            rows.append((*about, None, one.towns.number, one.towns.of, one.again.number, one.again.of))
            rows += [(*about, year, count.number, count.of, None, None) for year, count in one.years.items()]
        return columns, rows


def problems_by_year(store: Asks, *, province: str | None = None, county: str | None = None) -> ProblemsByYear:
    """All types of problems that reports in scope tell. Raises UnknownNameError as ``corpus``."""
    where = corpus(store, province=province, county=county)
    told = told_types(where)
    reported = dict(
        where.reports.drop_nulls("year").group_by("year").agg(pl.col("town").n_unique()).sort("year").iter_rows()
    )
    per_year = _counts(told.drop_nulls("year"), "topic", "year")
    again = _again(where, told)
    ordered = told.group_by("topic").agg(pl.col("town").n_unique().alias("towns"))
    ordered = ordered.sort(["towns", "topic"], descending=[True, False])
    families = where.known.tables["topic_families"].filter(pl.col("narrow") != pl.col("broad"))
    wide = set(families.join(ordered.select(narrow="topic"), on="narrow", how="semi")["broad"].to_list())
    return ProblemsByYear(
        where.scope,
        where.towns_in(where.facts("problems")),
        tuple(
            ProblemYears(
                where.known.topic(topic),
                Count(towns, where.scope.towns),
                {year: Count(per_year.get((topic, year), 0), many) for year, many in reported.items()},
                again.get(topic, Count(0, 0)),
                topic in wide,
            )
            for topic, towns in ordered.iter_rows()
        ),
    )


def told_types(where: Corpus) -> pl.DataFrame:
    """Each town, year and type that it tells, once."""
    tables = where.known.tables
    links = tables["problem_topics"].select("statement", narrow="topic")
    links = links.join(tables["topic_families"], on="narrow").select("statement", topic="broad")
    problems = where.facts("problems").select("town", "year", statement="number")
    return links.join(problems, on="statement").select("topic", "town", "year").unique()


def _counts(rows: pl.DataFrame, *by: str) -> dict[tuple[int, int], int]:
    counted = rows.group_by(*by).agg(pl.col("town").n_unique().alias("towns"))
    return {(one, other): towns for one, other, towns in counted.select(*by, "towns").iter_rows()}


def _again(where: Corpus, told: pl.DataFrame) -> dict[int, Count]:
    years = where.reports.drop_nulls("year").group_by("town").agg(reported=pl.col("year").n_unique())
    often = told.drop_nulls("year").group_by("topic", "town").agg(named=pl.len()).join(years, on="town")
    counted = (
        often.filter(pl.col("reported") > 1).group_by("topic").agg(again=(pl.col("named") > 1).sum(), could=pl.len())
    )
    return {topic: Count(again, could) for topic, again, could in counted.select("topic", "again", "could").iter_rows()}


def problems_sparql(answer: ProblemsByYear) -> str:
    """Rows of ?type and ?year with the number of ?towns that tell such a problem."""
    return reproducing.query(
        ("每一类问题逐年有多少乡镇写到？", "How many towns tell each type of problems in each year?"),
        "?type ?year (COUNT(DISTINCT ?township) AS ?towns)",
        [
            "?problem a gov:Problem ; gov:topic ?told ; gov:report ?report . ?told skos:broader* ?type .",
            reproducing.in_scope(answer.scope, dated=True),
        ],
        "GROUP BY ?type ?year\nORDER BY ?type ?year",
    )
