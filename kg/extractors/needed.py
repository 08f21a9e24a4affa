"""Which patterns can be found in a text at all, told by one pass over it for the words that they cannot do without.

A pattern such as ``(?:建立|推行)[^，]{0,6}(?:制度|机制)`` needs one of 建立, 推行 and one of 制度, 机制. Such groups of words are
read from the pattern itself; an Aho-Corasick automaton finds all words of many patterns at once, at a fraction of what
one search costs. A text that lacks a group need not be searched; what has all groups may still not match.
"""

from __future__ import annotations

import re
import re._constants as kind  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, product
from typing import Any

from ahocorasick_rs import AhoCorasick

_MOST_WORDS = 160  # of a group; more are not told apart by a text
_MOST_CHARACTERS = 24  # of a set of characters
_Words = frozenset[str]
_Patterns = tuple[re.Pattern[str], ...]
_EMPTY: _Words = frozenset({""})


class Needed:
    """The needed words of patterns, each told by its place in the sequence that it was built from."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """``patterns`` that need no word can be found in every text."""
        self.patterns = tuple(patterns)
        self._with = lru_cache(maxsize=2048)(self._patterns_with)  # most texts have none of the words, or few
        self._bits: dict[_Words, int] = {}
        self.of = tuple(self._mask(needed_words(pattern)) for pattern in patterns)
        """What each pattern needs, as bits: it may match where ``needs & present == needs``."""

    def _mask(self, groups: tuple[_Words, ...]) -> int:
        return sum(self._bits.setdefault(group, 1 << len(self._bits)) for group in groups)

    @property
    def words(self) -> list[str]:
        """All words of all groups."""
        return sorted({word for group in self._bits for word in group})

    @cached_property
    def _search(self) -> tuple[AhoCorasick, list[int]]:
        """The automaton of all words, and for each word the groups that have it."""
        words = self.words
        groups = [sum(bit for group, bit in self._bits.items() if word in group) for word in words]
        return AhoCorasick(words), groups

    def present(self, text: str) -> int:
        """The groups of which the text has a word, as bits."""
        automaton, groups = self._search
        found = 0
        for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
            found |= groups[index]
        return found

    def possible(self, text: str) -> _Patterns:
        """The patterns that may be found in the text, in order."""
        return self._with(self.present(text))

    def possible_in(self, texts: Sequence[str]) -> list[_Patterns]:
        """The same for each of several texts, in one pass over all of them."""
        return [self._with(present) for present in self.present_in(texts)]

    def present_in(self, texts: Sequence[str]) -> list[int]:
        """The groups of which each of several texts has a word, in one pass over all of them."""
        automaton, groups = self._search
        ends = list(accumulate((len(text) + 1 for text in texts), initial=-1))[1:]
        present = [0] * len(texts)
        at = 0
        for index, _, end in automaton.find_matches_as_indexes("\n".join(texts), overlapping=True):
            while end > ends[at]:
                at += 1
            present[at] |= groups[index]
        return present

    def _patterns_with(self, present: int) -> _Patterns:
        return tuple(pattern for pattern, needs in zip(self.patterns, self.of, strict=True) if needs & present == needs)


def needed_words(pattern: re.Pattern[str]) -> tuple[_Words, ...]:
    """Groups of words of each of which a text that matches has one, as they stand in the pattern; () where nothing is
    certain."""
    if pattern.flags & re.IGNORECASE:
        return ()
    return tuple(
        dict.fromkeys(group for group in _Reader().groups(parser.parse(pattern.pattern, pattern.flags)) if group)
    )


class _Reader:
    """Reads the tree of a pattern. Of each part it knows all strings that it can be (None where they are too many), and
    the groups of words that it needs."""

    def groups(self, items: Any) -> list[_Words]:
        return _all_groups(*self._sequence(items))

    def _sequence(self, items: Any) -> tuple[_Words | None, list[_Words]]:
        groups: list[_Words] = []
        run, whole = _EMPTY, True  # what the last parts in a row can be; whether that is all parts
        for operation, argument in items:
            if operation in (kind.AT, kind.ASSERT_NOT):
                continue
            if operation is kind.ASSERT:
                groups += self.groups(argument[1])
                continue
            exact, inner = self._part(operation, argument)
            longer = None if exact is None else _joined(run, exact)
            if longer is not None:
                run = longer
                groups += inner
                continue
            groups += [*_as_group(run), *inner]
            run, whole = exact or _EMPTY, False
        return (run, groups) if whole else (None, _all_groups(run, groups))

    def _part(self, operation: Any, argument: Any) -> tuple[_Words | None, list[_Words]]:
        if operation is kind.LITERAL:
            return frozenset(chr(argument)), []
        if operation is kind.IN:
            return _characters(argument), []
        if operation is kind.SUBPATTERN and not argument[1] & re.IGNORECASE:
            return self._sequence(argument[-1])
        if operation is kind.BRANCH:
            return self._branches(argument[1])
        if operation in (kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT):
            least, most, inner = argument
            exact, groups = self._sequence(inner)
            if exact is not None and int(most) == 1:
                return exact | (_EMPTY if least == 0 else frozenset()), groups if least else []
            return None, _all_groups(exact, groups) if least else []
        return None, []

    def _branches(self, branches: Any) -> tuple[_Words | None, list[_Words]]:
        read = [self._sequence(branch) for branch in branches]
        exact = _union([exact for exact, _ in read])
        common = _union([_best(_all_groups(exact, groups)) for exact, groups in read])
        told = exact is not None and not any(groups for _, groups in read)  # by what it can be
        return exact, [] if common is None or told else _as_group(common)


def _characters(members: Any) -> _Words | None:
    """The characters of a set, None where they are too many or all but some."""
    found: set[str] = set()
    for operation, argument in members:
        if operation is kind.LITERAL:
            found.add(chr(argument))
        elif operation is kind.RANGE and argument[1] - argument[0] < _MOST_CHARACTERS:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _MOST_CHARACTERS else None


def _joined(before: _Words, after: _Words) -> _Words | None:
    if len(before) * len(after) > _MOST_WORDS:
        return None
    return frozenset(a + b for a, b in product(before, after))


def _all_groups(exact: _Words | None, groups: list[_Words]) -> list[_Words]:
    return groups if exact is None else [*groups, *_as_group(exact)]


def _as_group(strings: _Words) -> list[_Words]:
    """The strings as a group that is needed, without those that hold another; none where a part may be nothing at all."""
    if "" in strings:
        return []
    return [frozenset(word for word in strings if _parts(word).isdisjoint(strings))]


def _parts(word: str) -> set[str]:
    return {word[a:b] for a in range(len(word)) for b in range(a + 1, len(word) + 1)} - {word}


def _best(groups: Sequence[_Words]) -> _Words | None:
    """The group that tells most: of long words, and few."""
    return max(groups, key=lambda group: (min(map(len, group)), -len(group)), default=None)


def _union(groups: Sequence[_Words | None]) -> _Words | None:
    """All words of the groups; None where one is unknown or they are too many."""
    known = [group for group in groups if group is not None]
    found = frozenset().union(*known)
    return found if len(known) == len(groups) and len(found) <= _MOST_WORDS else None
