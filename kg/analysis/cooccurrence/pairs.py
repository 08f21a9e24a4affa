"""Which practices go together more than chance.

The unit is the town, whatever the number of its reports: of n towns that reported, a name one practice as running, b
another, ``both`` name the two (perhaps in different years). Were they independent, a·b/n would. The p-value is the upper
tail of the hypergeometric distribution (one-sided Fisher's exact test); rates of false discovery (Benjamini and Hochberg)
are over all pairs that could be tested: those whose practices at least ``least`` towns name each, and of which neither is
a kind of the other.

What goes together need not belong together: towns of one province follow the same campaigns (therefore
``expected_in_province``, what towns of each province would have by chance among themselves), long reports name more of
everything, and some practices are named in one breath (therefore ``same_sentence``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.adopting import adoptions, own_words, running
from kg.analysis.answers import Count, Practice, Scope
from kg.analysis.asking import Asks
from kg.analysis.cooccurrence import chance
from kg.analysis.cooccurrence.incidence import Incidence, incidence, kin
from kg.analysis.cooccurrence.one_sentence import in_one_sentence
from kg.analysis.naming.asked import asked_practice
from kg.analysis.scope import Corpus, corpus
from kg.analysis.sharing import check_status
from kg.analysis.tabular import Cells, Tabular


@dataclass(frozen=True, slots=True)
class Pair:
    """Two practices, the more widely named first (that which was asked for, where one was).

    ``with_a`` and ``with_b`` towns name each, ``both`` the two. ``expected`` by chance; ``lift`` is both / expected;
    ``phi`` their correlation (−1..1); ``p`` one-sided; ``q`` the rate of false discovery. ``same_sentence``: of the
    towns that were looked at, how many name both in one sentence (None where nobody looked).
    """

    a: Practice
    b: Practice
    with_a: int
    with_b: int
    both: Count
    expected: float
    lift: float
    phi: float
    p: float
    q: float
    expected_in_province: float
    same_sentence: Count | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TogetherAnswer(Tabular):
    """Pairs that go together at a rate of false discovery of at most ``rate``, the surest first. ``asked`` are the
    practices that all pairs are with (empty: any), ``family`` what counts for it as well. ``tested`` pairs in all;
    ``left_out`` are beyond the limit. ``discounted``: mentions in scope that were left out because they stand in text
    copied from another town alone."""

    asked: tuple[Practice, ...]
    family: tuple[Practice, ...]
    exact: bool
    families: bool
    status: str | None
    copies: bool
    least: int
    rate: float
    scope: Scope
    tested: int
    pairs: tuple[Pair, ...]
    left_out: int = 0
    understood: str = ""
    discounted: int = 0

    def table(self) -> Cells:
        """A row for each pair."""
        columns = (
            *("practice_a", "practice_a_id", "practice_b", "practice_b_id", "towns_a", "towns_b", "both", "of"),
            *("expected", "lift", "phi", "p", "q", "expected_in_province", "same_sentence", "looked_at"),
        )
        return columns, [
            (
                *(one.a.label, one.a.id, one.b.label, one.b.id, one.with_a, one.with_b, one.both.number, one.both.of),
                *(one.expected, one.lift, one.phi, one.p, one.q, one.expected_in_province),
                *((one.same_sentence.number, one.same_sentence.of) if one.same_sentence else (None, None)),
            )
            for one in self.pairs
        ]


@dataclass(frozen=True)
class Tested:
    """Pairs of columns of an incidence that some town has both of, with what chance says; arrays of one length.
    ``tests``: how many pairs there are with those that no town has."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    both: NDArray[np.int64]
    expected: NDArray[np.float64]
    phi: NDArray[np.float64]
    log_p: NDArray[np.float64]
    q: NDArray[np.float64]
    tests: int

    def surest(self, least: int, rate: float) -> NDArray[np.int64]:
        """Positions of the pairs of at least ``least`` towns that go together more than chance, the surest first."""
        kept = np.flatnonzero((self.both >= least) & (self.q <= rate))
        # Beyond the twelfth digit probabilities depend on the order of additions.
        order = np.lexsort((self.b[kept], self.a[kept], -self.phi[kept].round(9), self.log_p[kept].round(6)))
        found: NDArray[np.int64] = kept[order]
        return found


