"""Which problem a plan answers, which problem a cause explains: told by shared topics and words, never guessed.

A word or topic that many problems of the report share tells little and weighs less. Order counts only beside words:
reports mostly answer their problems one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extractors.remedies import is_remedy, misses
from kg.extractors.topics import topics
from kg.extractors.words import domain_words
from kg.ontology import Ontology

_TOPIC = 2.0  # named by both headings; half of it where the sentence after one of them brings it
_FAMILY = 0.8  # two topics under the same broader one
_HEADING_WORD = 2.0  # in both headings
_CROSSED_WORD = 0.7  # in one heading and the other's text
_TEXT_WORD = 0.15
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


def subject(heading: str, text: str, about: Sequence[str], ontology: Ontology) -> Subject:
    """The subject of a statement. ``about`` are its topics; those that its heading alone names weigh more."""
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
        text=frozenset(words.content_words(f"{heading}。{text}")),
        name=heading,
        said=text,
    )


def answered(subjects: Sequence[Subject], problems: Sequence[Subject]) -> tuple[tuple[int, ...], ...]:
    """For each subject the indices of the problems that it is clearly about: at most two, in order.

    A subject whose heading says nothing of a problem is not about it if another's heading does.
    """
    if len(subjects) * len(problems) > _MOST_PAIRS:
        return tuple(() for _ in subjects)
    spread = Counter(name for p in problems for name in (*p.topics, *p.families, *p.text))
    one_by_one = len(subjects) == len(problems) > 1
    pairs = [[_shared(one, problem, spread) for problem in problems] for one in subjects]
    headed = [any(plain >= _CLEAR for _, plain in column) for column in zip(*pairs, strict=True)]
    result: list[tuple[int, ...]] = []
    for place, row in enumerate(pairs):
        scores = [
            score + (_SAME_PLACE if one_by_one and place == at else 0) if plain or not headed[at] else 0.0
            for at, (score, plain) in enumerate(row)
        ]
        best = max(scores, default=0.0)
        ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        result.append(tuple(sorted(at for at in ranked[:_MOST] if scores[at] >= max(_CLEAR, _SECOND * best))))
    return tuple(result)


def _shared(one: Subject, other: Subject, spread: Counter[str]) -> tuple[float, float]:
    """How much a subject has in common with a problem, and how much of that both headings say."""
    score, plain = 0.0, 0.0
    for topic in sorted(one.topics.keys() & other.topics.keys()):
        score += _TOPIC * min(one.topics[topic], other.topics[topic]) / spread[topic]
        plain += _TOPIC * (one.topics[topic] == other.topics[topic] == 1.0) / spread[topic]
    if not score:
        for family in sorted(one.families.keys() & other.families.keys()):
            score += _FAMILY * min(one.families[family], other.families[family]) / spread[family]
            plain += _FAMILY * (one.families[family] == other.families[family] == 1.0) / spread[family]
    for word in sorted(one.text & other.text):
        in_headings = (word in one.heading) + (word in other.heading)
        score += (_TEXT_WORD, _CROSSED_WORD, _HEADING_WORD)[in_headings] / spread[word]
        plain += _HEADING_WORD * (in_headings == 2) / spread[word]
    if is_remedy(other.name, one.name, one.said):
        score += _REMEDY
        plain += _REMEDY * is_remedy(other.name, one.name, "")
    if misses(other.name, one.name, one.said):
        score, plain = _MISSED * score, _MISSED * plain
    return score, plain
