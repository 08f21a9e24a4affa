"""RDF syntaxes: N-Quads and N-Triples with sorted lines, TriG, Turtle, RDF/XML and JSON-LD of sorted content.

The forms that have no named graphs take triples as well as quads.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.rdf.nquads import sorted_lines, to_nquads, to_turtle

Content = Iterable[Quad] | Iterable[Triple]


def nquads(quads: Iterable[Quad]) -> bytes:
    """All named graphs; the form to keep, compare and load elsewhere."""
    return to_nquads(quads)


def ntriples(content: Content) -> bytes:
    """The union of the graphs."""
    return sorted_lines(_written(_union(content), RdfFormat.N_TRIPLES))


def trig(quads: Iterable[Quad]) -> bytes:
    """All named graphs, for people."""
    return to_turtle(sorted(quads, key=lambda q: (str(q.graph_name), *_key(q))), RdfFormat.TRIG)


def turtle(content: Content) -> bytes:
    """The union of the graphs, for people."""
    return to_turtle(_union(content))


def rdfxml(content: Content) -> bytes:
    """The union of the graphs, for programs that read nothing else."""
    return _written(_union(content), RdfFormat.RDF_XML)


def jsonld(quads: Iterable[Quad]) -> bytes:
    """All named graphs, in expanded form."""
    data = serialize(sorted(quads, key=lambda q: (str(q.graph_name), *_key(q))), format=RdfFormat.JSON_LD)
    assert data is not None  # only None when written to a file
    return data + b"\n"


def _union(content: Content) -> list[Triple]:
    return sorted({item.triple if isinstance(item, Quad) else item for item in content}, key=_key)


def _key(item: Quad | Triple) -> tuple[str, str, str]:
    return str(item.subject), str(item.predicate), str(item.object)


def _written(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    data = serialize(triples, format=form)
    assert data is not None  # only None when written to a file
    return data
