"""Problems and figures of all towns, or of a province's or county's: types by year, and how figures are spread."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.answers import Town
from kg.analysis.asking import Asks
from kg.analysis.charting.figure_spread import figure_spreads, figures_sparql, placed, placed_table
from kg.analysis.charting.problem_years import problems_by_year, problems_sparql
from kg.analysis.overview import overview
from kg.analysis.scope import corpus
from kg.analysis.wording import telling
from kg.pages.asking import chosen
from kg.pages.page import Page, Panel
from kg.views.boxes import box
from kg.views.map import shade_of

_FIGURES = 40  # that a page draws


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """Raises KgError for a wrong year, province or county."""
    of = chosen(query)
    where = corpus(store, province=of.province, county=of.county)
    held = overview(store, newest=0, types=0)
    return Page(
        "problems",
        "problems.html",
        "problems_page",
        panels=(*_types(store, of.province, of.county), *_figures(store, of.year, of.province, of.county)),
        data={
            "asked": {name: query.get(name, "").strip() for name in ("year", "province", "county")},
            "years": sorted(held.years, reverse=True),
            "regions": sorted(region.name for region in held.regions),
            "headline": {lang: telling.scope(where.scope, lang) for lang in ("zh", "en")},
        },
    )


def _types(store: Asks, province: str | None, county: str | None) -> list[Panel]:
    told = problems_by_year(store, province=province, county=county)
    if not told.types:
        return []
    shades = {one.topic.iri: {year: shade_of(count) for year, count in one.years.items()} for one in told.types}
    reporting = {year: count.of for year, count in told.types[0].years.items()}
    data = {"told": told, "years": list(told.scope.years), "shades": shades, "reporting": reporting}
    return [Panel("problem-years", "problem_years", "problem_years.html", data, told.table, problems_sparql(told))]


def _figures(store: Asks, year: int | None, province: str | None, county: str | None) -> list[Panel]:
    found = figure_spreads(store, year=year, province=province, county=county)
    if not found.spreads:
        return []
    shown = found.spreads[:_FIGURES]
    rows = [{"spread": one, "box": box(one)} for one in shown]
    data = {"rows": rows, "year": found.year, "left": len(found.spreads) - len(shown)}
    query = figures_sparql(found.scope, found.year, found.spreads)
    return [Panel("figure-spreads", "figure_spreads", "figure_spreads.html", data, found.table, query)]


def placed_panels(store: Asks, town: Town) -> list[Panel]:
    """A town's figures among those of other towns; none where too few tell the same."""
    found = placed(store, town)
    if not found:
        return []
    rows = [{"placed": one, "spread": one.spread, "box": box(one.spread, one.value)} for one in found]
    year = found[0].spread.year
    query = figures_sparql(corpus(store).scope, year, [one.spread for one in found])
    data = {"rows": rows, "year": year}
    return [Panel("placed", "figures_placed", "placed.html", data, lambda: placed_table(found), query)]
