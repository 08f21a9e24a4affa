"""Which problem a plan answers, which problem a cause explains: told by shared topics and words, never guessed.

A word or topic that many problems of the report share tells little and weighs less. Order counts only beside words:
reports mostly answer their problems one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extractors.words import domain_words
from kg.ontology import Ontology

_TOPIC = 2.0
_HEADING_WORD = 2.0  # in both headings
_CROSSED_WORD = 0.7  # in one heading and the other's text
_TEXT_WORD = 0.15
_SAME_PLACE = 0.6  # as many on both sides, and the same place
_CLEAR = 1.6
_MOST = 2
_SECOND = 0.75  # of the best


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about. ``text`` are the words of all of it, ``heading`` those of its heading."""

    topics: frozenset[str]
    heading: frozenset[str]
    text: frozenset[str]


def subject(heading: str, text: str, topics: Sequence[str], ontology: Ontology) -> Subject:
    """The subject of a statement."""
    words = domain_words(ontology)
    return Subject(
        frozenset(topics), frozenset(words.content_words(heading)), frozenset(words.content_words(f"{heading}。{text}"))
    )


def answered(subjects: Sequence[Subject], problems: Sequence[Subject]) -> tuple[tuple[int, ...], ...]:
    """For each subject the indices of the problems that it is clearly about: at most two, in order."""
    topic_spread = Counter(t for p in problems for t in p.topics)
    word_spread = Counter(w for p in problems for w in p.text)
    one_by_one = len(subjects) == len(problems)
    result: list[tuple[int, ...]] = []
    for place, one in enumerate(subjects):
        scores = [
            _shared(one, problem, topic_spread, word_spread) + (_SAME_PLACE if one_by_one and place == at else 0)
            for at, problem in enumerate(problems)
        ]
        best = max(scores, default=0.0)
        ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        result.append(tuple(sorted(at for at in ranked[:_MOST] if scores[at] >= max(_CLEAR, _SECOND * best))))
    return tuple(result)


def _shared(one: Subject, other: Subject, topic_spread: Counter[str], word_spread: Counter[str]) -> float:
    score = sum(_TOPIC / topic_spread[t] for t in one.topics & other.topics)
    for word in one.text & other.text:
        in_headings = (word in one.heading) + (word in other.heading)
        score += (_TEXT_WORD, _CROSSED_WORD, _HEADING_WORD)[in_headings] / word_spread[word]
    return score
