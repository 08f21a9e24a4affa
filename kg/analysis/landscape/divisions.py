"""Provinces and counties by the towns in them that reported: the picture of all towns as a table."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Scope, Town
from kg.analysis.asking import Asks
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.scope import corpus
from kg.analysis.tabular import Cells, Tabular


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """How many of a province's counties and towns reported, and how often."""

    iri: str
    name: str
    counties: int
    towns: int
    reports: int


@dataclass(frozen=True, slots=True, repr=False)
class Provinces(Tabular):
    """By the number of towns that reported. ``unplaced``: towns of which no province is known."""

    scope: Scope
    provinces: tuple[ProvinceCount, ...]
    unplaced: int

    def table(self) -> Cells:
        """A row for each province."""
        columns = ("province", "counties", "towns", "reports")
        return columns, [(one.name, one.counties, one.towns, one.reports) for one in self.provinces]


@dataclass(frozen=True, slots=True)
class Division:
    """The towns of a province, prefecture or county that reported, by county: (name of the county, its towns)."""

    iri: str
    name: str
    counties: tuple[tuple[str, tuple[Town, ...]], ...]
    towns: int


def provinces(store: Asks) -> Provinces:
    """Every province of which a town reported."""
    where = corpus(store)
    towns = where.known.tables["towns"].select("province_iri", "province", "county_iri", town="number")
    rows = where.reports.select("town").join(towns, on="town")
    counted = rows.group_by("province_iri", "province").agg(
        pl.col("county_iri").filter(pl.col("county_iri") != "").n_unique().alias("counties"),
        pl.col("town").n_unique().alias("towns"),
        pl.len().alias("reports"),
    )
    known = counted.filter(pl.col("province_iri") != "").sort(["towns", "province_iri"], descending=[True, False])
    return Provinces(
        where.scope,
        tuple(ProvinceCount(*row) for row in known.iter_rows()),
        int(counted.filter(pl.col("province_iri") == "")["towns"].sum()),
    )


def provinces_sparql(answer: Provinces) -> str:
    """Rows of ?province, ?towns and ?reports."""
    return reproducing.query(
        ("各省有多少乡镇有报告、有多少份", "How many towns of each province reported, and in how many reports"),
        "?province (COUNT(DISTINCT ?township) AS ?towns) (COUNT(DISTINCT ?report) AS ?reports)",
        [
            "?report a gov:Report .",
            reproducing.in_scope(answer.scope),
            "?township gov:within+ ?province . ?province a gov:Province .",
        ],
        "GROUP BY ?province\nORDER BY DESC(?towns) ?province",
    )


def division(store: Asks, iri: str) -> Division:
    """The towns of one division by county. UnknownNameError where no town of it reported."""
    where = corpus(store)
    reported = where.reports.select(number="town").unique()
    towns = where.known.tables["towns"]
    for level in ("province", "prefecture", "county"):
        rows = towns.filter(pl.col(f"{level}_iri") == iri).join(
            reported, on="number", how="semi", maintain_order="left"
        )
        if not len(rows):
            continue
        by: dict[tuple[str, str], list[int]] = {}
        for number, prefecture, county in rows.select("number", "prefecture", "county").iter_rows():
            by.setdefault((prefecture if level == "province" else "", county), []).append(number)
        counties = (
            (above + name, tuple(map(where.known.town, numbers))) for (above, name), numbers in sorted(by.items())
        )
        return Division(iri, rows[level][0], tuple(counties), len(rows))
    raise UnknownNameError("province", iri, ())
