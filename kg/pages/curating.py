"""What the graph is not sure of: a page for those who put it right."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.curation import curation
from kg.analysis.held_sparql import seen_once_sparql, unplaced_sparql, unsure_sparql
from kg.pages.page import Page, Panel
from kg.pages.parts import of_kind


def page(store: Asks, query: Mapping[str, str]) -> Page:
    found = curation(store)
    panels = []
    if found.seen_once:
        data = {"uses": found.seen_once, "count": found.discovered, "says": "seen_once_says"}
        table = of_kind(lambda: found, "seen once")
        left = found.discovered.number - len(found.seen_once)
        query_of = seen_once_sparql(found)
        panels.append(Panel("seen-once", "seen_once", "doubtful.html", data, table, query_of, left=left))
    if found.unsure:
        data = {"uses": found.unsure, "count": found.doubtful, "says": "unsure_says"}
        table = of_kind(lambda: found, "unsure")
        left = found.doubtful.number - len(found.unsure)
        query_of = unsure_sparql(found)
        panels.append(Panel("unsure", "unsure", "doubtful.html", data, table, query_of, left=left))
    if found.unplaced:
        table = of_kind(lambda: found, "unplaced")
        query_of = unplaced_sparql(found)
        shown = {"towns": found.unplaced}
        panels.append(Panel("unplaced", "unplaced_towns", "unplaced.html", shown, table, query_of))
    return Page("curation", "plain.html", "curation", panels=tuple(panels), data={"lead": "curation_lead"})
