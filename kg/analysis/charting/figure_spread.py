"""How a figure is spread over towns: quartiles, and where one town stands.

Figures are compared where they count the same: one indicator of the scheme, one unit, one year. Of a town that tells
several such figures with different values nobody knows which is meant; it is left out and counted. Figures without a
known indicator are never compared. A place among others says how large a figure is, not how good.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Count, Scope, Topic, Town
from kg.analysis.asking import Asks
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells

LEAST = 8
"""Fewer towns tell too little of a spread."""
_OTHER = "其他指标"  # what stands under no indicator of the scheme: anything


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator in one unit and year. ``values``: one of each town that tells one, ascending. ``towns``: how many that
    are, of those that reported on the year. ``several``: towns left out because they tell several."""

    indicator: Topic
    unit: Topic
    year: int
    values: tuple[float, ...]
    towns: Count
    several: int

    def quantile(self, share: float) -> float:
        """The value that ``share`` (0..1) of the towns do not exceed, between two values in proportion."""
        place = share * (len(self.values) - 1)
        low = int(place)
        high = min(low + 1, len(self.values) - 1)
        return self.values[low] + (self.values[high] - self.values[low]) * (place - low)

    def rank(self, value: float) -> int:
        """1 for the largest; towns with the same value share a place."""
        return len(self.values) - bisect_right(self.values, value) + 1

    def below(self, value: float) -> int:
        """How many towns have less."""
        return bisect_left(self.values, value)


@dataclass(frozen=True, slots=True)
class Spreads:
    """Spreads of one ``year``, those of most towns first. ``left``: how many more there are."""

    scope: Scope
    year: int | None
    spreads: tuple[Spread, ...]
    left: int = 0

    def table(self) -> Cells:
        """A row for each indicator and unit."""
        columns = (
            "indicator",
            "unit",
            "year",
            "towns",
            "reporting",
            "several",
            "least",
            "lower",
            "median",
            "upper",
            "most",
        )
        return columns, [
            (
                *(one.indicator.label, one.unit.label, one.year, one.towns.number, one.towns.of, one.several),
                *(_plain(one.quantile(share)) for share in (0, 0.25, 0.5, 0.75, 1)),
            )
            for one in self.spreads
        ]


@dataclass(frozen=True, slots=True)
class Placed:
    """A town's figure among those of the towns of ``among`` (a county, a province; "" for all)."""

    value: float
    spread: Spread
    among: str


def figure_spreads(
    store: Asks,
    *,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    limit: int | None = None,
    least: int = LEAST,
) -> Spreads:
    """Spreads over the towns in scope in one year: ``year``, else the latest in which ``least`` towns tell one figure.
    Raises UnknownNameError as ``corpus``."""
    where = corpus(store, year=year, province=province, county=county)
    found: list[Spread] = []
    shown = year
    for one in (year,) if year is not None else reversed(where.scope.years):
        found = _spreads(where, _of_year(where, one), one, least)
        if found:
            shown = one
            break
    return Spreads(where.scope, shown, tuple(found[:limit]), 0 if limit is None else max(len(found) - limit, 0))


def placed(store: Asks, town: Town, *, least: int = LEAST) -> tuple[Placed, ...]:
    """The figures of a town's latest year that have any, each among the towns of its county, else of its province, else
    among all, as soon as ``least`` towns tell it."""
    where = corpus(store)
    number = where.known.number("towns", town.iri)
    own = _single(where.facts("figures").filter(pl.col("town") == number), where)
    year = own["year"].max()
    if not isinstance(year, int):
        return ()
    own = own.filter((pl.col("year") == year) & ~pl.col("several"))
    rows = _of_year(where, year).join(own.select("indicator", "unit"), on=["indicator", "unit"], how="semi")
    towns = where.known.tables["towns"].select(town="number", county="county_iri", province="province_iri")
    home = towns.row(by_predicate=pl.col("town") == number, named=True)
    found: dict[tuple[int, int], Placed] = {}
    values = {(one["indicator"], one["unit"]): float(one["value"]) for one in own.iter_rows(named=True)}
    for level, name in (("county", town.county), ("province", town.province), ("", "")):
        if level and not home[level]:
            continue
        near = towns.filter(pl.col(level) == home[level])["town"] if level else towns["town"]
        for key, one in _keyed(where, rows.filter(pl.col("town").is_in(near.implode())), year, least, near).items():
            found.setdefault(key, Placed(values[key], one, name))
    order = {key: at for at, key in enumerate(values)}
    return tuple(found[key] for key in sorted(found, key=lambda key: order[key]))


