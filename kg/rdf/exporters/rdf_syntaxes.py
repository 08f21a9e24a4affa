"""RDF syntaxes: N-Quads and N-Triples with sorted lines, TriG, Turtle and JSON-LD of sorted quads."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.rdf.nquads import sorted_lines, to_nquads, to_turtle


def nquads(quads: Iterable[Quad]) -> bytes:
    """All named graphs; the form to keep, compare and load elsewhere."""
    return to_nquads(quads)


def ntriples(quads: Iterable[Quad]) -> bytes:
    """The union of the graphs."""
    return sorted_lines(_written(_union(quads), RdfFormat.N_TRIPLES))


def trig(quads: Iterable[Quad]) -> bytes:
    """All named graphs, for people."""
    return to_turtle(sorted(quads, key=lambda q: (str(q.graph_name), *_key(q))), RdfFormat.TRIG)


def turtle(quads: Iterable[Quad]) -> bytes:
    """The union of the graphs, for people."""
    return to_turtle(_union(quads))


def jsonld(quads: Iterable[Quad]) -> bytes:
    """All named graphs, in expanded form."""
    data = serialize(sorted(quads, key=lambda q: (str(q.graph_name), *_key(q))), format=RdfFormat.JSON_LD)
    assert data is not None  # only None when written to a file
    return data + b"\n"


def _union(quads: Iterable[Quad]) -> list[Triple]:
    return sorted({quad.triple for quad in quads}, key=_key)


def _key(item: Quad | Triple) -> tuple[str, str, str]:
    return str(item.subject), str(item.predicate), str(item.object)


def _written(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    data = serialize(triples, format=form)
    assert data is not None  # only None when written to a file
    return data
