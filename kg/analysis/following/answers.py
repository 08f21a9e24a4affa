"""What ``kg follow`` answers: what became of a town's plans, problems and practices from one report to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.analysis.answers import Count, Evidence, Practice, Scope, Statement, Topic, Town
from kg.analysis.following.matching import AGAIN, DONE, FADED, PERSISTS, SILENT, UNDER_WAY
from kg.analysis.tabular import Cells, Tabular


@dataclass(frozen=True, slots=True)
class PracticeFate:
    """What the next report says of a practice that a plan names. ``status`` "": it does not name it.

    ``ran_before``: it ran, or a kind of it did, by the plan's own report.
    """

    practice: Practice
    verdict: str
    status: str
    ran_before: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFate:
    """``verdict``: "done", "under way", "planned again" or "not mentioned again", which is no proof that nothing was
    done. A plan that names practices is measured by those that were new (by others only where none was); any other by
    a sentence on what was done that tells it, or by a plan of the next report.

    ``basis``: "practice", "sentence", "heading", "heading and type", "type"; "" where nothing speaks for anything.
    ``confidence``: 0–1, of ``kg.analysis.following.matching``. ``ran_before``: it only carries on what ran already.
    ``again``: the plan of the next report that is like it, whatever the verdict. ``found``: sentences of the next
    report that the verdict rests on.
    """

    plan: Statement
    verdict: str
    basis: str
    confidence: float
    ran_before: bool
    practices: tuple[PracticeFate, ...]
    again: Statement | None
    found: tuple[Evidence, ...]

    @property
    def said(self) -> tuple[Evidence, ...]:
        """The sentences of the plan, what says most first: those that name its practices, then others than its heading."""
        labels = [one.practice.label for one in self.practices]

        def says(proof: Evidence) -> int:
            if any(label in proof.sentence for label in labels):
                return 2
            return 0 if proof.sentence.rstrip("。").endswith(self.plan.heading) else 1

        return tuple(sorted(self.plan.evidence, key=says, reverse=True))


@dataclass(frozen=True, slots=True)
class ProblemFate:
    """``verdict``: "persists", "not told again", which is no proof that it is solved, or "cannot tell" (the next report
    tells no problem). ``since``: the first of the successive reports that tell it."""

    problem: Statement
    types: tuple[Topic, ...]
    verdict: str
    basis: str
    confidence: float
    since: int
    again: Statement | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one report of a town to its next. ``new``: problems of the later one that the earlier one does not tell."""

    year: int
    next: int
    plans: tuple[PlanFate, ...]
    problems: tuple[ProblemFate, ...]
    new: tuple[Statement, ...]

    def plan_counts(self) -> dict[str, Count]:
        """Plans by verdict."""
        return {
            v: Count(sum(p.verdict == v for p in self.plans), len(self.plans)) for v in (DONE, UNDER_WAY, AGAIN, SILENT)
        }


@dataclass(frozen=True, slots=True)
class Course:
    """The status of a practice year by year; no status in a year: the report does not name it.

    ``course``: "taken up" (planned, later running), "advanced" (tried or in progress, later implemented), "runs" (in
    the latest report), "planned" (never more than that), "planned after" (it ran, and the latest report only plans it),
    "silent" (not in the latest report).
    """

    practice: Practice
    statuses: Mapping[int, tuple[str, ...]]
    course: str


