"""The first page: search, what is in here, what most towns share, where reports come from, what came last."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import shared, shared_sparql
from kg.analysis.asking import Asks
from kg.analysis.overview import overview
from kg.analysis.wording import telling
from kg.pages.page import Page, Panel

_SHARED = 15


def page(store: Asks, query: Mapping[str, str]) -> Page:
    held = overview(store)
    most = shared(store, limit=_SHARED, evidence=False)
    panels = (
        Panel(
            "shared",
            "most_shared",
            "shared.html",
            {"practices": most.practices, "more": "shared", "left": 0},
            lambda: shared(store, evidence=False).table(),
            shared_sparql(most),
        ),
        Panel("problem-types", "frequent_problems", "types.html", {"types": held.problem_types}),
        Panel("newest", "newest_reports", "newest.html", {"reports": held.newest}),
        Panel("regions", "reports_by_province", "regions.html", {"regions": held.regions}, held.table),
    )
    data = {
        "held": held.held,
        "scope": held.scope,
        "scope_words": {lang: telling.scope(held.scope, lang) for lang in ("zh", "en")},
    }
    return Page("", "home.html", "site", panels=panels, data=data)