def together(
    store: Asks,
    practice: str | None = None,
    *,
    least: int = 5,
    rate: float = 0.05,
    families: bool = False,
    exact: bool = False,
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    copies: bool = False,
    limit: int | None = None,
    sentences: bool = True,
) -> TogetherAnswer:
    """Practices that go together in at least ``least`` towns; with ``practice`` (and its family, unless ``exact``) only
    those that go with it.

    Practices count by their own names; with ``families`` also by narrower ones. ``rate`` 1 keeps pairs that chance may
    explain as well. Mentions in text copied from another town alone are left out, unless ``copies``. ``sentences`` looks at some towns of each pair that is listed (``same_sentence``). Raises
    UnknownNameError for a name that the graph lacks.
    """
    status = check_status(status) if status else None
    where = corpus(store, year=year, province=province, county=county)
    named = running(adoptions(where, copies=True), status)
    rows = named if copies else own_words(where, named)
    found = incidence(where, rows, families=families)
    asked: tuple[Practice, ...] = ()
    own: list[int] = []
    family: list[int] = []
    understood = ""
    if practice is None:
        found = found.keeping(found.named_by() >= least)
        tested = all_pairs(found, kin(where, found.practices, families=families))
    else:
        meant = asked_practice(store, practice)
        asked, understood = meant.what, meant.understood
        own = where.known.numbers("practices", [one.iri for one in asked])
        family = own if exact else where.known.family(own)
        tested, found = _with_one(where, rows, found, own, family, least, families)
    order = tested.surest(least, rate)
    listed = order if limit is None else order[:limit]
    by_column = found.named_by()
    whole = _expected_in_provinces(where, found, tested, listed)
    looked: Sequence[Count | None] = [None] * len(listed)
    if sentences:
        sides = [
            tuple(_counting(where, int(found.practices[side[at]]), family, families) for side in (tested.a, tested.b))
            for at in listed
        ]
        looked = in_one_sentence(store, where, rows, sides)
    return TogetherAnswer(
        asked,
        tuple(where.known.practice(number) for number in sorted(set(family) - set(own))),
        exact,
        families,
        status,
        copies,
        least,
        rate,
        where.scope,
        tested.tests,
        tuple(
            _pair(where, tested, found.practices, by_column, int(at), asked, float(expected), seen)
            for at, expected, seen in zip(listed, whole, looked, strict=True)
        ),
        len(order) - len(listed),
        understood,
        len(named) - len(rows),
    )


