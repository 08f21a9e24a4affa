"""How generated reports compare with the seeds: length, sentences, facts of each kind, quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean

from corpus.truth import ReportTruth
from kg import ontology, places
from kg.model import Facts, Report, Status

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
_ROWS = (
    "characters", "sentences", "characters a sentence", "practices", "… running", "… tried or on the way", "… planned",
    "… carried on", "… in no list", "sentences a practice", "engagements", "problems", "causes", "plans", "… answering",
    "figures", "laws", "quads",
)  # fmt: skip


def measured(report: Report, facts: Facts) -> dict[str, float]:
    """The numbers of one report."""
    from kg.rdf.report import report_quads

    adoptions = facts.adoptions
    by_status = {s: sum(a.status is s for a in adoptions) for s in Status}
    quads = report_quads(replace(report, file_name=""), facts, ontology.load(), places.load())
    values = (
        len(report.text), len(report.passages), len(report.text) / len(report.passages), len(adoptions),
        by_status[Status.IMPLEMENTED], by_status[Status.PILOTING] + by_status[Status.IN_PROGRESS],
        by_status[Status.PLANNED], sum(a.continues for a in adoptions),
        sum(a.mechanism.id is None for a in adoptions), mean(len(a.passages) for a in adoptions),
        len(facts.engagements), len(facts.problems), len(facts.causes), len(facts.plans),
        sum(bool(p.addresses) for p in facts.plans), len(facts.observations), len(facts.citations), len(quads),
    )  # fmt: skip
    return dict(zip(_ROWS, values, strict=True))


def seeds() -> Iterator[dict[str, float]]:
    """The numbers of the seeds, as extracted."""
    from kg.extractors import extract
    from kg.reports import read_report

    for path in sorted(SEEDS.glob("*.txt")):
        report = read_report(path.read_bytes(), path.name)
        yield measured(report, extract(report, ontology.load(), places.load()))


def side_by_side(truths: Iterable[ReportTruth]) -> str:
    """A table of means: the seeds with their least and greatest values, the generated reports with theirs."""
    columns = [list(seeds()), [measured(t.report, t.facts) for t in truths]]
    head = f"{'':24}{'seeds':>10}{'(from–to)':>18}{'made':>12}{'(from–to)':>18}"
    lines = [head]
    for row in _ROWS:
        cells = [f"{row:24}"]
        for column, width in zip(columns, (10, 12), strict=True):
            values = [one[row] for one in column]
            cells.append(f"{mean(values):>{width}.1f}{f'({min(values):.0f}–{max(values):.0f})':>18}")
        lines.append("".join(cells))
    return "\n".join(lines)
