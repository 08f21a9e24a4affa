"""Tables of problems: 存在问题 | 原因 | 整改措施, a row for each problem with its causes and what will be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Report, Role, Span
from kg.reports.part_names import parts_named

_WANTED = (Role.PROBLEMS, Role.CAUSES, Role.PLANS)
# Heads that alone would name no part of a report.
_HEADS = {"措施": Role.PLANS, "整改内容": Role.PLANS, "举措": Role.PLANS, "表现": None, "责任人": None}


@dataclass(frozen=True, slots=True)
class Row:
    """A problem of a table with its cause and remedy; empty spans where the table has no such column."""

    problem: Span
    cause: Span | None
    plan: Span | None


def rows(report: Report) -> tuple[Row, ...]:
    """The rows of all tables of which one column is headed as problems and another as causes or plans."""
    found: list[Row] = []
    for table in report.tables:
        columns = [_role(report.text[c.start : c.end]) for c in table.rows[0]]
        at = {role: columns.index(role) for role in _WANTED if role in columns}
        if Role.PROBLEMS not in at or len(at) < 2:
            continue
        for cells in table.rows[1:]:
            if len(cells) != len(columns):
                continue
            one = {role: _filled(report, cells[place]) for role, place in at.items()}
            problem = one[Role.PROBLEMS]
            if problem is not None:
                found.append(Row(problem, one.get(Role.CAUSES), one.get(Role.PLANS)))
    return tuple(found)


def _role(head: str) -> Role | None:
    name = head.strip()
    named = parts_named(name, None)
    return _HEADS[name] if name in _HEADS else named[0] if named else None


def _filled(report: Report, cell: Span) -> Span | None:
    return cell if report.text[cell.start : cell.end].strip(" -—/无\u3000") else None
