"""Where in its sentences a fact is named: the words to be marked more strongly than the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kg.extractors.numerals import numbers
from kg.model import Span

_SERVANTS = (
    "法律顾问",
    "律师",
    "法律服务",
)  # how lawyers without a name are called: 聘请法律顾问2名; the first that fits


def named(text: str, sentences: Iterable[Span], names: Iterable[str]) -> tuple[Span, ...]:
    """Every place in the sentences where one of the names stands; of names that overlap only the longer."""
    found: list[Span] = []
    ordered = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    for sentence in sentences:
        for name in ordered:
            at = text.find(name, sentence.start, sentence.end)
            while at >= 0:
                span = Span(at, at + len(name))
                if not any(span.start < one.end and one.start < span.end for one in found):
                    found.append(span)
                at = text.find(name, at + len(name), sentence.end)
    return tuple(sorted(found, key=lambda one: one.start))


def adviser(text: str, sentences: Sequence[Span], names: Iterable[str]) -> tuple[Span, ...]:
    """A firm's name; where the report writes it in another way, or names none, what lawyers are called."""
    found = named(text, sentences, names)
    for word in _SERVANTS:
        found = found or named(text, sentences, (word,))
    return found


def figure(text: str, sentences: Sequence[Span], counted: str, value: Decimal | None, unit: str) -> tuple[Span, ...]:
    """What is counted, and the number with its unit: of several that are equal the one nearest to it."""
    found = list(named(text, sentences, (counted,)))
    if value is not None:
        for sentence in sentences:
            same = [one for one in numbers(text, sentence.start, sentence.end) if one.value == value]
            if not same:
                continue
            near = [one for one in found if sentence.start <= one.start < sentence.end] or [sentence]
            best = min(same, key=lambda n: (min(_apart(n.start, n.end, one) for one in near), n.start))
            end = best.end
            if unit and text.startswith(unit, end) and end + len(unit) <= sentence.end:
                end += len(unit)
            found.append(Span(best.start, end))
    return tuple(sorted(set(found), key=lambda one: (one.start, one.end)))


def without_parts(words: Mapping[str, Sequence[Span]]) -> dict[str, tuple[Span, ...]]:
    """The words of facts of one kind, by IRI, without those that are part of another's longer name (网格 in 警格+网格),
    unless a fact is named nowhere else."""
    every = sorted({(one.start, one.end) for spans in words.values() for one in spans})
    found = {}
    for iri, spans in words.items():
        whole = tuple(one for one in spans if not _is_part(one, every))
        found[iri] = whole or tuple(spans)
    return found


def _is_part(span: Span, every: Sequence[tuple[int, int]]) -> bool:
    return any(
        start <= span.start and span.end <= end and end - start > span.end - span.start
        for start, end in every
        if start <= span.start
    )


def _apart(start: int, end: int, other: Span) -> int:
    return max(other.start - end, start - other.end, 0)
