"""Which reports are quoted: their titles, towns, years and where they were published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kg.analysis.asking import Asks
from kg.analysis.naming.catalogue import catalogue
from kg.ontology import NAMESPACES


@dataclass(frozen=True)
class Source:
    """A report. ``report``: its id. ``web``: where it was published,
    empty where the document does not say."""

    report: str
    iri: str
    title: str
    town: str
    year: int | None
    file: str
    web: str


def sources(store: Asks, reports: Iterable[str]) -> list[Source]:
    """The reports of these ids."""
    wanted = {NAMESPACES["report"] + one: one for one in reports}
    known = catalogue(store)
    rows = known.tables["reports"].filter(pl.col("iri").is_in(list(wanted)))
    towns = known.tables["towns"].select(town="number", full_name="full_name")
    rows = rows.join(towns, on="town", how="left").sort("iri")
    return [
        Source(
            wanted[one["iri"]],
            one["iri"],
            one["title"] or "",
            one["full_name"] or "",
            one["year"],
            one["file"],
            one["source"] or "",
        )
        for one in rows.iter_rows(named=True)
    ]
