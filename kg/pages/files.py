"""Files of the site that are no pages: the whole graph, the vocabulary and its schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.analysis.asking import Asks
from kg.ontology import folder
from kg.rdf.exporters.portions import each_sorted, gzipped
from kg.rdf.questions import as_turtle

TURTLE = "text/turtle"
GRAPH_FILE = "graph.nq.gz"
QUESTIONS_FILE = "queries.ttl"
ONTOLOGY_FILES = ("governance.ttl", "mechanisms.ttl", "topics.ttl", "shapes.ttl", QUESTIONS_FILE)
_NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def ontology_file(name: str) -> bytes:
    """A file of the ontology, or its saved questions as RDF. KeyError for one that there is not."""
    if name not in ONTOLOGY_FILES:
        raise KeyError(name)
    return as_turtle() if name == QUESTIONS_FILE else (folder() / name).read_bytes()


def graph_pieces(store: Asks) -> Iterator[bytes]:
    """The whole graph as packed N-Quads, piece by piece: its named graphs in order of their names, the lines of each in
    order. The same graph gives the same bytes, however it came into the store; the first come at once, whatever its
    size."""
    return gzipped(each_sorted(_graphs(store)))


def write_graph(store: Asks, path: Path) -> None:
    """The file of ``graph_pieces``. What stood at ``path`` is replaced once the new is whole."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.writelines(graph_pieces(store))
    beside.replace(path)


def write_files(store: Asks, folder: Path) -> None:
    """All of these files, for a static site."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ONTOLOGY_FILES:
        (folder / name).write_bytes(ontology_file(name))
    write_graph(store, folder / GRAPH_FILE)


def _graphs(store: Asks) -> Iterator[Iterable[ox.Quad]]:
    names: Callable[[], Sequence[ox.NamedNode]] | None = getattr(store, "graphs", None)
    if names is None:  # it only answers questions
        asked = sorted((str(name.value), name) for (name,) in store.query(_NAMES))
        yield from (_asked(store, name) for _, name in asked)
        return
    of: Callable[[ox.NamedNode], Iterator[ox.Quad]] = store.graph  # type: ignore[attr-defined]
    yield from map(of, names())


def _asked(store: Asks, name: ox.NamedNode) -> Iterator[ox.Quad]:
    for s, p, o in store.query(f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
        yield ox.Quad(s, p, o, name)
