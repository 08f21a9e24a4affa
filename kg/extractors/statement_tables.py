"""Tables of statements: 存在问题 | 原因 | 整改措施, a row for each problem with its causes and what will be done about it;
重点任务 | 具体措施 | 责任单位 in a part on plans, a row for each plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extractors.remembered import once_a_report
from kg.model import Report, Role, Span
from kg.reports.part_names import parts_named

_WANTED = (Role.PROBLEMS, Role.CAUSES, Role.PLANS)
# Heads that alone would name no part of a report.
_HEADS = {"措施": Role.PLANS, "整改内容": Role.PLANS, "举措": Role.PLANS, "表现": None, "责任人": None}

# Heads of columns that say what will be done: 重点任务, 2023年工作举措, 具体措施.
_PLANNED = re.compile(
    r"(?:20\d\d年)?(?:度)?(?:的)?(?:下一?步|重点|主要|年度|工作|整改|改进|具体|目标|计划|拟办|推进|提升|落实)*"
    r"(?:工作|任务|内容|项目|事项|举措|措施|目标|打算|计划|安排|做法|方向|重点)"
)
_HANZI = re.compile("[\u4e00-\u9fff]")
_FEWEST_WORDS = 4
_NUMBER = re.compile(r"\s*(?:[（(]?\d{1,2}[)）.、．]|[（(]?[一二三四五六七八九十]{1,2}[)）、])\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Row:
    """A problem of a table with its cause and remedy; empty spans where the table has no such column."""

    problem: Span
    cause: Span | None
    plan: Span | None


@once_a_report
def rows(report: Report) -> tuple[Row, ...]:
    """The rows of all tables of which one column is headed as problems and another as causes or plans, or that stand
    in a part on problems."""
    found: list[Row] = []
    for table in report.tables:
        columns = [_role(report.text[c.start : c.end]) for c in table.rows[0]]
        at = {role: columns.index(role) for role in _WANTED if role in columns}
        alone = table.section is not None and report.sections[table.section].role is Role.PROBLEMS
        if Role.PROBLEMS not in at or (len(at) < 2 and not alone):
            continue
        full = [cells for cells in table.rows[1:] if len(cells) == len(columns)]
        if len(at) < 2 and not all(_in_words(report, cells[at[Role.PROBLEMS]]) for cells in full):
            continue  # a column of figures
        for cells in full:
            one = {role: _filled(report, cells[place]) for role, place in at.items()}
            problem = one[Role.PROBLEMS]
            if problem is not None:
                found.append(Row(problem, one.get(Role.CAUSES), one.get(Role.PLANS)))
    return tuple(found)


def plan_rows(report: Report) -> tuple[tuple[Span, Span], ...]:
    """(what is planned, that with its details) for each row of the tables in parts on plans that name no problems."""
    found: list[tuple[Span, Span]] = []
    for table in report.tables:
        if table.section is None or report.sections[table.section].role is not Role.PLANS:
            continue
        heads = [report.text[c.start : c.end].strip() for c in table.rows[0]]
        told = [place for place, head in enumerate(heads) if _PLANNED.fullmatch(head)]
        if not told or any(_role(head) is Role.PROBLEMS for head in heads):
            continue
        for cells in table.rows[1:]:
            if len(cells) == len(heads) and (plan := _filled(report, cells[told[0]])) is not None:
                found.append((plan, Span(plan.start, cells[told[-1]].end)))
    return tuple(found)


def _role(head: str) -> Role | None:
    name = head.strip()
    named = parts_named(name, None)
    return _HEADS[name] if name in _HEADS else named[0] if named else None


def _in_words(report: Report, cell: Span) -> bool:
    return len(_HANZI.findall(report.text, cell.start, cell.end)) >= _FEWEST_WORDS


def _filled(report: Report, cell: Span) -> Span | None:
    """A cell without its number; None if it says nothing."""
    number = _NUMBER.match(report.text, cell.start, cell.end)
    start = number.end() if number else cell.start
    return Span(start, cell.end) if report.text[start : cell.end].strip(" -—/无\u3000") else None
