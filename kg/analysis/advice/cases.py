"""Which towns are shown as cases, with the sentences of their plans and of what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import polars as pl
from rapidfuzz import fuzz, process

from kg.analysis.advice.answers import AdviceAnswer, Case, Level, ProblemAdvice, Remedy
from kg.analysis.advice.counts import Ground
from kg.analysis.answers import Evidence, Practice
from kg.analysis.asking import Asks
from kg.analysis.scope import Corpus
from kg.analysis.statements import evidence

NEAR = ("county", "prefecture", "province")
_MOST = 2  # sentences of a plan, and of an adoption, that a case carries


class Cases:
    """Cases of one question. Sentences are fetched once, for all that is shown, by ``proven``."""

    def __init__(self, store: Asks, where: Corpus, own: int, with_evidence: bool) -> None:
        self.store, self.where, self.with_evidence = store, where, with_evidence
        self._spelt: dict[str, list[str]] = {}
        towns = where.known.tables["towns"]
        home = towns.row(own, named=True)
        near = pl.lit(len(NEAR), dtype=pl.Int32)
        for rank, name in reversed(list(enumerate(NEAR))):
            here = (pl.col(f"{name}_iri") == home[f"{name}_iri"]) & (pl.col(f"{name}_iri") != "")
            near = pl.when(here).then(pl.lit(rank, dtype=pl.Int32)).otherwise(near)
        self.places = towns.select(town="number", near=near, name="full_name")

    def of_practices(
        self, ground: Ground, types: Sequence[int], cases: pl.DataFrame, uses: pl.DataFrame, most: int
    ) -> dict[int, tuple[Case, ...]]:
        """For each practice the first ``most`` of its ``cases`` (with ``uses``, of ``Ground.with_runs``): those that no longer tell the type, then those in which it runs,
        then the nearest, the latest, by name."""
        wanted = _numbers(cases["practice"].unique().to_list())
        rows = cases.join(self.places, on="town")
        order = ("practice", "no_longer", "runs", "near", "year", "name", "town")
        rows = rows.sort(*order, descending=[False, True, True, False, True, False, False], nulls_last=True)
        rows = rows.group_by("practice", maintain_order=True).head(most)
        plans = ground.aimed.filter(pl.col("practice").is_in(wanted) & pl.col("type").is_in(_numbers(types)))
        plans = plans.sort("plan", "problem").unique(("practice", "town", "year"), keep="first", maintain_order=True)
        rows = rows.join(
            plans.select("practice", "town", "year", "plan", "problem"),
            on=("practice", "town", "year"),
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        rows = _with_status(rows, uses)
        found: dict[int, list[Case]] = {}
        for practice, case in zip(rows["practice"], self._cases(rows), strict=True):
            found.setdefault(practice, []).append(case)
        return {practice: tuple(those) for practice, those in found.items()}

    def of_plans(
        self, ground: Ground, types: Sequence[int], peers: pl.DataFrame, heading: str, most: int, shown: frozenset[str]
    ) -> tuple[Case, ...]:
        """The first ``most`` plans against the types, one a town: of towns that no longer tell the type, then against
        problems headed most like ``heading``, then the nearest, the latest, by name. Towns in ``shown`` have been."""
        tables = self.where.known.tables
        rows = ground.plans(types).join(peers.select("town", "followed", "no_longer"), on="town")
        towns = tables["towns"].filter(~pl.col("iri").is_in(pl.Series(sorted(shown), dtype=pl.String).implode()))
        rows = rows.join(towns.select(town="number"), on="town", how="semi").join(self.places, on="town")
        rows = rows.join(tables["problems"].select("heading", problem="number"), on="problem").sort("plan", "problem")
        alike = (
            process.cdist([heading], rows["heading"].to_list(), scorer=fuzz.ratio)[0] if heading and len(rows) else None
        )
        rows = rows.with_columns(
            alike=pl.Series(alike, dtype=pl.Float32) if alike is not None else pl.lit(0.0, dtype=pl.Float32),
            no_longer=pl.col("no_longer") & pl.col("followed"),
        )
        order = ("no_longer", "alike", "near", "year", "name", "plan", "problem")
        rows = rows.sort(*order, descending=[True, True, False, True, False, False, False], nulls_last=True)
        rows = rows.unique("town", keep="first", maintain_order=True).head(most)
        return tuple(self._cases(rows))

    def _cases(self, rows: pl.DataFrame) -> list[Case]:
        """Rows as cases. Statements are named by row number until ``proven`` names them."""
        known = self.where.known
        problems, plans = known.tables["problems"], known.tables["plans"]
        rows = rows.join(
            problems.select(problem="number", of="heading"), on="problem", how="left", maintain_order="left"
        )
        rows = rows.join(plans.select(plan="number", headed="heading"), on="plan", how="left", maintain_order="left")
        named: dict[int, list[int]] = {number: [] for number in rows["plan"]}
        tied = known.tables["plan_practices"].filter(pl.col("statement").is_in(_numbers(list(named))))
        for plan, practice in tied.iter_rows():
            named[plan].append(practice)
        return [
            Case(
                known.town(row["town"]),
                row["year"],
                row["of"],
                row["headed"],
                row.get("status") or "",
                row.get("status_year"),
                row["no_longer"] if row["followed"] else None,
                NEAR[row["near"]] if row["near"] < len(NEAR) else "",
                tuple(known.practice(number) for number in named[row["plan"]]),
                str(row["plan"]),
                "" if row.get("use") is None else str(row["use"]),
            )
            for row in rows.iter_rows(named=True)
        ]

    def proven(self, answer: AdviceAnswer) -> AdviceAnswer:
        """The answer with statements named by IRI and, if they were asked for, the sentences of its cases."""
        shown = [case for one in answer.problems for level in one.levels for case in _shown(level)]
        plans = self._nodes("plans", {case.plan_iri for case in shown})
        uses = self._nodes("adoptions", {case.use_iri for case in shown if case.use_iri}) | {"": ""}
        nodes = sorted({*plans.values(), *uses.values()} - {""})
        proofs = evidence(self.store, nodes) if self.with_evidence else {}

        def case(one: Case, practices: tuple[Practice, ...]) -> Case:
            plan, use = plans[one.plan_iri], uses[one.use_iri]
            forms = [form for practice in practices for form in self._forms(practice)]
            told = _telling(proofs.get(plan, ()), one.plan, forms)
            return replace(one, plan_iri=plan, use_iri=use, evidence=told, proof=proofs.get(use, ())[:_MOST])

        def remedy(one: Remedy) -> Remedy:
            return replace(one, shown=tuple(case(peer, (one.practice,)) for peer in one.shown))

        def level(one: Level) -> Level:
            plans = tuple(case(peer, peer.practices) for peer in one.plans)
            return replace(one, remedies=tuple(map(remedy, one.remedies)), plans=plans)

        def problem(one: ProblemAdvice) -> ProblemAdvice:
            return replace(one, levels=tuple(map(level, one.levels)))

        return replace(answer, problems=tuple(map(problem, answer.problems)))

    def _forms(self, practice: Practice) -> list[str]:
        """Every way to write a practice or one of its kinds."""
        if practice.iri not in self._spelt:
            known = self.where.known
            kinds = known.family(known.numbers("practices", [practice.iri]))
            rows = known.tables["spellings"].filter(pl.col("practice").is_in(_numbers(kinds)) & (pl.col("how") != "id"))
            self._spelt[practice.iri] = rows["label"].to_list()
        return self._spelt[practice.iri]

    def _nodes(self, table: str, numbers: set[str]) -> dict[str, str]:
        """IRIs by row number, all at once: the column of IRIs is long."""
        asked = sorted(map(int, numbers))
        named = self.where.known.tables.nodes(table, asked) if asked else []
        return dict(zip(map(str, asked), named, strict=True))


def _shown(level: Level) -> list[Case]:
    return [*(case for remedy in level.remedies for case in remedy.shown), *level.plans]


def _with_status(rows: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with how far ``practice`` got in the report of the case or a later one: ``status``, ``status_year`` and
    ``use``. The most settled status, where it is first told."""
    told = rows.join(uses, on=("practice", "town")).filter(pl.col("status_year") >= pl.col("year"))
    first = told.sort("status", "status_year", "use").unique(("practice", "town"), keep="first", maintain_order=True)
    kept = first.select("practice", "town", "use", "status_year", pl.col("status").cast(pl.String))
    return rows.join(kept, on=("practice", "town"), how="left", maintain_order="left")


def _telling(proofs: Sequence[Evidence], heading: str, forms: Collection[str]) -> tuple[Evidence, ...]:
    """The sentences of a plan that write one of ``forms``, else the first ones that say more than its heading."""
    naming = [proof for proof in proofs if any(form in proof.sentence for form in forms)]
    bodies = [proof for proof in proofs if not proof.sentence.rstrip("。：:；;").endswith(heading)]
    return tuple((naming or bodies or list(proofs))[:_MOST])


def _numbers(numbers: Sequence[int]) -> pl.Series:
    return pl.Series(list(numbers), dtype=pl.UInt32).implode()
