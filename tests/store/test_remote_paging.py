"""A query as a subquery: the same rows, some at a time."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.remote_paging import page

GRAPH = ox.Store()
GRAPH.extend(
    ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:is"), ox.Literal(number % 7)) for number in range(25)
)
QUERIES = [
    "SELECT ?s ?n { ?s <urn:is> ?n }",
    "SELECT ?n { ?s <urn:is> ?n }",
    "# a {SELECT}\nBASE <urn:x>\nPREFIX : <urn:>\nPREFIX a.b: <urn:>\nSELECT ?s ?n { ?s :is ?n } ORDER BY DESC(?n) ?s # end",
    "prefix : <urn:> select distinct ?s { ?s :is ?n } order by ?s limit 13",
    "SELECT ?n (COUNT(*) AS ?many) { ?s <urn:is> ?n } GROUP BY ?n",
]


def rows(query: str) -> list[str]:
    found = GRAPH.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [str(row) for row in found]


@pytest.mark.parametrize("query", QUERIES)
def test_pages_together_are_the_answer(query: str) -> None:
    found = GRAPH.query(query)
    assert isinstance(found, ox.QuerySolutions)
    variables = [variable.value for variable in found.variables]
    pages: list[str] = []
    for offset in range(0, 30, 4):
        asked = page(query, variables, 4, offset)
        assert asked is not None
        some = rows(asked)
        assert len(some) <= 4
        pages += some
    whole = rows(query)
    assert pages == whole if "order by" in query.lower() else sorted(pages) == sorted(whole)


def test_a_query_that_names_its_graphs_is_no_subquery() -> None:
    assert page("SELECT ?s FROM <urn:g> { ?s ?p ?o }", ["s"], 4, 0) is None
