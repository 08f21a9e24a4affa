"""What the graph is not sure of: a page for those who put it right."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.curation import curation
from kg.pages.page import Page, Panel


def page(store: Asks, query: Mapping[str, str]) -> Page:
    found = curation(store)
    panels = []
    if found.seen_once:
        data = {"uses": found.seen_once, "count": found.discovered, "says": "seen_once_says"}
        panels.append(Panel("seen-once", "seen_once", "doubtful.html", data, found.table))
    if found.unsure:
        data = {"uses": found.unsure, "count": found.doubtful, "says": "unsure_says"}
        panels.append(Panel("unsure", "unsure", "doubtful.html", data, found.table))
    if found.unplaced:
        panels.append(Panel("unplaced", "unplaced_towns", "unplaced.html", {"towns": found.unplaced}, found.table))
    return Page("curation", "plain.html", "curation", panels=tuple(panels), data={"lead": "curation_lead"})
