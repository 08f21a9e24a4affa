"""The page of a town: what its reports say, who is like it, what became of what it planned."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import follow, follow_sparql, show_sparql, similar, similar_sparql
from kg.analysis.answers import TownDossier
from kg.analysis.asking import Asks
from kg.analysis.figures_by_year import figures_by_year
from kg.analysis.held_sparql import reports_sparql
from kg.analysis.tabular import Cells
from kg.errors import KgError
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import of_kind
from kg.pages.problems import placed_panels

_ALIKE = 6
_REASONS = 5
_KINDS = {  # part of the dossier → its kind in the table, and its class
    "practices": ("practice", "Adoption"),
    "advisers": ("service", "Engagement"),
    "problems": ("problem", "Problem"),
    "plans": ("plan", "Plan"),
    "figures": ("figure", "Observation"),
    "citations": ("citation", "Citation"),
}


def page(store: Asks, told: TownDossier, query: Mapping[str, str]) -> Page:
    """Panels without content are left out; a report that is silent says nothing of what the town lacks."""
    town = told.town
    parts = {
        "practices": told.uses,
        "advisers": told.services,
        "problems": told.problems,
        "plans": told.plans,
        "figures": told.figures,
        "citations": told.citations,
    }
    panels = [
        Panel(
            "reports",
            "reports",
            "reports.html",
            {"reports": told.reports},
            lambda: _reports(told),
            reports_sparql(town),
        )
    ]
    for part, statements in parts.items():
        if statements:
            kind, of_class = _KINDS[part]
            query_of = show_sparql(told, kinds=(of_class,))
            data: dict[str, object] = {part: statements}
            if part == "figures":
                data["by_year"] = figures_by_year(store, town, told.figures)
            panels.append(Panel(part, part, f"{part}.html", data, of_kind(lambda: told, kind), query_of))
    panels += [*placed_panels(store, town), *_followed(store, told), *_alike(store, told)]
    description = "；".join(f"{use.practice.label}" for use in told.uses[:8])
    return Page(
        path_of(town.iri) or "",
        "town.html",
        town.full_name,
        "town",
        description,
        tuple(panels),
        {"town": town, "years": sorted({report.year for report in told.reports if report.year})},
        town.iri,
    )


def _reports(told: TownDossier) -> Cells:
    rows: list[tuple[object, ...]] = [
        (one.year, one.issued, one.title, one.file, one.replaced, one.id) for one in told.reports
    ]
    return ("year", "issued", "title", "file", "replaced", "report"), rows


def _followed(store: Asks, told: TownDossier) -> list[Panel]:
    try:
        answer = follow(store, told.town.full_name)
    except KgError:  # of a single year there is nothing to follow
        return []
    return [
        Panel("followed", "followed", "followed.html", {"steps": answer.steps}, answer.table, follow_sparql(answer))
    ]


def _alike(store: Asks, told: TownDossier) -> list[Panel]:
    answer = similar(store, told.town.full_name, by="all", k=_ALIKE, reasons=_REASONS, evidence=False)
    alike = [one for one in answer.alike if one.common]
    if not alike:
        return []
    return [Panel("similar", "similar", "similar.html", {"alike": alike}, answer.table, similar_sparql(answer))]
