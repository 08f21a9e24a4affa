"""How a practice spreads through the years and places of which there are reports.

A town *runs* a practice in a year if its report on that year says that it runs, is tried or is on its way there; plans
are counted apart, and only where nothing runs. The number of reports differs from year to year, so that every count
stands beside the number of towns that could have been counted:

    running   of the towns that reported that year
    new       towns that name it as running for the first time and had reported before without doing so,
              of those that reported before, report this year, and had not named it so until then
    already   towns whose very first report here names it: since when, these reports do not tell
    silent    towns that named it as running in an earlier report and not in this one,
              of those that report this year and had named it before (silence is not the end of a practice)
    ever      towns that have named it as running up to that year, of those that have reported up to then

First means first in these reports: nobody is said to have invented anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from kg.analysis.adopting import PLANNED, adoptions, own_words, running
from kg.analysis.answers import Count, Practice, Scope, Use
from kg.analysis.asking import Asks, select
from kg.analysis.naming.asked import asked_practice
from kg.analysis.scope import Corpus, corpus
from kg.analysis.sharing import check_status
from kg.analysis.statements import STATUSES, proven, uses
from kg.analysis.tabular import Cells, Tabular

BY = ("year", "province", "county")
_PLACE = {"year": (), "province": ("province",), "county": ("province", "prefecture", "county", "lat", "long")}
_COUNTS = (
    *("reporting", "running", "planned", "new", "at_risk", "already", "silent", "known", "ever", "ever_reported"),
    *(f"with_{status}" for status in STATUSES),
)


@dataclass(frozen=True, slots=True)
class YearOfPractice:
    """Towns in one year (and one place). ``running`` and ``planned`` are of ``reporting``, ``new`` of ``at_risk``,
    ``silent`` of ``known``, ``ever`` of ``ever_reported``; ``new`` and ``already`` together are first seen this year.
    ``by_status``: a town whose report names two statuses counts in both."""

    year: int
    reporting: int
    running: int
    planned: int
    new: int
    at_risk: int
    already: int
    silent: int
    known: int
    ever: int
    ever_reported: int
    by_status: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlaceOfPractice:
    """One place with the years of which it has reports. ``name`` is a province's, or a county's (the prefecture's for
    towns right below one; "" for towns that nobody could place). ``towns`` have ever named it as running, of those that
    ever reported; ``first_year`` is the first year in which one did, None where none did. ``lat`` and ``long`` are the
    county's, in degrees."""

    name: str
    province: str
    prefecture: str
    lat: float | None
    long: float | None
    first_year: int | None
    towns: Count
    years: tuple[YearOfPractice, ...]


@dataclass(frozen=True, slots=True, repr=False)
class DiffusionAnswer(Tabular):
    """How a practice spread. ``years`` are all of which there are reports; ``places`` those of ``by`` ("province",
    "county"), the earliest first, none for "year". ``towns`` have ever named it as running.

    ``first_year``: the first in which a report names it as running (None: none does). ``began_with``: whether that is
    also the first year of which there are reports, so that it may be older. ``early``: uses of the first towns, by
    year and name; ``first_towns``: how many towns there are of the first year. ``origins``: places of origin that the
    scheme knows, as (practice, place). ``undated`` reports tell no year and count nowhere. ``discounted``: mentions
    left out because they stand in text copied from another town alone (none if ``copies``). ``status``: the only one
    that counts as running, None for all but planned.
    """

    practices: tuple[Practice, ...]
    family: tuple[Practice, ...]
    exact: bool
    status: str | None
    by: str
    scope: Scope
    towns: Count
    first_year: int | None
    began_with: bool
    first_towns: int
    years: tuple[YearOfPractice, ...]
    places: tuple[PlaceOfPractice, ...]
    early: tuple[Use, ...]
    origins: tuple[tuple[Practice, str], ...]
    undated: int
    copies: bool
    discounted: int
    understood: str = ""

    def table(self) -> Cells:
        """A row for each year, or for each place and year, with all counts."""
        where = ("province", "prefecture", "place", "lat", "long") if self.by == "county" else ("place",)
        columns = (*(where if self.by != "year" else ()), "year", *_COUNTS)
        if self.by == "year":
            return columns, [_cells(one) for one in self.years]
        rows = []
        for place in self.places:
            about: tuple[object, ...] = (place.name,)
            if self.by == "county":
                about = (place.province, place.prefecture, place.name, place.lat, place.long)
            rows += [(*about, *_cells(one)) for one in place.years]
        return columns, rows