@dataclass(frozen=True, slots=True, repr=False)
class FollowAnswer(Tabular):
    """``years``: of the town's reports."""

    town: Town
    years: tuple[int, ...]
    steps: tuple[Step, ...]
    courses: tuple[Course, ...]
    understood: str = ""

    def table(self) -> Cells:
        """A row for each plan and each problem, and for each practice and year."""
        columns = (
            *(
                "town",
                "year",
                "next_year",
                "kind",
                "heading",
                "verdict",
                "basis",
                "confidence",
                "ran_before",
                "practices",
            ),
            *("again", "sentence", "file", "found", "found_file"),
        )
        rows: list[tuple[object, ...]] = []
        for step in self.steps:
            about = (self.town.full_name, step.year, step.next)
            for one in step.plans:
                named = "、".join(f"{p.practice.label}（{p.verdict}）" for p in one.practices)
                fate = (one.verdict, one.basis, one.confidence, one.ran_before, named, _heading(one.again))
                rows.append((*about, "plan", one.plan.heading, *fate, *_first(one.said), *_first(one.found)))
            for it in step.problems:
                told = (it.verdict, it.basis, it.confidence, None, None, _heading(it.again))
                found = it.again.evidence if it.again else ()
                rows.append(
                    (*about, "problem", it.problem.heading, *told, *_first(it.problem.evidence), *_first(found))
                )
            for new in step.new:
                rows.append((*about, "problem", new.heading, "new", *(None,) * 5, *_first(()), *_first(new.evidence)))
        for course in self.courses:
            for year, statuses in course.statuses.items():
                status = (course.practice.label, "、".join(statuses), course.course, *(None,) * 8)
                rows.append((self.town.full_name, year, None, "practice", *status))
        return columns, rows


def _heading(statement: Statement | None) -> str | None:
    return statement.heading if statement else None


def _first(proofs: tuple[Evidence, ...]) -> tuple[object, object]:
    return (proofs[0].sentence, f"{proofs[0].file}:{proofs[0].start}–{proofs[0].end}") if proofs else (None, None)


@dataclass(frozen=True, slots=True)
class FollowCounts:
    """Plans by verdict, problems by verdict (of those of which the next report can tell). ``carried_on``: plans done
    that only carry on what ran already. ``new_problems``: told by the next report only."""

    plans: Mapping[str, Count]
    carried_on: int
    problems: Mapping[str, Count]
    new_problems: int


@dataclass(frozen=True, slots=True)
class FollowYear:
    """From one year to the next. ``towns``: with reports on both, of those with a report on the earlier one.
    ``named``, ``run``: of the practices that plans of these towns name, those that the next report names or says to run."""

    year: int
    next: int
    towns: Count
    counts: FollowCounts
    named: Count
    run: Count


@dataclass(frozen=True, slots=True)
class FollowType:
    """Of plans and of problems of one type, over all years. ``towns`` have problems of it of which is known what became."""

    type: Topic
    towns: int
    counts: FollowCounts


@dataclass(frozen=True, slots=True)
class FollowTown:
    town: Town
    year: int
    next: int
    counts: FollowCounts


@dataclass(frozen=True, slots=True, repr=False)
class FollowSummary(Tabular):
    """What became of plans and problems in all towns with reports on two successive years. ``types``: those with the
    most problems first. ``towns``: by full name; ``left_out``: further rows of it beyond the limit. Sentences on what
    was done are not read here: of plans that name no practice none is ``done``."""

    scope: Scope
    years: tuple[FollowYear, ...]
    types: tuple[FollowType, ...]
    towns: tuple[FollowTown, ...]
    left_out: int = 0
    year: int | None = None  # the earlier year, where only one was asked for

    def table(self) -> Cells:
        """A row for each town and pair of years."""
        columns = (
            *("town", "year", "next_year", "plans", "done", "carried_on", "under_way", "planned_again"),
            *("not_mentioned_again", "problems", "persists", "not_told_again", "new_problems"),
        )
        rows: list[tuple[object, ...]] = []
        for one in self.towns:
            counts, plans, problems = one.counts, one.counts.plans, one.counts.problems
            rows.append(
                (
                    *(one.town.full_name, one.year, one.next, plans[DONE].of, plans[DONE].number, counts.carried_on),
                    *(plans[v].number for v in (UNDER_WAY, AGAIN, SILENT)),
                    *(problems[PERSISTS].of, problems[PERSISTS].number, problems[FADED].number, counts.new_problems),
                )
            )
        return columns, rows
