"""The outline: which parts a report has, how they are nested, and what each is for.

Paragraphs are read in order with a stack of open sections. A marker finds its place by its style (a style that is open
goes on there, a new one opens below what stands above it in rank); wording gives roles (see roles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Role, Section
from kg.reports import roles
from kg.reports.headings import heading_span, is_plain_heading, runs_on_from_heading
from kg.reports.items import Item, items_inside
from kg.reports.markers import ITEM_RANK, Marker, at_paragraph
from kg.reports.passages import sentences
from kg.reports.tail import Tail, find_tail, is_date, is_organ
from kg.reports.title import Title

_PLAIN_TOP, _PLAIN_INNER, _RUN_ON = 0.5, 1.5, 6.5  # ranks of sections without marker


@dataclass(slots=True, eq=False)
class Node:
    """A section while the outline is being built."""

    start: int
    style: str
    rank: float
    number: int
    marker_end: int
    heading: tuple[int, int]
    body_start: int
    role: Role
    parent: Node | None = None
    end: int = -1
    inline: bool = False
    choices: tuple[Role, ...] = ()
    children: list[Node] = field(default_factory=list)


class Outline:
    """Builds the sections of one clean text."""

    def __init__(self, text: str, paragraphs: list[tuple[int, int]], title: Title, table_rows: set[int]) -> None:
        self.text = text
        self.title = title
        self.table_rows = table_rows
        self.tail: Tail = find_tail(text, paragraphs, len(title.lines))
        self.body = paragraphs[len(title.lines) : self.tail.first]
        self.year = _report_year(title.text, text, self.body)
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.markers = [None if a in table_rows else at_paragraph(text, a, b) for a, b in self.body]

        self.next_marked = _next_indices([m is not None for m in self.markers])

    # --- building

    def build(self) -> tuple[Section, ...]:
        if self.title.lines:
            start, end = self.title.lines[0][0], self.title.lines[-1][1]
            self._flat(Role.TITLE, start, end, heading=(start, end))
        begun = False
        for i, (start, end) in enumerate(self.body):
            if start in self.table_rows:
                continue
            opened = self._open(i, start, end, begun)
            if not opened and not begun:
                self._introduction(i, start, end)
                continue
            begun = True
            self._inside(i, start, end)
        self._close_to(0, self._limit(len(self.body)))
        for role, first, last in self.tail.parts:
            self._flat(role, first, last)
        self._demote_closings()
        return self._sections()

    def _open(self, i: int, start: int, end: int, begun: bool) -> bool:
        """Open the section that paragraph ``i`` begins, if it begins one."""
        marker = self.markers[i]
        self._leave_items(i)
        if marker is not None:
            span, body = heading_span(self.text, marker.end, end)
            node = Node(start, marker.style, marker.rank, marker.number, marker.end, span, body, Role.MEASURES)
            if self._begins_again(marker, i):
                node.rank += 0.5
                self._push(node, len(self.stack))
            else:
                self._push(node, self._depth(marker))
            return True
        if self._is_plain_heading(i):
            rank = self._plain_rank(i)
            node = Node(start, "plain", rank, 0, start, (start, end), end, Role.MEASURES)
            self._push(node, self._pop_rank(rank))
            return True
        role = self._opening(i, start, end)
        if role is not None:
            rank = _PLAIN_INNER if role is Role.CAUSES or role in self._choices() else self._top_rank()
            self._push(Node(start, "plain", rank, 0, start, (start, start), start, role), self._pop_rank(rank))
            return True
        if begun and self._runs_on(i):
            span, body = heading_span(self.text, start, end)
            self._push(Node(start, "plain", _RUN_ON, 0, start, span, body, Role.MEASURES), self._pop_rank(_RUN_ON))
            return True
        return False

    def _introduction(self, i: int, start: int, end: int) -> None:
        """Paragraphs before the first section; a body's name or date below the title is a signature."""
        line = self.text[start:end]
        role = Role.SIGNATURE if is_date(line) or (is_organ(line) and i < 2) else Role.INTRO
        last = self.nodes[-1] if self.nodes else None
        if last is not None and last.role is role and last.role is not Role.TITLE:
            last.end = end
        else:
            self._flat(role, start, end)

    def _flat(self, role: Role, start: int, end: int, heading: tuple[int, int] | None = None) -> None:
        span = heading or (start, start)
        self.nodes.append(Node(start, "plain", 0, 0, start, span, span[1] if heading else start, role, end=end))

    # --- the stack

    def _depth(self, marker: Marker) -> int:
        """How many open sections stay open above a section with this marker."""
        same = [d for d in range(len(self.stack) - 1, -1, -1) if self.stack[d].style == marker.style]
        if len(same) > 1 and not self._goes_on(self.stack[same[0]], marker):
            return same[-1]
        if same:
            return same[0]
        if marker.rank >= ITEM_RANK or marker.style == "ordinal":
            depth = len(self.stack)
            while depth and self.stack[depth - 1].rank >= _RUN_ON:
                depth -= 1
            return depth
        return self._pop_rank(marker.rank)

    def _begins_again(self, marker: Marker, i: int) -> bool:
        """Whether a list of the same style begins directly below its heading: 一、主要措施 / 一、强化责任 / 二、…"""
        top = self.stack[-1] if self.stack else None
        if top is None or marker.number != 1 or top.style != marker.style or marker.rank >= ITEM_RANK:
            return False
        return top.number == 1 and top.start == self.body[i - 1][0] and top.body_start >= self.body[i - 1][1]

    def _goes_on(self, inner: Node, marker: Marker) -> bool:
        """Whether a marker continues the inner of two open lists of one style: its number fits, its heading names no part."""
        if marker.number != inner.number + 1:
            return False
        i = next(k for k, m in enumerate(self.markers) if m is marker)
        heading = self.text[slice(*heading_span(self.text, marker.end, self.body[i][1])[0])]
        return not set(roles.heading_roles(heading, self.year)) & {Role.PROBLEMS, Role.CAUSES, Role.PLANS}

    def _pop_rank(self, rank: float) -> int:
        depth = len(self.stack)
        while depth and self.stack[depth - 1].rank >= rank:
            depth -= 1
        return depth

    def _push(self, node: Node, depth: int) -> None:
        self._close_to(depth, node.start)
        node.parent = self.stack[-1] if self.stack else None
        if node.parent is not None:
            node.parent.children.append(node)
        self._assign_role(node)
        self.stack.append(node)
        self.nodes.append(node)

    def _close_to(self, depth: int, at: int) -> None:
        while at > 0 and self.text[at - 1].isspace():
            at -= 1
        while len(self.stack) > depth:
            node = self.stack.pop()
            if node.end < 0:
                node.end = max(at, node.body_start)

    def _leave_items(self, i: int) -> None:
        """At a new paragraph the items of the last one end, unless a list goes on below one of them."""
        marker = self.markers[i]
        below = marker is not None and marker.number == 1 and marker.rank < ITEM_RANK
        below = below and not any(n.style == marker.style for n in self.stack) if marker else False
        depth = len(self.stack)
        while depth and (self.stack[depth - 1].inline or (self.stack[depth - 1].rank >= ITEM_RANK and not below)):
            depth -= 1
        self._close_to(depth, self.body[i][0])

    # --- sections without marker

    def _is_plain_heading(self, i: int) -> bool:
        start, end = self.body[i]
        follows = self.body[i + 1] if i + 1 < len(self.body) else None
        if follows is None or follows[0] in self.table_rows:
            return False
        after = self.text[follows[0] : follows[1]]
        return is_plain_heading(self.text[start:end], after, self.markers[i + 1])

    def _plain_rank(self, i: int) -> float:
        following = self._marker_from(i + 1)
        if following is not None and following.style == "hanzi-comma" and following.number == 1:
            return _PLAIN_TOP
        numbered = any(n.style == "hanzi-comma" for n in self.stack)
        return _PLAIN_INNER if numbered else _PLAIN_TOP

    def _marker_from(self, i: int) -> Marker | None:
        """The first marker of a paragraph from ``i`` on."""
        at = self.next_marked[i] if i < len(self.markers) else -1
        return self.markers[at] if at >= 0 else None

    def _top_rank(self) -> float:
        return self.stack[0].rank if self.stack else _PLAIN_TOP

    def _choices(self) -> tuple[Role, ...]:
        return next((n.choices for n in reversed(self.stack) if n.choices), ())

    def _opening(self, i: int, start: int, end: int) -> Role | None:
        """The role of the part that an unmarked paragraph opens by its wording."""
        current = self.stack[-1].role if self.stack else None
        if current is None and not (self.nodes and self.nodes[-1].role is Role.INTRO and i > 0):
            return None
        first = sentences(self.text, start, end)[0]
        role = roles.opening_role(self.text[slice(*first)], self.year, amid=False)
        if role is None or role is current or self._list_goes_on(i):
            return None
        if role is Role.CAUSES:
            return role if current is Role.PROBLEMS else None
        if role is Role.PROBLEMS:
            return role if current in (None, Role.MEASURES, Role.DUTIES) else None
        return role if current is not Role.PLANS else None

    def _list_goes_on(self, i: int) -> bool:
        """Whether the numbered list in which paragraph ``i`` stands continues after it."""
        numbered = next((n for n in reversed(self.stack) if n.number and not n.inline), None)
        if numbered is None:
            return False
        following = self._marker_from(i)
        if following is None or numbered.rank < 2:
            return False
        return any(n.style == following.style and n.number + 1 == following.number and n.rank >= 2 for n in self.stack)

    def _runs_on(self, i: int) -> bool:
        """Whether unmarked paragraphs, two or more in a row, begin with a short sentence as heading each."""
        if not self.stack:
            return False
        top = self.stack[-1]
        if top.number and (top.body_start < self.body[i - 1][1] and top.start == self.body[i - 1][0]):
            return False  # the numbered paragraph has text of its own
        if top.rank != _RUN_ON and top.children and top.children[-1].number:
            return False
        if not runs_on_from_heading(self.text, *self.body[i]):
            return False
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(self.body) and self.markers[j] is None]
        return any(runs_on_from_heading(self.text, *self.body[j]) for j in near)

    # --- inside a paragraph

    def _inside(self, i: int, start: int, end: int) -> None:
        """Items (一是…；二是…) and parts that a sentence opens (造成这些问题的原因…) inside paragraph ``i``."""
        base = len(self.stack)
        marker = self.markers[i]
        begin = marker.end if marker is not None else start
        found = items_inside(self.text, begin, end, marker, self.markers[i + 1] if i + 1 < len(self.markers) else None)
        events = sorted([*found, *self._turns(start, begin, end)], key=lambda e: e.start)
        item_follows = _next_indices([e.role is None for e in events])
        for k, event in enumerate(events):
            after = item_follows[k + 1] if k + 1 < len(events) else -1
            following = events[after] if after >= 0 else None
            if event.role is not None:
                self._turn(event, base, following is not None and following.number > 1)
            else:
                self._item(event, base, end if following is None else following.start)

    def _item(self, item: Item, base: int, limit: int) -> None:
        """Push an item; its heading ends at ``limit`` at the latest, where the next item begins."""
        depth = next((d for d in range(len(self.stack) - 1, -1, -1) if self._same_list(d, item, base)), None)
        if depth is None:
            depth = self._pop_rank(item.rank) if item.rank < 3 else len(self.stack)
        span, body = heading_span(self.text, item.end, limit)
        node = Node(item.start, item.style, item.rank, item.number, item.end, span, body, Role.MEASURES)
        node.inline = item.rank >= 3
        self._push(node, depth)

    def _same_list(self, depth: int, item: Item, base: int) -> bool:
        return self.stack[depth].style == item.style and (depth >= base - 1 or item.rank < 3)

    def _turns(self, start: int, begin: int, end: int) -> list[Item]:
        """Sentences amid the paragraph that open a part of another role."""
        role = self.stack[-1].role if self.stack else None
        if role not in (Role.PROBLEMS, Role.CAUSES):
            return []
        turns: list[Item] = []
        for a, b in sentences(self.text, start, end)[1:]:
            opened = roles.opening_role(self.text[a:b], self.year, amid=True)
            if opened is not None and opened is not role and a > begin:
                turns.append(Item("plain", _RUN_ON, 0, a, a, opened))
                role = opened
        return turns

    def _turn(self, event: Item, base: int, goes_on: bool) -> None:
        depth = len(self.stack) if goes_on and len(self.stack) > base else base
        node = Node(event.start, "plain", _RUN_ON, 0, event.start, (event.start, event.start), event.start, Role.CAUSES)
        node.role = event.role or Role.CAUSES
        node.inline = True
        self._push(node, depth)

    # --- roles

    def _assign_role(self, node: Node) -> None:
        if node.style == "plain" and node.heading[0] == node.heading[1]:
            return  # opened by its wording
        parent = node.parent
        heading = self.text[slice(*node.heading)]
        if node.rank < 2 or (parent is None and node.rank < ITEM_RANK):
            if len(heading) > 60:  # a heading that runs into its text without a stop: 一、基本情况2023年，我镇…
                heading = re.split("[，,：:]", heading, maxsplit=1)[0][:20]
            named = roles.heading_roles(heading, self.year)
            if node.rank >= _PLAIN_INNER and len(heading) > 24:
                named = ()
            if named:
                node.role, node.choices = named[0], named if len(named) > 1 else ()
                return
            node.role = parent.role if parent is not None else Role.MEASURES
            return
        assert parent is not None or node.rank >= ITEM_RANK
        node.role = parent.role if parent is not None else Role.MEASURES
        own = None if node.inline else roles.child_role(heading)
        choices = parent.choices if parent is not None else ()
        if own is None and choices:
            own = roles.item_role(self.text[node.marker_end : node.marker_end + 200], choices)
            if own is None and parent is not None and len(parent.children) > 1:
                own = parent.children[-2].role
        if own is Role.DUTIES and node.role is not Role.MEASURES:
            own = None
        if own is not None:
            node.role = own

    def _demote_closings(self) -> None:
        """下一步，我们将正视问题… after the problems plans nothing where a part with plans exists: boilerplate."""
        plans = [n for n in self.nodes if n.role is Role.PLANS]
        for node in plans:
            bare = node.style == "plain" and node.heading[0] == node.heading[1] and not node.children
            if bare and node.end - node.start <= 160 and any(p is not node and p.children for p in plans):
                node.role = Role.BOILERPLATE

    # --- result

    def _limit(self, i: int) -> int:
        return self.body[i][0] if i < len(self.body) else (self.body[-1][1] if self.body else 0)

    def _sections(self) -> tuple[Section, ...]:
        index = {id(n): k for k, n in enumerate(self.nodes)}
        level: dict[int, int] = {}
        found: list[Section] = []
        for k, n in enumerate(self.nodes):
            parent = None if n.parent is None else index[id(n.parent)]
            level[k] = 1 if parent is None else level[parent] + 1
            start, end = n.heading
            found.append(
                Section(k, parent, level[k], self.text[n.start : n.marker_end].strip(), n.style,
                        re.sub(r"\s*\n\s*", "", self.text[start:end]), n.role, n.start, n.end, start, end, n.body_start)
            )  # fmt: skip
        return tuple(found)


def _next_indices(flags: list[bool]) -> list[int]:
    """For each place the index of the next flag that is set, the place itself included; -1 if there is none."""
    found = [-1] * len(flags)
    at = -1
    for i in range(len(flags) - 1, -1, -1):
        at = i if flags[i] else at
        found[i] = at
    return found


def _report_year(title: str, text: str, body: list[tuple[int, int]]) -> int | None:
    named = roles.years(title) or [y for a, b in body[:3] for y in roles.years(text[a : min(b, a + 300)])]
    return named[0] if named else None


def outline(text: str, paragraphs: list[tuple[int, int]], title: Title, table_rows: set[int]) -> tuple[Section, ...]:
    """The sections of a clean text in document order; ``table_rows`` are starts of lines that are rows of tables."""
    return Outline(text, paragraphs, title, table_rows).build()
