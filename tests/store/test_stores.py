"""One suite over every kind of store."""

from __future__ import annotations

import csv
import io
import json
import socket
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, parse_query_results

from kg.model import KgError
from kg.rdf.nquads import to_nquads
from kg.store import Store, open_store
from kg.store.base import QueryTimeoutError, StoreError
from kg.store.guard import QueryRefusedError, QuerySyntaxError
from kg.store.layout import NoStoreError

PRACTICES = "SELECT ?town ?practice WHERE { ?town gov:practises ?practice } ORDER BY ?practice"


def test_prefixes_are_known_and_the_default_graph_is_the_union(store: Store) -> None:
    answer = store.query(PRACTICES)
    assert answer.variables == ("town", "practice")
    assert len(answer) == 3
    town, practice = next(iter(answer))
    assert town == NamedNode("https://w3id.org/towngov/place/湖北省襄阳市谷城县清溪镇")
    assert isinstance(practice, NamedNode)


def test_a_practice_is_typed_as_people_type_it(store: Store) -> None:
    assert store.query("ASK { ?town gov:practises mech:枫桥经验 }").boolean is True
    assert store.query("ASK { ?town gov:practises mech:警格_网格 }").boolean is True
    assert store.query("ASK { ?town gov:practises mech:一支队伍管执法 }").boolean is False
    assert store.query("ASK { ?town gov:practises/skos:broader* mech:网格化 }").boolean is True


def test_own_prefixes_win(store: Store) -> None:
    answer = store.query("PREFIX gov: <http://example.org/> SELECT (gov:x AS ?x) WHERE {}")
    assert answer.plain() == [{"x": "http://example.org/x"}]


def test_unbound_variables_and_literals(store: Store) -> None:
    answer = store.query("SELECT ?nothing ?label WHERE { mech:枫桥经验 skos:prefLabel ?label } ORDER BY ?label")
    assert answer.rows == (
        (None, Literal("Fengqiao experience", language="en")),
        (None, Literal("枫桥经验", language="zh")),
    )
    assert answer.plain()[0] == {"label": "Fengqiao experience"}


def test_construct(store: Store) -> None:
    answer = store.query("CONSTRUCT { ?t gov:practises ?p } WHERE { ?t gov:practises ?p }")
    assert answer.kind == "graph"
    assert answer.triples is not None
    assert len(answer.triples) == 3
    assert b"gov:practises mech:" in answer.serialize("ttl")
    assert answer.serialize("nt").count(b"\n") == 3
    ElementTree.fromstring(answer.serialize("xml"))


def test_a_named_graph_holds_what_a_report_says(store: Store) -> None:
    answer = store.query(
        "SELECT (COUNT(*) AS ?n) WHERE { ?r a gov:Report BIND(IRI(REPLACE(STR(?r), '/report/', '/graph/')) AS ?g)"
        " GRAPH ?g { ?a a gov:Adoption ; gov:report ?r } }"
    )
    assert answer.plain() == [{"n": "4"}]


def test_a_dataset_clause_is_honoured(store: Store) -> None:
    def count(clause: str, pattern: str = "?s ?p ?o") -> int:
        (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {clause} WHERE {{ {pattern} }}").plain()
        return int(row["n"])

    in_graph = count("", "GRAPH graph:derived { ?s ?p ?o }")
    assert 0 < in_graph == count("FROM graph:derived") < count("")
    assert count("FROM graph:derived FROM graph:firms") == in_graph + count("FROM graph:firms")
    assert count("FROM NAMED graph:derived", "GRAPH ?g { ?s ?p ?o }") == in_graph
    # What is not named is not there: neither the other graphs nor, without FROM, a default graph.
    assert count("FROM NAMED graph:derived") == count("FROM graph:derived", "GRAPH ?g { ?s ?p ?o }") == 0
    assert store.query("ASK FROM graph:derived { ?town gov:practises mech:枫桥经验 }").boolean is True
    assert store.query("ASK FROM graph:firms { ?town gov:practises mech:枫桥经验 }").boolean is False
    triples = store.query("CONSTRUCT { ?s ?p ?o } FROM graph:derived WHERE { ?s ?p ?o }").triples
    assert triples is not None and len(triples) == in_graph


def test_a_graph_that_is_not_here_is_empty_and_never_fetched(
    store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.nt").write_text("<urn:a> <urn:b> <urn:c> .")

    def reach(*_: object) -> None:
        raise AssertionError("a request went out")

    monkeypatch.setattr(socket.socket, "connect", reach)
    with open_store(store_folder) as store:
        for graph in ("http://nowhere/", "http://127.0.0.1:9/x", (tmp_path / "secret.nt").as_uri()):
            for limit in (None, 60):
                assert store.query(f"ASK FROM <{graph}> {{ ?s ?p ?o }}", time_limit=limit).boolean is False


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX select: <urn:x> \n # SELECT \n LOAD <http://127.0.0.1:1/x>",
        "clear all",
    ],
)
def test_updates_are_refused(store: Store, update: str) -> None:
    with pytest.raises(QueryRefusedError, match="read-only"):
        store.query(update)


