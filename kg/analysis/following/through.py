"""Follow-through: what a town's next report says of its plans and problems, and the status of its practices over years.

“Not mentioned again” is no proof that nothing was done, “not told again” none that a problem is solved: silence is not
absence. Rules and how sure they are: ``kg.analysis.following.matching``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
import pyoxigraph as ox

from kg.analysis import reproducing
from kg.analysis.answers import Evidence, Statement, Town
from kg.analysis.asking import Asks, local_part
from kg.analysis.following.answers import Course, FollowAnswer, PlanFate, PracticeFate, ProblemFate, Step
from kg.analysis.following.counts import Followed, successive
from kg.analysis.following.matching import DONE, UNDER_WAY, told_again
from kg.analysis.following.texts import done_sentences
from kg.analysis.naming.asked import asked_town
from kg.analysis.naming.catalogue import Catalogue, catalogue
from kg.analysis.statements import STATUSES, evidence
from kg.errors import KgError

_MOST = 2  # sentences that a verdict shows
_CLAUSE = re.compile(r"[，；。、,;]")


def follow(store: Asks, town: str, *, years: Iterable[int] | None = None) -> FollowAnswer:
    """What became of the plans, problems and practices of ``town``, from each of its reports to the next.

    ``years`` keeps the reports on these. Where a report is missing in between, the step says so by its years. Raises
    UnknownNameError for a town that the graph lacks, KgError where the town has reports on fewer than two years.
    """
    meant = asked_town(store, town)
    known = catalogue(store)
    number = known.number("towns", meant.what.iri)
    reports = known.tables["reports"].filter(pl.col("current") & (pl.col("town") == number))
    every = reports["year"].drop_nulls().unique().sort().to_list()
    if years is not None:
        reports = reports.filter(pl.col("year").is_in(sorted(set(years))))
    told = reports["year"].drop_nulls().unique().sort().to_list()
    if len(told) < 2:
        en, zh = ", ".join(map(str, told)) or "–", "、".join(map(str, told)) or "–"
        other, other_zh = ", ".join(map(str, every)), "、".join(map(str, every))
        cut = len(every) > len(told)  # by the years asked for
        raise KgError(
            f"{meant.what.full_name} has reports on fewer than two {'of these ' * cut}years ({en})"
            + (f"; it has reports on {other}" if cut else ": nothing to follow"),
            f"{meant.what.full_name}{'在所选年份' * cut}的报告不足两个年份（{zh}）"
            + (f"；有的年份：{other_zh}" if cut else "，无从跟踪"),
        )
    pairs = successive(reports, gaps=True)
    return FollowAnswer(
        meant.what,
        tuple(told),
        _Following(store, known, meant.what, pairs).steps(),
        _courses(known, reports, told),
        meant.understood,
    )


class _Following:
    """The steps of one town. Statements and sentences are fetched once for all of them."""

    def __init__(self, store: Asks, known: Catalogue, town: Town, pairs: pl.DataFrame) -> None:
        self.known, self.town, self.pairs = known, town, pairs
        followed = Followed(known, pairs)
        self.plans, self.practices, self.problems = followed.plans(), followed.practices(), followed.problems()
        self.new = followed.new_problems(self.problems)
        self.types: dict[int, list[int]] = {}
        for statement, topic in (
            followed.types("problem")
            .join(self.problems.select(statement="problem"), on="statement", how="semi")
            .iter_rows()
        ):
            self.types.setdefault(statement, []).append(topic)
        tables = known.tables
        own = pl.col("town") == known.number("towns", town.iri)
        self.rows: dict[tuple[str, int], dict[str, Any]] = {
            (table, row["number"]): row
            for table in ("plans", "problems")
            for row in tables[table].filter(own).iter_rows(named=True)
        }
        self.nodes = {
            key: node
            for table in ("plans", "problems")
            for numbers in [[n for kind, n in self.rows if kind == table]]
            for key, node in zip(
                [(table, n) for n in numbers], tables.nodes(table, numbers) if numbers else [], strict=True
            )
        }
        uses = self.practices["use"].drop_nulls().unique().sort().to_list()
        self.nodes |= {
            ("adoptions", n): node
            for n, node in zip(uses, tables.nodes("adoptions", uses) if uses else [], strict=True)
        }
        self.proofs = evidence(store, sorted(self.nodes.values()))
        open_plans = self.plans.filter(~pl.col("verdict").is_in([DONE, UNDER_WAY]))
        wanted = {*open_plans["year"], *open_plans["next"]}
        self.done = done_sentences(store, town.iri, wanted) if wanted else {}

    def steps(self) -> tuple[Step, ...]:
        found: list[Step] = []
        since: dict[int, int] = {}
        for _, year, later in self.pairs.iter_rows():
            here = pl.col("year") == year
            problems = [self._problem(row, since) for row in self.problems.filter(here).iter_rows(named=True)]
            plans = [self._plan(row) for row in self.plans.filter(here).iter_rows(named=True)]
            new = [self._statement("problems", number) for number in self.new.filter(pl.col("year") == year)["problem"]]
            found.append(
                Step(
                    year,
                    later,
                    tuple(sorted(plans, key=lambda one: _place(one.plan))),
                    tuple(sorted(problems, key=lambda one: _place(one.problem))),
                    tuple(sorted(new, key=_place)),
                )
            )
        return tuple(found)

    def _plan(self, row: dict[str, Any]) -> PlanFate:
        plan = self._statement("plans", row["plan"])
        practices = tuple(
            self._practice(one) for one in self.practices.filter(pl.col("plan") == row["plan"]).iter_rows(named=True)
        )
        again = self._statement("plans", row["again"]) if row["again"] is not None else None
        verdict, basis, sure, ran = row["verdict"], row["basis"], row["confidence"], row["ran_before"]
        if basis == "practice":
            shown = [
                proof for one in practices if one.verdict == verdict and one.ran_before == ran for proof in one.evidence
            ]
        else:
            shown = list(again.evidence) if again else []
            told = self._told(plan, row["next"])
            if told is not None:
                verdict, basis, sure = told[0], "sentence", told[1]
                shown = [told[2]]
                before = self._told(plan, row["year"])
                ran = before is not None and before[0] == DONE
        return PlanFate(
            plan, verdict, basis, round(sure, 2), ran, practices, again, tuple(dict.fromkeys(shown))[:_MOST]
        )

    def _told(self, plan: Statement, year: int) -> tuple[str, float, Evidence] | None:
        """The sentence on what was done in a year that tells the plan."""
        sentences = self.done.get(year, ())
        clauses = [clause for proof in plan.evidence for clause in _CLAUSE.split(proof.sentence)]
        found = told_again(plan.heading, clauses, [one.sentence for one in sentences])
        return (found[0], found[1], sentences[found[2]]) if found else None

    def _practice(self, row: dict[str, Any]) -> PracticeFate:
        proofs = self.proofs.get(self.nodes[("adoptions", row["use"])], ()) if row["use"] is not None else ()
        return PracticeFate(
            self.known.practice(row["practice"]), row["verdict"], row["status"] or "", row["ran_before"], proofs[:_MOST]
        )

    def _problem(self, row: dict[str, Any], since: dict[int, int]) -> ProblemFate:
        number, again = row["problem"], row["again"]
        began = since.get(number, row["year"])
        if again is not None:
            since[again] = min(began, since.get(again, began))
        return ProblemFate(
            self._statement("problems", number),
            tuple(self.known.topic(topic) for topic in self.types.get(number, [])),
            row["verdict"],
            row["basis"],
            round(row["confidence"], 2),
            began,
            self._statement("problems", again) if again is not None else None,
        )

    def _statement(self, table: str, number: int) -> Statement:
        row, node = self.rows[table, number], self.nodes[table, number]
        return Statement(node, row["heading"], "", row["year"], self.town, (), self.proofs.get(node, ()))


def _place(one: Statement) -> tuple[int, str]:
    return (one.evidence[0].start if one.evidence else 0, one.iri)


def _courses(known: Catalogue, reports: pl.DataFrame, years: Sequence[int]) -> tuple[Course, ...]:
    """Every practice that the reports name, those that changed first, then by identifier."""
    uses = known.tables["adoptions"].join(reports.select(report="number"), on="report", how="semi")
    told: dict[int, dict[int, list[str]]] = {}
    for practice, year, status in (
        uses.select("practice", "year", "status").drop_nulls().unique().sort("practice", "year", "status").iter_rows()
    ):
        told.setdefault(practice, {}).setdefault(year, []).append(status)
    found = []
    for number, by_year in told.items():
        statuses = {year: tuple(by_year[year]) for year in sorted(by_year)}
        found.append(Course(known.practice(number), statuses, course_of(statuses, years[-1])))
    order = ("taken up", "advanced", "planned", "planned after", "runs", "silent")
    return tuple(sorted(found, key=lambda one: (order.index(one.course), one.practice.id)))


def course_of(statuses: dict[int, tuple[str, ...]], latest: int) -> str:
    """The course of a practice out of its statuses by year (``follow_answers.Course``); ``latest``: year of the latest
    report."""
    if latest not in statuses:
        return "silent"
    best = {year: min(those, key=STATUSES.index) for year, those in statuses.items()}
    now = best[latest]
    before = [best[year] for year in sorted(best) if year != latest]
    if now == "planned":
        return "planned" if set(before) <= {"planned"} else "planned after"
    if before and before[0] == "planned":
        return "taken up"
    if now == "implemented" and before and before[0] != "implemented":
        return "advanced"
    return "runs"


def follow_sparql(answer: FollowAnswer) -> str:
    """The query that gives, for each plan of the town and each practice that it names, the status in the town's next
    report (unbound: not named), and whether it ran by the plan's own report: what ``PracticeFate`` rests on. Headings
    and sentences that are compared by their likeness are not in it."""
    town = reproducing.values("township", [answer.town.iri])
    steps = " ".join(f"({ox.Literal(step.year)} {ox.Literal(step.next)})" for step in answer.steps)
    return reproducing.query(
        (
            f"{answer.town.full_name}的计划写到的做法，下一份报告怎么说",
            f"What the next report says of the practices that plans of {local_part(answer.town.iri)} name",
        ),
        "DISTINCT ?plan ?practice ?year ?next ?status (COALESCE(?ran, false) AS ?ran_before)",
        [
            town,
            f"VALUES (?year ?next) {{ {steps} }}",
            "?plan a gov:Plan ; gov:mechanism ?practice ; gov:report ?report .\n"
            "?report gov:township ?township ; gov:year ?year FILTER NOT EXISTS { ?report dct:isReplacedBy ?newer }",
            # Groups that start from the town: what its reports say is found once, not for every plan and practice.
            f"OPTIONAL {{ {{ SELECT DISTINCT ?practice ?next ?status {{ {town} ?report_2 gov:township ?township ; gov:year ?next "
            "FILTER NOT EXISTS { ?report_2 dct:isReplacedBy ?newer_2 } "
            "?use gov:report ?report_2 ; gov:mechanism ?practice ; gov:status ?status } } }",
            f"OPTIONAL {{ {{ SELECT DISTINCT ?practice ?year (true AS ?ran) {{ {town} ?report_3 gov:township ?township ; "
            "gov:year ?year FILTER NOT EXISTS { ?report_3 dct:isReplacedBy ?newer_3 } "
            "?own gov:report ?report_3 ; gov:mechanism/skos:broader* ?practice ; gov:status ?was "
            "FILTER(?was != gov:planned) } } }",
        ],
        "ORDER BY ?year ?plan ?practice ?status",
    )
