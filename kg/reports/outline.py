"""The outline: which parts a report has, how they are nested, and what each is for.

Paragraphs are read in order with a stack of open sections. A marker finds its place by its style (a style that is open
goes on there, a new one opens below what stands above it in rank); wording gives roles (see roles, assignment).
"""

from __future__ import annotations

import re

from kg.model import Role, Section
from kg.reports import roles
from kg.reports.assignment import assign_role, demote_closings, find_unnamed_problems, stands_in_part
from kg.reports.headings import heading_span, is_plain_heading, runs_on_from_heading
from kg.reports.items import Item, items_inside
from kg.reports.markers import ITEM_RANK, LAST_WORDS, Marker, at_paragraph
from kg.reports.part_names import LONGEST_NAME, label, parts_named
from kg.reports.passages import sentences
from kg.reports.tail import find_tail, is_date, is_organ
from kg.reports.title import Title
from kg.reports.tree import PLAIN_INNER, PLAIN_TOP, RUN_ON, Node, Tree, headless

_ANNOUNCED = re.compile(r"如下[：:。.]?$")
_LOOKS_BACK = re.compile("上述|以上|前述|这些")
_SENTENCE = 20  # characters from which a line after …报告如下 is text and no heading
_BODY = 60  # characters from which an unmarked paragraph may be one of the main text


def outline(text: str, paragraphs: list[tuple[int, int]], title: Title, table_rows: set[int]) -> tuple[Section, ...]:
    """The sections of a clean text in document order; ``table_rows`` are starts of lines that are rows of tables."""
    return _Outline(text, paragraphs, title, table_rows).build()


