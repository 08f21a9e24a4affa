"""Which normal forms are almost the same, and which of them everybody uses.

Candidates share the key of a band; whether two are alike is measured letter by letter. A band's key that very many forms share is
gone through from the most used form on, each time taking out what is like it: never every form with every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from kg.copies.corpus import Array, Corpus, pairs, parted
from kg.copies.minhash import BANDS

ALIKE = 0.85
"""Least similarity (1 less the share of letters put in and taken out) of what stands almost word for word."""

COUNTIES, PROVINCES, COUNTIES_AT_ALL = 5, 2, 15
"""What stands in the reports of 5 counties of 2 provinces, or of 15 counties wherever they are, is a formula."""

_CROWD = 48  # forms that share a key and are still compared each with each
_LEADERS = 32  # of a crowd: so many forms are compared with all others
_CHUNK = 1 << 16  # pairs measured at once
_WIDE = 1 << 18  # rows unfolded at once


@dataclass(frozen=True, slots=True)
class Near:
    """``left`` and ``right`` are forms that are almost the same, each pair in both directions and each form with itself, by ``left`` and then
    ``right``; ``similarity`` how far. Formulas are left out."""

    left: Array
    right: Array
    similarity: Array


def near_forms(corpus: Corpus) -> Near:
    """All pairs of forms that are alike, but for formulas."""
    common = _widespread(*_counted(corpus, corpus.form, corpus.report))
    found = Near(_NONE, _NONE, np.zeros(0, dtype=np.float32))
    for number in range(BANDS):
        order, starts, ends = _runs(corpus.band(number))
        told: list[tuple[Array, Array, Array]] = []
        for start, end in zip(starts, ends, strict=True):
            if end - start > _CROWD:
                told += _crowd(corpus, order[start:end], common)
        for candidates in _candidates(corpus, order, starts, ends, common, pairs(found.left, found.right)):
            told += _measured(corpus, candidates)
        found = _united(found, told)
    itself = np.arange(corpus.forms, dtype=np.uint32)
    both = (
        (found.left, found.right, found.similarity),
        (found.right, found.left, found.similarity),
        (itself, itself, np.ones(corpus.forms, dtype=np.float32)),
    )
    return _without_formulas(corpus, _united(None, both), common)


_NONE = np.zeros(0, dtype=np.uint32)


def unfolded(corpus: Corpus, near: Near) -> Iterator[tuple[Array, Array, Array]]:
    """For each form the holdings of all that are like it: (form, holding, similarity), in portions that never part the
    rows of one form."""
    counts = (corpus.first[1:] - corpus.first[:-1])[near.right]
    total = np.cumsum(counts)
    start = 0
    while start < len(near.left):
        reached = total[start - 1] if start else 0
        end = int(np.searchsorted(total, reached + _WIDE, side="right"))
        end = int(np.searchsorted(near.left, near.left[min(end, len(near.left) - 1)], side="right"))
        part = slice(start, end)
        each = counts[part]
        begin = np.repeat(corpus.first[near.right[part]] - (np.cumsum(each) - each), each)
        yield (
            np.repeat(near.left[part], each),
            begin + np.arange(int(each.sum())),
            np.repeat(near.similarity[part], each),
        )
        start = end


def _runs(keys: Array) -> tuple[Array, Array, Array]:
    """Forms in order of their key, and where runs of two and more with one key start and end."""
    order = np.argsort(keys, kind="stable").astype(np.uint32)
    ordered = keys[order]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]])) if len(keys) else _NONE
    starts, ends = edges[:-1], edges[1:]
    several = ends - starts > 1
    return order, starts[several], ends[several]


def _candidates(
    corpus: Corpus, order: Array, starts: Array, ends: Array, common: Array, known: Array
) -> Iterator[Array]:
    """Pairs within runs that are no crowds, the smaller form first, in portions; not those that are ``known`` to be
    alike, nor those whose lengths or characters tell that they are not."""
    small = ends - starts <= _CROWD
    lengths = (ends - starts)[small]
    places = np.repeat(starts[small] - (np.cumsum(lengths) - lengths), lengths) + np.arange(int(lengths.sum()))
    limits = np.repeat(ends[small], lengths)
    for begin in range(0, len(places), _CHUNK):
        at, until = places[begin : begin + _CHUNK], limits[begin : begin + _CHUNK]
        found = []
        for step in range(1, _CROWD):
            inside = at + step < until
            at, until = at[inside], until[inside]
            if not len(at):
                break
            one, other = order[at], order[at + step]
            fits = _may_be_alike(corpus, one, other) & ~(common[one] & common[other])
            found.append(pairs(np.minimum(one, other)[fits], np.maximum(one, other)[fits]))
        if found:
            yield np.setdiff1d(np.concatenate(found), known)


def _may_be_alike(corpus: Corpus, one: Array, other: Array) -> Array:
    """False only where two forms differ by too many letters: as many at least as their lengths differ by, and as their
    marks do."""
    first, second = corpus.length[one].astype(np.int64), corpus.length[other].astype(np.int64)
    apart = np.maximum(np.abs(first - second), np.bitwise_count(corpus.marks[one] ^ corpus.marks[other]))
    return np.asarray(apart <= (1 - ALIKE) * (first + second) + 1e-6)


def _measured(corpus: Corpus, candidates: Array) -> Iterator[tuple[Array, Array, Array]]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    for start in range(0, len(candidates), _CHUNK):
        part = candidates[start : start + _CHUNK]
        left, right = parted(part)
        texts = {int(form): corpus.text(int(form)) for form in np.union1d(left, right)}
        measured = cpdist(
            [texts[int(form)] for form in left],
            [texts[int(form)] for form in right],
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE,
            dtype=np.float32,
        )
        alike = measured >= ALIKE
        yield left[alike], right[alike], measured[alike]


def _crowd(corpus: Corpus, forms: Array, common: Array) -> Iterator[tuple[Array, Array, Array]]:
    """Forms of one key: each of the most used with what is like it. Marks formulas in ``common``."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    used = corpus.first[forms + 1] - corpus.first[forms]
    left = forms[np.lexsort((forms, -used))]
    texts = {int(form): corpus.text(int(form)) for form in left}
    for _ in range(_LEADERS):
        if len(left) < 2:
            return
        leader, left = left[0], left[1:]
        measured = cdist(
            [texts[int(leader)]],
            [texts[int(form)] for form in left],
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE,
            dtype=np.float32,
        )[0]
        alike = measured >= ALIKE
        like = left[alike]
        left = left[~alike]
        group = np.concatenate([[leader], like])
        if common[leader] or _is_widespread(corpus, group):
            common[group] = True
        else:
            others = np.full(len(like), leader, dtype=np.uint32)
            yield np.minimum(others, like), np.maximum(others, like), measured[alike]


