"""Files of the site that are no pages: the whole graph, the vocabulary and its schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.analysis.asking import Asks
from kg.ontology import folder
from kg.rdf.exporters.portions import write_gzipped

TURTLE = "text/turtle"
GRAPH_FILE = "graph.nq.gz"
ONTOLOGY_FILES = ("governance.ttl", "mechanisms.ttl", "topics.ttl", "shapes.ttl")
_EVERYTHING = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"


def ontology_file(name: str) -> bytes:
    """A file of the ontology. KeyError for one that there is not."""
    if name not in ONTOLOGY_FILES:
        raise KeyError(name)
    return (folder() / name).read_bytes()


def write_graph(store: Asks, path: Path) -> None:
    """The whole graph as sorted N-Quads, packed: what ``kg export`` writes, for a graph of any size."""
    whole: Callable[[], Iterable[ox.Quad]] | None = getattr(store, "quads", None)
    write_gzipped(whole() if whole is not None else _asked(store), path)


def write_files(store: Asks, folder: Path) -> None:
    """All of these files, for a static site."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ONTOLOGY_FILES:
        (folder / name).write_bytes(ontology_file(name))
    write_graph(store, folder / GRAPH_FILE)


def _asked(store: Asks) -> Iterator[ox.Quad]:
    """Everything, of a store that only answers questions."""
    for s, p, o, g in store.query(_EVERYTHING):
        yield ox.Quad(s, p, o, g)
