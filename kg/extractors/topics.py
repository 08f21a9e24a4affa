"""Topics: which problem types of the ontology a problem, cause or plan is about, by the words of its heading.

The types, their wordings and all weights are the ontology's (``topics.ttl``); jieba's words keep a wording from being
found across the border of two other words. A wording weighs by its length unless ``gov:wordingWeight`` says otherwise;
the heading counts more than the sentence after it; a topic that is far behind the best is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from kg.extractors.words import domain_words
from kg.ontology import Concept, Ontology

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, slots=True)
class Evidence:
    """A wording found: where (“heading” or “sentence”), what it weighs, and by how much its place multiplies that."""

    wording: str
    place: str
    weight: float
    factor: float

    @property
    def score(self) -> float:
        return self.weight * self.factor


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How a topic scored and by which words; ``kept`` says whether it is told."""

    topic: str
    score: float
    evidence: tuple[Evidence, ...]
    kept: bool


def topics(heading: str, sentence: str, ontology: Ontology) -> tuple[str, ...]:
    """Ids of the problem types that ``heading`` and the sentence after it are about: at most two, best first."""
    return tuple(scored.topic for scored in weighed(heading, sentence, ontology) if scored.kept)


@lru_cache(maxsize=256)
def weighed(heading: str, sentence: str, ontology: Ontology) -> tuple[TopicScore, ...]:
    """All topics that any word speaks for, best first, with the words and weights that decided. Of a problem they are asked
    for when it is told, when causes are and when plans answer it."""
    wordings = _wordings(ontology)
    if not wordings:
        return ()
    rules = ontology.scoring
    found: dict[str, list[Evidence]] = defaultdict(list)
    for place, text in (("heading", heading), ("sentence", sentence)):
        for start, end in _found(text, ontology):
            for concept, weight in wordings[text[start:end]]:
                found[concept].append(Evidence(text[start:end], place, weight, rules[f"{place}Factor"]))
    scores = {concept: sum(one.score for one in evidence) for concept, evidence in found.items()}
    least = max(rules["leastScore"], rules["leastShare"] * max(scores.values(), default=0.0))
    ranked = sorted(scores, key=lambda concept: (-scores[concept], concept))
    return tuple(
        TopicScore(c, scores[c], tuple(found[c]), scores[c] >= least and place < rules["mostTopics"])
        for place, c in enumerate(ranked)
    )


@cache
def _wordings(ontology: Ontology) -> dict[str, tuple[tuple[str, float], ...]]:
    """Spelling → the problem types that own it, each with what the spelling weighs for it."""
    owners: dict[str, list[tuple[str, float]]] = defaultdict(list)
    each = ontology.scoring["weightPerCharacter"]
    for concept in ontology.problem_types.values():
        weights = dict(concept.weights)
        for spelling in _recognised(concept):
            owners[spelling].append((concept.id, weights.get(spelling, each * len(spelling))))
    return {spelling: tuple(sorted(owned)) for spelling, owned in owners.items()}


def _recognised(concept: Concept) -> tuple[str, ...]:
    return tuple(s for s in concept.spellings if len(s) >= 2) if concept.recognised else ()


@lru_cache(maxsize=256)
def _found(text: str, ontology: Ontology) -> tuple[tuple[int, int], ...]:
    """Spans of wordings in the text, the longest first at each place, none overlapping. A heading is asked for by
    itself, with its sentence, and by the plans that may answer it."""
    spans = _automaton(ontology).find_matches_as_indexes(text, overlapping=True)
    if not spans:
        return ()  # spares loading jieba's words
    borders = frozenset(accumulate(map(len, domain_words(ontology).cut(text)), initial=0))
    found: list[tuple[int, int]] = []
    reached = 0
    for _, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        if start >= reached and not _straddles(start, end, borders):
            found.append((start, end))
            reached = end
    return tuple(found)


@cache
def _automaton(ontology: Ontology) -> AhoCorasick:
    """Finds all wordings at once."""
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(list(_wordings(ontology)))


def _straddles(start: int, end: int, borders: frozenset[int]) -> bool:
    """Whether the span cuts off a part of a word and takes in something of its neighbour. ``borders`` are those of words."""
    cuts = start not in borders or end not in borders
    return cuts and any(at in borders for at in range(start + 1, end))
