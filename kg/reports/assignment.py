"""Which role each section of the tree gets: from its heading, else from what stands above it."""

from __future__ import annotations

import re

from kg.model import Role
from kg.reports import roles
from kg.reports.markers import ITEM_RANK
from kg.reports.tree import PLAIN_INNER, Node

_RUN_IN = 60  # a longer heading has run into its text without a stop: 一、基本情况2023年，我镇…
_LONGEST_INNER = 24  # a longer heading below another is one of content: it names no part
_CLOSING = 160  # a longer last paragraph says more than that problems will be faced
_ITEM = 200  # characters of an item that tell its role


def assign_role(node: Node, text: str, year: int | None) -> None:
    """Set role and choices of a section just opened below its parent; ``year`` is the one reported on."""
    if node.headless:
        return
    parent = node.parent
    inherited = parent.role if parent is not None else Role.MEASURES
    heading = text[slice(*node.heading)]
    node.role = inherited
    if node.rank < 2 or (parent is None and node.rank < ITEM_RANK):
        _by_upper_heading(node, heading, inherited if parent is not None else None, year)
    else:
        _by_lower_heading(node, heading, text, year)
    if node.role in (Role.PROBLEMS, Role.CAUSES, Role.PLANS):
        node.role = roles.numbered_role(text[node.start : node.marker_end]) or node.role


def _by_upper_heading(node: Node, heading: str, inherited: Role | None, year: int | None) -> None:
    if len(heading) > _RUN_IN:
        heading = re.split("[，,：:]", heading, maxsplit=1)[0][:20]
    named = roles.heading_roles(heading, year, numbered=node.style != "plain")
    if inherited in (Role.PROBLEMS, Role.CAUSES, Role.PLANS):
        named = tuple(role for role in named if role not in (Role.MEASURES, Role.DUTIES))
    if node.rank >= PLAIN_INNER and len(heading) > _LONGEST_INNER:
        named = ()
    if named:
        node.role = named[0]
        node.choices = named if len(named) > 1 else ()


def _by_lower_heading(node: Node, heading: str, text: str, year: int | None) -> None:
    parent = node.parent
    own = None if node.inline else roles.child_role(heading)
    if own is Role.DUTIES and node.role is not Role.MEASURES:
        own = None
    choices = parent.choices if parent is not None else ()
    if own is None and choices and not node.inline and len(heading) <= _LONGEST_INNER:
        own = next((role for role in roles.heading_roles(heading, year) if role in choices), None)
    if own is None and choices:
        own = roles.item_role(text[node.marker_end : node.marker_end + _ITEM], choices)
        if own is None:
            node.choices = choices
            before = parent.children[-2] if parent is not None and len(parent.children) > 1 else None
            own = before.role if before is not None else None
    if own is not None:
        node.role = own


def stands_in_part(part: Node, before: int, line: str, year: int | None) -> bool:
    """Whether a line without marker heads one of the problems or plans of ``part``, which is headed without number as
    well: right below its heading (which starts at ``before``), or after another such line.

    存在的问题 / 执法力量不足 / 全镇持证人员… / 普法形式单一 / …
    """
    if part.style != "plain" or part.role not in (Role.PROBLEMS, Role.CAUSES, Role.PLANS):
        return False
    begins = before == part.start and not part.headless
    if not begins and not any(child.style == "plain" and child.rank == PLAIN_INNER for child in part.children):
        return False
    return not roles.heading_roles(line, year, numbered=False)


def find_unnamed_problems(nodes: list[Node], text: str) -> None:
    """A part whose heading names no role, most of whose children begin with a shortcoming, tells the problems.

    三、工作体会 / （一）执法力量薄弱。… / （二）普法形式单一。… Only where no other part does, and never the first part.
    """
    if any(n.role is Role.PROBLEMS for n in nodes):
        return
    parts = [n for n in nodes if n.parent is None and n.number and n.rank < 2]
    for part in parts[1:]:
        children = [c for c in part.children if c.number and not c.inline]
        weak = sum(roles.falls_short(text[c.marker_end : c.marker_end + _ITEM]) for c in children)
        if part.role is Role.MEASURES and len(children) > 1 and weak * 3 >= len(children) * 2:
            for node in _below(part):
                if node.role is Role.MEASURES:
                    node.role = Role.PROBLEMS


def _below(node: Node) -> list[Node]:
    found = [node]
    for one in found:
        found.extend(one.children)
    return found


def demote_closings(nodes: list[Node], text: str) -> None:
    """下一步，我们将正视问题… after the problems plans nothing where a part with plans exists: boilerplate."""
    plans = [n for n in nodes if n.role is Role.PLANS]
    if not any(n.children for n in plans):
        return
    for node in plans:
        said = text[node.start : node.end].strip()
        # A line that lists what follows (明年拟新上的项目) and its lines close nothing.
        lists = "\n" in said and said.split("\n")[0].strip()[-1:] not in "。；，！"
        short = node.headless and not node.children and len(said) <= _CLOSING and not lists
        # amid a problem (…下一步，将招录2名执法人员) it plans, unless it is mere resolve
        if short and (not node.inline or roles.is_resolve(text[node.start : node.end])):
            node.role = Role.BOILERPLATE
