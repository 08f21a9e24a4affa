"""Reads the reports that people have annotated, extracts their facts and compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, NotATownshipReport, system_reason
from kg.evaluation.comparison import Comparison, compare, refused
from kg.evaluation.figures import REFUSALS, Evaluation, Figure, summed
from kg.evaluation.gold import GoldReport
from kg.extractors import extract
from kg.reports import read_report

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.places import Gazetteer


def evaluate(
    gold: Sequence[GoldReport],
    folder: Path,
    ontology: Ontology,
    gazetteer: Gazetteer,
    *,
    others: Path | None = None,
    on_file: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """The figures of the reports in ``folder`` by their ``gold``; ``others`` holds documents that should be refused.

    A report that the extractors refuse, or whose file is not there, counts as missed with all its facts. Raises OSError
    where ``others`` cannot be read.
    """

    def compared(one: GoldReport) -> Comparison:
        file = folder / one.file
        on_file(str(file))
        try:
            report = read_report(file.read_bytes(), file.name)
            facts = extract(report, ontology, gazetteer)
        except KgError as fault:
            return refused(one, fault.reason)
        except OSError as fault:
            return refused(one, system_reason(fault))
        return compare(one, report, facts, ontology, gazetteer)

    reports = [compared(one) for one in gold]
    if others is None:
        return summed(reports)
    documents = sorted(file for file in others.rglob("*") if file.is_file() and not file.name.startswith("."))
    read = []
    for file in documents:
        on_file(str(file))
        try:
            extract(read_report(file.read_bytes(), file.name), ontology, gazetteer)
        except NotATownshipReport:
            continue
        read.append(str(file.relative_to(others)))
    return summed(reports, Figure(REFUSALS, len(documents) - len(read), len(documents)), read)
