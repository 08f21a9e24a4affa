"""The page of shared practices: by number of towns, of one year, province or status, by family or name."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import shared, shared_sparql
from kg.analysis.answers import SharedAnswer
from kg.analysis.asking import Asks
from kg.analysis.overview import overview
from kg.analysis.wording import telling
from kg.pages.asking import chosen
from kg.pages.page import Page, Panel

_MOST = 200


def page(store: Asks, query: Mapping[str, str]) -> Page:
    asked = {name: query.get(name, "").strip() for name in ("year", "province", "county", "status", "families")}
    answer = _answer(store, query, _MOST)
    panel = Panel(
        "shared",
        "most_shared",
        "shared.html",
        {"practices": answer.practices, "more": "", "left": answer.left_out},
        lambda: _answer(store, query, None).table(),
        shared_sparql(answer),
    )
    held = overview(store, newest=0, types=0)
    data = {
        "asked": asked,
        "years": sorted(held.years, reverse=True),
        "regions": sorted(region.name for region in held.regions),
        "headline": {lang: telling.headline(answer, lang) for lang in ("zh", "en")},
    }
    return Page("shared", "shared.html", "shared", panels=(panel,), data=data)


def _answer(store: Asks, query: Mapping[str, str], limit: int | None) -> SharedAnswer:
    of = chosen(query)
    return shared(
        store,
        families=bool(query.get("families")),
        status=query.get("status", "").strip() or None,
        year=of.year,
        province=of.province,
        county=of.county,
        limit=limit,
        evidence=False,
    )
