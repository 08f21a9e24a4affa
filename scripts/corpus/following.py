"""What the report of the next year makes of this one's plans, problems and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.history import Year
from corpus.practices import Practice
from corpus.truth import Contradiction, Fate, PlanFate, ProblemCourse
from corpus.words_figures import FIGURES
from corpus.words_future import SHORTCOMINGS
from kg.model import Status


def fates(plans: Sequence[tuple[str, tuple[Practice, ...]]], following: Year | None) -> Iterator[PlanFate]:
    """What became of each plan: of one that brings practices by how far these are, of any other by whether there is a
    plan against the same kind of problem again."""
    for n, (known, practices) in enumerate(plans):
        if following is None or not following.reports:
            yield PlanFate(n, Fate.UNKNOWN)
            continue
        keys = {p.key for p in practices}
        statuses = {t.status for t in following.told if t.practice.key in keys}
        if not following.tells_plans:
            statuses.discard(Status.PLANNED)
        if Status.IMPLEMENTED in statuses:
            fate = Fate.DONE
        elif statuses & {Status.PILOTING, Status.IN_PROGRESS}:
            fate = Fate.UNDER_WAY
        elif Status.PLANNED in statuses or (not keys and known in _planned(following)):
            fate = Fate.AGAIN
        else:
            fate = Fate.SILENT
        yield PlanFate(n, fate)


def _planned(year: Year) -> set[str]:
    """The problem types against which there are plans."""
    if not (year.tells_plans and year.tells_problems):
        return set()
    return {SHORTCOMINGS[year.problems[i].row].topic for i in year.answered}


def courses(year: Year, following: Year | None) -> Iterator[ProblemCourse]:
    """Whether each problem that is told here is told again."""
    if not year.tells_problems:
        return
    for n, trouble in enumerate(year.problems):
        persists = None
        if following is not None and following.reports and following.tells_problems:
            persists = any(t.row == trouble.row for t in following.problems)
        yield ProblemCourse(n, trouble.since, persists)


def contradictions(year: Year, last: Year | None) -> Iterator[Contradiction]:
    """Figures that this report tells twice, differently, and those of last year that last year's report tells
    differently."""
    told = {c.row: str(c.value) for c in last.figures} if last is not None and last.reports else {}
    for counted in year.figures:
        row = FIGURES[counted.row]
        what = (row.indicator, row.surface, row.unit)
        other = told.get(counted.row)
        if counted.before and other is not None and other != counted.before:
            yield Contradiction(*what, year.year - 1, counted.before, other, within=False)
        if counted.again and year.tells_duties:
            yield Contradiction(*what, year.year, str(counted.value), counted.again, within=True)
