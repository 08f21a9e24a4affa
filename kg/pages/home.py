"""The first page: search, what is in here, what most towns share, where reports come from, what came last."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import shared, shared_sparql
from kg.analysis.asking import Asks
from kg.analysis.held_sparql import newest_sparql, regions_sparql, types_sparql
from kg.analysis.overview import overview
from kg.analysis.wording import telling
from kg.pages.page import Page, Panel

_SHARED = 15
_NEWEST = 1000  # reports in the files; the page names ten of them
_EVERY = 10_000  # types; there are some hundreds


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
        Panel(
            "problem-types",
            "frequent_problems",
            "types.html",
            {"types": held.problem_types},
            lambda: overview(store, newest=0, types=_EVERY).types_table(),
            types_sparql(held.scope),
        ),
        Panel(
            "newest",
            "newest_reports",
            "newest.html",
            {"reports": held.newest},
            lambda: overview(store, newest=_NEWEST, types=0).newest_table(),
            newest_sparql(held.scope, _NEWEST),
            left=max(held.scope.reports - _NEWEST, 0),
        ),
        Panel(
            "regions",
            "reports_by_province",
            "regions.html",
            {"regions": held.regions},
            held.table,
            regions_sparql(held.scope),
        ),
    )
    data = {
        "held": held.held,
        "scope": held.scope,
        "scope_words": {lang: telling.scope(held.scope, lang) for lang in ("zh", "en")},
    }
    return Page("", "home.html", "site", panels=panels, data=data)
