"""Where a type of problems is told: the counties, the years, and the towns that tell it.

Counted as practices are in ``diffusion``: a town counts in the years whose reports tell the problem, or one of a narrower
type. That a later report is silent does not say that it is solved.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kg.analysis import reproducing
from kg.analysis.answers import Scope, Topic
from kg.analysis.asking import Asks
from kg.analysis.charting.problem_years import told_types
from kg.analysis.scope import corpus
from kg.analysis.spread.adopters import Adopter, adopters_of
from kg.analysis.spread.diffusion import PlaceOfPractice, places_of, town_years
from kg.analysis.statements import STATUSES
from kg.analysis.tabular import Cells


@dataclass(frozen=True, slots=True)
class TypeByCounty:
    """``places``: the counties with reports; their ``running`` are the towns that tell the problem. ``towns``: those that
    ever did, with the first and the latest year; their ``status`` says nothing."""

    topic: Topic
    scope: Scope
    places: tuple[PlaceOfPractice, ...]
    towns: tuple[Adopter, ...]

    def table(self) -> Cells:
        """A row for each county and year."""
        columns = ("province", "prefecture", "place", "lat", "long", "year", "towns", "reporting")
        return columns, [
            (place.province, place.prefecture, place.name, place.lat, place.long, one.year, one.running, one.reporting)
            for place in self.places
            for one in place.years
        ]


def type_by_county(store: Asks, topic: Topic) -> TypeByCounty:
    """The counties of which reports tell the type or a narrower one, in any year."""
    where = corpus(store)
    number = where.known.number("topics", topic.iri)
    told = told_types(where).filter(pl.col("topic") == number).drop_nulls("year")
    rows = told.select("town", "year", status=pl.lit(STATUSES[0]))
    seen = town_years(where, rows, None)
    return TypeByCounty(topic, where.scope, places_of(where, seen, "county"), tuple(adopters_of(where, rows)))


def type_by_county_sparql(answer: TypeByCounty) -> str:
    """Rows of ?county, ?year and the number of ?towns whose reports tell such a problem."""
    name = answer.topic.label
    return reproducing.query(
        (f"各县逐年有多少乡镇写到“{name}”？", f"How many towns of each county tell “{name}” in each year?"),
        "?county ?year (COUNT(DISTINCT ?township) AS ?towns)",
        [
            reproducing.values("asked", [answer.topic.iri]),
            "?problem a gov:Problem ; gov:topic ?told ; gov:report ?report . ?told skos:broader* ?asked .",
            reproducing.in_scope(answer.scope, dated=True),
            "?township gov:within ?county .",
        ],
        "GROUP BY ?county ?year\nORDER BY ?county ?year",
    )
