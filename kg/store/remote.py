"""A store on another machine or in another program: any SPARQL 1.1 endpoint, by its address (read-only)."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.ontology import BASE, NAMESPACES
from kg.store.answers import Answer, Row, Term
from kg.store.base import QueryTimeoutError, Store, StoreError
from kg.store.guard import checked
from kg.store.remote_construct import filled, taken_apart
from kg.store.remote_http import Connection, Reply, too_long
from kg.store.remote_paging import is_silent, page, was_cut
from kg.store.syntax import form_of, unescaped

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


class _Asking:
    """The dataset that a request names, until when its answer is waited for, all pages together, and how many rows are."""

    def __init__(
        self, graphs: Sequence[tuple[str, str]] = (), seconds: float | None = None, most: int | None = None
    ) -> None:
        self.graphs = graphs
        self.seconds = seconds
        self.most = most
        self._begun = time.monotonic()

    def enough(self, rows: int) -> bool:
        return self.most is not None and rows >= self.most

    def left(self, address: str) -> float | None:
        """Seconds that are left, None where there is no limit. QueryTimeoutError where none are."""
        if not self.seconds:
            return None
        left = self._begun + self.seconds - time.monotonic()
        if left <= 0:
            raise too_long(address, self.seconds)
        return left


class RemoteStore(Store):
    """Sends each query to ``address`` by the SPARQL 1.1 protocol.

    Whether queries see the union of the named graphs by default is the server's to configure.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection = Connection(address)
        self._silent = False

    @property
    def location(self) -> str:
        return self._address

    def query(self, sparql: str, *, time_limit: float | None = None) -> Answer:
        return self.query_of(checked(sparql), (), time_limit=time_limit)

    def query_of(self, sparql: str, graphs: Sequence[tuple[str, str]], *, time_limit: float | None = None) -> Answer:
        """As ``query``, of a query that ``guard.checked`` let pass, on the dataset that the request names: pairs of
        ``default-graph-uri`` or ``named-graph-uri`` and an IRI."""
        return self.part_of(sparql, graphs, None, time_limit=time_limit)[0]

    def part_of(
        self, sparql: str, graphs: Sequence[tuple[str, str]], most: int | None, *, time_limit: float | None = None
    ) -> tuple[Answer, bool]:
        """As ``query_of``, for who needs ``most`` rows or triples (None: all): the answer, and whether the server has more
        of it."""
        asking = _Asking(graphs, time_limit, most)
        form = form_of(sparql)
        if form in ("construct", "describe"):
            return self._graph_of(sparql, form, asking)
        reply = self._asked(sparql, _ACCEPT, asking)
        answer = self._read(reply)
        if not was_cut(reply.headers, len(answer)):
            return answer, False
        return (answer, True) if asking.enough(len(answer)) else (self._whole(sparql, answer, asking), False)

    def csv(self, sparql: str) -> bytes:
        """The rows of a SELECT as CSV, as the server writes it: for many rows, of which no terms are made."""
        runnable = checked(sparql)
        reply = self._asked(runnable, _ACCEPT_CSV, _Asking())
        # How many rows there are is not counted: what may be cut is asked for again, and then known.
        if reply.media_type != "text/csv" or was_cut(reply.headers, sys.maxsize):
            return self.query_of(runnable, ()).serialize("csv")
        return reply.body

    def _whole(self, sparql: str, first: Answer, asking: _Asking) -> Answer:
        """All rows of a SELECT of which the server gave the ``first``, page by page; no more pages than are needed."""
        size = len(first)
        rows: list[Row] = []
        while True:
            asked = page(sparql, first.variables, size, len(rows)) if size else None
            if asked is None:
                raise _cut(self._address, size)
            reply = self._asked(asked, _ACCEPT, asking)
            some = self._read(reply).rows
            rows += some
            cut = was_cut(reply.headers, len(some))
            if not some and cut:
                raise _cut(self._address, 0)
            if (len(some) < size and not cut) or asking.enough(len(rows) - 1):
                return Answer(variables=first.variables, rows=tuple(rows))

    def _graph_of(self, sparql: str, form: str, asking: _Asking) -> tuple[Answer, bool]:
        """The triples of a CONSTRUCT or DESCRIBE: of a server that cuts those of a CONSTRUCT, made of its rows."""
        apart = taken_apart(sparql) if form == "construct" else None
        if apart is None or not self._silent:
            # Asked for both, Virtuoso gives triples as rows.
            reply = self._asked(sparql, _ACCEPT_TRIPLES, asking)
            answer = self._read(reply)
            self._silent = is_silent(reply.headers)
            some = len(answer.triples or ())
            cut = was_cut(reply.headers, some)
            if cut and apart is None and not asking.enough(some):
                raise _cut(self._address, some)
            if apart is None or not (cut or self._silent) or (cut and asking.enough(some)):
                return answer, cut
        rows, more = self.part_of(apart.rows, asking.graphs, asking.most, time_limit=asking.left(self._address))
        return Answer(triples=filled(apart, _assumed(sparql) + apart.prologue, rows.rows)), more

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

    def _asked(self, sparql: str, accept: str, asking: _Asking) -> Reply:
        body = urlencode([("query", _assumed(sparql) + sparql), *asking.graphs]).encode()
        try:
            reply = self._connection.ask(body, {"Accept": accept}, seconds=asking.left(self._address))
        except QueryTimeoutError as error:
            if not asking.seconds:
                raise
            raise too_long(self._address, asking.seconds) from error
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


def _cut(address: str, most: int) -> StoreError:
    return StoreError(
        f"{address} gives {most} rows or triples of this answer, and there are more: ask for less, or let it give "
        "more (kg serve: KG_QUERY_ROWS, KG_QUERY_BYTES; Virtuoso: ResultSetMaxRows); what names its graphs with "
        "FROM, and a DESCRIBE, cannot be fetched in pages",
        f"{address} 只给了这个答案的 {most} 行（或三元组），后面还有：请缩小查询范围，或调高它的上限（kg serve："
        "KG_QUERY_ROWS、KG_QUERY_BYTES；Virtuoso：ResultSetMaxRows）；用 FROM 指明图的查询和 DESCRIBE 不能分页取",
    )


def _assumed(sparql: str) -> str:
    """The prefixes that a query uses without declaring them: on its own first line, so that a server's fault names the
    line that it is on."""
    text = unescaped(sparql)
    declared = set(_DECLARED.findall(text))
    missing = (
        f"PREFIX {name}: <{iri}> " for name, iri in NAMESPACES.items() if name not in declared and f"{name}:" in text
    )
    return f"BASE <{BASE}> " + "".join(missing)


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
