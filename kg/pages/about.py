"""About the data: what the graph covers, how good it is, what it says nothing of, how to take it away and cite it."""

from __future__ import annotations

from collections.abc import Mapping

from kg import __version__
from kg.analysis.answers import Count
from kg.analysis.asking import Asks, select
from kg.analysis.auditing.checks import CHECKS
from kg.analysis.held_sparql import quality_sparql, regions_sparql
from kg.analysis.holdings import Holdings, holdings
from kg.analysis.tabular import Cells
from kg.analysis.wording import telling
from kg.ontology import BASE
from kg.pages.files import GRAPH_FILE
from kg.pages.page import Page, Panel
from kg.rdf.terms import vocabulary

_TRIPLES = "SELECT ?n { <https://w3id.org/towngov/graph/dataset> <http://rdfs.org/ns/void#triples> ?n }"


def page(store: Asks, query: Mapping[str, str]) -> Page:
    held = holdings(store)
    panels = (
        Panel("coverage", "coverage", "coverage.html", {"held": held}, held.table, regions_sparql(held.scope)),
        Panel(
            "quality",
            "quality",
            "quality.html",
            {"quality": held.quality},
            lambda: _quality(held),
            quality_sparql(held.scope),
        ),
        Panel("checks", "checks", "checks.html", {"checks": _told(held.checks)}, lambda: _checks(held)),
    )
    words = {lang: telling.scope(held.scope, lang) for lang in ("zh", "en")}
    years = held.scope.years
    return Page(
        "about",
        "about.html",
        "about",
        panels=panels,
        data={
            "scope": held.scope,
            "scope_words": words,
            "graph_file": GRAPH_FILE,
            "statements": next((int(row["n"]) for row in select(store, _TRIPLES)), None),
            "years": f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
            "version": __version__,
            "ontology": vocabulary().version,
            "address": BASE,
        },
    )


def _told(checks: Mapping[str, Count]) -> list[tuple[tuple[str, str], Count]]:
    """Checks that apply to any report, by what they are called."""
    return [(CHECKS[check].title, count) for check, count in checks.items() if count.of]


def _quality(held: Holdings) -> Cells:
    told = held.quality
    rows: list[tuple[object, ...]] = [
        (name, count.number, count.of)
        for name, count in (
            ("reports without a year", told.year),
            ("reports without a place", told.unplaced),
            ("reports without a date", told.undated),
            ("reports mostly copied", told.copied),
            ("characters copied", told.characters),
            ("uses of low confidence", told.unsure),
        )
    ]
    every = sum(told.confidence)
    rows += [(f"uses with confidence from {at / 10:.1f}", many, every) for at, many in enumerate(told.confidence)]
    return ("what", "number", "of"), rows


def _checks(held: Holdings) -> Cells:
    rows: list[tuple[object, ...]] = [
        (check, *CHECKS[check].title, count.number, count.of) for check, count in held.checks.items()
    ]
    return ("check", "check_zh", "check_en", "reports", "of"), rows
