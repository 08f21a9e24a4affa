from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.ontology import NAMESPACES
from kg.store.guard import checked
from kg.store.syntax import QuerySyntaxError, explained, form_of, graphs_named, names_graphs, varies


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * FROM graph:derived WHERE { ?s ?p ?o }",
        "SELECT*from<urn:g>{?s ?p ?o}",
        "ASKFROM<urn:g>{}",
        "CONSTRUCT { ?s ?p ?o } FROM NAMED <urn:g> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * # all\nFROM # one\n<urn:g> {}",
    ],
)
def test_a_dataset_clause_is_seen(sparql: str) -> None:
    Store().query(sparql, prefixes=dict(NAMESPACES))  # it is SPARQL
    assert names_graphs(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?from { ?from ?p 'FROM <urn:g>' # FROM <urn:g>\n}",
        "PREFIX from: <urn:FROM/> SELECT * { ?s from:from _:from }",
        'SELECT * { <urn:from> ?p """ FROM """@from }',
    ],
)
def test_the_word_elsewhere_is_no_dataset_clause(sparql: str) -> None:
    Store().query(sparql, prefixes=dict(NAMESPACES))
    assert not names_graphs(sparql)


def fault(sparql: str) -> QuerySyntaxError:
    with pytest.raises(SyntaxError) as caught:
        Store().query(sparql, prefixes=dict(NAMESPACES))
    return explained(sparql, str(caught.value))


def test_an_unknown_prefix_is_named() -> None:
    told = fault("PREFIX mine: <urn:x> SELECT * { ?s gov:year ?y ; mine:a ?a ; foo:b _:c }")
    assert "foo: is not known; known are dct, firm, " in str(told)
    assert told.told("zh").startswith("没有 foo: 这个前缀；已知的有 dct、firm、")
    assert told.told("zh").endswith("PREFIX foo: <…>")
    assert "prefix : is" in str(fault("SELECT * { ?s :b ?o }"))


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * { ?s <http://a b> ?o }", "http://a b"),
        ("SELECT * {\n ?镇 gov:year ?o ; gov:b/ ?x }", "line 2"),
        ("SELECT * { ?镇 gov:year ?o . ?s", "where it ends"),
    ],
)
def test_other_faults_say_where(sparql: str, words: str) -> None:
    told = fault(sparql)
    assert words in str(told)
    assert "prefix" not in str(told) and "前缀" not in told.told("zh")
    assert "\n" not in told.told("zh")


@pytest.mark.parametrize("sparql", ["", "  \n", "# nothing but a remark"])
def test_an_empty_query_is_called_empty(sparql: str) -> None:
    with pytest.raises(QuerySyntaxError, match="the query is empty"):
        checked(sparql)


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <http://a/> { ?s ?p ?o }", ("http://a/",)),
        ("ASK FROM <http://a/> FROM NAMED <http://b/> {}", ("http://a/", "http://b/")),
        ("ASKFROM<http://a/>{}", ("http://a/",)),
        (
            "PREFIX x: <http://x/> DESCRIBE ?s FROM x:y FROM graph:z { ?s ?p ?o }",
            ("http://x/y", NAMESPACES["graph"] + "z"),
        ),
        ("SELECT ?from { ?from <urn:from> 'FROM <http://a/>' } # FROM <http://b/>", ()),
        ("SELECT * \\u0046ROM <http://a/> {}", ("http://a/",)),
    ],
)
def test_graphs_that_a_query_names(query: str, graphs: tuple[str, ...]) -> None:
    assert graphs_named(query) == graphs


def test_what_a_query_is_and_whether_it_varies() -> None:
    assert form_of("PREFIX a: <urn:select> # ask\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o }") == "construct"
    assert form_of("nothing") == ""
    assert varies("SELECT (RAND() AS ?r) {}") and varies("SELECT (now() AS ?r) {}")
    assert not varies("SELECT ?now { ?now ?rand 'UUID' }")
