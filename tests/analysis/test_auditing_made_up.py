"""An audit of made-up reports, beside what is known to be true of them: nothing found that is not so."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from small_graph import UnionStore

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from corpus import make
from corpus.truth import Part, ReportTruth

from kg import ontology, places
from kg.analysis import audit
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads

pytestmark = pytest.mark.slow  # a corpus is made up first


@cache
def truths() -> tuple[ReportTruth, ...]:
    return tuple(truth for truth in make(7, (2023, 2024), seed=1, richness=0.4) if truth.current)


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """Check → ids of the reports that it speaks of."""
    known, gazetteer = ontology.load(), places.load()
    store = UnionStore("")
    store.store.extend(ontology_quads(ontology.folder()))
    for truth in truths():
        store.store.extend(report_quads(truth.report, truth.facts, known, gazetteer))
    told: dict[str, set[str]] = defaultdict(set)
    for finding in audit(store).findings:
        if finding.report is not None:
            told[finding.check].add(finding.report.id)
    return told


def _late(truth: ReportTruth, day: date | None) -> bool:
    return day is not None and day >= date(truth.year + 1, 4, 1)


def _dates(truth: ReportTruth) -> tuple[date | None, date | None]:
    return truth.facts.identity.issued, truth.facts.identity.signed


TRUE: dict[str, Callable[[ReportTruth], Any]] = {
    "late": lambda truth: _late(truth, _dates(truth)[0]),
    "signed-late": lambda truth: _dates(truth)[0] is None and _late(truth, _dates(truth)[1]),
    "undated": lambda truth: _dates(truth) == (None, None),
    "no-problems": lambda truth: Part.PROBLEMS not in truth.parts,
    "no-plans": lambda truth: Part.PLANS not in truth.parts,
    "two-values": lambda truth: any(one.within for one in truth.contradictions),
    "last-year": lambda truth: any(not one.within for one in truth.contradictions),
}


@pytest.mark.slow
@pytest.mark.parametrize("check", TRUE)
def test_what_is_found_is_what_is_true(found: dict[str, set[str]], check: str) -> None:
    assert found[check] == {truth.id for truth in truths() if TRUE[check](truth)}


def test_duties_said_to_be_missing_are(found: dict[str, set[str]]) -> None:
    """Some that lack the part speak of the heads in passing: they are left alone."""
    missing = {truth.id for truth in truths() if Part.DUTIES not in truth.parts}
    assert found["no-duties"] <= missing


def test_nothing_is_wrong_with_other_figures_or_dates(found: dict[str, set[str]]) -> None:
    for check in ("part-over-whole", "over-100", "rate", "year-and-dates", "no-year", "no-measures"):
        assert found[check] == set()
