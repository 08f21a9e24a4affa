"""Which problem a plan answers, which problem a cause explains: told by shared topics and words, never guessed.

A word or topic that many problems of the report share tells little and weighs less. Order counts only beside words:
reports mostly answer their problems one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extractors.remedies import is_remedy, misses
from kg.extractors.topics import topics
from kg.extractors.words import domain_words
from kg.ontology import Ontology

_TOPIC = 2.0  # named by both headings; half of it where the sentence after one of them brings it
_FAMILY = 0.8  # two topics under the same broader one
_HEADING_WORD = 2.0  # in both headings
_CROSSED_WORD = 0.7  # in one heading and the other's text
_TEXT_WORD = 0.2
_PART = 0.7  # of a word that is a part of another shared one: 宣传 of 法治宣传教育
_REMEDY = 1.7  # a measure known to answer such a shortcoming
_MISSED = 0.3  # of the score, where the plan is for others or the problem is want of money
_SAME_PLACE = 0.6  # as many on both sides, and the same place
_CLEAR = 1.6
_MOST = 2
_MOST_PAIRS = 10_000  # no report tells a hundred problems; a list that long is compared with nothing
_SECOND = 0.75  # of the best


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about. ``topics`` and their ``families`` (broader topics) have weights up to 1; ``text``
    are the words of all of it, ``heading`` those of its heading; ``name`` and ``said`` the heading and text as written."""

    topics: Mapping[str, float]
    families: Mapping[str, float]
    heading: frozenset[str]
    text: frozenset[str]
    name: str
    said: str


@lru_cache(maxsize=128)
def subject(heading: str, text: str, about: tuple[str, ...], ontology: Ontology) -> Subject:
    """The subject of a statement. ``about`` are its topics; those that its heading alone names weigh more. Of a problem it
    is asked for by causes and by plans."""
    words = domain_words(ontology)
    named = topics(heading, "", ontology)
    weights = {topic: 1.0 if topic in named else 0.5 for topic in (*named, *about)}
    families: dict[str, float] = {}
    for topic, weight in weights.items():
        for family in ontology.problem_types[topic].broader:
            families[family] = max(weight, families.get(family, 0.0))
    return Subject(
        topics=weights,
        families=families,
        heading=frozenset(words.content_words(heading)),
        text=frozenset((*words.content_words(heading), *words.content_words(text))),
        name=heading,
        said=text,
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two statements belong together: ``kind`` is topic, family, words (of both headings), word (of one), text,
    remedy, misses, or place; ``about`` the topic or word. ``plain``: how much of the score both headings say."""

    kind: str
    about: str
    score: float
    plain: float = 0.0


def answered(subjects: Sequence[Subject], problems: Sequence[Subject]) -> tuple[tuple[int, ...], ...]:
    """For each subject the indices of the problems that it is clearly about: at most two, in order.

    A subject whose heading says nothing of a problem is not about it if another's heading does.
    """
    if len(subjects) * len(problems) > _MOST_PAIRS:
        return tuple(() for _ in subjects)
    pairs = compared(subjects, problems)
    headed = [any(_plain(cell) >= _CLEAR for cell in column) for column in zip(*pairs, strict=True)]
    result: list[tuple[int, ...]] = []
    for row in pairs:
        scores = [score(cell) if _plain(cell) or not headed[at] else 0.0 for at, cell in enumerate(row)]
        best = max(scores, default=0.0)
        ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        result.append(tuple(sorted(at for at in ranked[:_MOST] if scores[at] >= max(_CLEAR, _SECOND * best))))
    return tuple(result)


def compared(subjects: Sequence[Subject], problems: Sequence[Subject]) -> list[list[tuple[Reason, ...]]]:
    """For each subject and each problem why the one may be about the other."""
    spread = Counter(name for p in problems for name in (*p.topics, *p.families, *p.text))
    one_by_one = len(subjects) == len(problems) > 1
    return [
        [
            (*_reasons(one, problem, spread), *([Reason("place", "", _SAME_PLACE)] if one_by_one and i == at else []))
            for at, problem in enumerate(problems)
        ]
        for i, one in enumerate(subjects)
    ]


def score(reasons: Sequence[Reason]) -> float:
    """How clearly a subject is about a problem; from 1.6 on it is."""
    return sum(reason.score for reason in reasons)


def _plain(reasons: Sequence[Reason]) -> float:
    """How much of the score both headings say."""
    return sum(reason.plain for reason in reasons)


def _reasons(one: Subject, other: Subject, spread: Counter[str]) -> list[Reason]:
    """What a subject has in common with a problem."""
    found = [
        Reason("topic", topic, _TOPIC * weight / spread[topic], _TOPIC * (weight == 1.0) / spread[topic])
        for topic, weight in _common(one.topics, other.topics)
    ]
    if not found:
        found = [
            Reason("family", family, _FAMILY * weight / spread[family], _FAMILY * (weight == 1.0) / spread[family])
            for family, weight in _common(one.families, other.families)
        ]
    shared = sorted(one.text & other.text)
    for word in shared:
        part = any(word != longer and word in longer for longer in shared)
        both = (word in one.heading) + (word in other.heading)
        weight = (_TEXT_WORD, _CROSSED_WORD, _HEADING_WORD)[both] * (_PART if part else 1.0) / spread[word]
        found.append(Reason(("text", "word", "words")[both], word, weight, weight if both == 2 else 0.0))
    if is_remedy(other.name, one.name, one.said):
        found.append(Reason("remedy", "", _REMEDY, _REMEDY * is_remedy(other.name, one.name, "")))
    if found and misses(other.name, one.name, one.said):
        lost, plain = (_MISSED - 1) * score(found), (_MISSED - 1) * _plain(found)
        found.append(Reason("misses", "", lost, plain))
    return found


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> list[tuple[str, float]]:
    return [(name, min(one[name], other[name])) for name in sorted(one.keys() & other.keys())]
