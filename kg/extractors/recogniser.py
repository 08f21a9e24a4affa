"""Known mechanisms in a text: one Aho-Corasick pass over the spellings of the scheme, and shared heads spelled out.

``“诉调、警调、访调”对接机制`` names three mechanisms that share the head 对接: each part with the head is looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.extractors.folding import Folded, fold, fold_label
from kg.ontology import Concept, Ontology

_HEAD_LENGTHS = (2, 3, 4)
_MIN_STEM = 2
_STEM_LENGTHS = (5, 4, 3, 2)
_LIST_MARKS = "、和与及"
_MAX_LIST = 40
_LEAST_LIST = 12  # characters of a name that spells out its parts
# Lists of the places that the law is carried into, and their members: “法律进”机关, 、进企业.
_GOES_INTO = re.compile("(.{2,4})进.{2,4}$")
_PLACES_ENTERED = re.compile(
    "(?:[、,，和及])?(进(?:机关|企业|单位|学校|校园|乡村|农村|社区|村居|村庄|家庭|军营|宗教场所|寺庙|寺院|市场|工地|景区|商圈|园区|网络|窗口|网格|民企))"
)
_LISTED = re.compile("[^、和与及]{4,}")

_Match = tuple[int, int, int]  # place of the spelling, start and end in the folded text


class Hit(NamedTuple):
    """A known mechanism at ``start``–``end`` of the clean text."""

    start: int
    end: int
    concept: Concept


class _Spelling(NamedTuple):
    """What is known of a spelling before it is found."""

    concept: Concept
    heads: tuple[str, ...]  # its ends that others share
    latin: bool  # begins or ends with a Latin letter or digit
    not_within: tuple[str, ...]  # folded
    parts: tuple[tuple[int, int, Concept], ...]  # narrower mechanisms that it spells out, with their places
    carried_on: str  # 法律 of 法律进机关: what may be carried into further places


class Recogniser:
    """Finds the mechanisms of one ontology. Building it takes some milliseconds; texts are then scanned at MB/s."""

    def __init__(self, ontology: Ontology) -> None:
        self._concepts: dict[str, Concept] = {}
        for id_ in sorted(ontology.mechanisms):
            concept = ontology.mechanisms[id_]
            if concept.recognised:
                for spelling in concept.spellings:
                    folded = fold_label(spelling)
                    for variant in (folded, folded.replace("、", "").replace(",", "")):
                        if len(variant) >= _MIN_STEM:
                            self._concepts.setdefault(variant, concept)
        self._patterns = sorted(self._concepts)
        self._automaton = AhoCorasick(self._patterns)
        self._heads = _shared_heads(self._concepts)
        self._spellings: dict[int, _Spelling] = {}  # those that were found once, by their place in the patterns

    def scan(self, folded: Folded) -> list[Hit]:
        """All known mechanisms named in a folded text, in order, none inside another."""
        text = folded.text
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not matches:
            return []  # a list that shares its head ends in a spelling in full
        hits: list[Hit] = []
        further: list[Hit] = []
        for index, start, end in _leftmost_longest(matches):
            spelling = self._spellings.get(index) or self._spelling(index)
            if spelling.latin and _cuts_a_word(text, start, end):
                continue
            hit = Hit(*folded.span(start, end), spelling.concept)
            if spelling.not_within and _within_other(folded, start, end, spelling.not_within):
                continue
            hits.append(hit)
            if spelling.parts and hit.end - hit.start >= _LEAST_LIST:
                further += [Hit(*folded.span(start + a, start + b), concept) for a, b, concept in spelling.parts]
            if spelling.carried_on:
                further += self._carried_on(folded, end, spelling.carried_on)
        hits += further
        found = {(h.start, h.end, h.concept.id): h for h in hits}
        for hit in self._spelled_out(folded, matches):
            if not any(h.start <= hit.start < h.end for h in hits):
                found.setdefault((hit.start, hit.end, hit.concept.id), hit)
        return [found[key] for key in sorted(found)]

    def scan_all(self, texts: Sequence[str]) -> list[list[Hit]]:
        """The same for each of several texts as they stand, in one pass over all of them."""
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        found: list[list[Hit]] = [[] for _ in texts]
        for start, end, concept in self.scan(fold("\n".join(texts))):  # no spelling goes on to another line
            at = bisect_right(starts, start) - 1
            found[at].append(Hit(start - starts[at], end - starts[at], concept))
        return found

    def _spelling(self, index: int) -> _Spelling:
        pattern = self._patterns[index]
        concept = self._concepts[pattern]
        goes_into = _GOES_INTO.match(pattern)
        self._spellings[index] = _Spelling(
            concept,
            heads=tuple(head for head in _heads(pattern) if head in self._heads),
            latin=_latin(pattern[0]) or _latin(pattern[-1]),
            not_within=tuple(fold_label(longer) for longer in concept.not_within),
            parts=tuple(self._parts(pattern, concept)),
            carried_on=goes_into[1] if goes_into else "",
        )
        return self._spellings[index]

    def _parts(self, pattern: str, whole: Concept) -> Iterator[tuple[int, int, Concept]]:
        """The narrower mechanisms that a name spells out: 行政执法公示、执法全过程记录、重大执法决定法制审核制度 are three."""
        for found in _LISTED.finditer(pattern):
            concept = self._concepts.get(found[0])
            if concept is not None and whole.id in concept.broader:
                yield *found.span(), concept

    def _carried_on(self, folded: Folded, end: int, carried: str) -> Iterator[Hit]:
        """What a list carries on whose first member alone, which ends there, is named in full: 法律进机关、进企业、进校园."""
        while (place := _PLACES_ENTERED.match(folded.text, end)) is not None:
            concept = self._concepts.get(carried + place[1]) or self._concepts.get("法律" + place[1])
            if concept is not None:
                yield Hit(*folded.span(place.start(1), place.end(1)), concept)
            end = place.end()

    def _spelled_out(self, folded: Folded, matches: Sequence[_Match]) -> Iterator[Hit]:
        """The other parts of lists whose last part, with the head that all share, is a spelling (one of ``matches``)."""
        last_parts = [match for match in matches if match[1] and _listed(folded, match[1])]
        heads = ((end, (self._spellings.get(index) or self._spelling(index)).heads) for index, _, end in last_parts)
        for at, head in {(end - len(head), head) for end, shared in heads for head in shared}:
            yield from _parts_before(folded, at, self._heads[head])


def _leftmost_longest(matches: Sequence[_Match]) -> Iterator[_Match]:
    """Of matches that may overlap the leftmost, of these the longest, then what follows behind it."""
    reached = 0
    for index, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
        if start >= reached:
            yield index, start, end
            reached = end


def _within_other(folded: Folded, start: int, end: int, others: Sequence[str]) -> bool:
    """Whether a spelling is only part of something else that the scheme names: 述法 in 上述法律."""
    ends = ((other, start + len(other)) for other in others)
    return any(folded.text.find(other, max(0, end - len(other)), last) >= 0 for other, last in ends)


def _parts_before(folded: Folded, at: int, stems: dict[str, Concept]) -> Iterator[Hit]:
    """The parts of a list ``A、B和C`` that ends at the head at ``at``. The last part, which touches the head, is a
    spelling as it stands and left to the automaton."""
    end, floor = at, max(0, at - _MAX_LIST)
    while end > floor:
        for size in _STEM_LENGTHS:
            if end - size >= floor and folded.text[end - size : end] in stems:
                break
        else:
            return
        start = end - size
        if end < at:
            yield Hit(*folded.span(start, end), stems[folded.text[start:end]])
        if start == 0 or not _listed(folded, start):
            return
        end = start - 1 if folded.text[start - 1] in _LIST_MARKS else start


def _listed(folded: Folded, start: int) -> bool:
    """Whether the part that begins here follows another: a list mark stands right before (maybe folded away)."""
    return folded.text[start - 1] in _LIST_MARKS or folded.origin[start] - folded.origin[start - 1] > 1


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """A spelling that begins or ends with a Latin letter or digit must not be part of a longer such word."""
    left = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    right = end < len(text) and _latin(text[end - 1]) and _latin(text[end])
    return left or right


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _shared_heads(concepts: dict[str, Concept]) -> dict[str, dict[str, Concept]]:
    """Ends that two or more spellings share, each with the beginnings that make a spelling of it."""
    heads: dict[str, dict[str, Concept]] = defaultdict(dict)
    for pattern, concept in concepts.items():
        for head in _heads(pattern):
            heads[head][pattern[: -len(head)]] = concept
    several = ((head, stems) for head, stems in heads.items() if len(stems) > 1)
    return {head: stems for head, stems in several if len({concept.id for concept in stems.values()}) > 1}


def _heads(pattern: str) -> list[str]:
    """The ends of a spelling that it may share with others."""
    size = len(pattern)
    return [pattern[-head:] for head in _HEAD_LENGTHS if size - head in _STEM_LENGTHS]


@lru_cache(maxsize=4)
def recogniser(ontology: Ontology) -> Recogniser:
    """The recogniser of an ontology, made once."""
    return Recogniser(ontology)
