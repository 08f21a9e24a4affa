"""Content negotiation: a page for people, RDF for programs, at the same address."""

from __future__ import annotations

import pyoxigraph as ox

from kg.ontology import BASE, NAMESPACES
from kg.pages.site import NotFoundError
from kg.rdf.questions import questions
from kg.rdf.terms import source
from kg.store import Store
from kg.web.accepting import SYNTAXES, chosen

HTML = "text/html"
_ONTOLOGY = NAMESPACES["gov"].removesuffix("#")
_QUESTIONS = BASE + "query/"
_ABOUT = "CONSTRUCT {{ {0} ?p ?o }} WHERE {{ {0} ?p ?o }}"
_TELLING = "CONSTRUCT {{ ?s ?p {0} }} WHERE {{ ?s ?p {0} }} LIMIT {1}"
_MOST = 1000  # statements that lead to the thing


def preferred(accept: str) -> str:
    """The media type to answer with: the one that ``accept`` (RFC 9110) weighs most; HTML where it leaves the choice."""
    kind = chosen(accept, (HTML, "application/xhtml+xml", *SYNTAXES))
    return kind if kind in SYNTAXES else HTML


def described(store: Store, iri: str, kind: str) -> bytes:
    """What the graph says of a thing, and the first statements that lead to it, as RDF; of the ontology the vocabulary.
    NotFoundError where it says nothing."""
    if iri in (_ONTOLOGY, f"{_ONTOLOGY}/reference"):
        return _vocabulary(kind)
    if iri.startswith(_QUESTIONS):
        return _question(iri.removeprefix(_QUESTIONS), kind)
    try:
        this = ox.NamedNode(iri)
    except ValueError as error:
        raise NotFoundError(iri) from error
    told = [*(store.query(_ABOUT.format(this)).triples or ())]
    if not told:
        raise NotFoundError(iri)
    told += store.query(_TELLING.format(this, _MOST)).triples or ()
    written = ox.serialize(sorted(told, key=str), format=SYNTAXES[kind], prefixes=dict(NAMESPACES))
    assert written is not None
    return written


def _vocabulary(kind: str) -> bytes:
    """The vocabulary in the syntax asked for: in Turtle the file itself, with its remarks."""
    form = SYNTAXES[kind]
    if form is ox.RdfFormat.TURTLE:
        return source()
    triples = [quad.triple for quad in ox.parse(source(), format=ox.RdfFormat.TURTLE)]
    written = ox.serialize(sorted(triples, key=str), format=form, prefixes=dict(NAMESPACES))
    assert written is not None
    return written


def _question(name: str, kind: str) -> bytes:
    try:
        told = questions(name)
    except KeyError as error:
        raise NotFoundError(f"query/{name}") from error
    written = ox.serialize(told, format=SYNTAXES[kind], prefixes=dict(NAMESPACES))
    assert written is not None
    return written
