"""Communities of a large network in seconds: Louvain's method with many nodes moving at a time.

Each sweep weighs for all nodes at once which neighbouring community would raise modularity most, and lets a random half
of those that gain move (all at once would swap places for ever); when nobody gains, communities become nodes and it
begins again. The draw has a fixed seed.

Source: V. D. Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. (2008) P10008.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

_SEED = 20_240_101
_SWEEPS = 25
_LEVELS = 12
_GAIN = 1e-9


def groups(size: int, a: Whole, b: Whole, weight: Reals) -> Whole:
    """The community of each of ``size`` nodes tied between ``a`` and ``b`` (a tie once or several times, none with itself): 0 the largest, −1 for
    nodes without ties."""
    from scipy.sparse import csr_matrix

    if not len(a):
        return np.full(size, -1, dtype=np.int64)
    ends, others, weights = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([weight, weight])
    ties = csr_matrix((weights, (ends, others)), shape=(size, size))
    ties.sum_duplicates()
    tied = np.diff(ties.indptr) > 0
    draw = np.random.default_rng(_SEED)
    of = np.arange(size)
    for _ in range(_LEVELS):
        labels = _moved(ties, draw)
        known, labels = np.unique(labels, return_inverse=True)
        of = labels[of]
        if len(known) == ties.shape[0]:
            break
        into = csr_matrix((np.ones(len(labels)), (np.arange(len(labels)), labels)), shape=(len(labels), len(known)))
        ties = (into.T @ ties @ into).tocsr()
    return _numbered(of, tied)


def _moved(ties: Any, draw: np.random.Generator) -> Whole:
    """A community for each node of a level, starting from each alone."""
    from scipy.sparse import csr_matrix, diags

    size = ties.shape[0]
    strength = np.asarray(ties.sum(axis=1)).ravel()
    whole = strength.sum()
    between = (ties - diags(ties.diagonal())).tocsr()
    nodes = np.arange(size)
    labels = nodes.copy()
    for _ in range(_SWEEPS):
        members = csr_matrix((np.ones(size), (nodes, labels)), shape=(size, size))
        to = (between @ members).tocsr()
        to.sort_indices()
        first = to.indptr.astype(np.int64)
        row, community = np.repeat(nodes, np.diff(first)), to.indices.astype(np.int64)
        held = np.bincount(labels, weights=strength, minlength=size)
        own = community == labels[row]
        gain = to.data - strength[row] * (held[community] - np.where(own, strength[row], 0.0)) / whole
        stay = -strength * (held[labels] - strength) / whole
        stay[row[own]] = gain[own]
        some = np.flatnonzero(np.diff(first))
        if not len(some):
            break
        best = np.full(size, -np.inf)
        best[some] = np.maximum.reduceat(gain, first[some])
        hits = np.flatnonzero(gain >= best[row] - _GAIN)
        once, at = np.unique(row[hits], return_index=True)
        target = labels.copy()
        target[once] = community[hits[at]]
        wants = (best > stay + _GAIN) & (target != labels)
        if not wants.any():
            break
        moves = wants & (draw.random(size) < 0.5)
        labels = np.where(moves, target, labels)
    return labels


def _numbered(of: Whole, tied: NDArray[np.bool_]) -> Whole:
    """Communities by size, of one size by their first node."""
    known, first, back, counts = np.unique(
        np.where(tied, of, -1), return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -counts, known < 0))
    place = np.empty(len(known), dtype=np.int64)
    place[order] = np.arange(len(known))
    place[known < 0] = -1
    numbered: Whole = place[back]
    return numbered
