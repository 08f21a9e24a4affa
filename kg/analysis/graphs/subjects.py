"""What graphs can be of: the towns, practices and firms of a collection."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kg.analysis.asking import Asks
from kg.analysis.scope import corpus


def subjects(store: Asks) -> Iterator[tuple[str, str]]:
    """("town", full name) of those whose place is known; then ("practice", id) of what several towns name, and
    ("firm", name), each by the number of its towns, most first."""
    where = corpus(store)
    known = where.known
    for number in where.reports["town"].unique().sort():
        if not known.town(number).unresolved:
            yield "town", known.town(number).full_name
    for of, rows, least in (("practice", where.facts("adoptions"), 2), ("firm", where.facts("services"), 1)):
        counted = rows.drop_nulls(of).group_by(of).agg(pl.col("town").n_unique()).filter(pl.col("town") >= least)
        for number in counted.sort("town", of, descending=[True, False])[of]:
            yield of, known.practice(number).id if of == "practice" else known.firm(number).label
