"""The interactive graph as a page of the site."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import practice_graph
from kg.analysis.asking import Asks
from kg.errors import KgError


def drawn(store: Asks, query: Mapping[str, str], lang: str) -> str:
    """The graph of the whole collection, or of one ``town``, ``practice``, ``province`` or ``year``."""
    from kg.views.page import page

    year = query.get("year", "")
    if year and not year.isdecimal():
        raise KgError(f"no year: {year}", f"不是年份：{year}")
    graph = practice_graph(
        store,
        town=query.get("town") or None,
        practice=query.get("practice") or None,
        province=query.get("province") or None,
        year=int(year) if year else None,
    )
    return page(graph, lang)
