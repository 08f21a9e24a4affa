"""Towns by practices on one page."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.matrix import matrix
from kg.analysis.overview import overview
from kg.analysis.wording import telling
from kg.pages.asking import chosen
from kg.pages.page import Page, Panel


def page(store: Asks, query: Mapping[str, str]) -> Page:
    asked = chosen(query)
    answer = matrix(store, year=asked.year, province=asked.province, county=asked.county)
    held = overview(store, newest=0, types=0)
    data = {"matrix": answer}
    panel = Panel("matrix", "matrix", "matrix.html", data, answer.table)
    more = {
        "asked": query,
        "years": sorted(held.years, reverse=True),
        "regions": sorted(region.name for region in held.regions),
        "headline": {lang: telling.scope(answer.scope, lang) for lang in ("zh", "en")},
    }
    return Page("matrix", "matrix.html", "matrix", panels=(panel,), data=more)