class _Outline:
    def __init__(self, text: str, paragraphs: list[tuple[int, int]], title: Title, table_rows: set[int]) -> None:
        self.text = text
        self.title = title
        self.table_rows = table_rows
        self.tail = find_tail(text, paragraphs, len(title.lines))
        self.body = paragraphs[len(title.lines) : self.tail.first]
        self.year = _report_year(title.text, text, self.body)
        self.tree = Tree(text)
        self.markers = [None if a in table_rows else at_paragraph(text, a, b) for a, b in self.body]
        self._keep_going_on()
        self.labels = [
            label(text, a, b, self.year) if m is None else None
            for (a, b), m in zip(self.body, self.markers, strict=True)
        ]
        self.numbered = [
            None if m is None else roles.numbered_role(text[m.start : m.end]) for m in self.markers
        ]  # 问题1：
        told = [*(named.roles[0] for named in self.labels if named is not None), *self.numbered]
        self.own_parts = any(told.count(role) > 1 for role in (Role.PROBLEMS, Role.PLANS))
        self.next_marked = _next_indices([m is not None for m in self.markers])

    def build(self) -> tuple[Section, ...]:
        if self.title.lines:
            self.tree.add_flat(Role.TITLE, self.title.lines[0][0], self.title.lines[-1][1], heading=True)
        begun = False
        for i, (start, end) in enumerate(self.body):
            if start in self.table_rows:
                continue
            items = self._items(i)
            opened = self._open(i, items[0].start if items else end, begun)
            if not opened and not begun:
                self._introduction(i)
                continue
            begun = True
            self._inside(i, items)
        self.tree.close_to(0, self.body[-1][1] if self.body else 0)
        for role, first, last in self.tail.parts:
            self.tree.add_flat(role, first, last)
        demote_closings(self.tree.nodes, self.text)
        find_unnamed_problems(self.tree.nodes, self.text)
        return self.tree.sections()

    def _keep_going_on(self) -> None:
        """此外， at the beginning of a paragraph goes on counting only where the paragraph before counts 首先，其次，"""
        for i, marker in enumerate(self.markers):
            if marker is not None and marker.style == "item-word" and marker.number == LAST_WORDS:
                before = self.markers[i - 1] if i else None
                if before is None or before.style != marker.style:
                    self.markers[i] = None

    def _push(self, node: Node, depth: int) -> None:
        self.tree.push(node, depth)
        assign_role(node, self.text, self.year)

    # --- where paragraphs open sections

    def _open(self, i: int, limit: int, begun: bool) -> bool:
        """Open the section that paragraph ``i`` begins, if it begins one; its heading ends before ``limit``."""
        start, end = self.body[i]
        marker = self.markers[i]
        self._leave_items(i)
        if marker is not None:
            span, body = heading_span(self.text, marker.end, limit)
            node = Node(start, marker.style, marker.rank, marker.number, marker.end, span, body)
            if self._begins_again(marker, i):
                node.rank += 0.5
                self._push(node, len(self.tree.stack))
            else:
                depth = self._depth(marker, i)
                self._push(node, min(depth, self._labels_depth()) if self.numbered[i] else depth)
            return True
        if self._is_plain_heading(i):
            rank = self._plain_rank(i)
            self._push(Node(start, "plain", rank, 0, start, (start, end), end), self.tree.above_rank(rank))
            return True
        if self._open_labelled(i):
            return True
        role = self._opening(i)
        if role is not None:
            inner = role is Role.CAUSES or role in self._choices()
            rank = PLAIN_INNER if inner else self.tree.stack[0].rank if self.tree.stack else PLAIN_TOP
            self._push(headless(start, rank, role), min(self.tree.above_rank(rank), self._labels_depth()))
            return True
        if begun and self._runs_on(i):
            span, body = heading_span(self.text, start, limit)
            self._push(Node(start, "plain", RUN_ON, 0, start, span, body), self.tree.above_rank(RUN_ON))
            return True
        if not begun and self._main_text_begins(i):
            self._push(headless(start, PLAIN_TOP, Role.MEASURES), 0)
            return True
        return False

    def _introduction(self, i: int) -> None:
        """A paragraph before the first section; a body's name or date below the title is a signature."""
        start, end = self.body[i]
        line = self.text[start:end]
        role = Role.SIGNATURE if is_date(line) or (is_organ(line) and i < 2) else Role.INTRO
        last = self.tree.nodes[-1] if self.tree.nodes else None
        if last is not None and last.role is role:
            last.end = end
        else:
            self.tree.add_flat(role, start, end)

    def _main_text_begins(self, i: int) -> bool:
        """Whether an unmarked paragraph begins the main text: after …报告如下, or where no marker follows at all."""
        line, before = (self.text[slice(*self.body[k])] if k >= 0 else "" for k in (i, i - 1))
        if _ANNOUNCED.search(before):
            return len(line) >= _SENTENCE and "。" in line
        return self._marker_from(i) is None and min(len(line), len(before)) >= _BODY

    def _leave_items(self, i: int) -> None:
        """At a new paragraph the items of the last one end, unless a list goes on below one of them."""
        stack, marker = self.tree.stack, self.markers[i]
        below = False
        if marker is not None and marker.number == 1 and marker.rank < ITEM_RANK:
            below = not any(n.style == marker.style for n in stack)
        depth = len(stack)
        while depth and (stack[depth - 1].inline or (stack[depth - 1].rank >= ITEM_RANK and not below)):
            depth -= 1
        self.tree.close_to(depth, self.body[i][0])

    # --- places of markers

    def _depth(self, marker: Marker, i: int) -> int:
        """How many open sections stay open above the section of paragraph ``i``."""
        stack = self.tree.stack
        same = [d for d in range(len(stack) - 1, -1, -1) if stack[d].style == marker.style]
        if not same:
            return self.tree.above_marker(marker)
        return same[0] if len(same) == 1 or self._goes_on(stack[same[0]], marker, i) else same[-1]

    def _begins_again(self, marker: Marker, i: int) -> bool:
        """Whether a list of the same style begins directly below its heading: 一、主要措施 / 一、强化责任 / 二、…"""
        top = self.tree.top
        if top is not None and marker.number == 1 and marker.rank < ITEM_RANK and self._announces(top, i):
            return True
        if top is None or marker.number != 1 or top.style != marker.style or marker.rank >= ITEM_RANK:
            return False
        return top.number == 1 and top.start == self.body[i - 1][0] and top.body_start >= self.body[i - 1][1]

    def _announces(self, top: Node, i: int) -> bool:
        """Whether the paragraph before opened a part of its own that a list follows: 下一步，重点抓好以下工作："""
        start, end = self.body[i - 1]
        return top.headless and top.start == start and self.text[end - 1] in "：:" and top.role is not Role.MEASURES

    def _goes_on(self, inner: Node, marker: Marker, i: int) -> bool:
        """Whether a marker continues the inner of two open lists of a style: its number fits, its heading opens no part."""
        if marker.number != inner.number + 1:
            return False
        heading = self.text[slice(*heading_span(self.text, marker.end, self.body[i][1])[0])]
        return not set(roles.heading_roles(heading, self.year)) & {Role.PROBLEMS, Role.CAUSES, Role.PLANS}

    def _marker_from(self, i: int) -> Marker | None:
        """The first marker of a paragraph from ``i`` on."""
        at = self.next_marked[i] if i < len(self.markers) else -1
        return self.markers[at] if at >= 0 else None

    # --- sections without marker

    def _is_plain_heading(self, i: int) -> bool:
        start, end = self.body[i]
        follows = self.body[i + 1] if i + 1 < len(self.body) else None
        if follows is None or follows[0] in self.table_rows:
            return False
        return self._names_part(i) or is_plain_heading(
            self.text[start:end], self.text[slice(*follows)], self.markers[i + 1], self._least_body()
        )

    def _least_body(self) -> int:
        """How long the text below a plain heading is at least: problems and plans are told in few words."""
        top = self.tree.top
        return 8 if top is not None and top.role in (Role.PROBLEMS, Role.CAUSES, Role.PLANS) else 30

    def _names_part(self, i: int) -> bool:
        """Whether a line of its own names a part (存在的问题); what was done is named so only at the beginning."""
        line = self.text[slice(*self.body[i])]
        if i == 0 or len(line) > LONGEST_NAME or line[-1] in "。；;，,":
            return False
        named = parts_named(line, self.year)
        return bool(named) and (named[0] is not Role.MEASURES or self.tree.top is None)

    def _open_labelled(self, i: int) -> bool:
        """Open the part of a paragraph that names it itself (不足之处：…), where each section has such parts."""
        named = self.labels[i]
        if named is None or not self.own_parts:
            return False
        stack = self.tree.stack
        depth = self._labels_depth()
        while depth and stack[depth - 1].headless:
            depth -= 1
        rank = stack[depth - 1].rank + 0.4 if depth else PLAIN_TOP
        start = self.body[i][0]
        role = named.roles[0]
        if role is Role.MEASURES and depth and stack[depth - 1].role is Role.PROBLEMS:
            role = Role.PLANS  # 问题1：… 措施：…
        node = Node(start, "plain", rank, 0, start, named.heading, named.body, role, label=True)
        node.choices = named.roles if len(named.roles) > 1 else ()
        self.tree.push(node, depth)
        return True

    def _labels_depth(self) -> int:
        """How many open sections stand above the open part that names itself, if one does."""
        return next((d for d, node in enumerate(self.tree.stack) if node.label), len(self.tree.stack))

    def _plain_rank(self, i: int) -> float:
        """Above 一、 where that counts anew below it; else below an open 一、."""
        following = self._marker_from(i + 1)
        if following is not None and following.style == "hanzi-comma" and following.number == 1:
            return PLAIN_TOP
        stack, line, before = self.tree.stack, self.text[slice(*self.body[i])], self.body[max(i - 1, 0)][0]
        inner = any(n.style == "hanzi-comma" for n in stack)
        return PLAIN_INNER if inner or (stack and stands_in_part(stack[0], before, line, self.year)) else PLAIN_TOP

    def _choices(self) -> tuple[Role, ...]:
        return next((n.choices for n in reversed(self.tree.stack) if n.choices), ())

    def _opening(self, i: int) -> Role | None:
        """The role of the part that an unmarked paragraph opens by its wording."""
        top = self.tree.top
        current = top.role if top is not None else None
        if current is None and not (self.tree.nodes and self.tree.nodes[-1].role is Role.INTRO and i > 0):
            return None
        first = sentences(self.text, *self.body[i])[0]
        role = roles.opening_role(self.text[slice(*first)], self.year, amid=False)
        if role is None or role is current or self._list_goes_on(i):
            return None
        if role is Role.CAUSES:
            looks_back = current is Role.PLANS and _LOOKS_BACK.search(self.text, first[0], min(first[0] + 24, first[1]))
            return role if current is Role.PROBLEMS or (looks_back and self._has_problems()) else None
        if role is Role.PROBLEMS:
            return role if current in (None, Role.MEASURES, Role.DUTIES) else None
        return role

    def _has_problems(self) -> bool:
        return any(node.role is Role.PROBLEMS for node in self.tree.nodes)

    def _list_goes_on(self, i: int) -> bool:
        """Whether the numbered list in which paragraph ``i`` stands continues after it."""
        open_lists = [n for n in self.tree.stack if n.number and not n.inline and n.rank >= 2]
        following = self._marker_from(i)
        if not open_lists or following is None:
            return False
        return any(n.style == following.style and n.number + 1 == following.number for n in open_lists)

    def _leads_in(self, i: int) -> bool:
        """Whether the first sentence only says that there are problems: 成绩有目共睹，困难也是客观存在的。"""
        first = sentences(self.text, *self.body[i])[0]
        return roles.opening_role(self.text[slice(*first)], self.year, amid=False) is Role.PROBLEMS

    def _runs_on(self, i: int) -> bool:
        """Whether unmarked paragraphs, two or more in a row, begin with a short sentence as heading each."""
        top = self.tree.top
        if top is None or self._leads_in(i):
            return False
        if top.number and top.body_start < self.body[i - 1][1] and top.start == self.body[i - 1][0]:
            return False  # the numbered paragraph has text of its own
        if top.rank != RUN_ON and top.children and top.children[-1].number:
            return False
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(self.body) and self.markers[j] is None]
        heads = (runs_on_from_heading(self.text, *self.body[j]) for j in near)
        return runs_on_from_heading(self.text, *self.body[i]) and any(heads)

    # --- inside a paragraph

    def _items(self, i: int) -> list[Item]:
        start, end = self.body[i]
        marker = self.markers[i]
        following = self.markers[i + 1] if i + 1 < len(self.markers) else None
        return items_inside(self.text, marker.end if marker is not None else start, end, marker, following)

    def _inside(self, i: int, items: list[Item]) -> None:
        """Items (一是…；二是…) and parts that a sentence opens (造成这些问题的原因…) inside paragraph ``i``."""
        base = len(self.tree.stack)
        end = self.body[i][1]
        events = sorted([*items, *self._turns(i)], key=lambda e: e.start)
        item_after = _next_indices([e.role is None for e in events])
        for k, event in enumerate(events):
            if event.role is None:
                self._item(event, base, events[k + 1].start if k + 1 < len(events) else end)
                continue
            following = item_after[k + 1] if k + 1 < len(events) else -1
            goes_on = following >= 0 and events[following].number > 1 and len(self.tree.stack) > base
            node = headless(event.start, RUN_ON, event.role)
            node.inline = True
            self._push(node, len(self.tree.stack) if goes_on else base)

    def _item(self, item: Item, base: int, limit: int) -> None:
        """Push an item; its heading ends at ``limit`` at the latest, where the next item begins."""
        stack = self.tree.stack
        upper = item.rank < 3
        lowest = 0 if upper else max(base - 1, 0)
        depth = next((d for d in range(len(stack) - 1, lowest - 1, -1) if stack[d].style == item.style), None)
        if depth is None:
            depth = self.tree.above_rank(item.rank) if upper else len(stack)
        span, body = heading_span(self.text, item.end, limit)
        node = Node(item.start, item.style, item.rank, item.number, item.end, span, body, inline=not upper)
        self._push(node, depth)

    def _turns(self, i: int) -> list[Item]:
        """Sentences amid a paragraph on problems that open a part of another role."""
        top = self.tree.top
        role = top.role if top is not None else None
        if top is None or role not in (Role.PROBLEMS, Role.CAUSES):
            return []
        turns: list[Item] = []
        for a, b in sentences(self.text, *self.body[i])[1:]:
            opened = roles.opening_role(self.text[a:b], self.year, amid=True)
            if opened is not None and opened is not role and a >= top.body_start:
                turns.append(Item("plain", RUN_ON, 0, a, a, opened))
                role = opened
        return turns


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
