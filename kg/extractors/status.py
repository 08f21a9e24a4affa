"""Adoption status of a practice from the clause that names it and the section it stands in.

Rules: the contract's paragraph on status; wordings: ``absence_cues``, ``status_cues``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from kg.extractors.absence_cues import ABSENCE, ELSEWHERE, LACKING
from kg.extractors.clauses import Clause
from kg.extractors.cues import ABSENT, Cue
from kg.extractors.needed import Needed
from kg.extractors.status_cues import DONE, TO_COME, WIDENS
from kg.model import Role, Status

# A heading lends its status to what stands under it, if it is about nothing else. Examples: 试点新型监管; 承担的试点任务;
# 正在推进的工作; 年内启动、尚未完成的项目; 拟新上的项目.
_LENDING = (
    (
        re.compile(
            r"^(正在)?(探索|试点|试行|先行先试)|(试点|先行先试)[、和与及]?(探索|试行)?的?(任务|项目|事项|工作|改革|探索|情况|进展)"
        ),
        Status.PILOTING,
    ),
    (
        re.compile(
            r"^(正在|加快推进的|在建|筹建)|(正在|正|持续)(推进|建设|实施|办理|筹建)(的|中)|(推进|进行|建设|实施|筹备)中的?|"
            r"(尚未|还未|未)(完成|完工|建成|结束|收尾)|未完成|在建(项目|工程|事项)$"
        ),
        Status.IN_PROGRESS,
    ),
    (
        re.compile(
            r"^(拟|计划|即将)|(拟|打算|准备)(新?上|新建|开展|实施|建设|推行|推出|启动|开办|引进|办理?)|计划(新?上|新建|开展|启动|实施)的|"
            r"待(启动|实施|开展|建设)(的|$)"
        ),
        Status.PLANNED,
    ),
)
_LENDING_WORDS = Needed([pattern for pattern, _ in _LENDING])

# Few wordings can stand in a clause: which, one pass over it for the words that they need tells.
_TABLES = (ABSENCE, ELSEWHERE, LACKING, DONE, TO_COME, WIDENS)
STATUS_WORDS = Needed([cue.regex for table in _TABLES for cue in table])
_LONGEST_WORD = 12  # characters of a word that a wording needs
_INSIDE_WORDS = frozenset(word[at : at + 2] for word in STATUS_WORDS.words for at in range(len(word) - 1))


class _Table:
    """A table of wordings with the words that each needs."""

    def __init__(self, rows: Iterable[tuple[int, Cue]]) -> None:
        self._rows = tuple(rows)
        self.possible = lru_cache(maxsize=2048)(self._possible)  # most clauses have none of the words, or one

    def _possible(self, present: int) -> tuple[Cue, ...]:
        """The wordings that may stand in a clause with these words, in the table's order."""
        return tuple(cue for needs, cue in self._rows if needs & present == needs)


_ROWS = zip(STATUS_WORDS.of, chain.from_iterable(_TABLES), strict=True)
_ABSENCE, _ELSEWHERE, _LACKING, _DONE, _TO_COME, _WIDENS = (_Table(islice(_ROWS, len(table))) for table in _TABLES)
# “没有发生…”, “无一…” tell of an outcome, not of a practice that is missing.
_OUTCOME = re.compile(r"(没有|未|无)(发生|出现|一[件起例宗人家个]|因)")


class Verdict(NamedTuple):
    """``status`` None: no adoption. ``explicit``: a wording said so; else the kind of section did. ``widens``: a plan
    to take what runs in some places to others."""

    status: Status | None
    explicit: bool
    continues: bool = False
    widens: bool = False


def judge(clause: Clause, role: Role, headings: Sequence[str] = (), present: int | None = None) -> Verdict:
    """The status that a clause gives to the practice it names, in a section of this role under these headings, the
    nearest first. ``present``: the ``STATUS_WORDS`` of its sentence, where they are known."""
    told = _Told(clause, present)
    if role is Role.PLANS:
        return _to_come(told)
    if told.by_any(_ABSENCE) or told.by_any(_ELSEWHERE):
        return Verdict(None, explicit=True)
    if role in (Role.PROBLEMS, Role.CAUSES):
        absent = told.by_any(_LACKING)
        return Verdict(None if absent else Status.IMPLEMENTED, explicit=absent)
    lent = lent_by(headings)
    for cue in told.by(_DONE):
        if isinstance(cue.outcome, Status):
            # What runs in part is still what its heading says.
            if lent and cue.outcome is Status.IMPLEMENTED:
                break
            return Verdict(cue.outcome, explicit=cue.strong)
    return Verdict(lent, explicit=True) if lent else Verdict(Status.IMPLEMENTED, explicit=False)


def lent_by(headings: Sequence[str]) -> Status | None:
    """The status that headings lend to what stands under them, None where they lend none."""
    return _first_lent(tuple(headings))


@lru_cache(maxsize=256)
def _first_lent(headings: tuple[str, ...]) -> Status | None:
    return next((status for heading in headings if (status := _lent(heading)) is not None), None)


@lru_cache(maxsize=4096)
def _lent(heading: str) -> Status | None:
    possible = _LENDING_WORDS.possible(heading)
    return next((status for pattern, status in _LENDING if pattern in possible and pattern.search(heading)), None)


def _to_come(told: _Told) -> Verdict:
    if told.by_any(_ELSEWHERE):
        return Verdict(None, explicit=True)
    widens = told.by_any(_WIDENS)
    if told.by_any(_TO_COME):
        return Verdict(Status.IMPLEMENTED, explicit=True, continues=True, widens=widens)
    return Verdict(Status.PLANNED, explicit=True, widens=widens)


class _Told:
    """A clause taken apart once, for the many wordings that are looked for in it."""

    def __init__(self, clause: Clause, present: int | None) -> None:
        self._clause = clause
        if present is None:
            present = STATUS_WORDS.present(f"{clause.previous}\n{clause.whole_following}")
        elif clause.before[-1:] + clause.after[:1] in _INSIDE_WORDS:  # a word may stand where the name was taken out
            present |= STATUS_WORDS.present(clause.before[-_LONGEST_WORD:] + clause.after[:_LONGEST_WORD])
        self._present = present

    def by_any(self, table: _Table) -> bool:
        return any(map(self._stands, table.possible(self._present)))

    def by(self, table: _Table) -> Iterator[Cue]:
        """The wordings of a table that stand in the part of the clause where they must stand, in its order."""
        return filter(self._stands, table.possible(self._present))

    def _stands(self, cue: Cue) -> bool:
        text = cue.part(self._clause)
        if not text or cue.regex.search(text) is None:
            return False
        if cue.given and not re.search(cue.given, self._clause.before):
            return False
        if cue.unless and re.search(cue.unless, self._clause.after):
            return False
        return not (cue.outcome == ABSENT and _OUTCOME.search(text))
