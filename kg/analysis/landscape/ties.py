"""Ties between towns that share what few towns have, fast enough for all towns of the country.

``kg.analysis.networks.projection`` weighs every pair of towns. Here candidates come from rare practices alone, those
that at most ``cap`` towns name: of what half of the country has, a shared mention says little, yet it is where the time
goes. Candidates are then weighed by all they share, as everywhere (``kg.analysis.likeness.rarity``), so that the
likeness of a tie is the one that ``kg similar`` tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.analysis.likeness.rarity import Rarity

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

BUDGET = 40_000_000  # pairs of towns, counted once for each rare practice that they share: some seconds
_BLOCK = 2048  # towns whose pairs are in memory at once
_SPARE = 3  # candidates beyond k
_PAIRS = 100_000


@dataclass(frozen=True)
class Nearest:
    """``near``: for each town (a row) the positions of its nearest, the nearest first, −1 where there are fewer;
    ``likeness`` of these (0..1). ``cap``: practices that more towns name found no candidates."""

    near: Whole
    likeness: Reals
    cap: int


def nearest_by_rare(weighed: Rarity, towns: Whole, k: int, budget: int = BUDGET) -> Nearest:
    """Of ``towns`` (row numbers, in order), each with its ``k`` nearest among those that share a rare practice."""
    from scipy.sparse import csr_matrix, diags

    size = len(towns)
    things = [weighed.of(int(town)) for town in towns]
    columns = np.concatenate(things).astype(np.int64) if things else np.zeros(0, dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(of) for of in things])])
    whole = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=(size, weighed.size))
    cap = _cap(weighed, budget)
    rare = np.flatnonzero((weighed.gain > 0) & (weighed.having <= cap))
    left = whole[:, rare].tocsr()
    right = (left @ diags(weighed.gain[rare].astype(np.float32))).T.tocsr()
    most = k + _SPARE
    found = np.full((size, most), -1, dtype=np.int64)
    for start in range(0, size, _BLOCK):
        found[start : start + _BLOCK] = _best((left[start : start + _BLOCK] @ right).tocsr(), start, most)
    return _ordered(whole, weighed, towns, found, k, cap)


def _cap(weighed: Rarity, budget: int) -> int:
    """The most towns that may name a practice for it to find candidates, within ``budget`` pairs; 2 at least."""
    having = np.sort(weighed.having[(weighed.gain > 0) & (weighed.having > 1)])
    if not len(having):
        return 2
    within = int(np.searchsorted(np.cumsum(having.astype(np.float64) ** 2), budget, side="right"))
    return int(having[within - 1]) if within else 2


def _best(shared: Any, start: int, most: int) -> Whole:
    """For each row of what a block of towns shares with all, the columns of the highest ``most`` values."""
    rows = shared.shape[0]
    first, column = shared.indptr.astype(np.int64), shared.indices
    value = shared.data.round(4)
    row = np.repeat(np.arange(rows), np.diff(first))
    value[column == row + start] = 0.0
    best = np.full((rows, most), -1, dtype=np.int64)
    some = np.flatnonzero(np.diff(first))
    if not len(some):
        return best
    for turn in range(most):  # one pass for each: far faster than sorting what is mostly thrown away
        highest = np.zeros(rows, dtype=value.dtype)
        highest[some] = np.maximum.reduceat(value, first[some])
        hits = np.flatnonzero((value == highest[row]) & (value > 0))
        if not len(hits):
            break
        once, at = np.unique(row[hits], return_index=True)
        best[once, turn] = column[hits[at]]
        value[hits[at]] = 0.0
    return best


def _ordered(whole: Any, weighed: Rarity, towns: Whole, found: Whole, k: int, cap: int) -> Nearest:
    """The candidates weighed by all that is shared; of each town the ``k`` nearest."""
    size = len(towns)
    of_use = np.flatnonzero(weighed.gain > 0)
    having, gain, own = whole[:, of_use].tocsr(), weighed.gain[of_use], weighed.own[towns]
    a, turn = np.nonzero(found >= 0)
    b = found[a, turn]
    weight = np.zeros(len(a))
    for start in range(0, len(a), _PAIRS):
        part = slice(start, start + _PAIRS)
        shared = np.asarray(having[a[part]].multiply(having[b[part]]) @ gain).ravel()
        either = own[a[part]] + own[b[part]] - shared
        weight[part] = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    order = np.lexsort((b, -weight.round(9), a))
    a, b, weight = a[order], b[order], weight[order]
    rank = np.arange(len(a)) - np.searchsorted(a, a)
    kept = rank < k
    near, likeness = np.full((size, k), -1, dtype=np.int64), np.zeros((size, k))
    near[a[kept], rank[kept]] = b[kept]
    likeness[a[kept], rank[kept]] = weight[kept]
    return Nearest(near, likeness, cap)