def _cells(one: YearOfPractice) -> tuple[object, ...]:
    plain = [getattr(one, name) for name in _COUNTS if not name.startswith("with_")]
    return (one.year, *plain, *(one.by_status.get(status, 0) for status in STATUSES))


def diffusion(
    store: Asks,
    practice: str,
    *,
    by: str = "year",
    status: str | None = None,
    province: str | None = None,
    county: str | None = None,
    exact: bool = False,
    copies: bool = False,
    limit: int | None = 10,
    evidence: bool = True,
) -> DiffusionAnswer:
    """How ``practice`` and its family (``skos:broader*``, unless ``exact``) spread, year by year and ``by`` place.

    Mentions in text copied from another town alone are left out, unless ``copies``. ``status`` counts only one status as running ("planned" tells how plans spread). ``limit``: how many of the first
    towns come with their sentences. Raises UnknownNameError for a name, place or status that the graph lacks.
    """
    if by not in BY:
        raise ValueError(f"by must be one of {BY}")
    status = check_status(status) if status else None
    asked = asked_practice(store, practice)
    where = corpus(store, province=province, county=county)
    known = where.known
    own = known.numbers("practices", [one.iri for one in asked.what])
    wanted = own if exact else known.family(own)
    named = adoptions(where, wanted, copies=True).drop_nulls("year")
    rows = named if copies else own_words(where, named)
    runs = running(rows, status)
    seen = town_years(where, rows, status)
    first = runs["year"].min()
    begun = runs.filter(pl.col("year") == pl.col("year").min())["town"].n_unique()
    early = uses(where, _first_uses(where, runs, limit))
    early = tuple(sorted(early, key=lambda use: (use.year or 0, use.town.full_name, use.practice.id, use.status)))
    return DiffusionAnswer(
        asked.what,
        tuple(known.practice(number) for number in sorted(set(wanted) - set(own))),
        exact,
        status,
        by,
        where.scope,
        Count(runs["town"].n_unique(), where.scope.towns),
        first if isinstance(first, int) else None,
        bool(where.scope.years) and first == where.scope.years[0],
        begun,
        tuple(_year(row) for row in _counted(seen, "year").iter_rows(named=True)),
        places_of(where, seen, by) if by != "year" else (),
        proven(store, early) if evidence else early,
        _origins(store, asked.what),
        int(where.reports["year"].null_count()),
        copies,
        len(named) - len(rows),
        asked.understood,
    )


def town_years(where: Corpus, rows: pl.DataFrame, status: str | None) -> pl.DataFrame:
    """A row for each town and year that it reported on, with what is told of the practice there as true or false."""
    reported = where.reports.drop_nulls("year").select("town", "year").unique()
    counts = pl.col("status") == status if status else pl.col("status") != PLANNED
    told = rows.group_by("town", "year").agg(
        counts.any().alias("runs"), *((pl.col("status") == one).any().alias(f"with_{one}") for one in STATUSES)
    )
    first = told.filter("runs").group_by("town").agg(pl.col("year").min().alias("first"))
    every = reported.join(told, on=["town", "year"], how="left").join(first, on="town", how="left")
    every = every.with_columns(
        pl.col("runs", *(f"with_{one}" for one in STATUSES)).fill_null(False),
        pl.col("year").min().over("town").alias("begin"),
    )
    year, first_year, begin = pl.col("year"), pl.col("first"), pl.col("begin")
    is_first, before = (first_year == year).fill_null(False), (first_year < year).fill_null(False)
    return every.with_columns(
        planned=pl.col(f"with_{PLANNED}") & ~pl.col("runs"),
        new=is_first & (begin < year),
        at_risk=(begin < year) & ~before,
        already=is_first & (begin == year),
        silent=before & ~pl.col("runs"),
        known=before,
    )


