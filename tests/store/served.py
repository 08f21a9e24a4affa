"""Graphs of tests on a real server (``pytest --store-kind=virtuoso`` or ``oxigraph``): one server a process, started when it
is first needed, that holds one graph at a time and takes another when that is asked for."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from servers import Server, oxigraph, virtuoso

from kg.store import open_store
from kg.store.pushing import GraphStore
from kg.store.remote import RemoteStore

KIND = "KG_TEST_STORE"
KINDS = ("embedded", "oxigraph", "virtuoso")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NAMELESS = "https://w3id.org/towngov/graph/nameless"


class Desk:
    """What lies on it is what the server answers of.

    Virtuoso (7.2.5) keeps the statistics of what it was asked of, and joins wrongly where a property that nothing had then has
    values now: rows are lost, whatever is asked. So a graph with more kinds of statements than the one before it gets a server
    of its own.
    """

    def __init__(self, start: Callable[[Path], AbstractContextManager[Server]]) -> None:
        self._start = start
        self._running = ExitStack()
        self._kinds: set[tuple[str, str]] = set()
        self._begin()

    def _begin(self) -> None:
        self._running.close()
        self._running = ExitStack()
        home = Path(self._running.enter_context(tempfile.TemporaryDirectory(prefix="kg-server-")))
        self.server = server = self._running.enter_context(self._start(home))
        self._lies: object = None
        self._names: set[str] = set()
        os.environ.update({"KG_REMOTE_USER": server.user, "KG_REMOTE_PASSWORD": server.password})
        paths = {"oxigraph": "/store", "virtuoso": "/sparql-graph-crud-auth"}
        self._way = GraphStore(server.push + paths[server.name])

    def close(self) -> None:
        self._running.close()

    def show(self, quads: Iterable[ox.Quad], key: object) -> str:
        """The address of a server with ``quads`` and nothing else; ``key`` is equal for the same quads alone."""
        if self._lies != key:
            quads = list(quads)
            kinds = {(q.predicate.value, str(q.object) if q.predicate == _TYPE else "") for q in quads}
            if self.server.name == "virtuoso" and self._lies is not None and not kinds <= self._kinds:
                self._begin()
            self._kinds = kinds
            graphs: dict[str, list[str]] = defaultdict(list)
            for quad in quads:
                name = quad.graph_name
                graphs[name.value if isinstance(name, ox.NamedNode) else _NAMELESS].append(f"{quad.triple} .\n")
            for gone in sorted(self._names - graphs.keys()):
                self._way.drop(gone)
            for name, lines in graphs.items():
                self._way.put(name, lines)
            self._lies, self._names = key, set(graphs)
        return self.server.query

    def asked(self, quads: Iterable[ox.Quad], key: object) -> RemoteStore:
        return RemoteStore(self.show(quads, key))


@cache
def desk() -> Desk | None:
    """None where the tests run over the embedded store."""
    kind = os.environ.get(KIND, "embedded")
    if kind == "embedded":
        return None
    found = Desk({"oxigraph": oxigraph, "virtuoso": virtuoso}[kind])
    atexit.register(found.close)
    return found


def served(folder: str) -> str:
    """The address of a server that holds what the store in ``folder`` holds, or ``folder`` where none is asked for."""
    if (there := desk()) is None:
        return folder
    with open_store(folder) as store:
        return there.show(store.quads(), folder)
