"""Sorted N-Quads, and Turtle with sorted prefixes: one spelling of a graph, whatever order its quads came in."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.ontology import NAMESPACES


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads in UTF-8: each quad once, lines in order of their bytes."""
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None  # only None when written to a file
    return sorted_lines(data)


def sorted_lines(data: bytes) -> bytes:
    """The lines of ``data``, each once, in order. Line breaks inside literals are escaped in N-Quads."""
    lines = set(data.split(b"\n"))
    lines.discard(b"")
    return b"".join(line + b"\n" for line in sorted(lines))


def from_nquads(data: bytes) -> list[Quad]:
    """The quads of N-Quads that this module wrote."""
    return list(parse(data, format=RdfFormat.N_QUADS))


def to_turtle(content: Iterable[Quad] | Iterable[Triple], form: RdfFormat = RdfFormat.TURTLE) -> bytes:
    """Turtle of triples or TriG of quads, in the order given. Oxigraph writes its prefixes in no fixed order."""
    data = serialize(content, format=form, prefixes=dict(NAMESPACES))
    assert data is not None  # only None when written to a file
    lines = data.split(b"\n")
    start = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join(sorted(lines[:start]) + lines[start:])
