"""The interactive graph as a page of the site."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import practice_graph
from kg.analysis.asking import Asks
from kg.pages.asking import chosen


def drawn(store: Asks, query: Mapping[str, str], lang: str) -> str:
    """The graph of the whole collection, or of one ``town``, ``practice``, ``province`` or ``year``."""
    from kg.views.page import page

    of = chosen(query)
    graph = practice_graph(
        store,
        town=query.get("town") or None,
        practice=query.get("practice") or None,
        province=of.province,
        year=of.year,
    )
    return page(graph, lang)
