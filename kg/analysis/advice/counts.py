"""What other towns set against their problems, as frames: who told which type of problem when, what they planned
against it, who no longer tells it, and how often either is so anyway."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl

from kg.analysis.adopting import own_words
from kg.analysis.answers import Count
from kg.analysis.scope import Corpus

CATCH_ALL = "https://w3id.org/towngov/topic/其他问题"  # no type that two towns could share
Z = 1.96  # standard deviations of a two-sided bound of 95 %


def compared(rows: pl.DataFrame, cases: str, of: int, usual: str, usual_of: int) -> pl.DataFrame:
    """``rows`` (one for each practice) with how a share of ``of`` stands to the usual one of ``usual_of``.

    ``lift``: the one by the other; ``lift_least``: with the lower end of the share's Wilson interval (E. B. Wilson,
    Probable inference, JASA 22, 1927) instead; ``chance``: how likely so many cases or more would be for any of the rows
    if the share were the usual one (binomial tail, times the rows that are looked at: Bonferroni), at most 1.
    """
    from scipy.special import bdtrc

    n, share, anyway = float(max(1, of)), pl.col(cases) / max(1, of), pl.col(usual) / max(1, usual_of)
    spread = Z * (share * (1 - share) / n + Z * Z / (4 * n * n)).sqrt()
    least = (share + Z * Z / (2 * n) - spread) / (1 + Z * Z / n)
    tail = bdtrc(rows[cases].to_numpy() - 1, of, (rows[usual] / max(1, usual_of)).to_numpy())
    chance = pl.Series("chance", tail * len(rows), dtype=pl.Float64).clip(0.0, 1.0)
    return rows.with_columns(chance, lift=share / anyway, lift_least=least / anyway)


class Ground:
    """What all towns in scope but one (``own``, a row number) report.

    ``told``: ``town``, ``year``, ``problem``, ``type`` — a row for each type of a problem, and for each type above
    those. ``aimed``: the same with ``plan`` and ``practice``, for plans that address the problem and name a practice.

    Problems, plans and practices that stand in text copied from another town alone are in none of these, unless
    ``copies``: towns that say the same in the same words are one case. They do tell that a report speaks of problems,
    and that it speaks of a type still.
    """

    def __init__(self, where: Corpus, own: int, copies: bool = False) -> None:
        tables = where.known.tables
        self.where, self.own, self.copies = where, own, copies
        self._usual: dict[frozenset[int], tuple[pl.DataFrame, int]] = {}
        other = pl.col("town") != own
        self.problems = where.facts("problems").filter(other)
        catch_all = where.known.numbers("topics", [CATCH_ALL])
        about = tables["problem_topics"].filter(~pl.col("topic").is_in(pl.Series(catch_all, dtype=pl.UInt32).implode()))
        up = tables["topic_families"].select(topic="narrow", type="broad")
        types = (
            about.join(up, on="topic").select("type", problem="statement").unique()
        )  # two may have the same above them
        self.told_anyhow = self.problems.select("town", "year", problem="number").join(types, on="problem")
        own_problems = self._own_words("problem", self.problems).select(problem="number")
        self.told = self.told_anyhow.join(own_problems, on="problem", how="semi")
        self.answers = self._own_words("plan", tables["addresses"].rename({"plan": "number"})).rename(
            {"number": "plan"}
        )
        self.answers = self.answers.join(self.told, on="problem")
        self.aimed = self.answers.join(tables["plan_practices"].rename({"statement": "plan"}), on="plan")

    def _own_words(self, kind: str, rows: pl.DataFrame) -> pl.DataFrame:
        return rows if self.copies else own_words(self.where, rows, kind)

    def discounted(self, types: Sequence[int]) -> int:
        """Problems of the types, and plans against such problems, that are left out as copied."""
        told = _of(self.told_anyhow, "type", types).select("problem").unique()
        plans = self.where.known.tables["addresses"].join(told, on="problem", how="semi").select(number="plan").unique()
        told = told.rename({"problem": "number"})
        return sum(len(rows) - len(self._own_words(kind, rows)) for kind, rows in (("problem", told), ("plan", plans)))

    @cached_property
    def reporting(self) -> int:
        """Towns that tell any problem of a known type."""
        return self.told_anyhow["town"].n_unique()

    @cached_property
    def last(self) -> pl.DataFrame:
        """``town`` and ``last``, the year of its latest report that tells any problem."""
        return self.problems.group_by("town").agg(last=pl.col("year").max())

    def peers(self, types: Sequence[int]) -> pl.DataFrame:
        """Who tells one of the types: ``town``, ``first`` and ``latest`` year of telling it, ``followed`` (whether it
        tells any problem in a later year than the first), ``no_longer`` (whether it did so without the type)."""
        first = _of(self.told, "type", types).group_by("town").agg(first=pl.col("year").min())
        latest = _of(self.told_anyhow, "type", types).group_by("town").agg(latest=pl.col("year").max())
        return (
            first.join(latest, on="town")
            .join(self.last, on="town")
            .select(
                "town",
                "first",
                "latest",
                followed=(pl.col("last") > pl.col("first")).fill_null(False),
                no_longer=(pl.col("last") > pl.col("latest")).fill_null(False),
            )
        )

    def usual(self, types: Sequence[int]) -> tuple[pl.DataFrame, int]:
        """How many cases (a town and a type that stands as high in the scheme as ``types``) there are, and by
        ``practice`` how many (``usual``) have a plan that names it."""
        above = self.where.known.tables["topic_families"].group_by("narrow").agg(height=pl.len())
        heights = frozenset(_of(above, "narrow", types)["height"].to_list())
        if heights not in self._usual:
            level = above.filter(pl.col("height").is_in(sorted(heights)))["narrow"].to_list()
            cases = _of(self.told, "type", level).select("town", "type").unique()
            named = _of(self.aimed, "type", level).select("town", "type", "practice").unique()
            self._usual[heights] = named.group_by("practice").agg(usual=pl.len()), len(cases)
        return self._usual[heights]

    def remedies(self, types: Sequence[int], cases: pl.DataFrame, peers: int) -> pl.DataFrame:
        """A row for each practice of ``cases``, which are those of the types: ``practice``, ``cases``, ``usual``, ``usual_of``,
        ``lift``, ``lift_least``, ``chance``, ``followed``, ``no_longer``, ``weak``; as ``advice.advise`` ranks them."""
        usual, usual_of = self.usual(types)
        weak = self._named_by_problems(types)
        rows = (
            cases.group_by("practice")
            .agg(
                cases=pl.len(),
                followed=pl.col("followed").sum(),
                no_longer=pl.col("no_longer").sum(),
            )
            .join(usual, on="practice")
            .join(weak, on="practice", how="left")
            .with_columns(pl.col("weak").fill_null(0), usual_of=pl.lit(usual_of))
        )
        return compared(rows, "cases", peers, "usual", usual_of)

    def cases(self, types: Sequence[int], peers: pl.DataFrame) -> pl.DataFrame:
        """A row for each ``practice`` and ``town`` with a plan against the types that names it: ``year`` (the first
        such plan's), ``followed``, ``no_longer``."""
        aimed = _of(self.aimed, "type", types).group_by("practice", "town").agg(year=pl.col("year").min())
        return aimed.join(peers.select("town", "followed", "no_longer"), on="town").with_columns(
            no_longer=pl.col("no_longer") & pl.col("followed")
        )

    def with_runs(self, cases: pl.DataFrame, practices: Sequence[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The cases of some practices with ``runs`` (whether the report of the plan or a later one says so), and what
        became of the practices there: ``town``, ``practice`` (as planned), ``use`` (an adoption of it or of a narrower
        one), ``status``, ``status_year``."""
        cases = _of(cases, "practice", practices)
        families = _of(self.where.known.tables["families"], "broad", practices).select(practice="broad", kind="narrow")
        told = _of(self._adoptions, "practice", families["kind"].to_list())
        told = told.select("town", "status", use="number", status_year="year", kind="practice").join(
            families, on="kind"
        )
        uses = told.drop("kind").join(cases.select("town", "practice"), on=("town", "practice"), how="semi")
        running = uses.filter(pl.col("status") != "planned").group_by("practice", "town")
        rows = cases.join(running.agg(last_run=pl.col("status_year").max()), on=("practice", "town"), how="left")
        runs = (pl.col("last_run") >= pl.col("year")).fill_null(False)
        return rows.with_columns(runs=runs).drop("last_run"), uses

    @cached_property
    def _adoptions(self) -> pl.DataFrame:
        return self._own_words("adoption", self.where.facts("adoptions").filter(pl.col("town") != self.own))

    def _named_by_problems(self, types: Sequence[int]) -> pl.DataFrame:
        named = self.where.known.tables["problem_practices"].rename({"statement": "problem"})
        those = _of(self.told, "type", types).select("town", "problem").unique().join(named, on="problem")
        return those.group_by("practice").agg(weak=pl.col("town").n_unique())

    @cached_property
    def _latest(self) -> pl.DataFrame:
        """``town`` and ``report``: its latest report that tells any problem, so that its years count it once."""
        reports = self.problems.select("town", "year", "report").unique()
        reports = reports.sort("town", "year", "report", nulls_last=False)
        return reports.unique("town", keep="last", maintain_order=True).select("town", "report")

    @cached_property
    def _running_by_latest(self) -> tuple[np.ndarray, np.ndarray]:
        """Town and practice of each practice that runs by the town's ``_latest`` report."""
        rows = self._adoptions.filter(pl.col("status") != "planned")
        latest = self._latest["report"]
        if len(latest) < self.where.scope.reports - 1:
            rows = rows.join(latest.to_frame(), on="report", how="semi")
        # One number for both: a practice with two statuses counts once, and one column is told apart faster than two.
        both = rows.select((pl.col("town").cast(pl.UInt64) * 2**32 + pl.col("practice")).unique())["town"].to_numpy()
        return both >> np.uint64(32), both & np.uint64(2**32 - 1)

    def runs_there(self, types: Sequence[int]) -> pl.DataFrame:
        """Practices by how much more often they run in towns whose latest report tells one of the types: ``practice``,
        ``cases``, ``of``, ``usual``, ``usual_of``, ``lift``, ``lift_least``, ``chance``."""
        told = _of(self.told, "type", types).join(self._latest_problems, on="problem", how="semi")["town"].unique()
        there = np.zeros(len(self.where.known.tables["towns"]), dtype=bool)
        there[told.to_numpy()] = True
        towns, practices = self._running_by_latest
        many = len(self.where.known.tables["practices"])
        cases = np.bincount(practices[there[towns]], minlength=many)
        rows = pl.DataFrame(
            {"practice": np.arange(many, dtype=np.uint32), "cases": cases, "usual": self._usually_running}
        )
        rows = rows.filter(pl.col("cases") > 0)
        rows = rows.with_columns(of=pl.lit(len(told)), usual_of=pl.lit(len(self._latest)))
        return compared(rows, "cases", len(told), "usual", len(self._latest))

    @cached_property
    def _usually_running(self) -> np.ndarray:
        return np.bincount(self._running_by_latest[1], minlength=len(self.where.known.tables["practices"]))

    @cached_property
    def _latest_problems(self) -> pl.DataFrame:
        return self.problems.join(self._latest.select("report"), on="report", how="semi").select(problem="number")

    def planning(self, types: Sequence[int]) -> int:
        """Towns with a plan that addresses a problem of one of the types."""
        return _of(self.answers, "type", types)["town"].n_unique()

    def plans(self, types: Sequence[int]) -> pl.DataFrame:
        """Plans that address a problem of one of the types: ``plan``, ``problem``, ``town``, ``year``."""
        return _of(self.answers, "type", types).select("plan", "problem", "town", "year").unique()


def faded(peers: pl.DataFrame) -> Count:
    """Peers that no longer tell the type, of those that tell any problem in a later year than it."""
    return Count(int((peers["no_longer"] & peers["followed"]).sum()), int(peers["followed"].sum()))


def _of(rows: pl.DataFrame, column: str, numbers: Sequence[int]) -> pl.DataFrame:
    return rows.filter(pl.col(column).is_in(pl.Series(list(numbers), dtype=pl.UInt32).implode()))
