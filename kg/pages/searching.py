"""Search: what a few letters, Chinese or pinyin, may mean."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.finding import find
from kg.pages.addresses import path_of
from kg.pages.page import Page

_MOST = 30  # of each kind


def page(store: Asks, query: Mapping[str, str]) -> Page:
    asked = query.get("q", "").strip()
    found = [(one, path_of(one.iri) or "") for one in find(store, asked, most=_MOST)]
    return Page("search", "search.html", "search", data={"asked": asked, "found": found})
