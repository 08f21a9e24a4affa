"""A store on another machine or in another program: any SPARQL 1.1 endpoint, by its address (read-only)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.ontology import BASE, NAMESPACES
from kg.store.answers import Answer, Row, Term
from kg.store.base import QueryTimeoutError, Store, StoreError
from kg.store.guard import checked
from kg.store.remote_http import Connection, Reply
from kg.store.remote_paging import most_rows, page
from kg.store.syntax import form_of

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_ACCEPT_CSV = "text/csv, application/sparql-results+json;q=0.9"
_SEEN = "ASK { ?report a gov:Report }"
_STORED = "ASK { GRAPH ?graph { ?report a gov:Report } }"
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_PAGE = 10_000
_BOOLEAN, _TRUTH = NAMESPACES["xsd"] + "boolean", {"1": "true", "0": "false"}
_ASKED = "__ASK_RETVAL"
_STOPPED = "X-SQL-State"


class RemoteStore(Store):
    """Sends each query to ``address`` by the SPARQL 1.1 protocol.

    Whether queries see the union of the named graphs by default is the server's to configure.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection = Connection(address)

    @property
    def location(self) -> str:
        return self._address

    def query(self, sparql: str, *, time_limit: float | None = None) -> Answer:
        return self.query_of(checked(sparql), (), time_limit=time_limit)

    def query_of(self, sparql: str, graphs: Sequence[tuple[str, str]], *, time_limit: float | None = None) -> Answer:
        """As ``query``, of a query that ``guard.checked`` let pass, on the dataset that the request names: pairs of
        ``default-graph-uri`` or ``named-graph-uri`` and an IRI."""
        # Asked for both, Virtuoso gives triples as rows.
        accept = _ACCEPT_TRIPLES if form_of(sparql) in ("construct", "describe") else _ACCEPT
        reply = self._asked(sparql, accept, time_limit, graphs)
        answer = self._read(reply)
        size = most_rows(reply.headers)
        if not size or answer.rows is None or len(answer.rows) < size:
            return answer
        every, some = [*self._paged(sparql, answer, size, 0, time_limit, graphs)], size
        while len(every) == some:
            every += self._paged(sparql, answer, size, some, time_limit, graphs)
            some += size
        return Answer(variables=answer.variables, rows=tuple(every))

    def csv(self, sparql: str) -> bytes:
        """The rows of a SELECT as CSV, as the server writes it: for many rows, of which no terms are made."""
        runnable = checked(sparql)
        reply = self._asked(runnable, _ACCEPT_CSV, None)
        if reply.media_type != "text/csv" or most_rows(reply.headers):
            return self.query_of(runnable, ()).serialize("csv")
        return reply.body

    def _paged(
        self,
        sparql: str,
        first: Answer,
        size: int,
        offset: int,
        time_limit: float | None,
        graphs: Sequence[tuple[str, str]],
    ) -> Sequence[Row]:
        asked = page(sparql, first.variables, size, offset)
        if asked is None:
            raise StoreError(
                f"{self._address} gives {size} rows at most: ask for less, or let it give more (Virtuoso: ResultSetMaxRows)",
                f"{self._address} 最多给 {size} 行：请缩小查询范围，或调高它的上限（Virtuoso：ResultSetMaxRows）",
            )
        return self._read(self._asked(asked, _ACCEPT, time_limit, graphs)).rows or ()

    def check_union(self) -> None:
        """Raises StoreError, saying what to do, where reports stand in named graphs that queries do not see."""
        if self.query(_SEEN).boolean or not self.query(_STORED).boolean:
            return
        raise StoreError(
            f"{self._address} holds reports, but queries without GRAPH do not see its named graphs: let its default "
            "graph be their union (Oxigraph: start it with --union-default-graph, or add ?union-default-graph to the "
            "address; Fuseki: add ?default-graph-uri=urn:x-arq:UnionGraph; others: see the server's manual)",
            f"{self._address} 里有报告，但不带 GRAPH 的查询看不到命名图：请让默认图等于各命名图的并集（Oxigraph：启动时加 "
            "--union-default-graph，或在网址后加 ?union-default-graph；Fuseki：在网址后加 "
            "?default-graph-uri=urn:x-arq:UnionGraph；其他服务见其手册）",
        )

    def _asked(
        self, sparql: str, accept: str, time_limit: float | None, graphs: Sequence[tuple[str, str]] = ()
    ) -> Reply:
        body = urlencode([("query", _with_prefixes(sparql)), *graphs]).encode()
        reply = self._connection.ask(body, {"Accept": accept}, seconds=time_limit)
        if reply.headers.get(_STOPPED):  # Virtuoso's own limit of time: what it had by then, as if that were all
            raise QueryTimeoutError(
                f"{self._address} stopped the query before it was done: ask for less, or let it take longer",
                f"{self._address} 没有算完就停了：请缩小查询范围，或调高它的时限",
            )
        return reply

    def _read(self, reply: Reply) -> Answer:
        media_type, data = reply.media_type, reply.body
        try:
            if media_type.endswith("json"):
                return _from_json(json.loads(data))
            if media_type in ("application/n-triples", "text/plain", "text/turtle"):
                quads = ox.parse(data, format=ox.RdfFormat.TURTLE)  # of which N-Triples are a part
                return Answer(triples=tuple(ox.Triple(q.subject, q.predicate, q.object) for q in quads))
        except (SyntaxError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{self._address} gave an answer that cannot be read: {error}",
                f"{self._address} 的答复读不懂：{error}；请检查这个网址是不是 SPARQL 服务",
            ) from error
        raise StoreError(
            f"{self._address} answered with {media_type}, which is no SPARQL result",
            f"{self._address} 答复的是 {media_type}，不是 SPARQL 查询结果；请检查这个网址是不是 SPARQL 服务",
        )

    def quads(self) -> Iterator[ox.Quad]:
        for name in self.graphs():
            yield from self.graph(name)

    def graphs(self) -> Sequence[ox.NamedNode]:
        names = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted((name for (name,) in names if isinstance(name, ox.NamedNode)), key=lambda one: one.value)

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        offset, every = 0, f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        while asked := page(every, ("s", "p", "o"), _PAGE, offset):
            found = self.query(asked)
            for s, p, o in found:
                assert isinstance(s, ox.NamedNode | ox.BlankNode) and isinstance(p, ox.NamedNode) and o is not None
                yield ox.Quad(s, p, o, name)
            if len(found) < _PAGE:
                break
            offset += _PAGE

    def close(self) -> None:
        """Nothing is kept open between queries."""


