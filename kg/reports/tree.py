"""The open sections while an outline is built: a stack, and the tree that it leaves behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Role, Section
from kg.reports.markers import ITEM_RANK, Marker

PLAIN_TOP, PLAIN_INNER, RUN_ON = 0.5, 1.5, 6.5
"""Ranks of sections without marker: above 一、, below it, and paragraphs headed by their first sentence."""


@dataclass(slots=True, eq=False)
class Node:
    """A section being built. ``choices`` are the roles that a combined heading leaves open for its children;
    ``label`` says that it is headed within its first paragraph (不足之处：…)."""

    start: int
    style: str
    rank: float
    number: int
    marker_end: int
    heading: tuple[int, int]
    body_start: int
    role: Role = Role.MEASURES
    parent: Node | None = None
    end: int = -1
    inline: bool = False
    label: bool = False
    choices: tuple[Role, ...] = ()
    children: list[Node] = field(default_factory=list)

    @property
    def headless(self) -> bool:
        """Without marker and heading: its wording alone opened it."""
        return self.style == "plain" and self.heading[0] == self.heading[1]


def headless(start: int, rank: float, role: Role) -> Node:
    return Node(start, "plain", rank, 0, start, (start, start), start, role)


class Tree:
    """Sections in document order (``nodes``) and those still open (``stack``, outermost first)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[Node] = []
        self.stack: list[Node] = []

    @property
    def top(self) -> Node | None:
        return self.stack[-1] if self.stack else None

    def above_rank(self, rank: float) -> int:
        """How many open sections stand above a section of this rank."""
        depth = len(self.stack)
        while depth and self.stack[depth - 1].rank >= rank:
            depth -= 1
        return depth

    def above_marker(self, marker: Marker) -> int:
        """How many open sections stand above a section with this marker, whose style is not open yet."""
        if marker.rank >= ITEM_RANK or marker.style == "ordinal":  # these stand below whatever heads them
            return self.above_rank(RUN_ON) if not self.stack or self.stack[-1].rank >= RUN_ON else len(self.stack)
        return self.above_rank(marker.rank)

    def push(self, node: Node, depth: int) -> None:
        """Open a section below the first ``depth`` open ones; the others end where it starts."""
        self.close_to(depth, node.start)
        node.parent = self.top
        if node.parent is not None:
            node.parent.children.append(node)
        self.stack.append(node)
        self.nodes.append(node)

    def close_to(self, depth: int, at: int) -> None:
        """Close open sections until ``depth`` are left; they end at ``at``, without the white space before it."""
        while at > 0 and self.text[at - 1].isspace():
            at -= 1
        while len(self.stack) > depth:
            node = self.stack.pop()
            if node.end < 0:
                node.end = max(at, node.body_start)

    def add_flat(self, role: Role, start: int, end: int, heading: bool = False) -> None:
        """A part of the uppermost level that holds no sections: title, introduction, signature."""
        span = (start, end) if heading else (start, start)
        self.nodes.append(Node(start, "plain", 0, 0, start, span, span[1], role, end=end))

    def sections(self) -> tuple[Section, ...]:
        index = {id(n): k for k, n in enumerate(self.nodes)}
        level: dict[int, int] = {}
        found: list[Section] = []
        for k, n in enumerate(self.nodes):
            parent = None if n.parent is None else index[id(n.parent)]
            level[k] = 1 if parent is None else level[parent] + 1
            start, end = n.heading
            marker = self.text[n.start : n.marker_end].strip()
            heading = re.sub(r"\s*\n\s*", "", self.text[start:end])
            found.append(
                Section(k, parent, level[k], marker, n.style, heading, n.role, n.start, n.end, start, end, n.body_start)
            )
        return tuple(found)