def test_faulty_queries_are_told(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT ?x WHERE { ?x ")
    assert "\n" not in str(caught.value)


def test_all_quads(store: Store) -> None:
    quads = list(store.quads())
    assert len(quads) == len(set(quads)) > 250
    assert {q.graph_name.value.rpartition("/")[2] for q in quads} >= {"derived", "divisions", "firms", "description"}  # type: ignore[union-attr]


def test_every_store_holds_the_same(store_folder: Path, endpoint: str) -> None:
    with open_store(store_folder) as embedded, open_store(endpoint) as remote:
        assert to_nquads(embedded.quads()) == to_nquads(remote.quads())


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_written_tables_are_read_back_by_others(store: Store, form: str) -> None:
    answer = store.query("SELECT ?s ?label ?n WHERE { ?s skos:prefLabel ?label OPTIONAL { ?s gov:divisionCode ?n } }")
    form_id = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}[form]
    read = parse_query_results(answer.serialize(form), form_id)
    assert [tuple(row) for row in read] == list(answer.rows)  # type: ignore[union-attr]


def test_csv(store: Store) -> None:
    answer = store.query('SELECT ("a,\\"b\\"\\n" AS ?x) (1 AS ?n) WHERE {}')
    rows = list(csv.reader(io.StringIO(answer.serialize("csv").decode(), newline="")))
    assert rows == [["x", "n"], ['a,"b"\n', "1"]]


def test_yes_or_no_is_written(store: Store) -> None:
    answer = store.query("ASK { ?s ?p ?o }")
    assert json.loads(answer.serialize("json")) == {"head": {}, "boolean": True}
    assert b"<boolean>true</boolean>" in answer.serialize("xml")
    with pytest.raises(KgError, match="json, xml"):
        answer.serialize("ttl")


def test_a_time_limit_gives_the_same_answer(store_folder: Path) -> None:
    with open_store(store_folder) as store:
        assert store.query(PRACTICES, time_limit=60) == store.query(PRACTICES)
        assert store.query("ASK {}", time_limit=60).boolean is True
        with pytest.raises(QuerySyntaxError):
            store.query("SELECT", time_limit=60)


@pytest.mark.slow
def test_a_query_that_never_ends_is_stopped(store_folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r }"
    with open_store(store_folder) as store:
        started = time.monotonic()
        with pytest.raises(QueryTimeoutError, match="longer than 1 seconds"):
            store.query(endless, time_limit=1)
        assert time.monotonic() - started < 20


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(NoStoreError, match="kg build"):
        open_store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoStoreError, match="kg build"):
        open_store(tmp_path / "file")


def test_a_damaged_store(tmp_path: Path) -> None:
    (tmp_path / "data-1" / "graph").mkdir(parents=True)
    (tmp_path / "CURRENT").write_text("data-1\n")
    with pytest.raises(NoStoreError, match="cannot be opened"):
        open_store(tmp_path)
    (tmp_path / "CURRENT").write_text("../elsewhere\n")
    with pytest.raises(KgError, match="damaged"):
        open_store(tmp_path)


def test_an_endpoint_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_store(f"http://127.0.0.1:{port}/sparql") as store, pytest.raises(StoreError, match="cannot be reached"):
        store.query("ASK {}")


def test_many_rows_come_as_the_server_writes_them(endpoint: str, store_folder: Path) -> None:
    """This endpoint writes JSON whatever it is asked for: the rows are the same."""
    from kg.store.remote import RemoteStore

    remote = RemoteStore(endpoint)
    with open_store(store_folder) as embedded:
        assert remote.csv(PRACTICES) == embedded.query(PRACTICES).serialize("csv")
    assert remote.csv(PRACTICES).count(b"\r\n") == 4
    remote.check_union()
