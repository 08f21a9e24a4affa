"""About the data: what the graph covers, what it says nothing of, how it was made."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import overview
from kg.analysis.asking import Asks
from kg.analysis.wording import telling
from kg.pages.page import Page, Panel


def page(store: Asks, query: Mapping[str, str]) -> Page:
    held = overview(store, newest=0, types=0)
    panels = (Panel("regions", "reports_by_province", "regions.html", {"regions": held.regions}, held.table),)
    words = {lang: telling.scope(held.scope, lang) for lang in ("zh", "en")}
    return Page(
        "about",
        "about.html",
        "about",
        panels=panels,
        data={"held": held.held, "scope": held.scope, "scope_words": words},
    )
