"""A stretch of a sentence that a table has room for, always with what the sentence is evidence for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

MOST = 44  # characters of a sentence shown in a table


def excerpt(sentence: str, forms: Sequence[str] = (), most: int = MOST) -> str:
    """``sentence`` cut to ``most`` characters around the first of ``forms`` that it holds."""
    found = [(sentence.find(form), len(form)) for form in forms if form and form in sentence]
    at, length = min(found, default=(0, 0))
    return around(sentence, at, at + length, most)


def figure(sentence: str, value: str, counted: str, most: int = MOST) -> str:
    """``sentence`` cut around the number that is ``value`` (98.5, 12000), however it is written (1.2万, 三十余).

    Of several such numbers the one that stands nearest to ``counted``, the words for what is counted.
    """
    from kg.extractors.numerals import numbers

    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return excerpt(sentence, (counted,), most)
    name = sentence.find(counted) if counted else -1
    near = name + len(counted) if name >= 0 else 0
    hits = [n for n in numbers(sentence) if n.value == wanted]
    if not hits:
        return excerpt(sentence, (counted,), most)
    # “优化微网格707个”: the number may stand within the words that it counts.
    best = min(hits, key=lambda n: (0 if name <= n.start < near else abs(n.start - near), n.start))
    return around(sentence, best.start, best.end, most)


def around(sentence: str, start: int, end: int, most: int = MOST) -> str:
    """At most ``most`` characters of ``sentence`` with ``start``–``end`` (its beginning, where that is longer) in them,
    ``…`` where something is cut off."""
    if len(sentence) <= most:
        return sentence
    lead = max(0, min(most // 3, most - (end - start)))
    first = max(0, min(start - lead, len(sentence) - most))
    last = first + most
    return ("…" if first else "") + sentence[first:last] + ("…" if last < len(sentence) else "")