def all_pairs(found: Incidence, related: Any) -> Tested:
    """All pairs of columns that are not ``related`` (a sparse matrix over them)."""
    from scipy.sparse import triu

    named = found.named_by()
    size = len(named)
    product = triu(found.matrix.T @ found.matrix, k=1).tocoo()
    a, b, both = product.row.astype(np.int64), product.col.astype(np.int64), product.data.astype(np.int64)
    of_kin = triu(related, k=1).tocoo()
    kinship = of_kin.row.astype(np.int64)[of_kin.data > 0] * size + of_kin.col.astype(np.int64)[of_kin.data > 0]
    free = ~np.isin(a * size + b, kinship)
    a, b, both = a[free], b[free], both[free]
    # The more widely named first.
    swap = named[b] > named[a]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    return _tested(a, b, both, named, len(found.towns), size * (size - 1) // 2 - len(np.unique(kinship)))


def _tested(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    both: NDArray[np.int64],
    named: NDArray[np.int64],
    towns: int,
    tests: int,
) -> Tested:
    log_p = chance.log_upper_tail(both, named[a], named[b], towns)
    expected = named[a] * named[b] / max(towns, 1)
    phi = chance.phi(both, named[a], named[b], towns)
    return Tested(a, b, both, expected, phi, log_p, chance.adjusted(log_p, tests), tests)


def _with_one(
    where: Corpus,
    rows: pl.DataFrame,
    found: Incidence,
    own: Sequence[int],
    family: Sequence[int],
    least: int,
    families: bool,
) -> tuple[Tested, Incidence]:
    """Pairs of what was asked for, as a further last column, with each practice that is no kin of it."""
    from scipy.sparse import csr_matrix, hstack

    wanted = pl.Series(list(family), dtype=pl.UInt32)
    having = np.isin(found.towns, rows.filter(pl.col("practice").is_in(wanted.implode()))["town"].to_numpy())
    up = where.known.tables["families"]
    # Whatever counts for it, what it is a kind of, and (with families) what some practice counts for beside it.
    of = wanted if families else pl.Series(list(own), dtype=pl.UInt32)
    above = up.filter(pl.col("narrow").is_in(of.implode()))["broad"].to_numpy()
    below = up.filter(pl.col("broad").is_in(pl.Series(list(own), dtype=pl.UInt32).implode()))["narrow"].to_numpy()
    related = np.isin(found.practices, np.concatenate([above, below]))
    others = found.keeping((found.named_by() >= least) & ~related)
    last = len(others.practices)
    column = csr_matrix(having.astype(np.int32)[:, None])
    both = np.asarray((others.matrix.T @ column).toarray(), dtype=np.int64).ravel()
    joined = Incidence(others.towns, np.append(others.practices, -1), hstack([others.matrix, column]).tocsr())
    some = np.flatnonzero(both)
    tests = last if having.sum() >= least else 0
    some = some if tests else some[:0]
    a = np.full(len(some), last, dtype=np.int64)
    return _tested(a, some.astype(np.int64), both[some], joined.named_by(), len(found.towns), tests), joined


def _pair(
    where: Corpus,
    tested: Tested,
    practices: NDArray[np.int64],
    named: NDArray[np.int64],
    at: int,
    asked: tuple[Practice, ...],
    expected_in_province: float,
    same_sentence: Count | None,
) -> Pair:
    a, b = int(tested.a[at]), int(tested.b[at])
    both, expected = int(tested.both[at]), float(tested.expected[at])
    return Pair(
        asked[0] if practices[a] < 0 else where.known.practice(int(practices[a])),
        where.known.practice(int(practices[b])),
        int(named[a]),
        int(named[b]),
        Count(both, where.scope.towns),
        expected,
        both / expected,
        float(tested.phi[at]),
        float(np.exp(tested.log_p[at])),
        float(tested.q[at]),
        expected_in_province,
        same_sentence,
    )


def _counting(where: Corpus, number: int, family: Sequence[int], families: bool) -> Sequence[int]:
    """The practices that count for a column: those of what was asked for have no number of their own."""
    return family if number < 0 else where.known.family([number]) if families else [number]


def _expected_in_provinces(
    where: Corpus, found: Incidence, tested: Tested, listed: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Σ over provinces of a·b/n of each: what towns would have by chance among those of their own province."""
    from scipy.sparse import csr_matrix

    province = where.known.tables["towns"]["province"].to_numpy()[found.towns]
    _, numbers = np.unique(province.astype(str), return_inverse=True)
    ones = np.ones(len(numbers), dtype=np.int64)
    shape = (int(numbers.max(initial=-1)) + 1, len(numbers))  # without a town there is nothing to infer it from
    of = csr_matrix((ones, (numbers, np.arange(len(numbers)))), shape=shape)
    towns = np.asarray(of.sum(axis=1), dtype=np.float64).ravel()
    a, b = (
        np.asarray((of @ found.matrix[:, side[listed]]).todense(), dtype=np.float64) for side in (tested.a, tested.b)
    )
    expected: NDArray[np.float64] = (a * b / towns[:, None]).sum(axis=0)
    return expected
