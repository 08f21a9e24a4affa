"""Which towns took a practice up, and in which year each is first seen to run it.

Counted as ``diffusion`` counts: what runs, is tried or is on its way, without what is copied from another town. First
means first in these reports: a town whose very first report names it may have run it long before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.adopting import COPIED_SPARQL, PLANNED, adoptions, own_words, running
from kg.analysis.answers import Practice, Scope, Town
from kg.analysis.asking import Asks
from kg.analysis.naming.asked import asked_practice
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import STATUSES
from kg.analysis.tabular import Cells


@dataclass(frozen=True, slots=True)
class Adopter:
    """A town that runs a practice. ``first``: the year in which a report of it first says so. ``already``: that is also the
    first year it reported on, so that it may have begun before. ``last`` and ``status``: the latest year in which it is
    named as running, and how."""

    town: Town
    first: int
    already: bool
    last: int
    status: str


@dataclass(frozen=True, slots=True)
class Adopters:
    """All towns that have run a practice or its kinds, the earliest first, then by name."""

    practices: tuple[Practice, ...]
    scope: Scope
    discounted: bool
    towns: tuple[Adopter, ...]

    def table(self) -> Cells:
        """A row for each town."""
        columns = ("town", "province", "prefecture", "county", "first_year", "already", "latest_year", "status")
        return columns, [
            (
                one.town.full_name,
                one.town.province,
                one.town.prefecture,
                one.town.county,
                one.first,
                one.already,
                one.last,
                one.status,
            )
            for one in self.towns
        ]

    def of_year(self, year: int) -> tuple[Adopter, ...]:
        """The towns first seen in a year."""
        return tuple(one for one in self.towns if one.first == year)


def adopters(store: Asks, practice: str) -> Adopters:
    """Every town that runs ``practice`` or a narrower one in any year. Raises UnknownNameError for an unknown name."""
    asked = asked_practice(store, practice)
    where = corpus(store)
    known = where.known
    named = adoptions(where, known.family(known.numbers("practices", [one.iri for one in asked.what])), copies=True)
    named = named.drop_nulls("year")
    rows = own_words(where, named)
    return Adopters(asked.what, where.scope, len(rows) < len(named), tuple(adopters_of(where, running(rows))))


def adopters_of(where: Corpus, rows: pl.DataFrame) -> Iterable[Adopter]:
    """The towns of rows (``town``, ``year``, ``status``), the earliest first, then by name."""
    known = where.known
    rank = pl.col("status").cast(pl.String).replace_strict({name: at for at, name in enumerate(STATUSES)})
    latest = rows.with_columns(rank=rank).sort("town", "year", "rank", descending=[False, True, False])
    latest = latest.unique("town", keep="first", maintain_order=True).select("town", "status", last="year")
    begin = where.reports.drop_nulls("year").group_by("town").agg(begin=pl.col("year").min())
    first = rows.group_by("town").agg(first=pl.col("year").min())
    names = known.tables["towns"].select(town="number", name="full_name", iri="iri")
    told = first.join(latest, on="town").join(begin, on="town").join(names, on="town").sort("first", "name", "iri")
    for number, year, status, last, begun in told.select("town", "first", "status", "last", "begin").iter_rows():
        yield Adopter(known.town(number), year, year == begun, last, status)


def adopters_sparql(answer: Adopters) -> str:
    """Rows of ?township with the ?first and the ?latest year in which a report says that it runs."""
    names = "、".join(one.label for one in answer.practices)
    patterns = [
        reproducing.values("asked", [one.iri for one in answer.practices]),
        "?practice skos:broader* ?asked .",
        f"?use gov:mechanism ?practice ; gov:status ?status ; gov:report ?report . FILTER(?status != gov:{PLANNED})",
        reproducing.in_scope(answer.scope, dated=True),
    ]
    return reproducing.query(
        (
            f"哪些乡镇写到在实行“{names}”，最早、最近见于哪一年的报告？",
            f"Which towns run {names}, and of which years are the first and the latest reports that say so?",
        ),
        "?township (MIN(?year) AS ?first) (MAX(?year) AS ?latest)",
        [*patterns, *([COPIED_SPARQL] if answer.discounted else [])],
        "GROUP BY ?township\nORDER BY ?first ?township",
    )
