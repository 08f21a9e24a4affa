"""The embedded store: a finished Oxigraph folder, opened read-only."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.ontology import BASE, NAMESPACES
from kg.store import worker
from kg.store.answers import Answer, Row
from kg.store.base import Store, StoreError
from kg.store.guard import checked
from kg.store.layout import NoStoreError, StoreFolder
from kg.store.locks import Lock, LockedError
from kg.store.syntax import explained, names_graphs

_ATTEMPTS = 5
_PAUSE = 0.05  # seconds, longer each time


class EmbeddedStore(Store):
    """Reads the graph that was current when it was opened, even if a newer one is built meanwhile."""

    def __init__(self, folder: str | Path, data: Path | None = None) -> None:
        """``data`` is a finished graph of the folder that another process has open. Raises NoStoreError where nothing was
        built in ``folder``."""
        self._folder = StoreFolder(folder)
        self._data, self._lock, self._graph = _open(self._folder, data)

    @property
    def location(self) -> str:
        return str(self._folder.path)

    @property
    def data(self) -> Path:
        """The folder of the finished graph that is read."""
        return self._data

    def query(self, sparql: str, *, time_limit: float | None = None) -> Answer:
        runnable = checked(sparql)
        if time_limit is not None:
            return worker.query(self._data / "graph", runnable, time_limit)
        return run(self._graph, runnable)

    def quads(self) -> Iterator[ox.Quad]:
        return iter(self._graph)

    def graphs(self) -> Sequence[ox.NamedNode]:
        named = (one for one in self._graph.named_graphs() if isinstance(one, ox.NamedNode))
        return sorted(named, key=lambda one: one.value)

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        return self._graph.quads_for_pattern(None, None, None, name)

    def close(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def run(graph: ox.Store, sparql: str) -> Answer:
    """Run a query that ``guard.checked`` let pass: over the union of all graphs, or over those that it names itself.

    A graph that it names and the store lacks is empty; nothing is ever fetched.
    """
    with faults_told(sparql):
        result = solved(graph, sparql)
        if isinstance(result, ox.QuerySolutions):
            return Answer(variables=variables(result), rows=tuple(rows(result)))
        if isinstance(result, ox.QueryTriples):
            return Answer(triples=tuple(result))
        return Answer(boolean=bool(result))


def solved(
    graph: ox.Store,
    sparql: str,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
    """Oxigraph's own answer, of which rows and triples are worked out while one takes them. With graphs (IRIs) given the
    query sees those alone, whatever it names itself (SPARQL 1.1 Protocol, 2.1.4). Relative IRIs (``<place/…>``) are those
    of the graph's own things."""
    if default_graphs is None and named_graphs is None:
        whole = not names_graphs(sparql)
        return graph.query(sparql, base_iri=BASE, prefixes=dict(NAMESPACES), use_default_graph_as_union=whole)
    return graph.query(
        sparql,
        base_iri=BASE,
        prefixes=dict(NAMESPACES),
        default_graph=[ox.NamedNode(iri) for iri in default_graphs or ()],
        named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()],
    )


@contextmanager
def faults_told(sparql: str) -> Iterator[None]:
    """What goes wrong with a query in words for people."""
    try:
        yield
    except SyntaxError as error:
        raise explained(sparql, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the store could not answer: {error}", f"图谱没能答复：{error}") from error


def variables(result: ox.QuerySolutions) -> tuple[str, ...]:
    return tuple(variable.value for variable in result.variables)


def rows(result: ox.QuerySolutions) -> Iterator[Row]:
    width = len(result.variables)
    for solution in result:
        row = tuple(solution[index] for index in range(width))
        if any(isinstance(term, ox.Triple) for term in row):
            raise StoreError(
                "the answer holds triples as terms, which the graph has none of: leave << >> out of the query",
                "答案里有嵌套的三元组，而图谱里没有这种值：请不要在查询中用 << >>",
            )
        yield row


def _open(folder: StoreFolder, asked: Path | None) -> tuple[Path, IO[bytes] | None, ox.Store]:
    """The data folder asked for, or the current one, a lock that keeps it from being removed, and its graph.

    A build may switch and remove the old folder between the three steps: then the new one is tried.
    """
    problem: Exception | None = None
    for attempt in range(_ATTEMPTS):
        time.sleep(_PAUSE * attempt)
        data = asked or folder.require_current()
        try:
            lock = Lock(data / "readers.lock").share()
        except LockedError as error:  # just being removed
            problem = error
            continue
        try:
            graph = ox.Store.read_only(str(data / "graph"))
            if lock is None or (data / "readers.lock").exists():
                return data, lock, graph
        except OSError as error:
            problem = error
        if lock is not None:
            lock.close()
    raise NoStoreError(
        f"the graph in {folder.path} cannot be opened: {problem}; remove the folder and build again",
        f"{folder.path} 里的图谱打不开：{problem}；请删除这个文件夹，重新 kg build",
    )
