"""What became of plans and problems, as frames: the statements of one report beside those of the town's next.

Whatever is known without reading a text: adoptions, types, practices and headings. Sentences on what was done are read
only for single towns (``follow_texts``).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from kg.analysis.advice.counts import CATCH_ALL
from kg.analysis.following.matching import (
    AGAIN,
    FADED,
    HEADING_ALONE,
    LEFT_OUT,
    PERSISTS,
    PLAN_RULES,
    PRACTICE_AND_FIELD,
    PROBLEM_RULES,
    SILENT,
    STATUS_VERDICT,
    UNKNOWN,
    VERDICTS,
    Rule,
    alike,
)
from kg.analysis.naming.catalogue import Catalogue

Frame = pl.DataFrame
_RANK = pl.Enum(VERDICTS)


def successive(reports: Frame, *, gaps: bool = False) -> Frame:
    """``town``, ``year``, ``next``: years of reports of a town that follow each other; with ``gaps`` also those between
    which a report is missing."""
    years = reports.select("town", "year").drop_nulls().unique().sort("town", "year")
    pairs = years.with_columns(next=pl.col("year").shift(-1).over("town")).drop_nulls()
    return pairs if gaps else pairs.filter(pl.col("next") == pl.col("year") + 1)


class Followed:
    """The statements of the reports on ``year`` beside those of the reports on ``next``, for the rows of ``pairs``."""

    def __init__(self, known: Catalogue, pairs: Frame) -> None:
        self.known, self.pairs = known, pairs
        tables = known.tables
        self.families = tables["families"].select(practice="broad", kind="narrow")
        self._catch_all = known.numbers("topics", [CATCH_ALL])
        towns = pairs.select("town").unique()
        uses = tables["adoptions"].join(towns, on="town", how="semi")
        self._uses = uses.select("town", "year", "status", use="number", kind="practice")
        self._towns = towns

    # --- practices that plans name ---

    def practices(self) -> Frame:
        """A row for each practice that a plan names: ``plan``, ``town``, ``year``, ``next``, ``practice``, ``use`` (the
        adoption of the next report with the most settled status), ``status``, ``verdict``, ``confidence``,
        ``ran_before`` (whether it, or a kind of it, ran by the plan's own report).

        Only the very practice counts: that a kind of it runs does not say that the plan is done.
        """
        plans = self._of("plans").select("town", "year", "next", plan="number")
        tied = plans.join(self.known.tables["plan_practices"].rename({"statement": "plan"}), on="plan")
        now = self._uses.rename({"year": "next", "kind": "practice"})
        best = tied.join(now, on=("town", "next", "practice")).sort("plan", "practice", "status", "use")
        best = best.unique(("plan", "practice"), keep="first", maintain_order=True)
        kinds = tied.join(self.families, on="practice")
        before = kinds.join(self._uses.filter(pl.col("status") != "planned"), on=("town", "year", "kind"))
        before = before.select("plan", "practice").unique().with_columns(ran_before=pl.lit(True))
        rows = tied.join(best.select("plan", "practice", "use", "status"), on=("plan", "practice"), how="left")
        rows = rows.join(before, on=("plan", "practice"), how="left")
        verdicts = Frame(
            [(status, *verdict) for status, verdict in STATUS_VERDICT.items()],
            schema={"status": pl.String, "verdict": _RANK, "confidence": pl.Float64},
            orient="row",
        )
        rows = rows.with_columns(pl.col("status").cast(pl.String)).join(verdicts, on="status", how="left")
        return rows.select(
            *("plan", "town", "year", "next", "practice", "use", "status"),
            pl.col("verdict").fill_null(SILENT),
            pl.col("confidence").fill_null(0.0),
            pl.col("ran_before").fill_null(False),
        ).sort("plan", "practice")

    # --- plans ---

    def plans(self) -> Frame:
        """A row for each plan: ``plan``, ``town``, ``year``, ``next``, ``heading``, ``named`` (practices), ``verdict``,
        ``basis``, ``confidence``, ``ran_before`` (it only carries on what ran by its own report), ``again`` (the plan of the
        next report that it is told again by)."""
        plans = self._of("plans").select("town", "year", "next", "heading", plan="number")
        practices = self.practices()
        named = practices.group_by("plan").agg(named=pl.len(), fresh=(~pl.col("ran_before")).sum())
        # A plan is measured by what it newly brings; by what ran already only where it brings nothing new.
        decisive = practices.join(named, on="plan").filter(~pl.col("ran_before") | (pl.col("fresh") == 0))
        decisive = decisive.filter(pl.col("verdict") != SILENT)
        first = decisive.sort("plan", "verdict", "confidence", "practice", descending=[False, False, True, False])
        first = first.unique("plan", keep="first", maintain_order=True)
        again = self._plans_again(plans, named)
        rows = plans.join(named, on="plan", how="left").with_columns(pl.col("named").fill_null(0))
        rows = rows.join(first.select("plan", "verdict", "confidence", "ran_before"), on="plan", how="left")
        rows = rows.join(again.select("plan", "again", "basis", sure="confidence"), on="plan", how="left")
        by_practice = pl.col("verdict").is_not_null()
        return rows.select(
            *("plan", "town", "year", "next", "heading", "named"),
            verdict=pl.when(by_practice)
            .then(pl.col("verdict"))
            .when(pl.col("again").is_not_null())
            .then(pl.lit(AGAIN))
            .otherwise(pl.lit(SILENT))
            .cast(_RANK),
            basis=pl.when(by_practice).then(pl.lit("practice")).otherwise(pl.col("basis").fill_null("")),
            confidence=pl.coalesce("confidence", "sure").fill_null(0.0),
            ran_before=pl.col("ran_before").fill_null(False),
            again=pl.col("again"),
        ).sort("plan")

    def _plans_again(self, plans: Frame, named: Frame) -> Frame:
        pairs = self._beside(plans, "plan")
        pairs = pairs.join(named, on="plan", how="left").with_columns(pl.col("named").fill_null(0))
        found = _by_rules(pairs, PLAN_RULES)
        # A shared type alone says nothing of a plan whose practices the next report does not plan.
        found = found.filter((pl.col("basis") != "type") | (pl.col("named") == 0))
        sure = pl.when(pl.col("named") == 0).then(pl.col("confidence")).otherwise(HEADING_ALONE)
        found = found.with_columns(confidence=sure)
        return _surest(found, "plan").rename({"other": "again"})

    # --- problems ---

    def problems(self) -> Frame:
        """A row for each problem: ``problem``, ``town``, ``year``, ``next``, ``heading``, ``verdict``, ``basis``,
        ``confidence``, ``again`` (the problem of the next report). Where that tells no problem, nothing is known."""
        problems = self._of("problems").select("town", "year", "next", "heading", problem="number")
        pairs = self._beside(problems, "problem")
        found = pl.concat([_by_rules(pairs, PROBLEM_RULES), self._of_one_field(pairs)], how="diagonal_relaxed")
        found = _surest(found, "problem").select("problem", "basis", "confidence", again="other")
        telling = self.known.tables["problems"].select("town", next="year").unique().with_columns(telling=pl.lit(True))
        rows = problems.join(found, on="problem", how="left").join(telling, on=("town", "next"), how="left")
        return rows.select(
            *("problem", "town", "year", "next", "heading"),
            verdict=pl.when(pl.col("again").is_not_null())
            .then(pl.lit(PERSISTS))
            .when(pl.col("telling").is_not_null())
            .then(pl.lit(FADED))
            .otherwise(pl.lit(UNKNOWN)),
            basis=pl.col("basis").fill_null(""),
            confidence=pl.col("confidence").fill_null(0.0),
            again=pl.col("again"),
        ).sort("problem")

    def new_problems(self, problems: Frame) -> Frame:
        """Problems of the later reports that no row of ``problems`` (of the method ``problems``) is told again by:
        ``problem``, ``town``, ``year``, ``next``. Only where the earlier report tells problems."""
        later = self.known.tables["problems"].select("town", next="year", problem="number")
        later = later.join(self.pairs, on=("town", "next")).join(
            problems.select("town", "year").unique(), on=("town", "year"), how="semi"
        )
        return later.join(problems.select(problem="again").drop_nulls(), on="problem", how="anti").sort("problem")

    def types(self, kind: str) -> Frame:
        """``statement``, ``topic`` of problems or plans (``kind`` "problem" or "plan"), but for the catch-all type."""
        about = self.known.tables[f"{kind}_topics"]
        return about.filter(~pl.col("topic").is_in(pl.Series(self._catch_all, dtype=pl.UInt32).implode()))

    def _of(self, table: str) -> Frame:
        rows = self.known.tables[table].join(self._towns, on="town", how="semi")
        return rows.join(self.pairs, on=("town", "year"), maintain_order="left")

    def _beside(self, statements: Frame, kind: str) -> Frame:
        """Each statement beside each of its kind in the next report (``other``): ``alike``, ``shared`` (types)."""
        later = self.known.tables[f"{kind}s"].join(self._towns, on="town", how="semi")
        later = later.select("town", next="year", other="number", told=core_of("heading"))
        pairs = statements.with_columns(here=core_of("heading")).join(later, on=("town", "next"))
        pairs = pairs.with_columns(
            alike=pl.Series(alike(pairs["here"].to_list(), pairs["told"].to_list()), dtype=pl.Float64)
        )
        types = self.types(kind)
        here = types.rename({"statement": kind})
        there = types.rename({"statement": "other"})
        shared = pairs.select(kind, "other").join(here, on=kind).join(there, on=("other", "topic"))
        shared = shared.group_by(kind, "other").agg(shared=pl.len())
        pairs = pairs.join(shared, on=(kind, "other"), how="left").with_columns(pl.col("shared").fill_null(0))
        return pairs.drop("here", "told", "heading")

    def _of_one_field(self, pairs: Frame) -> Frame:
        """Problems that name the same practice and whose types belong to the same field."""
        named = self.known.tables["problem_practices"]
        both = pairs.join(named.rename({"statement": "problem"}), on="problem")
        both = both.join(named.rename({"statement": "other"}), on=("other", "practice")).select(pairs.columns).unique()
        up = (
            self.known.tables["topic_families"]
            .filter(pl.col("narrow") != pl.col("broad"))
            .select(topic="narrow", field="broad")
        )
        fields = self.types("problem").join(up, on="topic").select("statement", "field").unique()
        one = both.join(fields.rename({"statement": "problem"}), on="problem")
        one = one.join(fields.rename({"statement": "other"}), on=("other", "field"))
        return (
            one.select(pairs.columns)
            .unique()
            .with_columns(basis=pl.lit("practice"), confidence=pl.lit(PRACTICE_AND_FIELD))
        )


def core_of(column: str) -> pl.Expr:
    """``follow_matching.core`` of a column."""
    bare = pl.col(column).str.replace_all(LEFT_OUT, "")
    return pl.when(bare == "").then(pl.col(column)).otherwise(bare)


def _by_rules(pairs: Frame, rules: Sequence[Rule]) -> Frame:
    """The pairs that any rule speaks for, with the ``basis`` and ``confidence`` of the surest."""
    basis, confidence = pl.lit(None, dtype=pl.String), pl.lit(None, dtype=pl.Float64)
    for rule in sorted(rules, key=lambda rule: rule.confidence):
        holds = pl.col("alike") >= rule.alike
        if rule.type_shared:
            holds &= pl.col("shared") > 0
        basis = pl.when(holds).then(pl.lit(rule.basis)).otherwise(basis)
        confidence = pl.when(holds).then(rule.confidence).otherwise(confidence)
    return pairs.with_columns(basis=basis, confidence=confidence).filter(pl.col("basis").is_not_null())


def _surest(found: Frame, kind: str) -> Frame:
    """One row for each statement: of the surest rule, then the most types, then the likest, then the first."""
    order = (kind, "confidence", "shared", "alike", "other")
    ranked = found.sort(*order, descending=[False, True, True, True, False])
    return ranked.unique(kind, keep="first", maintain_order=True)
