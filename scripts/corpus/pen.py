"""What writes a report: it knows the town and its year, fills in villages, spells practices, copies from others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random

from corpus.chance import pick
from corpus.gathering import Gathering
from corpus.history import Year
from corpus.numbering import STYLES, Numbering, marker
from corpus.page import Page
from corpus.places import Town
from corpus.practices import Practice
from kg.model import Role

Key = tuple[str, ...]
_SLOT = re.compile(r"\{([vwt])\}")
_TAKEN_OVER = 0.85  # of the sentences that a copied report offers
_ADAPTED = 0.5  # of those of another town: its villages become one's own


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was written, so that others may copy it: ``stem`` is its text without the figures at its end
    (``counts``: there are some), ``surfaces`` how the practices in it were spelt, ``passage`` its place."""

    stem: str
    counts: str
    surfaces: tuple[str, ...]
    passage: int

    @property
    def text(self) -> str:
        return with_figures(self.stem, self.counts)


def with_figures(stem: str, counts: str) -> str:
    """``stem`` with figures (“，全年…”) before its full stop."""
    return f"{stem.removesuffix('。')}{counts}。" if counts else stem


@dataclass(frozen=True, slots=True)
class Source:
    """A report (id ``report``) that is copied from; ``whole``: all of it that still holds, as a new edition does."""

    town: str
    year: int
    villages: tuple[str, ...]
    said: Mapping[Key, Said]
    report: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A sentence taken over: its passage here and there, the share of its characters that is not the same."""

    here: int
    there: int
    changed: float


@dataclass(slots=True)
class Pen:
    """Writes on ``page`` and keeps the facts. ``items`` counts the items of a list, 0 where there is none."""

    town: Town
    year: Year
    of: Random
    source: Source | None
    page: Page = field(default_factory=Page)
    facts: Gathering = field(default_factory=Gathering)
    said: dict[Key, Said] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    style: Numbering = STYLES[0]
    plans: list[tuple[str, tuple[Practice, ...]]] = field(default_factory=list)  # known by, what each brings
    items: int = 0

    def fill(self, text: str) -> str:
        """``text`` with villages of the town in its slots."""
        if "{" not in text:
            return text
        one, other = self.of.sample(self.town.villages, 2)
        known = {"v": one, "w": other, "t": self.town.calls_itself}
        return _SLOT.sub(lambda m: known[m[1]], text)

    def spelt(self, practice: Practice) -> str:
        spelling = pick(self.of, practice.spellings)
        return f"“{spelling}”" if practice.id and self.of.random() < 0.2 else spelling

    def copied(self, key: Key) -> Said | None:
        """The sentence for ``key`` that this report takes over, if it copies."""
        if self.source is None or (self.of.random() >= _TAKEN_OVER and not self.source.whole):
            return None
        return self.source.said.get(key)

    def say(
        self, key: Key, text: str, surfaces: tuple[str, ...] = (), copied: Said | None = None, counts: str = ""
    ) -> int:
        """Write one sentence, as an item where a list is being written; ``counts`` are figures at its end. Returns its
        passage."""
        if copied is not None:
            text = self._adapted(copied.stem)
        said = Said(text, counts, surfaces, self._write(with_figures(text, counts)))
        self.said[key] = said
        if copied is not None:
            changed = 0.0 if said.text == copied.text else _difference(said.text, copied.text)
            self.taken.append(Taken(said.passage, copied.passage, changed))
        return said.passage

    def free(self, key: Key, choices: Sequence[str]) -> int:
        """Write one of ``choices``, or what the copied report says for ``key``."""
        if (copied := self.copied(key)) is not None:
            return self.say(key, copied.text, (), copied)
        return self.say(key, self.fill(pick(self.of, choices)))

    def _adapted(self, text: str) -> str:
        """A sentence of another town, with one's own villages in place of some of its own, or just as it is."""
        assert self.source is not None
        if self.source.town == self.town.full_name or self.of.random() >= _ADAPTED:
            return text
        for theirs, own in zip(self.source.villages, self.town.villages, strict=False):
            text = text.replace(theirs, own)
        return text

    def _write(self, text: str) -> int:
        if not self.items:
            return self.page.sentence(text)
        number, self.items = self.items, self.items + 1
        if self.style.items == "arabic-dot":
            self.page.line()
        return self.page.item(3, marker(self.style.items, number), self.style.items, text, Role.MEASURES)

    def section(self, number: int, heading: str, role: Role) -> int:
        """Begin a section of a part. Returns the passage of its heading."""
        self.page.line()
        kind = self.style.sections
        at = self.page.begin(2, marker(kind, number), kind, heading, role, stop="。" if self.style.run_on else "")
        if not self.style.run_on:
            self.page.line()
        assert at is not None
        return at

    def heading_start(self, number: int) -> int:
        """Where the heading of section ``number`` begins, right after ``section``."""
        return self.page.passages[-1].start + len(marker(self.style.sections, number))


def _difference(one: str, other: str) -> float:
    """The share of the characters of the longer text that are not in the other in the same order."""
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return round(1 - same / max(len(one), len(other)), 3)
