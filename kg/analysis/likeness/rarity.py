"""What towns name, weighed by how rare it is: the ground of comparing towns with one another.

A *thing* is a practice or a problem type. A town has a thing if a report of it names the thing or a narrower one, so
that 微网格 here and 双网格化 there are both 网格化. Top concepts (网格治理) only sort: a town has one only where a report
names it by itself. Counts are therefore those of ``kg towns``.

Of N towns that reported, n(c) have the thing c. Its rarity in bits is r(c) = log2(N / n(c)): 0 for what every town has.
A chain of kinds counts once: c adds g(c) = r(c) − max r(b) over the things b above it (0 where nothing is above), so
that a shared 微网格 and the 网格化 that it implies weigh r(微网格) together, and a shared 网格化 alone weighs r(网格化).
Where a practice is a kind of two things, both lines count. What one town alone has can be shared with none: g = 0, so
that names which nobody has reviewed yet do not make all towns unlike; the wider thing that it is a kind of counts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.answers import Practice, Topic
from kg.analysis.copying.passages import ELSEWHERE, resting_on_copies
from kg.analysis.naming.catalogue import Catalogue
from kg.analysis.scope import Corpus
from kg.tables import Tables

BY = ("practices", "problems", "all")
_KEEP = 4  # scopes whose weights stay in memory: of 40,000 towns some 50 MB each

Numbers = NDArray[np.uint32]
Bits = NDArray[np.float64]


class Rarity:
    """What each town of a corpus has, and how rare that is. Things are numbered: practices first, then problem types."""

    def __init__(self, where: Corpus, by: str = "all", copies: bool = False) -> None:
        """``by`` is one of ``BY``. Statements that stand in text copied from another town alone count for nothing,
        unless ``copies``; ``discounted`` says how many these are."""
        if by not in BY:
            raise ValueError(f"by must be one of {BY}")
        self.known: Catalogue = where.known
        tables = where.known.tables
        self.practices = len(tables["practices"])
        self.size = self.practices + len(tables["topics"])
        self.towns: int = where.reports["town"].n_unique()
        above = _above(tables, self.practices)
        self._narrow, self._broad = (above[column].to_numpy() for column in ("thing", "broad"))
        told, self.discounted = _told(where, by, copies, self.practices)
        wider = told.join(above, on="thing").select("town", thing="broad")
        # A pair as one number sorts and finds its doubles fastest.
        keys = pl.concat([told.select("town", "thing"), wider]).select(
            (pl.col("town").cast(pl.UInt64) * self.size + pl.col("thing")).unique().sort()
        )
        pairs = keys.to_series().to_numpy()
        self._town: Numbers = (pairs // max(self.size, 1)).astype(np.uint32)
        self._thing: Numbers = (pairs % max(self.size, 1)).astype(np.uint32)
        self._first = np.searchsorted(self._town, np.arange(len(tables["towns"]) + 1))
        self.having: NDArray[np.int64] = np.bincount(self._thing, minlength=self.size)
        self.bits: Bits = np.zeros(self.size)
        some = self.having > 0
        self.bits[some] = np.log2(self.towns / self.having[some])
        highest = np.zeros(self.size)
        np.maximum.at(highest, self._narrow, self.bits[self._broad])
        self.gain: Bits = np.where(self.having > 1, self.bits - highest, 0.0)
        self.own: Bits = self._sums(self.gain)

    def _sums(self, weights: Bits) -> Bits:
        """For each town the weights of what it has, added."""
        sums = np.bincount(self._town, weights=weights[self._thing], minlength=len(self._first) - 1)
        return sums.astype(np.float64, copy=False)

    def of(self, town: int) -> Numbers:
        """The things that a town has, in order."""
        return self._thing[self._first[town] : self._first[town + 1]]

    def shared(self, town: int) -> Bits:
        """For each town what it and ``town`` both have, in bits."""
        mine = np.zeros(self.size)
        mine[self.of(town)] = self.gain[self.of(town)]
        return self._sums(mine)

    def common(self, one: int, other: int) -> list[int]:
        """What both have, as narrow as they share it, the rarest first (then by number)."""
        both = np.intersect1d(self.of(one), self.of(other), assume_unique=True)
        return sorted(self.narrowest(both), key=lambda thing: (-round(float(self.bits[thing]), 9), thing))

    def narrowest(self, things: Numbers) -> list[int]:
        """Those of ``things`` that no other of them is a kind of."""
        among = np.zeros(self.size, dtype=bool)
        among[things] = True
        implied = self._broad[among[self._narrow]]
        among[implied] = False
        return [int(thing) for thing in np.flatnonzero(among)]

    def kinds(self, thing: int) -> set[int]:
        """The narrower things of ``thing``."""
        return {int(narrow) for narrow in self._narrow[self._broad == thing]}

    def key(self, thing: int) -> tuple[str, int, None]:
        """Under which ``told`` keeps what is told of a thing."""
        return ("practice", thing, None) if thing < self.practices else ("problem", thing - self.practices, None)

    def what(self, thing: int) -> Practice | Topic:
        if thing < self.practices:
            return self.known.practice(thing)
        return self.known.topic(thing - self.practices)


def rarity(where: Corpus, by: str = "all", copies: bool = False, also: Sequence[int] = ()) -> Rarity:
    """``Rarity`` of a corpus; made once for each scope and kept while its store is open.

    ``also``: towns outside the scope's places whose reports the corpus has besides.
    """
    kept = _KEPT.setdefault(where.known.tables, OrderedDict())
    key = (by, copies, where.scope, tuple(also))
    if key not in kept:
        kept[key] = Rarity(where, by, copies)
        while len(kept) > _KEEP:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]


_KEPT: WeakKeyDictionary[Tables, OrderedDict[tuple[Any, ...], Rarity]] = WeakKeyDictionary()


def problem_types(where: Corpus, only: pl.Expr | None = None) -> pl.DataFrame:
    """The problems in scope with their types: a row (columns of ``problems`` and ``topic``) for each type, one without
    where a problem is of none."""
    types = where.known.tables["problem_topics"].select("topic", number="statement")
    rows = where.facts("problems")
    rows = rows if only is None else rows.filter(only)
    return rows.join(types, on="number", how="left", maintain_order="left")


def _told(where: Corpus, by: str, copies: bool, practices: int) -> tuple[pl.DataFrame, int]:
    """Pairs of a town and a thing that its reports name, and how many statements were left out as copied."""
    kinds = []
    if by != "problems":
        kinds.append(("adoption", where.facts("adoptions").select("number", "town", thing="practice")))
    if by != "practices":
        types = problem_types(where).drop_nulls("topic")
        kinds.append(("problem", types.select("number", "town", thing=pl.col("topic") + practices)))
    found, discounted = [], 0
    for kind, rows in kinds:
        if not copies:
            known = resting_on_copies(where.known, kind).filter(pl.col("copied") == ELSEWHERE)
            own = rows.join(known.select("number"), on="number", how="anti")
            discounted += rows["number"].n_unique() - own["number"].n_unique()
            rows = own
        found.append(rows.select("town", pl.col("thing").cast(pl.UInt32)))
    return pl.concat(found), discounted


def _above(tables: Tables, practices: int) -> pl.DataFrame:
    """``broad`` stands above ``thing`` and is itself a kind of something: no top concept."""
    found = []
    for table, first in (("families", 0), ("topic_families", practices)):
        pairs = tables[table].filter(pl.col("narrow") != pl.col("broad"))
        kinds = pairs.select(broad="narrow").unique()
        pairs = pairs.join(kinds, on="broad", how="semi", maintain_order="left")
        found.append(pairs.select(thing=pl.col("narrow") + first, broad=pl.col("broad") + first))
    return pl.concat([pairs.cast(pl.UInt32) for pairs in found])
