"""A part of a collection that a site is made of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.asking import local_part
from kg.analysis.scope import corpus
from kg.analysis.wording import telling
from kg.errors import Bilingual
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """``reports``: the ids of the reports that were asked for, with those that they replace. ``words``: how many of which towns these are."""

    store: Store
    asked: tuple[str, ...]
    reports: tuple[str, ...]
    words: Bilingual


def part_of(store: Store, *, year: int | None = None, province: str | None = None, county: str | None = None) -> Part:
    """The reports of a year, a province or a county. Raises UnknownNameError where there are none."""
    there = corpus(store, year=year, province=province, county=county)
    asked = (f"year {year or ''}", f"province {province or ''}", f"county {county or ''}")
    every = there.known.tables["reports"].join(there.reports.select("town").unique(), on="town", how="semi")
    editions = every if year is None else every.filter(every["year"] == year)
    ids = tuple(sorted(local_part(iri) for iri in editions["iri"]))
    return Part(store, asked, ids, Bilingual(telling.scope(there.scope, "en"), telling.scope(there.scope, "zh")))
