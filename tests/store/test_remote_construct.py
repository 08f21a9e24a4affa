"""A CONSTRUCT as rows and a template: the same triples."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store.remote_construct import filled, taken_apart

GRAPH = ox.Store()
GRAPH.extend(ox.Quad(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:is"), ox.Literal(i % 7)) for i in range(25))
GRAPH.add(ox.Quad(ox.NamedNode("urn:1"), ox.NamedNode("urn:like"), ox.BlankNode("somebody")))
QUERIES = [
    "CONSTRUCT { ?s <urn:was> ?n ; a <urn:T{}> } { ?s <urn:is> ?n }",
    "# CONSTRUCT { ?no }\nPREFIX : <urn:>\nCONSTRUCT { ?s :a 'a } brace' . ?s :b ?n } WHERE { ?s :is ?n } ORDER BY ?n LIMIT 13",
    "prefix : <urn:> construct where { ?s :is ?n ; :like ?who }",
    "CONSTRUCT { ?s <urn:n> ?n . ?s <urn:w> ?who } { ?s <urn:is> ?n OPTIONAL { ?s <urn:like> ?who } FILTER(?n < 3) }",
    "CONSTRUCT { <urn:all> ?n ?s } { { SELECT (<urn:p> AS ?n) ?s { ?s <urn:is> 3 } } }",
    "CONSTRUCT { ?n <urn:x> 1 } { ?s <urn:is> ?n }",  # a literal is no subject
]


def triples(answer: object) -> list[str]:
    assert isinstance(answer, ox.QueryTriples)
    return sorted({str(one) for one in answer})


@pytest.mark.parametrize("query", QUERIES)
def test_the_rows_make_the_same_triples(query: str) -> None:
    query = query.replace("T{}", "T")
    apart = taken_apart(query)
    assert apart is not None
    rows = GRAPH.query(apart.rows)
    assert isinstance(rows, ox.QuerySolutions)
    assert tuple(variable.value for variable in rows.variables) == apart.variables
    made = filled(apart, apart.prologue, [tuple(row) for row in rows])
    assert len(made) == len(set(made))
    assert sorted(map(str, made)) == triples(GRAPH.query(query))


def test_each_row_has_blank_nodes_of_its_own() -> None:
    apart = taken_apart("CONSTRUCT { ?s <urn:has> [ <urn:n> ?n ] } { ?s <urn:is> ?n }")
    assert apart is not None
    rows = [(ox.NamedNode(f"urn:{i}"), ox.Literal(1)) for i in range(5000)]
    made = filled(apart, "", rows)
    assert len(made) == 10_000
    assert len({one.object for one in made if one.predicate.value == "urn:has"}) == 5000


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o }",
        "DESCRIBE <urn:1>",
        "CONSTRUCT { <urn:a> a 1 } {}",
        "CONSTRUCT { ?s ?p",
        r"CONSTRUCT { ?s <\u0061> ?o } {}",
    ],
)
def test_what_has_no_rows_is_not_taken_apart(query: str) -> None:
    assert taken_apart(query) is None