def _with_prefixes(sparql: str) -> str:
    declared = set(_DECLARED.findall(sparql))
    missing = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items() if prefix not in declared)
    return f"BASE <{BASE}>\n" + "".join(missing) + sparql


def _from_json(body: dict[str, Any]) -> Answer:
    if "boolean" in body:
        return Answer(boolean=bool(body["boolean"]))
    names = tuple(body["head"]["vars"])
    bindings = body["results"]["bindings"]
    if names == (_ASKED,):  # Virtuoso
        return Answer(boolean=any(row[_ASKED]["value"] not in ("0", "false") for row in bindings))
    rows = tuple(tuple(_term(b[name]) if name in b else None for name in names) for b in bindings)
    return Answer(variables=names, rows=rows)


def _term(value: dict[str, str]) -> Term:
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if value["type"] == "bnode":
        return ox.BlankNode(value["value"])
    if "xml:lang" in value:
        return ox.Literal(value["value"], language=value["xml:lang"])
    if value.get("datatype") == _BOOLEAN and value["value"] in _TRUTH:  # Virtuoso keeps them as 1 and 0
        return ox.Literal(_TRUTH[value["value"]], datatype=ox.NamedNode(_BOOLEAN))
    if "datatype" in value:
        return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"]))
    return ox.Literal(value["value"])
