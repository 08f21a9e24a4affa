"""A text under repair: what it says now, and where each of its characters stood in the original.

Each step of the cleaning chain looks at ``Draft.text`` and hands in edits; the draft applies them, carries the origin of
every character along and keeps the record. Thus the offset maps of the steps compose without any step knowing of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Dropped, OffsetMap, Repair


class Edit(NamedTuple):
    """``text[start:end]`` is replaced. ``reason`` other than "" records it as dropped instead of repaired."""

    start: int
    end: int
    replacement: str
    lost: bool = False
    reason: str = ""


@dataclass(slots=True)
class Draft:
    """``origin[i]`` is the offset in ``original`` of ``text[i]``; it never falls from one character to the next."""

    original: str
    text: str
    origin: array[int]
    repairs: list[Repair] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    @classmethod
    def of(cls, original: str) -> Draft:
        return cls(original, original, array("I", range(len(original))))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original from which ``text[start:end]`` comes."""
        if start < end:
            return self.origin[start], self.origin[end - 1] + 1
        here = self.origin[start] if start < len(self.origin) else len(self.original)
        return here, here

    def apply(self, kind: str, edits: Iterable[Edit], record: bool = True) -> None:
        """Apply edits that are sorted by start and do not overlap; ``record`` False for mere layout (line ends)."""
        pieces: list[str] = []
        origin = array("I")
        at = 0
        for edit in edits:
            start, end, replacement, lost, reason = edit
            if start < at:
                continue
            pieces += (self.text[at:start], replacement)
            origin.extend(self.origin[at:start])
            begin, finish = self.original_span(start, end)
            kept = min(len(replacement), end - start)
            origin.extend(self.origin[start : start + kept])
            if kept < len(replacement):
                last = self.origin[end - 1] if start < end else begin
                origin.extend([last] * (len(replacement) - kept))
            if reason:
                self.dropped.append(Dropped(reason, begin, finish, self.text[start:end].strip()))
            elif record:
                self.repairs.append(Repair(kind, begin, finish, self.text[start:end], replacement, lost))
            at = end
        if not pieces:
            return
        pieces.append(self.text[at:])
        origin.extend(self.origin[at:])
        self.text, self.origin = "".join(pieces), origin

    def rewrite(self, kind: str, changed: str) -> None:
        """Put in a text of equal length, character for character; each changed run is recorded."""
        old = self.text
        if changed == old:
            return
        self.text = changed
        start = -1
        for i, (a, b) in enumerate(zip(old, changed, strict=True)):
            if a != b:
                if start < 0:
                    start = i
            elif start >= 0:
                self._note(kind, old, start, i)
                start = -1
        if start >= 0:
            self._note(kind, old, start, len(old))

    def _note(self, kind: str, old: str, start: int, end: int) -> None:
        self.repairs.append(Repair(kind, *self.original_span(start, end), old[start:end], self.text[start:end]))

    def offset_map(self) -> OffsetMap:
        """The origins as runs."""
        clean: list[int] = []
        original: list[int] = []
        expected = -1
        for i, o in enumerate(self.origin):
            if o != expected:
                clean.append(i)
                original.append(o)
            expected = o + 1
        return OffsetMap(tuple(clean), tuple(original))

    def lines(self) -> list[tuple[int, int]]:
        """Start and end (without line end) of each line."""
        spans: list[tuple[int, int]] = []
        at = 0
        for line in self.text.split("\n"):
            spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans
