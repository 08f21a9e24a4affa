"""What people and programs do to a public endpoint: it goes on answering others, and nothing is left behind."""

from __future__ import annotations

import http.client
import http.server
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from folders import stored

from kg.store import open_store
from kg.store.limits import Limits
from kg.web.app import application
from kg.web.serving import in_thread

pytestmark = [pytest.mark.server, pytest.mark.slow]

LIMITS = Limits(seconds=3, memory=512, rows=1000, bytes=200_000, workers=2, waiting=16)
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i ?a ?d ?g"
DIGITS = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(128)))} }}" for name in "abc")
MILLIONS = f"SELECT ?a ?b ?c {{ {DIGITS} }} ORDER BY DESC(?c) ?b ?a"
GROUPS = f"SELECT ?a ?b ?c (COUNT(*) AS ?n) {{ {DIGITS} }} GROUP BY ?a ?b ?c ORDER BY ?n"
"""Of 128³ rows, which are two millions."""
REGEX = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?t ?q ?r . ?u ?v ?w FILTER(REGEX(CONCAT(STR(?o), "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), "^(a+)+$")) }'


OTHERS: set[int] = set()
"""Processes of other tests' services, which live on."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    p, g = ox.NamedNode("http://example.org/p"), ox.NamedNode("http://example.org/g")
    quads = (ox.Quad(ox.NamedNode(f"http://example.org/{i}"), p, ox.Literal(i % 97), g) for i in range(2000))
    return stored(quads, tmp_path_factory.mktemp("abused"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The service, served for real."""
    OTHERS.update(workers())
    with open_store(folder) as store, in_thread(application(store, limits=LIMITS)) as address:
        yield f"{address}/sparql"


def status(address: str, query: str, seconds: float = 60) -> int:
    try:
        with urlopen(Request(address, urlencode({"query": query}).encode()), timeout=seconds) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        error.read()
        return error.code


def workers() -> list[int]:
    """Processes of ours that run queries."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    found = [int(line.split()[0]) for line in listed.stdout.splitlines() if "kg.store.worker" in line]
    return [one for one in found if one not in OTHERS]


def settled(seconds: float = 15) -> bool:
    """Whether no more processes are left than may wait for work in both lanes, soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if len(workers()) <= 2 * LIMITS.workers:
            return True
        time.sleep(0.1)
    return False


def left_behind() -> int:
    """Files of answers that nobody has removed."""
    import tempfile

    return sum(len(list(one.iterdir())) for one in Path(tempfile.gettempdir()).glob("kg-answers-*"))


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        (CROSS, {504}),
        (SORTED, {504, 507}),
        (MILLIONS, {504, 507}),
        (GROUPS, {504, 507}),
        (REGEX, {504, 507, 200}),
    ],
    ids=["cross product", "order by", "order by over millions of rows", "millions of groups", "regex"],
)
def test_heavy_queries_are_stopped_while_others_are_answered(address: str, query: str, statuses: set[int]) -> None:
    with ThreadPoolExecutor(2) as pool:
        heavy = pool.submit(status, address, query)
        for _ in range(5):
            assert status(address, "ASK { ?s ?p ?o }") == 200
        assert heavy.result() in statuses
    assert settled()
    assert status(address, "ASK { ?s ?p ?o }") == 200


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a computer is 127.0.0.1 alone to itself")
def test_many_heavy_queries_do_not_keep_small_ones_waiting(folder: Path) -> None:
    """Of four computers at once, while a fifth asks on: it is answered before any of them, and they are still running."""
    limits = Limits(seconds=120, memory=512, workers=2, quick=1, waiting=16)
    with open_store(folder) as store, in_thread(application(store, limits=limits)) as address:
        before = set(workers())
        heavy = [asking(address, CROSS, f"127.0.0.{2 + i}") for i in range(4)]
        for _ in range(12):
            assert status(f"{address}/sparql", "ASK { ?s ?p ?o }") == 200
            assert len(set(workers()) - before) <= 2 * limits.workers
        answered, _, _ = select.select([one.sock for one in heavy], [], [], 0)
        assert answered == []
        for one in heavy:
            one.close()


def asking(address: str, query: str, source: str) -> http.client.HTTPConnection:
    """A connection from a computer of that address that has asked and not yet read."""
    made = http.client.HTTPConnection(address.split("//")[1], source_address=(source, 0))
    made.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"})
    return made


def test_a_query_of_ten_megabytes_is_refused(address: str) -> None:
    assert status(address, "ASK { } #" + "x" * 10_000_000) == 413
    assert status(address, "ASK { " + "?s ?p ?o . " * 50_000 + "}") == 507
    assert status(address, "ASK {}") == 200


def test_two_hundred_clients_at_once(address: str) -> None:
    with ThreadPoolExecutor(200) as pool:
        found = list(pool.map(lambda i: status(address, f"SELECT ?s {{ ?s ?p {i % 97} }}"), range(200)))
    assert set(found) <= {200, 503}
    assert found.count(200) >= 10
    assert status(address, "ASK {}") == 200
    assert settled()


def test_clients_that_vanish_or_hang(address: str) -> None:
    host, port = address.split("/")[2].split(":")
    body = urlencode({"query": CROSS}).encode()
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    for _ in range(8):  # they ask and leave
        with socket.create_connection((host, int(port))) as gone:
            gone.sendall(head + body)
            time.sleep(0.05)
    hanging = [socket.create_connection((host, int(port))) for _ in range(20)]
    for one in hanging:  # they never say the whole
        one.sendall(head + body[:10])
    begun = time.monotonic()
    while status(address, "ASK {}") != 200:  # whoever comes meanwhile may be told to come again
        assert time.monotonic() - begun < 20
        time.sleep(0.2)
    assert settled()
    for one in hanging:
        one.close()
    assert status(address, "ASK {}") == 200


def test_nothing_is_left_behind(address: str) -> None:
    before = left_behind()
    for i in range(30):
        assert status(address, f"SELECT ?s {{ ?s ?p {i} }}") == 200
        status(address, "SELECT")
    end = time.monotonic() + 5
    while left_behind() > before and time.monotonic() < end:
        time.sleep(0.1)
    assert left_behind() <= before
    assert settled()


class Listening:
    """A server that notes who comes; what it answers sends on elsewhere where ``onward`` is given."""

    def __init__(self, onward: str = "") -> None:
        self.came: list[str] = []
        came = self.came

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                came.append(self.path)
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(307 if onward else 200)
                if onward:
                    self.send_header("Location", onward)
                else:
                    self.send_header("Content-Type", "application/sparql-results+json")
                body = b"" if onward else b'{"head": {"vars": []}, "results": {"bindings": []}}'
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def test_no_query_makes_the_service_call_another(address: str, tmp_path: Path) -> None:
    other = Listening()
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:a> <a:b> <a:c> .", encoding="utf-8")
    for query in (
        f"SELECT * {{ SERVICE <{other.address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{other.address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{other.address}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{other.address}data.ttl> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{other.address}data.ttl> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
        f"LOAD <{other.address}data.ttl>",
        f"LOAD <{secret.as_uri()}>",
        f"DESCRIBE <{other.address}data.ttl>",
        f"SELECT * {{ GRAPH <{other.address}data.ttl> {{ ?s ?p ?o }} }}",
    ):
        assert status(address, query) in (200, 403), query
    query = urlencode({"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": f"{other.address}data.ttl"}).encode()
    with urlopen(Request(address, query), timeout=30) as answer:
        assert b'"bindings":[]' in answer.read()
    assert other.came == []


def test_an_allowed_service_sends_nobody_elsewhere(folder: Path) -> None:
    """A redirect would lead to any host: it is not followed."""
    other = Listening()
    allowed = Listening(onward=other.address)
    with open_store(folder) as store:
        made = application(store, limits=LIMITS, services=[allowed.address])
        with in_thread(made) as address:
            found = status(f"{address}/sparql", f"SELECT * {{ SERVICE <{allowed.address}> {{ ?s ?p ?o }} }}")
    assert allowed.came and not other.came
    assert found >= 400
