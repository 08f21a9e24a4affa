"""Topics: which problem types of the ontology a problem, cause or plan is about, by the words of its heading.

The types and their wordings are the ontology's (``topics.ttl``); jieba's words keep a wording from being found across
the border of two other words. The heading counts more than the sentence after it, a longer wording more than a short
one; a topic that is far behind the best is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.extractors.words import domain_words
from kg.ontology import Concept, Ontology

_HEADING_WEIGHT = 3
_MOST = 2
_FAR_BEHIND = 0.5


def topics(heading: str, sentence: str, ontology: Ontology) -> tuple[str, ...]:
    """Ids of the problem types that ``heading`` and the sentence after it are about: at most two, best first."""
    wordings = _wordings(ontology)
    if not wordings:
        return ()
    scores: dict[str, float] = defaultdict(float)
    for text, weight in ((heading, _HEADING_WEIGHT), (sentence, 1)):
        for start, end in _found(text, wordings, ontology):
            for concept in wordings[text[start:end]]:
                scores[concept] += weight * (end - start)
    best = max(scores.values(), default=0.0)
    ranked = sorted(scores, key=lambda concept: (-scores[concept], concept))
    return tuple(c for c in ranked if scores[c] >= _FAR_BEHIND * best)[:_MOST]


@cache
def _wordings(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """Spelling → ids of the problem types that own it."""
    owners: dict[str, list[str]] = defaultdict(list)
    for concept in ontology.problem_types.values():
        for spelling in _recognised(concept):
            owners[spelling].append(concept.id)
    return {spelling: tuple(sorted(ids)) for spelling, ids in owners.items()}


def _recognised(concept: Concept) -> tuple[str, ...]:
    return tuple(s for s in concept.spellings if len(s) >= 2) if concept.recognised else ()


def _found(text: str, wordings: dict[str, tuple[str, ...]], ontology: Ontology) -> list[tuple[int, int]]:
    """Spans of wordings in the text, the longest first at each place, none overlapping."""
    if not any(w in text for w in wordings):
        return []  # spares loading jieba
    borders = _word_spans(domain_words(ontology).cut(text))
    longest = max(map(len, wordings))
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        for end in range(min(len(text), start + longest), start, -1):
            if text[start:end] in wordings and not _straddles(start, end, borders):
                found.append((start, end))
                start = end
                break
        else:
            start += 1
    return found


def _word_spans(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """For each character, the span of the word in which it stands."""
    spans: list[tuple[int, int]] = []
    for word in words:
        at = len(spans)
        spans.extend([(at, at + len(word))] * len(word))
    return spans


def _straddles(start: int, end: int, words: list[tuple[int, int]]) -> bool:
    """Whether the span cuts off a part of a word and takes in something of its neighbour."""
    first, last = words[start], words[end - 1]
    return first != last and (first[0] < start or end < last[1])
