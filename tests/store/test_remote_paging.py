"""A query as a subquery: the same rows, some at a time."""

from __future__ import annotations

from email.message import Message

import pyoxigraph as ox
import pytest

from kg.store.remote_paging import is_silent, page, was_cut

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
    "SELECT ?s ?from { ?s <urn:is> ?from FILTER(STR(?s) != 'FROM') } # from where",
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


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", True),
        ("SELECT ?s { ?s ?p ?o } order # first\n by ?s", True),
        ("SELECT ?s { ?s ?p ?o } # ORDER BY ?s", False),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?p LIMIT 9 } ?s a ?o }", False),
        ("SELECT ?order { ?order ?p 'ORDER BY' }", False),
    ],
)
def test_pages_are_of_rows_in_order(query: str, ordered: bool) -> None:
    """An order of an inner query, or the words alone, are none."""
    asked = page(query, ["s"], 4, 0)
    assert asked is not None
    assert ("\n } } ORDER BY ?s\n }" in asked) is not ordered


def headers(**said: str) -> Message:
    made = Message()
    for name, value in said.items():
        made[name.replace("_", "-")] = value
    return made


def test_each_server_says_in_its_own_way_that_it_cut() -> None:
    assert was_cut(headers(X_Truncated="rows; limit=100000"), 5)
    assert was_cut(headers(x_truncated="bytes; limit=1"), 0)
    assert was_cut(headers(X_SPARQL_MaxRows="10"), 10)
    assert not was_cut(headers(X_SPARQL_MaxRows="10"), 9)
    assert not was_cut(headers(Content_Type="text/csv"), 10**9)
    assert is_silent(headers(Server="Virtuoso/07.20"))
    assert not is_silent(headers(Server="uvicorn"))
