"""Files of the whole over HTTP: the vocabulary at its IRI, downloads."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from folders import stored
from small_graph import hostile_graph, small_store
from starlette.testclient import TestClient

from kg.ontology import folder, saved_queries
from kg.rdf.nquads import sorted_lines, to_nquads
from kg.store import Store, open_store
from kg.web import application


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("data"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(application(store)) as client:
        yield client


def test_the_iri_of_the_ontology_gives_the_vocabulary(client: TestClient) -> None:
    assert (
        client.get("/ontology/reference", headers={"Accept": "text/turtle"}).text
        == client.get("/data/governance.ttl").text
    )
    one = client.get("/query/cited-laws", headers={"Accept": "text/turtle"})
    assert "sh:" not in one.text and "SPARQLSelectExecutable" in one.text and "哪些" in one.text
    assert client.get("/query/none", headers={"Accept": "text/turtle"}).status_code == 404
    assert client.get("/query/none").status_code == 404
    assert client.get("/query/cited-laws").status_code == 200
    examples = {quad.subject for quad in ox.parse(client.get("/data/queries.ttl").content, format=ox.RdfFormat.TURTLE)}
    assert len(examples) == len(saved_queries())
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert turtle.content == (folder() / "governance.ttl").read_bytes()
    assert turtle.headers["content-type"].startswith("text/turtle")
    whole = {str(quad.triple) for quad in ox.parse(turtle.content, format=ox.RdfFormat.TURTLE)}
    for kind, form in (("application/ld+json", ox.RdfFormat.JSON_LD), ("application/rdf+xml", ox.RdfFormat.RDF_XML)):
        answer = client.get("/ontology", headers={"Accept": kind})
        assert {str(quad.triple) for quad in ox.parse(answer.content, format=form)} == whole
    assert "<h1>乡镇治理本体</h1>" in client.get("/ontology").text


def test_files_of_the_ontology_are_downloads(client: TestClient) -> None:
    for name in ("governance.ttl", "mechanisms.ttl", "topics.ttl", "shapes.ttl"):
        answer = client.get(f"/data/{name}")
        assert answer.content == (folder() / name).read_bytes()
        assert client.get(f"/data/{name}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    for name in ("none.ttl", "..%2fgovernance.ttl", "queries"):
        assert client.get(f"/data/{name}").status_code == 404


def test_the_whole_graph_is_a_download(client: TestClient, store: Store) -> None:
    head = client.head("/data/graph.nq.gz")
    assert head.status_code == 200 and head.headers["content-type"] == "application/gzip"
    for answer in (client.get("/data/graph.nq.gz"), client.get("/data/graph.nq.gz")):  # while it is made, and after
        assert answer.headers["content-type"] == "application/gzip"
        assert 'filename="graph.nq.gz"' in answer.headers["content-disposition"]
        assert sorted_lines(gzip.decompress(answer.content)) == to_nquads(store.quads())
    part = client.get("/data/graph.nq.gz", headers={"Range": "bytes=2-9"})
    assert part.status_code == 206 and part.content == answer.content[2:10]
    assert "/data/graph.nq.gz" in client.get("/about").text
