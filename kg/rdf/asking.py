"""How this room asks a store of its own: SELECT over the union of all graphs, with the prefixes known."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from kg.ontology import NAMESPACES


def select(store: Store, query: str) -> QuerySolutions:
    """The solutions of a SELECT over the union of the graphs in ``store``."""
    result = store.query(query, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)  # every query that this room asks is a SELECT
    return result
