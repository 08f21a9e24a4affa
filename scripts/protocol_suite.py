#!/usr/bin/env python3
"""Run the tests of the SPARQL 1.1 Protocol that the W3C's working groups keep (repository w3c/rdf-tests, folder
sparql/sparql11/protocol) against our endpoint.

    python scripts/protocol_suite.py PATH/TO/sparql/sparql11/protocol [--verbose]

A server is started on a free port, over a store that holds the graphs the tests speak of. Tests of queries and of bad
queries must pass. Those that change a graph are refused with 403, by design: the graph is read-only. Exit status 1
where anything else happens.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # runs in a checkout without installation

HTTP = "http://www.w3.org/2011/http#"
CONTENT = "http://www.w3.org/2011/content#"
TESTS = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
DATA = "http://www.w3.org/2009/sparql/tests/test-update#"
REFUSED = 403
TABULAR = ("json", "xml", "csv", "tab-separated-values")


@dataclass(frozen=True)
class Ask:
    """One request and what may come back. ``statuses``: their first digits. ``form``: "boolean", "tabular" or "RDF"."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    asks: tuple[Ask, ...]
    graphs: tuple[tuple[str, str], ...]

    @property
    def changes(self) -> bool:
        """Whether it is about updates that a server would carry out."""
        return self.name.startswith("update_")


def cases(manifest: Path) -> Iterator[Case]:
    """The tests of a manifest, in its order."""
    from rdflib import Graph, URIRef
    from rdflib.collection import Collection
    from rdflib.namespace import RDF, RDFS

    told = Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    mf, ht, ut = (lambda name, base=base: URIRef(base + name) for base in (TESTS, HTTP, DATA))
    (top,) = told.subjects(RDF.type, mf("Manifest"))
    for case in Collection(told, told.value(top, mf("entries"))):
        graphs = tuple(
            (str(told.value(one, RDFS.label)), str(told.value(one, ut("graph"))))
            for one in told.objects(case, ut("graphData"))
        )
        requests = Collection(told, told.value(told.value(case, mf("action")), ht("requests")))
        yield Case(
            str(case).rpartition("#")[2].rpartition("/")[2],
            str(told.value(case, mf("name"))),
            tuple(_ask(told, one) for one in requests),
            graphs,
        )


def _ask(told: object, request: object) -> Ask:
    from rdflib import Graph, URIRef
    from rdflib.collection import Collection

    assert isinstance(told, Graph)
    mf, ht, cnt = (lambda name, base=base: URIRef(base + name) for base in (TESTS, HTTP, CONTENT))
    listed = told.value(request, ht("headers"))
    headers = tuple(
        (str(told.value(one, ht("fieldName"))), str(told.value(one, ht("fieldValue"))))
        for one in (Collection(told, listed) if listed is not None else ())
    )
    content, response = told.value(request, ht("body")), told.value(request, ht("resp"))
    body = b""
    if content is not None:
        encoding = str(told.value(content, cnt("characterEncoding")) or "UTF-8")
        body = str(told.value(content, cnt("chars"))).encode(encoding)
    boolean = told.value(response, mf("expectedBoolean"))
    return Ask(
        str(told.value(request, ht("methodName"))),
        str(told.value(request, ht("absolutePath"))),
        headers,
        body,
        tuple(str(one).rpartition("StatusCode")[2][0] for one in told.objects(response, mf("expectedStatus"))),
        None if boolean is None else bool(boolean.toPython()),
        str(told.value(response, mf("expectedFormat")) or ""),
    )


def fault(port: int, ask: Ask) -> tuple[int, str]:
    """The status that came, and what is wrong with the answer; empty where nothing is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(ask.method, "/sparql" + ask.path.removeprefix("/sparql/"), ask.body or None, dict(ask.headers))
    response = connection.getresponse()
    body, kind = response.read(), (response.getheader("content-type") or "").partition(";")[0]
    connection.close()
    if str(response.status)[0] not in ask.statuses:
        return response.status, f"{response.status} instead of {' or '.join(ask.statuses)}xx: {body[:120]!r}"
    if ask.form == "tabular" and not kind.endswith(TABULAR):
        return response.status, f"{kind} is no table"
    if ask.form == "RDF" and kind not in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        return response.status, f"{kind} is no RDF"
    if ask.form == "boolean" and not kind.endswith(("json", "xml")):
        return response.status, f"{kind} is no boolean"
    if ask.boolean is not None and _boolean(kind, body) is not ask.boolean:
        return response.status, f"answered {_boolean(kind, body)}"
    return response.status, ""


def _boolean(kind: str, body: bytes) -> bool | None:
    if kind.endswith("json"):
        return json.loads(body).get("boolean")
    found = ElementTree.fromstring(body).find("{http://www.w3.org/2005/sparql-results#}boolean")
    return None if found is None else found.text == "true"


def stored(where: Path, named: set[tuple[str, str]]) -> None:
    """A store that holds the suite's graphs under the names that its tests give them."""
    import pyoxigraph as ox

    from kg.store.layout import StoreFolder

    folder = StoreFolder(where)
    new = folder.new("suite")
    graph = ox.Store(str(new / "graph"))
    for name, file in sorted(named):
        path = Path(unquote(file.removeprefix("file://")))
        graph.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
    graph.flush()
    del graph
    folder.switch(new, "suite")


@contextmanager
def served(where: Path) -> Iterator[int]:
    """The site over a store, served for real; gives its port."""
    from kg.store import open_store
    from kg.web.app import application
    from kg.web.serving import in_thread

    with open_store(where) as store, in_thread(application(store)) as address:
        yield int(address.rpartition(":")[2])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("suite", type=Path, metavar="PATH")
    parser.add_argument("--verbose", action="store_true", help="name every test")
    given = parser.parse_args()
    if not (given.suite / "manifest.ttl").is_file():
        parser.error(f"{given.suite} holds no manifest.ttl: name the folder sparql/sparql11/protocol of the suite")
    return run(given.suite.resolve(), given.verbose)


def run(suite: Path, verbose: bool) -> int:
    all_cases = list(cases(suite / "manifest.ttl"))
    passed, refused, failed = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder, "store")
        stored(where, {graph for case in all_cases for graph in case.graphs})
        with served(where) as port:
            for case in all_cases:
                answers = [fault(port, ask) for ask in case.asks]
                said = "; ".join(what for _, what in answers if what)
                if case.changes and REFUSED in (status for status, _ in answers):
                    refused.append(case)
                    result = f"refused with {REFUSED}, as documented"
                else:
                    (failed if said else passed).append(case)
                    result = f"FAILED: {said}" if said else "passed"
                if verbose or result.startswith("FAILED"):
                    print(f"{case.name}: {result}")
    print(
        f"{len(passed)} passed, {len(refused)} updates refused as documented, {len(failed)} failed of {len(all_cases)}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
