"""A text as it is written, with its outline and its sentences: each sentence is a passage from the start."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Passage, Role, Section


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    index: int
    parent: int | None
    level: int
    marker: str
    style: str
    heading: str
    role: Role
    start: int
    heading_start: int
    heading_end: int
    body_start: int


@dataclass(slots=True)
class Page:
    """Collects a text; offsets are code points."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    passages: list[Passage] = field(default_factory=list)
    _sections: dict[int, Section] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._sections[n] for n in sorted(self._sections))

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def line(self) -> None:
        """Begin a new line."""
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.put("\n")

    def sentence(self, text: str, role: Role | None = None) -> int:
        """Add a sentence; returns the index of its passage."""
        inner = self._open[-1] if self._open else None
        found = Passage(
            len(self.passages),
            self.at,
            self.at + len(text),
            text,
            inner.index if inner else None,
            role or (inner.role if inner else Role.INTRO),
        )
        self.passages.append(found)
        self.put(text)
        return found.index

    def begin(self, level: int, marker: str, style: str, heading: str, role: Role, *, stop: str = "") -> int | None:
        """Begin a section with its heading as a sentence that ends with ``stop``. A section without a heading (an item
        of a list) has none; its marker waits for its first sentence, see ``item``. Returns the heading's passage."""
        self._close(level)
        parent = self._open[-1].index if self._open else None
        start = self.at
        inner = start + len(marker)
        index = len(self._sections) + len(self._open)
        end = inner + len(heading)
        self._open.append(_Open(index, parent, level, marker, style, heading, role, start, inner, end, end + len(stop)))
        return self.sentence(f"{marker}{heading}{stop}") if heading else None

    def item(self, level: int, marker: str, style: str, sentence: str, role: Role) -> int:
        """Begin a section that is an item: its first sentence is its heading."""
        heading = sentence.rstrip("。；")
        found = self.begin(level, marker, style, heading, role, stop=sentence[len(heading) :])
        assert found is not None
        return found

    def end(self) -> None:
        self._close(0)

    def _close(self, level: int) -> None:
        while self._open and self._open[-1].level >= level:
            o = self._open.pop()
            end = self.at - 1 if self.pieces and self.pieces[-1].endswith("\n") else self.at
            self._sections[o.index] = Section(
                o.index, o.parent, o.level, o.marker, o.style, o.heading, o.role, o.start, end,
                o.heading_start, o.heading_end, min(o.body_start, end),
            )  # fmt: skip