def placed_table(found: Sequence[Placed]) -> Cells:
    """A row for each figure of the town: its value and place (1: the largest) beside the quartiles."""
    columns = ("indicator", "unit", "year", "value", "place", "towns", "among", "lower", "median", "upper")
    return columns, [
        (
            *(one.spread.indicator.label, one.spread.unit.label, one.spread.year, _plain(one.value)),
            *(one.spread.rank(one.value), one.spread.towns.number, one.among),
            *(_plain(one.spread.quantile(share)) for share in (0.25, 0.5, 0.75)),
        )
        for one in found
    ]


def _single(rows: pl.DataFrame, where: Corpus) -> pl.DataFrame:
    """One row for each town, indicator, unit and year, with one of its values and whether there are ``several``."""
    known = where.known.tables["topics"]
    other = known.filter(pl.col("iri").str.ends_with("/" + _OTHER))["number"]
    rows = rows.drop_nulls(["indicator", "unit"]).filter(~pl.col("indicator").is_in(other.implode()))
    # A report on 2023 may tell figures of 2022: the year that is counted decides.
    rows = rows.with_columns(pl.coalesce("year", "report_year").alias("year")).drop_nulls("year")
    return rows.group_by("town", "indicator", "unit", "year", maintain_order=True).agg(
        pl.col("value").first(), (pl.col("value").n_unique() > 1).alias("several")
    )


def _of_year(where: Corpus, year: int) -> pl.DataFrame:
    """All figures of a year: kept, since every town's page places its own among them."""
    key = ("figures", year)
    if key not in where.kept:
        rows = where.facts("figures")
        where.kept[key] = _single(rows.filter(pl.coalesce("year", "report_year") == year), where)
    return where.kept[key]


def _spreads(where: Corpus, rows: pl.DataFrame, year: int, least: int) -> list[Spread]:
    made = _keyed(where, rows, year, least, None)
    return sorted(made.values(), key=lambda one: (-one.towns.number, one.indicator.id, one.unit.id))


def _keyed(
    where: Corpus, rows: pl.DataFrame, year: int, least: int, towns: pl.Series | None
) -> dict[tuple[int, int], Spread]:
    """Spreads by indicator and unit, of ``towns`` (row numbers; all if None)."""
    reports = where.reports.filter(pl.col("year") == year)
    if towns is not None:
        reports = reports.filter(pl.col("town").is_in(towns.implode()))
    reporting = reports["town"].n_unique()
    grouped = rows.group_by("indicator", "unit").agg(
        pl.col("value").filter(~pl.col("several")).sort().alias("values"), pl.col("several").sum()
    )
    grouped = grouped.filter(pl.col("values").list.len() >= least).sort("indicator", "unit")
    known = where.known
    return {
        (indicator, unit): Spread(
            known.topic(indicator),
            known.topic(unit),
            year,
            tuple(map(float, values)),
            Count(len(values), max(reporting, len(values))),
            several,
        )
        for indicator, unit, values, several in grouped.select("indicator", "unit", "values", "several").iter_rows()
    }


def _plain(value: float) -> float:
    return round(value, 4)


def figures_sparql(scope: Scope, year: int | None, spreads: Sequence[Spread]) -> str:
    """Rows of ?indicator ?unit ?township and ?value: what the spreads are made of. Townships with several values of one
    indicator and unit are left out there."""
    pairs = " ".join(f"(<{one.indicator.iri}> <{one.unit.iri}>)" for one in spreads)
    return reproducing.query(
        (f"各乡镇 {year} 年的数字各是多少？", f"What are the figures of each town for {year}?"),
        "DISTINCT ?indicator ?unit ?township ?value",
        [
            f"VALUES (?indicator ?unit) {{ {pairs} }}",
            "?figure a gov:Observation ; gov:indicator ?indicator ; gov:unit ?unit ; gov:value ?value ; gov:report ?report .",
            reproducing.inline(reproducing.in_scope(scope)).replace("?year", "?year_of_report"),
            "OPTIONAL { ?figure gov:year ?told }",
            f"FILTER(COALESCE(?told, ?year_of_report) = {year})",
        ],
        "ORDER BY ?indicator ?unit ?township ?value",
    )
