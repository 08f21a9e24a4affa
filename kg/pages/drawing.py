"""The interactive graph as a page of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.analysis import practice_graph
from kg.analysis.asking import Asks
from kg.analysis.graphs.likeness import likeness_graph
from kg.analysis.graphs.parts import PracticeGraph
from kg.pages.addresses import Links, path_of
from kg.pages.asking import chosen

_NODES, _LINES, _HELD, _PROVEN = 140, 1500, 80, 1600
"""What a page draws and holds beside: with its sentences it is there within seconds, however large the collection."""


def drawn(
    store: Asks,
    query: Mapping[str, str],
    links: Links,
    *,
    held: int = _HELD,
    script_at: Callable[[str], str] | None = None,
) -> str:
    """The graph of the whole collection, or of one ``town`` (with ``problems``: of what it reports; with ``likeness``: of
    the towns that share its practices), ``practice``, ``firm``, ``province`` or ``year``; with up to ``held`` nodes beside. ``script_at``: as in ``page``."""
    from kg.views.page import page

    def address(iri: str) -> str | None:
        path = path_of(iri)
        return links.page(path) if path is not None else None

    graph = _graph(store, query, held)
    return page(graph, links.lang, address, home=links.page(""), roots=links.roots(), script_at=script_at)


def _graph(store: Asks, query: Mapping[str, str], held: int) -> PracticeGraph:
    of = chosen(query)
    town = query.get("town") or None
    if query.get("likeness"):
        return likeness_graph(store, town=town, province=of.province, year=of.year, most_nodes=_NODES)
    return practice_graph(
        store,
        town=town,
        practice=query.get("practice") or None,
        firm=query.get("firm") or None,
        problems=bool(query.get("problems")),
        province=of.province,
        year=of.year,
        most_nodes=_NODES,
        most_edges=_LINES,
        most_held=held,
        most_proven=_PROVEN,
    )
