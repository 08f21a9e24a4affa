"""A store on another machine or in another program: any SPARQL 1.1 endpoint, by its address (read-only)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import Bilingual, KgError, system_reason
from kg.ontology import BASE, NAMESPACES
from kg.store.answers import Answer, Term
from kg.store.base import QueryTimeoutError, Store, StoreError
from kg.store.guard import checked
from kg.store.syntax import QuerySyntaxError

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_ACCEPT_CSV = "text/csv, application/sparql-results+json;q=0.9"
_SEEN = "ASK { ?report a gov:Report }"
_STORED = "ASK { GRAPH ?graph { ?report a gov:Report } }"
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_PATIENCE = 300.0  # seconds, where no limit is given
_PAGE = 10_000


class RemoteStore(Store):
    """Sends each query to ``address`` by the SPARQL 1.1 protocol.

    Whether queries see the union of the named graphs by default is the server's to configure.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def location(self) -> str:
        return self._address

    def query(self, sparql: str, *, time_limit: float | None = None) -> Answer:
        return self._read(*self._asked(checked(sparql), _ACCEPT, time_limit))

    def query_of(self, sparql: str, graphs: Sequence[tuple[str, str]], *, time_limit: float | None = None) -> Answer:
        """As ``query``, of a query that ``guard.checked`` let pass, on the dataset that the request names: pairs of
        ``default-graph-uri`` or ``named-graph-uri`` and an IRI."""
        return self._read(*self._asked(sparql, _ACCEPT, time_limit, graphs))

    def csv(self, sparql: str) -> bytes:
        """The rows of a SELECT as CSV, as the server writes it: for many rows, of which no terms are made."""
        media_type, data = self._asked(checked(sparql), _ACCEPT_CSV, None)
        return data if media_type == "text/csv" else self._read(media_type, data).serialize("csv")

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
    ) -> tuple[str, bytes]:
        """Media type and body of the answer."""
        body = urlencode([("query", _with_prefixes(sparql)), *graphs]).encode()
        request = Request(self._address, data=body, headers={"Accept": accept})
        try:
            with urlopen(request, timeout=time_limit or _PATIENCE) as response:
                return response.headers.get_content_type(), response.read()
        except HTTPError as error:
            reason = error.read(300).decode("utf-8", "replace").strip().partition("\n")[0]
            raise _answered(self._address, error.code, reason or str(error.reason)) from error
        except TimeoutError as error:
            seconds = f"{time_limit or _PATIENCE:g}"
            raise QueryTimeoutError(
                f"{self._address} took longer than {seconds} seconds: ask for less, or allow more time",
                f"{self._address} 超过 {seconds} 秒没有答复：请缩小查询范围，或放宽时限",
            ) from error
        except (URLError, OSError) as error:
            cause = getattr(error, "reason", error)
            why = system_reason(cause) if isinstance(cause, OSError) else Bilingual(str(cause), str(cause))
            raise StoreError(
                f"{self._address} cannot be reached: {why.en}",
                f"连不上 {self._address}：{why.zh}；请检查网址，以及服务是否在运行",
            ) from error

    def _read(self, media_type: str, data: bytes) -> Answer:
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
        offset = 0
        while True:
            page = self.query(
                f"SELECT ?s ?p ?o WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
                f" LIMIT {_PAGE} OFFSET {offset}"
            )
            for s, p, o in page:
                assert isinstance(s, ox.NamedNode | ox.BlankNode) and isinstance(p, ox.NamedNode) and o is not None
                yield ox.Quad(s, p, o, name)
            if len(page) < _PAGE:
                break
            offset += _PAGE

    def close(self) -> None:
        """Nothing is kept open between queries."""


def _answered(address: str, code: int, reason: str) -> KgError:
    """The error for an HTTP status; 400 is how the protocol refuses a query that is no SPARQL."""
    if code == 400:
        return QuerySyntaxError(f"{address} answered {code}: {reason}", f"{address} 不接受这条查询（{code}）：{reason}")
    return StoreError(f"{address} answered {code}: {reason}", f"{address} 答复出错（{code}）：{reason}")


def _with_prefixes(sparql: str) -> str:
    declared = set(_DECLARED.findall(sparql))
    missing = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items() if prefix not in declared)
    return f"BASE <{BASE}>\n" + "".join(missing) + sparql


def _from_json(body: dict[str, Any]) -> Answer:
    if "boolean" in body:
        return Answer(boolean=bool(body["boolean"]))
    names = tuple(body["head"]["vars"])
    bindings = body["results"]["bindings"]
    rows = tuple(tuple(_term(b[name]) if name in b else None for name in names) for b in bindings)
    return Answer(variables=names, rows=rows)


def _term(value: dict[str, str]) -> Term:
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if value["type"] == "bnode":
        return ox.BlankNode(value["value"])
    if "xml:lang" in value:
        return ox.Literal(value["value"], language=value["xml:lang"])
    if "datatype" in value:
        return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"]))
    return ox.Literal(value["value"])
