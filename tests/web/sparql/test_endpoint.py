"""/sparql as programs use it: the protocol, its limits, what is refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from folders import stored
from starlette.testclient import TestClient

from kg.store import Store, open_store
from kg.store.limits import Limits
from kg.web.app import application
from kg.web.serving import in_thread

G1, G2 = "http://example.org/g1", "http://example.org/g2"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two graphs with 60 statements each, and a sentence with all that must be escaped."""
    p = ox.NamedNode("http://example.org/p")
    hostile = ox.Literal('枫桥“经验”,"a"\n<b>&\t', language="zh")
    quads = [
        ox.Quad(ox.NamedNode(f"http://example.org/{name[-2:]}/{i}"), p, ox.Literal(i), ox.NamedNode(name))
        for name in (G1, G2)
        for i in range(60)
    ]
    quads.append(ox.Quad(ox.NamedNode(G1), ox.NamedNode("http://example.org/said"), hostile, ox.NamedNode(G1)))
    return stored(quads, tmp_path_factory.mktemp("sparql"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(application(store, limits=Limits(rows=100, bytes=20_000, seconds=2, workers=2))) as made:
        yield made


def test_a_query_arrives_in_three_ways(client: TestClient) -> None:
    query = "SELECT ?v { <http://example.org/g1/7> <http://example.org/p> ?v }"
    ways = (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query, headers=DIRECT),
    )
    for answer in ways:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.json()["results"]["bindings"][0]["v"]["value"] == "7"
    head = client.head("/sparql", params={"query": query})
    assert head.status_code == 200 and not head.content
    assert head.headers["content-type"] == "application/sparql-results+json"


def test_the_projects_prefixes_and_places_are_known(client: TestClient) -> None:
    asked = "CONSTRUCT { <place/四屏镇> gov:practises mech:枫桥经验 } {}"
    assert client.post(
        "/sparql", content=asked.encode(), headers={**DIRECT, "Accept": "application/n-triples"}
    ).text == (
        "<https://w3id.org/towngov/place/四屏镇> <https://w3id.org/towngov/ontology#practises> "
        "<https://w3id.org/towngov/mechanism/枫桥经验> .\n"
    )


SELECT = "SELECT ?s ?t { ?s <http://example.org/said> ?t }"
SAID = '枫桥“经验”,"a"\n<b>&\t'


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.5", "text/csv"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
        ("text/*", "text/xml"),
    ],
)
def test_tables_in_the_form_that_is_wanted(client: TestClient, accept: str, kind: str) -> None:
    answer = client.post("/sparql", content=SELECT, headers={**DIRECT, "Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert "Accept" in answer.headers["vary"]
    if kind.endswith("json"):
        assert answer.json()["results"]["bindings"][0]["t"] == {"type": "literal", "value": SAID, "xml:lang": "zh"}
    elif kind.endswith("xml"):
        found = ElementTree.fromstring(answer.content).findtext(".//{http://www.w3.org/2005/sparql-results#}literal")
        assert found == SAID
    elif kind == "text/csv":
        assert list(csv.reader(io.StringIO(answer.text, newline=""))) == [["s", "t"], [G1, SAID]]
    else:
        parsed = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.TSV)
        assert isinstance(parsed, ox.QuerySolutions)
        assert [row["t"].value for row in parsed] == [SAID]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_in_the_form_that_is_wanted(client: TestClient, accept: str, form: ox.RdfFormat) -> None:
    asked = "CONSTRUCT { ?s ?p ?t } { VALUES ?p { <http://example.org/said> } ?s ?p ?t }"
    answer = client.post("/sparql", content=asked, headers={**DIRECT, "Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    (quad,) = ox.parse(answer.content, format=form)
    assert quad.object == ox.Literal(SAID, language="zh")


def test_an_address_may_name_the_form(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "format": "csv"}, headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert client.get("/sparql", params={"query": "ASK {}", "format": "csv"}).status_code == 406
    wrong = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"})
    assert wrong.status_code == 406 and "text/csv" in wrong.text and "可用的有" in wrong.text


def test_the_default_graph_is_the_union_unless_the_request_names_another(client: TestClient) -> None:
    def count(query: str, **graphs: object) -> int:
        answer = client.get("/sparql", params={"query": query, **graphs})
        assert answer.status_code == 200, answer.text
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    whole = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o }"
    assert count(whole) == 120
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{G1}> {{ ?s <http://example.org/p> ?o }}") == 60
    assert count(whole, **{"default-graph-uri": G1}) == 60
    assert count(whole, **{"default-graph-uri": [G1, G2]}) == 120
    assert count(whole, **{"named-graph-uri": G1}) == 0
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://example.org/p> ?o } }"
    assert count(named) == 120
    assert count(named, **{"named-graph-uri": G2}) == 60
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{G2}> {{ ?s ?p ?o }}", **{"default-graph-uri": G1}) == 61
    assert client.get("/sparql", params={"query": whole, "default-graph-uri": "g1"}).status_code == 400


REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
    ("LOAD <http://127.0.0.1:1/>", "LOAD"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
    ("SELECT * FROM <http://127.0.0.1:1/data.ttl> { ?s ?p ?o }", "FROM"),
    ("SELECT * FROM NAMED gov:none { GRAPH ?g { ?s ?p ?o } }", "FROM"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
]


@pytest.mark.parametrize(("query", "word"), REFUSED)
def test_what_changes_or_reaches_out_is_refused_with_a_reason(client: TestClient, query: str, word: str) -> None:
    answer = client.post("/sparql", content=query, headers=DIRECT)
    assert answer.status_code == 403
    assert word in answer.text and "不接受" in answer.text and answer.headers["content-type"].startswith("text/plain")


def test_faulty_requests(client: TestClient) -> None:
    def status(**request: object) -> int:
        return client.request("POST", "/sparql", **request).status_code  # type: ignore[arg-type]

    assert client.get("/sparql", params={"query": "SELECT * WHERE {"}).status_code == 400
    assert client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}).status_code == 400
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.put("/sparql", content="ASK {}").status_code == 405
    assert status(content="ASK {}") == 415
    assert status(data={"update": "CLEAR ALL"}) == 403
    assert status(data={"other": "x"}) == 400
    assert status(content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"}) == 403
    assert status(content=b"ASK { ?s ?p '\xff' }", headers=DIRECT) == 400
    assert status(content="ASK {}", headers={"Content-Type": "application/sparql-query; charset=gb18030"}) == 400
    assert status(content="#" * 2**21, headers=DIRECT) == 413
    assert status(content="nothing here", headers=DIRECT) == 400


def test_what_is_cut_is_whole_and_says_so(client: TestClient) -> None:
    everything = "SELECT ?s ?o { ?s <http://example.org/p> ?o }"
    rows = client.get("/sparql", params={"query": everything, "format": "tsv"})
    assert rows.headers["x-truncated"] == "rows; limit=100"
    assert len(rows.text.splitlines()) == 101
    many = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    triples = client.get("/sparql", params={"query": many, "format": "nt"})
    assert triples.headers["x-truncated"] == "rows; limit=100" and len(triples.text.splitlines()) == 100
    long = 'SELECT ?s (CONCAT(STR(?s), "' + "长" * 200 + '") AS ?t) { ?s <http://example.org/p> ?o }'
    for form in ("json", "xml", "csv"):
        answer = client.get("/sparql", params={"query": long, "format": form})
        assert answer.headers["x-truncated"] == "bytes; limit=20000"
        assert 20_000 <= len(answer.content) < 22_000
    parsed = json.loads(client.get("/sparql", params={"query": long}).content)
    assert 20 < len(parsed["results"]["bindings"]) < 100
    whole = client.get("/sparql", params={"query": everything + " LIMIT 100"})
    assert "x-truncated" not in whole.headers and len(whole.json()["results"]["bindings"]) == 100


@pytest.mark.slow
def test_a_query_that_never_ends_is_stopped_and_disturbs_nobody(client: TestClient) -> None:
    statuses: list[int] = []

    def ask() -> None:
        statuses.append(client.get("/sparql", params={"query": ENDLESS}).status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    assert statuses == []  # the other still runs
    thread.join()
    assert statuses == [504]
    assert client.get("/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}


@pytest.mark.slow
def test_a_query_that_takes_too_much_memory_is_stopped(store: Store) -> None:
    pairs = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z ?a"
    with TestClient(application(store, limits=Limits(memory=256, seconds=60))) as client:
        answer = client.get("/sparql", params={"query": pairs})
        assert answer.status_code == 507 and "memory" in answer.text and "内存" in answer.text
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.slow
def test_who_comes_when_all_is_taken_is_asked_to_come_again(store: Store) -> None:
    limits = Limits(seconds=1, workers=1, waiting=2)
    with TestClient(application(store, limits=limits)) as client:
        statuses: list[tuple[int, str | None]] = []

        def ask() -> None:
            answer = client.get("/sparql", params={"query": ENDLESS})
            statuses.append((answer.status_code, answer.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        busy = [after for status, after in statuses if status == 503]
        assert len(busy) == 3 and all(after is not None and int(after) >= 1 for after in busy)
        assert [status for status, _ in statuses].count(504) == 2


def test_an_answer_is_asked_for_again_only_when_it_may_differ(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.content
    other = client.get("/sparql", params={"query": SELECT, "format": "csv"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    varying = client.get("/sparql", params={"query": "SELECT (RAND() AS ?r) {}"})
    assert "etag" not in varying.headers and varying.headers["cache-control"] == "no-store"


def test_pages_of_other_sites_may_ask(client: TestClient) -> None:
    before = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert before.status_code == 204 and "POST" in before.headers["access-control-allow-methods"]
    for answer in (client.get("/sparql", params={"query": "ASK {}"}), client.get("/sparql", params={"query": "A"})):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "X-Truncated" in answer.headers["access-control-expose-headers"]


def test_answers_are_packed_for_who_can_unpack(client: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 90"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", "/sparql", params=query, headers={"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content


def test_the_service_describes_itself(client: TestClient) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    told = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    features = {quad.object for quad in told if quad.predicate.value == sd + "feature"}
    assert features == {ox.NamedNode(sd + "UnionDefaultGraph")}
    (address,) = {quad.object.value for quad in told if quad.predicate.value == sd + "endpoint"}
    assert address == "http://testserver/sparql"
    forms = {quad.object.value.rpartition("/")[2] for quad in told if quad.predicate.value == sd + "resultFormat"}
    assert {"SPARQL_Results_JSON", "Turtle", "JSON-LD", "RDF_XML", "TriG"} <= forms
    assert client.get("/sparql", headers={"Accept": "application/ld+json"}).json()
    page = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"}, follow_redirects=False)
    assert page.status_code == 303 and page.headers["location"] == "/query"


@pytest.mark.slow
def test_services_that_are_allowed_are_asked(store: Store, folder: Path) -> None:
    """Where SERVICE may go, it goes there and nowhere else."""
    with (
        in_thread(application(store)) as address,
        TestClient(application(store, services=[f"{address}/"])) as client,
    ):
        inner = "{ ?s <http://example.org/p> 7 }"
        there = f"SELECT ?s {{ SERVICE <{address}/sparql> {inner} }}"
        answer = client.get("/sparql", params={"query": there})
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["results"]["bindings"]) == 2
        for elsewhere in (f"<{address}0/sparql>", "?any", "<sparql>", f"<{address}>"):
            refused = client.get("/sparql", params={"query": f"SELECT ?s {{ SERVICE {elsewhere} {inner} }}"})
            assert refused.status_code == 403, elsewhere
