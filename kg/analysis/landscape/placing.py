"""Where towns stand on a picture of all: each community a disc, the discs packed, who is tied near one another.

The places on a disc are given (rings at a distance of 1), so that no two points lie on each other and a disc is as large
as its community; which town takes which place follows the ties. No forces, no waiting: a few sweeps over all ties.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

_SWEEPS = 12
_CANDIDATES = 20_000  # places that the middle of a disc may take
_GOLDEN = np.pi * (3 - np.sqrt(5))
_GAP = 1.2  # between discs


def placed(group: Whole, a: Whole, b: Whole, weight: Reals) -> tuple[Reals, Reals, Reals]:
    """(places of towns, middles of groups, radii of groups) for the ``group`` of each town (0…, none missing; a group of
    towns without ties is a group as well) and the ties between ``a`` and ``b``; places are rows of x and y, a unit
    apart."""
    size, number = len(group), int(group.max()) + 1 if len(group) else 0
    members = np.bincount(group, minlength=number)
    radii = np.sqrt(members / np.pi) + 0.5
    middles = _packed(radii)
    inside = group[a] == group[b]
    a, b, weight = a[inside], b[inside], weight[inside]
    strength = np.bincount(a, weights=weight, minlength=size) + np.bincount(b, weights=weight, minlength=size)
    own = _slots(group, -strength.astype(np.float64), _GOLDEN * np.arange(size, dtype=np.float64))
    for _ in range(_SWEEPS):
        pull = np.zeros((size, 2))
        for axis in (0, 1):
            pull[:, axis] = np.bincount(a, weights=weight * own[b, axis], minlength=size)
            pull[:, axis] += np.bincount(b, weights=weight * own[a, axis], minlength=size)
        mean = np.divide(pull, strength[:, None], out=own.copy(), where=strength[:, None] > 0)
        wanted = (own + mean) / 2
        own = _slots(group, np.hypot(*wanted.T), np.arctan2(wanted[:, 1], wanted[:, 0]))
    return middles[group] + own if size else own, middles, radii


def _slots(group: Whole, distance: Reals, angle: Reals) -> Reals:
    """Places on rings around 0 for each group: by ``distance`` on which ring, by ``angle`` where on it."""
    size = len(group)
    towns = np.arange(size)
    order = np.lexsort((towns, distance.round(6), group))
    rank = np.empty(size, dtype=np.int64)
    rank[order] = towns - np.searchsorted(group[order], group[order])
    ring = np.floor(np.sqrt(rank / np.pi) + 0.5).astype(np.int64)
    turned = np.mod(angle, 2 * np.pi)
    order = np.lexsort((towns, turned.round(6), ring, group))
    ring_of = group[order] * (int(ring.max(initial=0)) + 1) + ring[order]
    begins = np.searchsorted(ring_of, ring_of)
    many = np.searchsorted(ring_of, ring_of, side="right") - begins
    at = 2 * np.pi * (towns - begins) / np.maximum(many, 1)
    places = np.empty((size, 2))
    places[order, 0] = ring[order] * np.cos(at)
    places[order, 1] = ring[order] * np.sin(at)
    return places


def _packed(radii: Reals) -> Reals:
    """Middles for discs, none over another: each as near to the middle of all as there is room, in the order given."""
    number = len(radii)
    extent = 1.8 * float(np.sqrt((radii**2).sum())) + 4 * float(radii.max(initial=0)) + 2
    steps = np.arange(_CANDIDATES)
    far = extent * np.sqrt(steps / _CANDIDATES)
    candidates = np.stack([far * np.cos(steps * _GOLDEN), far * np.sin(steps * _GOLDEN)], axis=1)
    room = np.full(_CANDIDATES, np.inf)
    middles = np.zeros((number, 2))
    beyond = extent
    for at, radius in enumerate(radii.tolist()):
        free = room >= radius + _GAP
        where = int(np.argmax(free))
        if free[where]:
            middles[at] = candidates[where]
        else:  # more small groups than candidates: a row outside
            beyond += radius + _GAP
            middles[at] = (beyond, 0.0)
            beyond += radius
        np.minimum(room, np.hypot(*(candidates - middles[at]).T) - radius, out=room)
    return middles
