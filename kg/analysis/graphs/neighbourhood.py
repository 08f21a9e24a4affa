"""The towns around one: its nearest, their nearest, and how all of these are tied, without weighing every town of a
country against every other.

Ties are those of ``kg.analysis.networks.projection``: a town keeps its k nearest, and a tie stays if either end keeps it.
Who counts a town among their own nearest is looked for among the ``_NEAR`` towns most like the one asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.adopting import adoptions
from kg.analysis.likeness.rarity import Rarity, rarity
from kg.analysis.scope import Corpus

_NEAR = 200
_PLACES = 9  # decimals of a likeness that decide an order: beyond them is only the order of additions
_LEAST = 2  # practices by name that a tie shares

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Near:
    """Two towns (row numbers, a < b), how alike they are (0..1) and how many practices both name."""

    a: int
    b: int
    weight: float
    shared: int


def around(where: Corpus, town: int, k: int, most: int) -> list[Near]:
    """Ties of the towns within two ties of ``town`` (a row number in scope), at most ``most`` towns, the nearest first."""
    weighed = _Weighed(where)
    middle = int(np.searchsorted(weighed.towns, town))
    size = len(weighed.towns)
    first = weighed.first(middle, _NEAR) if size > _NEAR else range(size)
    keeps = weighed.keeping([middle, *first], k)
    rows = adoptions(where).select("town", "practice")
    named: dict[int, set[int]] = {}

    def tied(at: int) -> list[tuple[float, int]]:
        """Who is tied to a town, the nearest first, as far as ``keeps`` knows."""
        others = set(keeps[at]) | {one for one, those in keeps.items() if at in those}
        found = [(-round(weighed.likeness(at, one), _PLACES), one) for one in others]
        return sorted(one for one in found if len(named[weighed.number(at)] & named[weighed.number(one[1])]) >= _LEAST)

    kept, edge = [middle], [middle]
    for _ in range(2):
        _name(named, rows, {weighed.number(one) for at, those in keeps.items() for one in (at, *those)})
        near = sorted({one for at in edge for one in tied(at)})
        edge = list(dict.fromkeys(at for _, at in near if at not in kept))[: most - len(kept)]
        kept += edge
        keeps |= weighed.keeping([at for at in edge if at not in keeps], k)
    _name(named, rows, {weighed.number(at) for at in kept})
    ends = {(min(at, one), max(at, one)) for at in kept for one in keeps[at] if one in kept}
    ties = [
        Near(*pair, weighed.likeness(a, b), len(named[pair[0]] & named[pair[1]]))
        for a, b in sorted(ends)
        for pair in [(weighed.number(a), weighed.number(b))]
    ]
    return [tie for tie in ties if tie.shared >= _LEAST and tie.weight > 0]


class _Weighed:
    """Towns in scope by position, with what each has as a row of a matrix weighed by rarity."""

    def __init__(self, where: Corpus) -> None:
        from scipy.sparse import csr_matrix

        weighed: Rarity = rarity(where, "practices")
        self.towns: Whole = where.reports["town"].unique().sort().to_numpy().astype(np.int64)
        things = [weighed.of(int(town)) for town in self.towns]
        starts = np.concatenate([[0], np.cumsum([len(of) for of in things])])
        columns = np.concatenate(things).astype(np.int64)
        self._has: Any = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(things), weighed.size))
        self._gain = weighed.gain
        self._own: Reals = weighed.own[self.towns]
        self._rows: dict[int, Reals] = {}

    def number(self, at: int) -> int:
        return int(self.towns[at])

    def likeness(self, a: int, b: int) -> float:
        return float(self._rows[a][b] if a in self._rows else self._rows[b][a])

    def first(self, at: int, k: int) -> list[int]:
        """The ``k`` positions nearest to one, those of one likeness by position."""
        self._weigh([at])
        row = self._rows[at].round(_PLACES)
        if k < 1:
            return []
        least = np.partition(row, -k)[-k]
        among = np.flatnonzero((row > 0) & (row >= least))
        return [int(one) for one in among[np.lexsort((among, -row[among]))][:k]]

    def keeping(self, those: Iterable[int], k: int) -> dict[int, list[int]]:
        """For each position its ``k`` nearest."""
        wanted = list(those)
        self._weigh(wanted)
        return {at: self.first(at, min(k, len(self.towns) - 1)) for at in wanted}

    def _weigh(self, those: Iterable[int]) -> None:
        """Weighs each position against all."""
        new = [at for at in dict.fromkeys(those) if at not in self._rows]
        if not new:
            return
        mine = self._has[new].multiply(self._gain[None, :]).toarray()
        used = np.flatnonzero(mine.any(axis=0))
        shared = (self._has[:, used] @ np.ascontiguousarray(mine[:, used].T)).T
        either = self._own[new][:, None] + self._own[None, :] - shared
        rows = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
        for at, row in zip(new, rows, strict=True):
            row[at] = 0.0
            self._rows[at] = row


def _name(named: dict[int, set[int]], rows: pl.DataFrame, towns: set[int]) -> None:
    """Adds the practices that each of the ``towns`` names itself, in text that is not another town's."""
    new = sorted(towns - named.keys())
    told = rows.filter(pl.col("town").is_in(pl.Series(new, dtype=pl.UInt32).implode())).group_by("town")
    named |= {town: set() for town in new}
    named |= {int(town): set(practices) for town, practices in told.agg(pl.col("practice")).iter_rows()}
