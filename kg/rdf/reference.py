"""The graphs that come from the ontology's files: mechanisms, topics, and the vocabulary itself."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from kg.errors import KgError
from kg.rdf import iris

_FILES = {"mechanisms.ttl": iris.MECHANISMS, "topics.ttl": iris.TOPICS, "governance.ttl": iris.ONTOLOGY}


def ontology_quads(folder: Path, more: Path | None = None) -> list[Quad]:
    """What ``folder`` says, file by file in a named graph, and what ``more`` says of mechanisms (see ``ontology.load``).

    Axioms written with blank nodes (OWL restrictions, lists) stay in the file: the graph has no blank nodes.
    Raises KgError where a file is malformed.
    """
    found: dict[Quad, None] = {}
    files = [(folder / name, graph) for name, graph in _FILES.items()]
    if more is not None:
        files.append((more, iris.MECHANISMS))
    for path, graph in files:
        if not path.is_file():
            continue
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
                    found[Quad(quad.subject, quad.predicate, quad.object, graph)] = None
        except (OSError, SyntaxError) as error:
            raise KgError(f"{path} cannot be read: {error}", f"{path} 读不了：{error}") from error
    return list(found)
