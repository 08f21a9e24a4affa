"""What a graph holds, at a glance: how much of what, from where and when, what came last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kg.analysis.answers import Count, Scope, Topic, Town
from kg.analysis.asking import Asks, local_part
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells, Tabular

_THINGS = ("practices", "firms", "adoptions", "services", "problems", "plans", "figures")


@dataclass(frozen=True, slots=True)
class NewReport:
    """``issued``: the day of its publication, as far as the report says."""

    id: str
    title: str
    town: Town
    year: int | None
    issued: dt.date | None


@dataclass(frozen=True, slots=True)
class Region:
    """A province and how many of its towns reported; ``years``: reports on each year."""

    iri: str
    name: str
    towns: int
    reports: int
    years: Mapping[int, int]


@dataclass(frozen=True, slots=True, repr=False)
class Overview(Tabular):
    """``held``: how many practices (that any report names), firms, adoptions … there are. ``regions``: by the number of
    their towns. ``problem_types``: what most towns report. ``newest``: by day of publication, then by year."""

    scope: Scope
    held: Mapping[str, int]
    regions: tuple[Region, ...]
    years: Mapping[int, int]
    problem_types: tuple[tuple[Topic, Count], ...]
    newest: tuple[NewReport, ...]

    def table(self) -> Cells:
        """A row for each province and year."""
        rows: list[tuple[object, ...]] = []
        for region in self.regions:
            for year, reports in region.years.items():
                rows.append((region.name, year, reports))
        return ("province", "year", "reports"), rows

    def types_table(self) -> Cells:
        """A row for each type of problems."""
        rows: list[tuple[object, ...]] = [
            (topic.label, topic.label_en, topic.iri, count.number, count.of) for topic, count in self.problem_types
        ]
        return ("topic", "topic_en", "iri", "towns", "of"), rows

    def newest_table(self) -> Cells:
        """A row for each report."""
        rows: list[tuple[object, ...]] = [
            (one.issued, one.year, one.town.full_name, one.title, one.id) for one in self.newest
        ]
        return ("issued", "year", "town", "title", "report"), rows


def overview(store: Asks, *, newest: int = 10, types: int = 10) -> Overview:
    """The whole graph at a glance, with the ``newest`` reports and the most frequent ``types`` of problems."""
    where = corpus(store)
    return Overview(
        where.scope,
        _held(where),
        _regions(where),
        _years(where.reports),
        _types(where, types),
        _newest(where, newest),
    )


def _held(where: Corpus) -> dict[str, int]:
    held = {name: len(where.facts(name)) for name in _THINGS if name not in ("practices", "firms")}
    return {
        "practices": where.facts("adoptions")["practice"].n_unique(),
        "firms": where.facts("services")["firm"].drop_nulls().n_unique(),
        **held,
    }


def _regions(where: Corpus) -> tuple[Region, ...]:
    towns = where.known.tables["towns"].select(town="number", iri="province_iri", name="province")
    rows = where.reports.select("town", "year").join(towns, on="town").filter(pl.col("iri") != "")
    counted = rows.group_by("iri", "name").agg(pl.col("town").n_unique().alias("towns"), pl.len().alias("reports"))
    years: dict[str, dict[int, int]] = {}
    told = rows.drop_nulls("year").group_by("iri", "year").len().sort("iri", "year")
    for iri, year, reports in told.iter_rows():
        years.setdefault(iri, {})[year] = reports
    ordered = counted.sort(["towns", "iri"], descending=[True, False])
    return tuple(
        Region(iri, name, many, reports, years.get(iri, {})) for iri, name, many, reports in ordered.iter_rows()
    )


def _years(reports: pl.DataFrame) -> dict[int, int]:
    return dict(reports.drop_nulls("year").group_by("year").len().sort("year").iter_rows())


def _types(where: Corpus, most: int) -> tuple[tuple[Topic, Count], ...]:
    known = where.known
    problems = where.facts("problems").select(statement="number", town="town")
    rows = known.tables["problem_topics"].join(problems, on="statement").select("topic", "town").unique()
    counted = rows.group_by("topic").len("towns").sort(["towns", "topic"], descending=[True, False]).head(most)
    return tuple((known.topic(topic), Count(towns, where.scope.towns)) for topic, towns in counted.iter_rows())


def _newest(where: Corpus, most: int) -> tuple[NewReport, ...]:
    rows = where.reports.sort(["issued", "year", "iri"], descending=[True, True, False], nulls_last=True).head(most)
    columns = rows.select("iri", "title", "town", "year", "issued")
    return tuple(
        NewReport(local_part(iri), title, where.known.town(town), year, issued)
        for iri, title, town, year, issued in columns.iter_rows()
    )