def _counted(seen: pl.DataFrame, *by: str) -> pl.DataFrame:
    """Counts of towns for each group of ``by``, whose last is "year", in its order."""
    place = list(by[:-1])
    each = ("runs", "planned", "new", "at_risk", "already", "silent", "known")
    counts = seen.group_by(*by).agg(
        pl.len().alias("reporting"),
        *(pl.col(name).sum() for name in (*each, *(f"with_{status}" for status in STATUSES))),
        # A town's first year of reporting, and of running, stands in its rows once each.
        (pl.col("begin") == pl.col("year")).sum().alias("began"),
    )
    counts = counts.sort(*by, nulls_last=True)
    so_far = [
        (pl.col("new") + pl.col("already")).cum_sum().alias("ever"),
        pl.col("began").cum_sum().alias("ever_reported"),
    ]
    if place:
        so_far = [column.over(place) for column in so_far]
    return counts.with_columns(so_far)


def _year(row: Mapping[str, int]) -> YearOfPractice:
    by_status = {status: many for status in STATUSES if (many := row[f"with_{status}"])}
    return YearOfPractice(
        row["year"],
        row["reporting"],
        row["runs"],
        row["planned"],
        row["new"],
        row["at_risk"],
        row["already"],
        row["silent"],
        row["known"],
        row["ever"],
        row["ever_reported"],
        by_status,
    )


def places_of(where: Corpus, seen: pl.DataFrame, by: str) -> tuple[PlaceOfPractice, ...]:
    """Places with what is told of them, the earliest first, then those with most towns, then by name."""
    columns = _PLACE[by]
    of_town = where.known.tables["towns"].select("number", *columns).rename({"number": "town"})
    counts = _counted(seen.join(of_town, on="town", how="left", maintain_order="left"), *columns, "year")
    found = []
    for _, of_place in groupby(counts.iter_rows(named=True), key=lambda row: [row[column] for column in columns]):
        years = list(of_place)
        about = years[0]
        province, prefecture = about["province"], about.get("prefecture", "")
        name = province if by == "province" else about["county"] or prefecture or province
        told = tuple(map(_year, years))
        first = next((one.year for one in told if one.running), None)
        towns = Count(told[-1].ever, told[-1].ever_reported)
        found.append(
            PlaceOfPractice(
                name,
                province,
                prefecture,
                about.get("lat"),
                about.get("long"),
                first,
                towns,
                told,
            )
        )
    return tuple(
        sorted(
            found, key=lambda one: (one.first_year or 9999, -one.towns.number, one.province, one.prefecture, one.name)
        )
    )


def _first_uses(where: Corpus, runs: pl.DataFrame, limit: int | None) -> pl.DataFrame:
    """The rows of the first towns (by year, then full name) in the first year of each."""
    towns = where.known.tables["towns"].select(town="number", name="full_name")
    first = runs.group_by("town").agg(pl.col("year").min()).join(towns, on="town").sort("year", "name", "town")
    first = first if limit is None else first.head(limit)
    return runs.join(first.select("town", "year"), on=["town", "year"], how="semi", maintain_order="left")


def _origins(store: Asks, practices: tuple[Practice, ...]) -> tuple[tuple[Practice, str], ...]:
    """The places of origin that the scheme tells."""
    import pyoxigraph as ox

    query = "SELECT DISTINCT ?practice ?place { ?practice gov:originPlace ?place }"
    found = select(store, query, practice=[ox.NamedNode(one.iri) for one in practices])
    by_iri = {one.iri: one for one in practices}
    return tuple((by_iri[str(row["practice"])], str(row["place"])) for row in sorted(found, key=str))
