from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.ontology import NAMESPACES
from kg.store.guard import QueryRefusedError, ServiceError, allowed, checked

URL = "http://127.0.0.1:1/sparql"

REACHING_OUT = [
    f"SELECT * WHERE {{ SERVICE <{URL}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ service silent <{URL}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p ?o .SERVICE<{URL}>{{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ ?s ?p true SERVICE <{URL}> {{ }} }}",
    f"SELECT * WHERE {{ ?s ?p trueSERVICE<{URL}>{{ }} }}",
    f"SELECT * WHERE {{ ?s ?p 1SERVICESILENT<{URL}>{{ }} }}",
    f"SELECT * WHERE {{ ?s ?p 1.5SERVICE<{URL}>{{ }} }}",
    f"PREFIX a: <urn:a> SELECT * WHERE {{ ?s ?p a:b.SERVICE<{URL}>{{ }} }}",
    "PREFIX SERVICEx: <http://127.0.0.1:1/> SELECT * WHERE { SERVICEx:y { ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:1/> SELECT * WHERE { SERVICEx:y { ?s ?p ?o } }",
    f"SELECT * WHERE {{ \\u0053ERVICE <{URL}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ \\U00000053ERVICE <{URL}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ # comment\n SERVICE # comment\n <{URL}> {{ ?s ?p ?o }} }}",
    f"SELECT * WHERE {{ BIND('\\'' AS ?q) SERVICE <{URL}> {{ ?s ?p ?o }} BIND('' AS ?r) }}",
    # What looks like an IRI, a comment or a string to one reader and like a comparison to another.
    f"PREFIX a: <urn:a> SELECT * WHERE {{ ?x ?y ?z FILTER(?x <a:b) SERVICE <{URL}> {{ ?s ?p ?o }} }}",
    f"PREFIX a: <urn:a> SELECT * WHERE {{ ?x ?y ?z FILTER(?x <a:b)SERVICE#>\n<{URL}> {{ ?s ?p ?o }} }}",
    f'PREFIX a: <urn:a> SELECT * WHERE {{ ?x ?y ?z FILTER(?x <a:b#> """\n) SERVICE <{URL}> {{ }} #"""\n) }}',
    f"PREFIX a: <urn:a> SELECT * WHERE {{ ?x ?y ?z FILTER(?x <a:b'''> \"'''\n) SERVICE <{URL}> {{ }} #\"\n }}",
    f"SELECT * WHERE {{ ?x ?y ?z FILTER(?x <?y) SERVICE <{URL}> {{ ?s ?p ?o }} }}",
]

HARMLESS = [
    "SELECT * WHERE { ?e gov:serviceOffice ?o }",
    "SELECT ?serviceOffice WHERE { ?e gov:serviceOffice ?serviceOffice }",
    "SELECT * WHERE { ?o a gov:LegalServiceOffice } # offices of legal service",
    "SELECT * WHERE { ?o rdfs:label 'SERVICE <http://127.0.0.1/> { }' }",
    'SELECT * WHERE { ?o rdfs:label """say "service" """@en }',
    "SELECT * WHERE { ?o a <https://w3id.org/towngov/ontology#LegalServiceOffice> }",
    "SELECT * WHERE { mech:法律服务_service ?p ?o FILTER(?o < 3 && ?o > 1) }",
    'ASK { ?s gov:serviceOffice ?o; gov:n 1.5e3, -2, .5; gov:m "1"^^xsd:integer; ^gov:serviceOffice+ ?p.}',
    "ASK { ?s ?p gov:serviceOffice. ?s ?q 3.?s !(gov:a|^gov:b)/gov:c* ?t FILTER(!BOUND(?t) || ?o!=2 && ?o>=.5) }",
    "ASK { ?s ?p ?o FILTER(?p = gov:serviceOffice || ?o <= 2) }",
]


@pytest.mark.parametrize("query", REACHING_OUT)
def test_no_query_reaches_other_machines(query: str) -> None:
    """Refused, or put together again so that it is no valid query or runs without a request."""
    try:
        runnable = checked(query)
    except QueryRefusedError:
        return
    # A request to the closed port would end in an OSError, which is not a SyntaxError.
    with pytest.raises(SyntaxError):
        list(Store().query(runnable, prefixes=dict(NAMESPACES)))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", HARMLESS)
def test_queries_that_only_say_service_run(query: str) -> None:
    result = Store().query(checked(query), prefixes=dict(NAMESPACES))
    assert type(result) is type(Store().query(query, prefixes=dict(NAMESPACES)))


def test_what_does_not_say_service_is_not_touched() -> None:
    query = "SELECT *\nWHERE { ?s ?p ?o } # as it stands"
    assert checked(query) is query


def test_a_query_that_says_service_keeps_its_functions_brackets() -> None:
    """Oxigraph reads COALESCE only with its bracket right behind it."""
    sparql = 'SELECT ?n WHERE { ?e gov:lawFirm|gov:serviceOffice ?f . BIND (COALESCE(?n, "-") AS ?m) }'
    assert "COALESCE(" in checked(sparql)
    Store().query(checked(sparql), prefixes=dict(NAMESPACES))


ALLOWED = ("http://127.0.0.1:1/",)


@pytest.mark.parametrize("query", REACHING_OUT)
def test_an_allowed_service_opens_no_other_way(query: str) -> None:
    """Of the same queries, only those pass that name the allowed address in so many words."""
    try:
        runnable = checked(query, ALLOWED)
    except QueryRefusedError:
        return
    words = runnable.split("\n")
    named = [words[i + 1 :][:2] for i, word in enumerate(words) if word.lower() == "service"]
    assert all(f"<{URL}>" in following for following in named), runnable


@pytest.mark.parametrize(
    "address",
    [
        "<http://127.0.0.1:10/sparql>",
        "<http://127.0.0.1:1>",
        "<http://127.0.0.1:1@example.org/>",
        "<sparql>",
        "?where",
        "a:b",
    ],
)
def test_other_addresses_stay_refused(address: str) -> None:
    with pytest.raises(QueryRefusedError):
        checked(f"SELECT * WHERE {{ SERVICE {address} {{ ?s ?p ?o }} }}", ALLOWED)


def test_an_allowed_beginning_names_a_whole_host() -> None:
    assert allowed("https://query.wikidata.org/") == "https://query.wikidata.org/"
    for wrong in ("https://query.wikidata.org", "query.wikidata.org/", "https://", "file:///", "https://a@b/", "*"):
        with pytest.raises(ServiceError):
            allowed(wrong)
