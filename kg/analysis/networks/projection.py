"""Who is nearest to whom: the strongest neighbours of every town, in bounded memory.

The strength of a tie between two towns is the likeness of ``kg.analysis.likeness.similarity`` (rarity-weighted overlap):

    likeness(a, b) = Σ g(c) over what both have  /  Σ g(c) over what either has

Of tens of thousands of towns nearly all pairs share something. Each town keeps its k strongest neighbours; a tie stays
if either end keeps it. How many pairs share anything is counted, so that what is left out can be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.analysis.likeness.rarity import Rarity

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

_BLOCK = 256  # towns whose ties to all others are in memory at once: of 40,000 some 100 MB
_COMMON = 64  # things that so many towns have are multiplied as dense columns, rarer ones as sparse ones
_GROUP = 16  # columns whose largest value stands for all
_SPARE = 6  # neighbours beyond k that are weighed exactly: the first pass has six digits only
_PAIRS = 100_000  # pairs that are weighed at a time
_PLACES = 9  # decimals of a likeness that decide an order: beyond them is only the order of additions


@dataclass(frozen=True)
class Ties:
    """Pairs of positions in ``towns`` (row numbers), a < b, with their likeness. ``pairs``: how many pairs share
    anything that not every town has."""

    towns: Whole
    a: Whole
    b: Whole
    weight: Reals
    pairs: int


def nearest(weighed: Rarity, towns: Whole, k: int) -> Ties:
    """The ties of ``towns`` (row numbers, in order) with their ``k`` nearest."""
    from scipy.sparse import csr_matrix

    things = [weighed.of(int(town)) for town in towns]
    columns = np.concatenate(things).astype(np.int64) if things else np.zeros(0, dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(of) for of in things])])
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(towns), weighed.size))
    of_use = np.flatnonzero(weighed.gain > 0)
    own = weighed.own[towns]
    single = own.astype(np.float32)
    matrix, gain = matrix[:, of_use].tocsr(), weighed.gain[of_use]
    chosen: list[Whole] = []
    sharing = 0
    for start, shared in _blocks(matrix, gain):
        rows = np.arange(len(shared))
        # In place: each of these holds a block of ties to all towns.
        likeness = single[start + rows][:, None] + single[None, :]
        likeness -= shared
        np.divide(shared, likeness, out=likeness, where=likeness > 0)
        likeness[rows, start + rows] = 0.0
        sharing += int(np.count_nonzero(likeness > 0))
        most = min(k + _SPARE, len(towns))
        best = _largest(likeness, most)
        some = np.take_along_axis(likeness, best, axis=1) > 0
        at = np.repeat(start + rows, some.sum(axis=1))
        chosen.append(np.stack([at, best[some]]))
    ends = np.concatenate(chosen, axis=1) if chosen else np.zeros((2, 0), dtype=np.int64)
    weight = _weighed(matrix, gain, own, ends)
    order = np.lexsort((ends[1], -weight.round(_PLACES), ends[0]))
    ends, weight = ends[:, order], weight[order]
    first = np.searchsorted(ends[0], np.arange(len(towns)))
    kept = (np.arange(ends.shape[1]) - first[ends[0]] < k) & (weight > 0)
    low, high, weight = np.minimum(*ends)[kept], np.maximum(*ends)[kept], weight[kept]
    _, once = np.unique(low * len(towns) + high, return_index=True)
    return Ties(towns, low[once], high[once], weight[once], sharing // 2)


def _largest(values: NDArray[np.float32], most: int) -> Whole:
    """The columns of the ``most`` largest values of each row, in no order: they stand in those groups of columns whose
    largest values are largest."""
    columns = values.shape[1]
    starts = np.arange(0, columns, _GROUP)
    if len(starts) <= most:
        return np.argpartition(values, -most, axis=1)[:, -most:]
    groups = np.argpartition(np.maximum.reduceat(values, starts, axis=1), -most, axis=1)[:, -most:]
    some = (starts[groups][:, :, None] + np.arange(_GROUP)).reshape(len(values), -1)
    there = np.take_along_axis(values, np.minimum(some, columns - 1), axis=1)
    there[some >= columns] = -np.inf
    return np.take_along_axis(some, np.argpartition(there, -most, axis=1)[:, -most:], axis=1)


def _blocks(matrix: Any, gain: Reals) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """(first row, what the rows of a block share with every row, in bits) — single precision."""
    from scipy.sparse import diags

    having = np.asarray(matrix.sum(axis=0)).ravel()
    common = having >= _COMMON
    dense = matrix[:, common].toarray().astype(np.float32)
    weighted = np.ascontiguousarray((dense * gain[common].astype(np.float32)).T)
    rare = matrix[:, ~common].astype(np.float32).tocsr()
    rare_weighted = (rare @ diags(gain[~common].astype(np.float32))).T.tocsr()
    for start in range(0, matrix.shape[0], _BLOCK):
        shared = dense[start : start + _BLOCK] @ weighted
        shared += (rare[start : start + _BLOCK] @ rare_weighted).toarray()
        yield start, shared


def _weighed(matrix: Any, gain: Reals, own: Reals, ends: Whole) -> Reals:
    """The likeness of each pair of rows, in double precision."""
    found = np.empty(ends.shape[1])
    for start in range(0, len(found), _PAIRS):
        a, b = ends[:, start : start + _PAIRS]
        shared = np.asarray(matrix[a].multiply(matrix[b]) @ gain).ravel()
        either = own[a] + own[b] - shared
        found[start : start + _PAIRS] = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    return found
