"""Which town has which practice, as a sparse matrix: the ground of what goes together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.scope import Corpus

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Incidence:
    """``matrix``: 1 where the town of a row has the practice of a column (scipy CSR, int32). ``towns`` and ``practices``
    are row numbers of these tables, in order: of all towns in scope, and of practices that any of them has."""

    towns: Numbers
    practices: Numbers
    matrix: Any

    def named_by(self) -> Numbers:
        """For each column, how many towns have it."""
        counts: Numbers = np.asarray(self.matrix.sum(axis=0), dtype=np.int64).ravel()
        return counts

    def keeping(self, columns: NDArray[Any]) -> Incidence:
        """Only those columns (their numbers, or true and false for each)."""
        return Incidence(self.towns, self.practices[columns], self.matrix[:, columns].tocsr())


def incidence(where: Corpus, rows: pl.DataFrame, *, families: bool = False) -> Incidence:
    """What the rows (columns ``town``, ``practice``) say. With ``families`` a narrower practice counts for its broader
    ones (``skos:broader*``) as well."""
    from scipy.sparse import csr_matrix

    pairs = rows.select("town", "practice").unique()
    if families:
        up = where.known.tables["families"].select(practice="narrow", broad="broad")
        pairs = pairs.join(up, on="practice").select("town", practice="broad").unique()
    pairs = pairs.sort("town", "practice")
    towns = where.reports["town"].unique().sort().to_numpy().astype(np.int64)
    practices, columns = np.unique(pairs["practice"].to_numpy().astype(np.int64), return_inverse=True)
    at = np.searchsorted(towns, pairs["town"].to_numpy().astype(np.int64))
    ones = np.ones(len(pairs), dtype=np.int32)
    return Incidence(towns, practices, csr_matrix((ones, (at, columns)), shape=(len(towns), len(practices))))


def kin(where: Corpus, practices: Numbers, *, families: bool = False) -> Any:
    """A sparse matrix that is not 0 where two of the practices are not to be compared: one is a kind of the other, or
    (``families``) some practice counts for both."""
    from scipy.sparse import csr_matrix

    pairs = where.known.tables["families"]
    size = len(where.known.tables["practices"])
    narrow, broad = (pairs[name].to_numpy().astype(np.int64) for name in ("narrow", "broad"))
    up = csr_matrix((np.ones(len(pairs), dtype=np.int32), (narrow, broad)), shape=(size, size))
    if families:
        own = up[:, practices]
        return (own.T @ own).tocsr()
    own = up[practices][:, practices]
    return (own + own.T).tocsr()
