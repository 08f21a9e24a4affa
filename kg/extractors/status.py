"""Adoption status of a practice from the clause that names it and the section it stands in.

Rules: the contract's paragraph on status; wordings: ``status_cues``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extractors.clauses import Clause
from kg.extractors.status_cues import ABSENCE, ABSENT, DONE, ELSEWHERE, LACKING, TO_COME, Cue
from kg.model import Role, Status

# A heading lends its status to what stands under it, if it is about nothing else.
_LENDING = (
    (re.compile(r"^(探索|试点|先行先试)"), Status.PILOTING),
    (re.compile(r"^(正在|加快推进的|在建)"), Status.IN_PROGRESS),
    (re.compile(r"^(拟|计划|即将)"), Status.PLANNED),
)
# “没有发生…”, “无一…” tell of an outcome, not of a practice that is missing.
_OUTCOME = re.compile(r"(没有|未|无)(发生|出现|一[件起例宗人家个]|因)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` None: no adoption. ``explicit``: a wording said so; else the kind of section did."""

    status: Status | None
    explicit: bool
    continues: bool = False


def judge(clause: Clause, role: Role, heading: str = "") -> Verdict:
    """The status that a clause gives to the practice it names, in a section of this role under this heading."""
    if role is Role.PLANS:
        return _to_come(clause)
    for cue in (*ABSENCE, *ELSEWHERE):
        if _matches(cue, clause):
            return Verdict(None, explicit=True)
    if role in (Role.PROBLEMS, Role.CAUSES):
        absent = any(_matches(cue, clause) for cue in LACKING)
        return Verdict(None if absent else Status.IMPLEMENTED, explicit=absent)
    for cue in DONE:
        if _matches(cue, clause) and isinstance(cue.outcome, Status):
            return Verdict(cue.outcome, explicit=cue.strong)
    for pattern, status in _LENDING:
        if pattern.search(heading):
            return Verdict(status, explicit=False)
    return Verdict(Status.IMPLEMENTED, explicit=False)


def _to_come(clause: Clause) -> Verdict:
    if any(_matches(cue, clause) for cue in ELSEWHERE):
        return Verdict(None, explicit=True)
    for cue in TO_COME:
        if _matches(cue, clause):
            return Verdict(Status.IMPLEMENTED, explicit=True, continues=True)
    return Verdict(Status.PLANNED, explicit=True)


def _matches(cue: Cue, clause: Clause) -> bool:
    text = {
        "before": clause.before,
        "after": clause.after,
        "whole": clause.whole,
        "following": clause.following,
        "previous": clause.previous,
    }[cue.where]
    if cue.regex.search(text) is None or (cue.given and not re.search(cue.given, clause.before)):
        return False
    return not (cue.outcome == ABSENT and _OUTCOME.search(text))
