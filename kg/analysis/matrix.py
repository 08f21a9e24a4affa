"""Towns by practices: a table in which who is alike stands together, so that blocks show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.answers import Count, Practice, Scope, Town, Use
from kg.analysis.asking import Asks
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import STATUSES, uses
from kg.analysis.statements import evidence as sentences
from kg.analysis.tabular import Cells, Tabular
from kg.errors import KgError

TOWNS, PRACTICES = 60, 60


@dataclass(frozen=True, slots=True, repr=False)
class Matrix(Tabular):
    """``cells``: (town IRI, practice IRI) → what the town's latest report says of the practice, of several statuses the
    most settled. ``counts``: of each practice, how many of all towns in scope. Rows and columns stand in an order in
    which neighbours are alike. ``towns_left`` and ``practices_left``: how many more there are."""

    scope: Scope
    towns: tuple[Town, ...]
    practices: tuple[Practice, ...]
    cells: Mapping[tuple[str, str], Use]
    counts: Mapping[str, Count]
    towns_left: int
    practices_left: int

    def table(self) -> Cells:
        """A row for each town, a column for each practice: the status, "" where the report does not name it."""
        rows: list[tuple[object, ...]] = []
        for town in self.towns:
            found = (self.cells.get((town.iri, practice.iri)) for practice in self.practices)
            rows.append((town.full_name, *(use.status if use else "" for use in found)))
        return ("town", *(practice.label for practice in self.practices)), rows


def matrix(
    store: Asks,
    *,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    towns: int = TOWNS,
    practices: int = PRACTICES,
    evidence: bool = True,
) -> Matrix:
    """The ``practices`` that most towns in scope share, without those that all or only one of them names, and the
    ``towns`` that name most of these. Raises UnknownNameError as ``corpus``, KgError where nothing is shared."""
    where = corpus(store, year=year, province=province, county=county)
    latest = _latest(where)
    per = latest.group_by("practice").agg(pl.col("town").n_unique().alias("towns"))
    telling = per.filter((pl.col("towns") > 1) & (pl.col("towns") < where.scope.towns))
    telling = telling.sort(["towns", "practice"], descending=[True, False])
    if not len(telling):
        raise KgError(
            "no practice is named by several towns here and not by all",
            "这里没有既为几个乡镇写到、又不是人人都写到的做法",
        )
    kept = telling.head(practices)
    rows = latest.join(kept.select("practice"), on="practice", how="semi", maintain_order="left")
    most = rows.group_by("town").agg(pl.col("practice").n_unique().alias("named"))
    most = most.sort(["named", "town"], descending=[True, False])
    rows = rows.join(most.head(towns).select("town"), on="town", how="semi", maintain_order="left")
    shown_towns, shown_practices = rows["town"].unique().sort().to_list(), kept["practice"].sort().to_list()
    of_town = {town: at for at, town in enumerate(shown_towns)}
    of_practice = {practice: at for at, practice in enumerate(shown_practices)}
    filled = np.zeros((len(shown_towns), len(shown_practices)))
    for town, practice in rows.select("town", "practice").iter_rows():
        filled[of_town[town], of_practice[practice]] = 1
    known = where.known
    told = uses(where, rows)
    proofs = sentences(store, [use.iri for use in told]) if evidence else {}
    counts = dict(kept.iter_rows())
    return Matrix(
        where.scope,
        tuple(known.town(shown_towns[at]) for at in alike_order(filled)),
        tuple(known.practice(shown_practices[at]) for at in alike_order(filled.T)),
        {(use.town.iri, use.practice.iri): replace(use, evidence=proofs.get(use.iri, ())) for use in told},
        {known.practice(number).iri: Count(many, where.scope.towns) for number, many in counts.items()},
        len(most) - len(shown_towns),
        len(telling) - len(kept),
    )


def _latest(where: Corpus) -> pl.DataFrame:
    """Of each town's latest report that names anything, each practice with its most settled status."""
    rows = where.facts("adoptions")
    newest = rows.group_by("town").agg(pl.col("year").max().alias("newest"))
    rows = rows.join(newest, on="town", maintain_order="left").filter(pl.col("year").eq_missing(pl.col("newest")))
    rank = pl.col("status").cast(pl.String).replace_strict({name: at for at, name in enumerate(STATUSES)})
    rows = rows.with_columns(rank=rank).sort("town", "practice", "rank", "number")
    return rows.unique(["town", "practice"], keep="first", maintain_order=True)


def alike_order(filled: NDArray[np.float64]) -> list[int]:
    """The rows of a matrix of 0 and 1 in an order in which neighbours are alike (leaves of an average-linkage tree by
    Jaccard distance, turned so that neighbours are nearest)."""
    if len(filled) < 3:
        return list(range(len(filled)))
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    apart = np.nan_to_num(pdist(filled.astype(bool), "jaccard"), nan=0.0)
    tree = linkage(apart, "average", optimal_ordering=True)
    order: list[int] = leaves_list(tree).tolist()
    return order if order[0] < order[-1] else order[::-1]
