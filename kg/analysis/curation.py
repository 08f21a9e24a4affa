"""What a graph lacks or is not sure of: for people who put it right."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kg.analysis.answers import Count, Scope, Town, Use
from kg.analysis.asking import Asks
from kg.analysis.counting import many, pairs
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import proven, uses
from kg.analysis.tabular import Cells, Tabular

UNSURE = 0.6
"""Confidence below which a use of a practice is worth a look."""


@dataclass(frozen=True, slots=True, repr=False)
class Curation(Tabular):
    """``seen_once``: uses of discovered practices that a single town names, of all discovered ones (``discovered``).
    ``unsure``: uses of low confidence, the lowest first, of all uses. ``unplaced``: towns that nobody could tell.
    Of each the first so many; the counts are of all."""

    scope: Scope
    discovered: Count
    seen_once: tuple[Use, ...]
    doubtful: Count
    unsure: tuple[Use, ...]
    unplaced: tuple[tuple[Town, tuple[str, ...]], ...]

    def table(self) -> Cells:
        rows: list[tuple[object, ...]] = []
        for kind, found in (("seen once", self.seen_once), ("unsure", self.unsure)):
            for use in found:
                sentence = use.evidence[0].sentence if use.evidence else ""
                about = (use.town.full_name, use.practice.label, use.practice.id, use.status, use.year, use.confidence)
                rows.append((kind, *about, sentence, use.iri, None))
        rows += [
            ("unplaced", town.full_name, *(None,) * 6, town.iri, "、".join(files)) for town, files in self.unplaced
        ]
        about_it = (
            "kind",
            "town",
            "practice",
            "practice_id",
            "status",
            "year",
            "confidence",
            "sentence",
            "iri",
            "files",
        )
        return about_it, rows


def curation(store: Asks, *, limit: int = 100) -> Curation:
    """Practices seen once, uses of low confidence and towns without a place; at most ``limit`` of each."""
    where = corpus(store)
    known = where.known
    rows = where.facts("adoptions")
    new = known.tables["practices"].filter("discovered").select(practice="number")
    of_new = rows.join(new, on="practice", how="semi", maintain_order="left")
    towns = many(pairs(of_new.lazy(), "practice", "town"), "practice", "towns")
    alone = of_new.join(towns.filter(pl.col("towns") == 1), on="practice", how="semi", maintain_order="left")
    once = alone.unique("practice", keep="first", maintain_order=True)
    low = rows.filter(pl.col("confidence") < UNSURE).sort("confidence", "number")
    return Curation(
        where.scope,
        Count(len(once), len(towns)),
        proven(store, uses(where, once.head(limit))),
        Count(len(low), len(rows)),
        proven(store, uses(where, low.head(limit))),
        _unplaced(where, limit),
    )


def _unplaced(where: Corpus, limit: int) -> tuple[tuple[Town, tuple[str, ...]], ...]:
    """Towns without a place, and the files of their reports."""
    towns = where.known.tables["towns"].filter("unresolved").select(town="number")
    rows = where.reports.join(towns, on="town").group_by("town").agg(pl.col("file").sort()).sort("town").head(limit)
    return tuple((where.known.town(town), tuple(files)) for town, files in rows.iter_rows())