def _is_widespread(corpus: Corpus, forms: Array) -> bool:
    reports = np.concatenate([corpus.report[corpus.first[form] : corpus.first[form + 1]] for form in forms])
    counties, provinces = (len(np.unique(of[of >= 0])) for of in (corpus.county[reports], corpus.province[reports]))
    return (counties >= COUNTIES and provinces >= PROVINCES) or counties >= COUNTIES_AT_ALL


def _counted(corpus: Corpus, forms: Array, reports: Array) -> tuple[Array, Array]:
    """In how many counties and in how many provinces each form stands."""
    found = []
    for division in (corpus.county[reports], corpus.province[reports]):
        known = division >= 0
        of, _ = parted(np.unique(pairs(forms[known], division[known])))
        found.append(np.bincount(of, minlength=corpus.forms))
    return found[0], found[1]


def _widespread(counties: Array, provinces: Array) -> Array:
    return ((counties >= COUNTIES) & (provinces >= PROVINCES)) | (counties >= COUNTIES_AT_ALL)


def _without_formulas(corpus: Corpus, near: Near, common: Array) -> Near:
    """What is like a form and the form itself are counted together; what is like a formula is one."""
    together = common.copy()
    for forms, holdings, _ in unfolded(corpus, near):
        together |= _widespread(*_counted(corpus, forms, corpus.report[holdings]))
    formula = together.copy()
    formula[near.left[together[near.right]]] = True
    stays = ~(formula[near.left] | formula[near.right])
    return Near(near.left[stays], near.right[stays], near.similarity[stays])


def _united(known: Near | None, more: Iterable[tuple[Array, Array, Array]]) -> Near:
    """Pairs in order, each once: of two alike forms the similarity is the same however often it was measured."""
    parts = [*more, *([] if known is None else [(known.left, known.right, known.similarity)])]
    if not parts:
        return Near(_NONE, _NONE, np.zeros(0, dtype=np.float32))
    left, right, similarity = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    keys, at = np.unique(pairs(left, right), return_index=True)
    return Near(*parted(keys), similarity[at])
