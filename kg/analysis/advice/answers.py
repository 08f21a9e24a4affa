"""What ``kg advise`` answers: for each problem of a town, what other towns with the same type of problem set against it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.answers import Count, Evidence, Practice, Scope, Statement, Topic, Town
from kg.analysis.tabular import Cells, Tabular

FEW = 5  # fewer cases than this are single cases, from which nothing follows
UNLIKELY = 0.05  # chance below which a share counts as clearly higher than usual


@dataclass(frozen=True, slots=True)
class Case:
    """A town that reported the type of problem and planned something against it in the report on ``year``.

    ``plan`` and ``problem`` are the headings as written; ``status`` is that of the practice in this or a later report
    ("" where none says that it runs or is planned, or where the plan names no practice). ``no_longer``: whether its
    latest report with problems has the type no more; None where no later report tells any problem. That a report is
    silent on a problem does not prove it solved.
    """

    town: Town
    year: int | None
    problem: str
    plan: str
    status: str
    status_year: int | None
    no_longer: bool | None
    near: str  # "county", "prefecture", "province": the smallest that both towns lie in; "" for none
    practices: tuple[Practice, ...]  # that the plan names
    plan_iri: str
    use_iri: str = ""  # of the adoption that has the status
    evidence: tuple[Evidence, ...] = ()  # of the plan
    proof: tuple[Evidence, ...] = ()  # of the practice's status


@dataclass(frozen=True, slots=True)
class Remedy:
    """A practice that plans of peers against the type of problem name.

    ``cases``: towns with such a plan, of the peers. ``usual``: of all cases of a town with any problem type of the same
    level, those with a plan that names this practice. ``lift``: the one share by the other; ``lift_least``: its lower
    bound (Wilson, 95 %). ``chance``: how likely so many cases would be for any practice if the type made no difference.
    ``clear``: at least ``FEW`` cases, and ``chance`` below ``UNLIKELY``. ``running``: cases in which that or a later report of the town says
    that it runs (narrower practices count). ``no_longer``: cases whose latest report with problems has the type no
    more, of those with such a later report. ``weak``: towns in which the problem itself names the practice: it is there
    and falls short, or is missing.
    """

    practice: Practice
    cases: Count
    usual: Count
    lift: float
    lift_least: float
    chance: float
    running: Count
    no_longer: Count
    weak: int
    shown: tuple[Case, ...] = ()

    @property
    def few(self) -> bool:
        return self.cases.number < FEW

    @property
    def clear(self) -> bool:
        return not self.few and self.chance < UNLIKELY


@dataclass(frozen=True, slots=True)
class RunsThere:
    """A practice that runs more often where the type is reported than elsewhere, whatever it is for.

    ``towns``: of the towns whose latest report with problems has the type, those that run it by that report; ``usual``:
    the same of all towns. Which of the two came first nobody knows.
    """

    practice: Practice
    towns: Count
    usual: Count
    lift: float
    lift_least: float
    chance: float


@dataclass(frozen=True, slots=True)
class Level:
    """``level`` "same": towns that report one of the problem's own types; "broader": of what these belong to.

    ``peers``: other towns that report it, of all others that report any problem. ``planning``: peers with a plan
    against it. ``no_longer``: peers whose latest report with problems has it no more, of those with a later report.
    ``left_out``: further remedies beyond the limit.
    """

    level: str
    types: tuple[Topic, ...]
    peers: Count
    planning: Count
    no_longer: Count
    remedies: tuple[Remedy, ...]
    plans: tuple[Case, ...]
    runs_there: tuple[RunsThere, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ProblemAdvice:
    """``problem`` None: a type that was asked for and that the town does not report. Without ``types`` (what the
    problem is about is not known) there are no ``levels``."""

    problem: Statement | None
    types: tuple[Topic, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, repr=False)
class AdviceAnswer(Tabular):
    """``year``: of the town's report whose problems these are; ``silent_since``: years of its later reports, which tell
    no problem. ``scope``: where peers were looked for. ``discounted``: problems of the types that were looked for, and
    plans against them, that count for nothing because they stand in text copied from another town alone."""

    town: Town
    year: int | None
    silent_since: tuple[int, ...]
    scope: Scope
    asked: Topic | None
    problems: tuple[ProblemAdvice, ...]
    understood: str = ""
    discounted: int = 0

    def table(self) -> Cells:
        """A row for each remedy and case shown, for each plan shown and for each practice that runs more often."""
        columns = (
            *("problem", "year", "level", "types", "kind", "practice", "practice_id", "cases", "of", "few", "clear"),
            *("usual", "usual_of", "lift", "lift_least", "chance", "running", "no_longer", "no_longer_of", "weak"),
            *("peer", "peer_year", "peer_problem", "peer_plan", "peer_status", "peer_no_longer", "sentence", "file"),
            *("report", "start", "end"),
        )
        rows: list[tuple[object, ...]] = []
        for one in self.problems:
            heading = one.problem.heading if one.problem else None
            for level in one.levels:
                about = (heading, self.year, level.level, "、".join(topic.label for topic in level.types))
                for remedy in level.remedies:
                    rows += [(*about, *_remedy(remedy), *_case(case)) for case in remedy.shown or (None,)]
                for plan in level.plans:
                    named = ("、".join(p.label for p in plan.practices), "、".join(p.id for p in plan.practices))
                    rows.append((*about, "plan", *named, *(None,) * 13, *_case(plan)))
                for there in level.runs_there:
                    known = (there.practice.label, there.practice.id, there.towns.number, there.towns.of, False, True)
                    lifts = (there.usual.number, there.usual.of, there.lift, there.lift_least, there.chance)
                    rows.append((*about, "runs there", *known, *lifts, *(None,) * 4, *_case(None)))
        return columns, rows


def _remedy(one: Remedy) -> tuple[object, ...]:
    return (
        *("practice", one.practice.label, one.practice.id, one.cases.number, one.cases.of, one.few, one.clear),
        *(one.usual.number, one.usual.of, one.lift, one.lift_least, one.chance),
        *(one.running.number, one.no_longer.number, one.no_longer.of, one.weak),
    )


def _case(one: Case | None) -> tuple[object, ...]:
    if one is None:
        return (None,) * 11
    told = (one.town.full_name, one.year, one.problem, one.plan, one.status, one.no_longer)
    proof = one.evidence[0] if one.evidence else None
    where = (proof.sentence, proof.file, proof.report, proof.start, proof.end) if proof else (None,) * 5
    return (*told, *where)
