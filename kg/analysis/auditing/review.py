"""The audit of annual reports for who must review them: whose report is not there, which were published late, lack a
prescribed part, hold figures that cannot both be right, or plans that answer no problem.

What it says is what was *found*: an extractor may miss a part that is there. Every finding on a figure shows its
sentences; what rests on the absence of something says that it was not found, and never that it does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from kg.analysis.answers import Count, Evidence
from kg.analysis.asking import Asks, local_part
from kg.analysis.auditing import copies as audit_copies
from kg.analysis.auditing import coverage as audit_coverage
from kg.analysis.auditing import figures as audit_figures
from kg.analysis.auditing import reports as audit_reports
from kg.analysis.auditing import telling as audit_telling
from kg.analysis.auditing.answers import AuditAnswer, Audited, Coverage, Finding
from kg.analysis.auditing.checks import CHECKS, GROUPS, ORDER, PART_CHECKS, RANK
from kg.analysis.auditing.coverage import Missing, area_of
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import evidence
from kg.ontology import folded

__all__ = ["audit", "audit_telling"]
Proofs = dict[int, tuple[str, tuple[Evidence, ...]]]
_REPORTS = ("check", "severity", "report")


def audit(
    store: Asks,
    *,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    due: str = "04-01",
    expected: Sequence[str] | None = None,
    checks: Sequence[str] = (),
    notes: bool = True,
    limit: int | None = None,
) -> AuditAnswer:
    """Findings on the current reports of a year, province or county.

    ``due``: the day (04-01) before which the report of the year before is to be published. ``expected``: one's own list
    of towns whose reports are due, a name each; else the official list. ``checks``: ids or groups of
    ``audit_checks.CHECKS``, all where none are given; ``notes`` False leaves out mere notes. ``limit`` keeps so many
    findings, the gravest first; all are counted. Raises UnknownNameError for a place,
    year, check or town that is not known, KgError for a ``due`` that is no day.
    """
    wanted = _wanted(checks)
    where = corpus(store, year=year, province=province, county=county)
    own = None if expected is None else audit_coverage.expected_towns(expected, where)
    covered, missing, counties = audit_coverage.coverage(where, own)
    frames = [audit_reports.found(where, due), audit_copies.found(where)]
    found = pl.concat([_packed(frame) for frame in frames if len(frame)] or [_packed(frames[0])])
    figures = _packed(audit_figures.found(where))
    # What a sentence may excuse is looked at now, all other sentences when it is known which findings are shown.
    proofs = _figure_proofs(store, where, figures.filter(~pl.col("check").is_in(audit_figures.WITHOUT_EXCUSE)), {})
    figures = figures.filter(pl.Series(_stands(figures, proofs), dtype=pl.Boolean))
    rows = pl.concat([found, figures]).filter(pl.col("check").is_in(wanted))
    rows = rows if notes else rows.filter(pl.col("severity") != "note")
    missing = missing if "no-report" in wanted else []
    reports = _Reports(where)
    ordered = _ordered(where, rows)
    by_check = _by_check(where, rows, covered, missing, wanted)
    by_severity = _by_severity(rows, missing)
    gone = [_missing(one) for one in missing]
    left_out = 0
    if limit is not None and len(gone) + len(ordered) > limit:
        left_out = len(gone) + len(ordered) - limit
        gone, ordered = gone[:limit], _gravest(ordered, max(limit - len(gone), 0))
    proofs = _figure_proofs(store, where, ordered, proofs)
    told = [_finding(where, reports, row, proofs) for row in ordered.iter_rows(named=True)]
    grave = rows.filter(pl.col("severity") != "note")["report"].n_unique()
    return AuditAnswer(
        where.scope,
        due,
        tuple(reports.all()),
        tuple(sorted([*gone, *told], key=_place)),
        covered,
        by_check,
        by_severity,
        counties,
        Count(len(where.reports) - grave, len(where.reports)),
        left_out,
        asked=tuple(wanted) if checks else (),
    )


def _wanted(checks: Sequence[str]) -> list[str]:
    """The checks meant by ids, groups or the titles of either, in Chinese or English."""
    called: dict[str, dict[str, None]] = {}
    for check in CHECKS.values():
        for name in (check.id, check.group, *check.title, *GROUPS[check.group]):
            called.setdefault(folded(name), {})[check.id] = None
    found: dict[str, None] = {}
    for name in checks:
        those = called.get(folded(name))
        if those is None:
            every = {name for check in CHECKS.values() for name in (check.id, check.title[0])}
            every |= {name for group, titles in GROUPS.items() for name in (group, titles[0])}
            groups = [f"{group}（{titles[0]}）" for group, titles in GROUPS.items()]
            raise UnknownNameError("check", name, nearest(name, every), examples=groups)
        found |= those
    return list(found) or list(CHECKS)


def _packed(frame: pl.DataFrame) -> pl.DataFrame:
    """Findings of any kind alike: ``values`` is a struct, ``figures`` the rows of figures (empty for other kinds)."""
    others = [name for name in frame.columns if name not in (*_REPORTS, "figures")]
    every = [*dict.fromkeys((*audit_reports.VALUES, *audit_figures.VALUES, *audit_copies.VALUES))]
    struct = pl.struct([pl.col(name) if name in others else pl.lit("").alias(name) for name in every])
    figures = pl.col("figures") if "figures" in frame.columns else pl.lit([], dtype=pl.List(pl.UInt32))
    return frame.select(*_REPORTS, figures.alias("figures"), struct.alias("values"))


def _figure_proofs(store: Asks, where: Corpus, rows: pl.DataFrame, known: Proofs) -> Proofs:
    """``known`` and the figures of ``rows``: row number of the figure → its IRI and sentences."""
    numbers = rows["figures"].explode(empty_as_null=False).drop_nulls().unique().sort().to_list()
    new = [number for number in numbers if number not in known]
    nodes = where.known.tables.nodes("figures", new)
    proofs = evidence(store, nodes)
    return known | {number: (node, proofs.get(node, ())) for number, node in zip(new, nodes, strict=True)}


def _stands(rows: pl.DataFrame, proofs: Proofs) -> list[bool]:
    return [
        audit_figures.kept(tuple(p.sentence for n in numbers if n in proofs for p in proofs[n][1]), check)
        for check, numbers in rows.select("check", "figures").iter_rows()
    ]


class _Reports:
    """Reports as people read them, made when a finding needs one."""

    def __init__(self, where: Corpus) -> None:
        self.where = where
        self.rows = {row["number"]: row for row in where.reports.iter_rows(named=True)}
        parts = where.facts("parts").group_by("report", maintain_order=True).agg("part")
        self.parts = dict(parts.iter_rows())
        self.made: dict[int, Audited] = {}

    def __getitem__(self, number: int) -> Audited:
        if number not in self.made:
            row: dict[str, Any] = self.rows[number]
            have = self.parts.get(number, [])
            self.made[number] = Audited(
                local_part(row["iri"]),
                self.where.known.town(row["town"]),
                row["year"],
                row["title"],
                row["file"],
                row["source"],
                str(row["issued"] or ""),
                str(row["signed"] or ""),
                tuple(part for part in PART_CHECKS if part in have),
            )
        return self.made[number]

    def all(self) -> Iterator[Audited]:
        return (self[number] for number in self.rows)


def _ordered(where: Corpus, rows: pl.DataFrame) -> pl.DataFrame:
    towns = where.known.tables["towns"].select(town="number", place="full_name")
    reports = where.reports.select("town", "year", report="number")
    return (
        rows.join(reports, on="report", how="left")
        .join(towns, on="town", how="left")
        .with_columns(
            rank=pl.col("severity").replace_strict(RANK, return_dtype=pl.Int8),
            at=pl.col("check").replace_strict(ORDER, return_dtype=pl.Int8),
        )
        .sort("place", "town", "year", "report", "rank", "at", "figures", nulls_last=True, maintain_order=True)
    )


def _gravest(rows: pl.DataFrame, limit: int) -> pl.DataFrame:
    """The first ``limit`` rows of the gravest, in the order in which all stood."""
    placed = rows.with_row_index("_place")
    return placed.sort("rank", "_place").head(limit).sort("_place").drop("_place")


def _finding(
    where: Corpus,
    reports: _Reports,
    row: Mapping[str, Any],
    proofs: Proofs,
) -> Finding:
    report = reports[row["report"]]
    values = {name: value for name, value in row["values"].items() if value}
    told = [proofs[number] for number in row["figures"] if number in proofs]
    sentences = dict.fromkeys(proof for _, those in told for proof in those)
    return Finding(
        row["check"],
        row["severity"],
        area_of(report.town),
        report.town,
        report.year,
        report,
        values,
        tuple(node for node, _ in told),
        tuple(sentences),
    )


def _missing(one: Missing) -> Finding:
    check = CHECKS["no-report"]
    return Finding(check.id, check.severity.value, one.area, one.town, one.year, None, {"year": str(one.year)})


def _place(finding: Finding) -> tuple[Any, ...]:
    report = finding.report.id if finding.report else ""
    return (
        finding.area or "\uffff",
        finding.town.full_name,
        finding.town.iri,
        finding.year or 0,
        report,
        RANK[finding.severity],
        ORDER[finding.check],
    )


def _by_check(
    where: Corpus, rows: pl.DataFrame, covered: Sequence[Coverage], missing: Sequence[Missing], wanted: Sequence[str]
) -> dict[str, Count]:
    """Reports with such a finding, of those to which the check applies: parts are known of reports that tell any."""
    many = dict(rows.group_by("check").agg(pl.col("report").n_unique()).iter_rows())
    with_parts = where.facts("parts")["report"].n_unique()
    of = {check: with_parts if CHECKS[check].group == "parts" else len(where.reports) for check in wanted}
    told = {check: Count(many.get(check, 0), of[check]) for check in wanted}
    if "no-report" in told:
        told["no-report"] = Count(len(missing), sum(one.listed for one in covered if one.sure))
    return told


def _by_severity(rows: pl.DataFrame, missing: Sequence[Missing]) -> dict[str, int]:
    many = dict(rows.group_by("severity").len().iter_rows())
    many["warning"] = many.get("warning", 0) + len(missing)
    return {severity: many.get(severity, 0) for severity in RANK}
