"""The saved questions as RDF, in the form in which SPARQL services publish their examples (SHACL's SPARQL executables)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import BASE, NAMESPACES, SavedQuery, saved_queries
from kg.rdf.nquads import to_turtle

_SH = "http://www.w3.org/ns/shacl#"


def questions(name: str | None = None) -> list[ox.Triple]:
    """Every saved question with its words in Chinese and English and its query; or that of one ``name``, KeyError for one
    that there is not."""
    saved = saved_queries()
    return [triple for one in (saved.values() if name is None else (saved[name],)) for triple in _told(one)]


def as_turtle() -> bytes:
    return to_turtle(questions())


def _told(one: SavedQuery) -> Iterator[ox.Triple]:
    this = ox.NamedNode(f"{BASE}query/{one.name}")
    a, comment = ox.NamedNode(NAMESPACES["rdf"] + "type"), ox.NamedNode(NAMESPACES["rdfs"] + "comment")
    yield ox.Triple(this, a, ox.NamedNode(_SH + "SPARQLExecutable"))
    yield ox.Triple(this, a, ox.NamedNode(_SH + "SPARQLSelectExecutable"))
    yield ox.Triple(this, comment, ox.Literal(one.question_zh, language="zh"))
    yield ox.Triple(this, comment, ox.Literal(one.question_en, language="en"))
    yield ox.Triple(this, ox.NamedNode(_SH + "select"), ox.Literal(one.text))
