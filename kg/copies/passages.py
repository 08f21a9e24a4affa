"""Copied sentences that follow each other in both reports are one copied passage."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.copies.corpus import Corpus, Reported
from kg.copies.near import near_forms
from kg.copies.prints import Prints
from kg.copies.sources import Sources, sources

_BRIDGE = 3  # short sentences or formulas, the same in both reports, that may stand between two copied sentences
_REMEMBERED = 1000  # reports whose sentences are kept at hand
_PORTION = 1 << 16  # sentences taken out of the columns at once
_BESIDE = 6  # characters of a heading that belongs to a passage: shorter ones (主要做法, a date) are everybody's


@dataclass(frozen=True, slots=True)
class Copied:
    """A stretch of a report that stands almost word for word in an earlier one, ``source`` (both by id).

    ``start``–``end`` and ``source_start``–``source_end`` are code points of the two clean texts. ``similarity`` is
    that of the normal forms, 0.85 to 1; ``others`` in how many other reports every sentence of it stands.
    """

    report: str
    source: str
    start: int
    end: int
    source_start: int
    source_end: int
    similarity: float
    others: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    index: int
    source: int
    source_index: int
    similarity: float
    others: int


def copied(
    reports: Sequence[Reported], prints: Callable[[str], Prints], folder: Path | None = None
) -> Iterator[Copied]:
    """What of each report is copied from an earlier one; from the earliest report on, by place.

    ``prints`` gives the fingerprints of a report by its id; ``folder`` is where temporary files may be. The same
    whatever the order of ``reports``.
    """
    if len(reports) < 2:
        return
    corpus = Corpus(reports, prints, folder)
    try:
        chosen = sources(corpus, near_forms(corpus))
        remembered = _Remembered(prints)
        for number, sentences in _by_report(corpus, chosen):
            report = corpus.reports[number].id
            free = 0
            for run in _runs(sentences, remembered, report, corpus.reports):
                passage, free = _passage(run, free, report, corpus.reports[run[0].source].id, remembered)
                yield passage
    finally:
        corpus.close()


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a report as lists, which are read one by one faster than arrays."""

    starts: list[int]
    ends: list[int]
    sizes: list[int]
    keys: list[int]
    compared: frozenset[int]

    @classmethod
    def of(cls, prints: Prints) -> _Sentences:
        columns = (prints.starts, prints.ends, prints.sizes, prints.keys)
        starts, ends, sizes, keys = (column.tolist() for column in columns)
        return cls(starts, ends, sizes, keys, frozenset(prints.which.tolist()))


class _Remembered:
    """The sentences of reports by their ids, of those asked for last without reading again."""

    def __init__(self, prints: Callable[[str], Prints]) -> None:
        self._prints = prints
        self._kept: OrderedDict[str, _Sentences] = OrderedDict()

    def __call__(self, report: str) -> _Sentences:
        if report in self._kept:
            self._kept.move_to_end(report)
        else:
            self._kept[report] = _Sentences.of(self._prints(report))
            if len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        return self._kept[report]


def _by_report(corpus: Corpus, chosen: Sources) -> Iterator[tuple[int, list[_Sentence]]]:
    holding, sentence = corpus.occurrences()
    rows = (chosen.report[holding] >= 0).nonzero()[0]

    def row_by_row() -> Iterator[tuple[int, int, int, int, float, int]]:
        for begin in range(0, len(rows), _PORTION):
            part = rows[begin : begin + _PORTION]
            held = holding[part]
            columns = (
                corpus.report[held],
                sentence[part],
                chosen.report[held],
                chosen.sentence[held],
                chosen.similarity[held],
                chosen.others[held],
            )
            yield from zip(*(column.tolist() for column in columns), strict=True)

    for number, of_report in groupby(row_by_row(), key=lambda row: row[0]):
        yield number, [_Sentence(*row[1:]) for row in of_report]


def _runs(
    sentences: list[_Sentence], prints: _Remembered, report: str, reports: Sequence[Reported]
) -> Iterator[list[_Sentence]]:
    run = sentences[:1]
    for one in sentences[1:]:
        last = run[-1]
        gap, source_gap = one.index - last.index - 1, one.source_index - last.source_index - 1
        follows = one.source == last.source and 0 <= gap == source_gap <= _BRIDGE
        if follows and gap:
            own, other = prints(report).keys, prints(reports[one.source].id).keys
            follows = own[last.index + 1 : one.index] == other[last.source_index + 1 : one.source_index]
        if follows:
            run.append(one)
        else:
            yield run
            run = [one]
    yield run


def _passage(run: list[_Sentence], free: int, report: str, source: str, prints: _Remembered) -> tuple[Copied, int]:
    """The passage of a run, and the first sentence after it. What is the same on both sides of it and too short to be
    compared, a heading mostly, belongs to it, as far as the sentences from ``free`` on go."""
    own, other = prints(report), prints(source)
    lengths = [own.ends[one.index] - own.starts[one.index] for one in run]
    similarity = sum(one.similarity * length for one, length in zip(run, lengths, strict=True)) / sum(lengths)
    before = _same_beside(own, other, run[0].index, run[0].source_index, -1, free)
    after = _same_beside(own, other, run[-1].index, run[-1].source_index, 1, free)
    first, last = run[0].index - before, run[-1].index + after
    passage = Copied(
        report,
        source,
        own.starts[first],
        own.ends[last],
        other.starts[run[0].source_index - before],
        other.ends[run[-1].source_index + after],
        round(similarity, 3),
        min(one.others for one in run),
    )
    return passage, last + 1


def _same_beside(own: _Sentences, other: _Sentences, index: int, source_index: int, step: int, free: int) -> int:
    """How many sentences that are not compared stand on one side of a pair and are the same in both reports."""
    count = 0
    while count < _BRIDGE:
        here, there = index + step * (count + 1), source_index + step * (count + 1)
        if not (free <= here < len(own.keys) and 0 <= there < len(other.keys)):
            break
        if own.keys[here] != other.keys[there] or own.sizes[here] < _BESIDE or here in own.compared:
            break
        count += 1
    return count
