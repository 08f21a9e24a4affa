"""What the vocabulary says of its own terms: every class, property and value of ``governance.ttl``, as documented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import NAMESPACES, folder

FILE = "governance.ttl"
_GOV, _SKOS = NAMESPACES["gov"], NAMESPACES["skos"]
_RDF, _RDFS, _OWL, _DCT = (NAMESPACES[prefix] for prefix in ("rdf", "rdfs", "owl", "dct"))
_KINDS = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "object property",
    _OWL + "DatatypeProperty": "data property",
    _OWL + "AnnotationProperty": "annotation property",
}
_TRAITS = {
    _OWL + "FunctionalProperty": "functional",
    _OWL + "TransitiveProperty": "transitive",
    _OWL + "SymmetricProperty": "symmetric",
}
_LABELS, _DEFINITIONS = (_RDFS + "label", _SKOS + "prefLabel"), (_SKOS + "definition", _RDFS + "comment")
_PREFIXES = {
    **{iri: prefix for prefix, iri in NAMESPACES.items()},
    "http://www.w3.org/ns/dcat#": "dcat",
    "http://rdfs.org/ns/void#": "void",
}

Words = tuple[str, str]
"""Chinese, English."""


@dataclass(frozen=True, slots=True)
class Named:
    """A term that another one points to. ``local``: its name in this vocabulary, "" for one of another."""

    iri: str
    name: str
    local: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or value. ``kind``: one of "class", "object property", "data property", "annotation property",
    "value". ``traits``: "functional", "transitive", "symmetric". The tuples point to other terms; ``used_by`` of a class
    are the properties whose domain it is."""

    local: str
    kind: str
    label: Words
    definition: Words
    traits: tuple[str, ...] = ()
    above: tuple[Named, ...] = ()
    below: tuple[Named, ...] = ()
    domain: tuple[Named, ...] = ()
    range: tuple[Named, ...] = ()
    inverse: tuple[Named, ...] = ()
    used_by: tuple[Named, ...] = ()

    @property
    def iri(self) -> str:
        return _GOV + self.local


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of values, such as the statuses."""

    local: str
    label: Words
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``classes`` and ``properties`` in the order of the file; ``reused``: names of terms of other vocabularies."""

    title: Words
    description: Words
    version: str
    licence: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    reused: tuple[Named, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this version of the program, read once."""
    return read(folder() / FILE)


def source() -> bytes:
    """The Turtle file itself."""
    return (folder() / FILE).read_bytes()


def read(path: Path) -> Vocabulary:
    """The vocabulary that a Turtle file describes."""
    said = _Said(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    own = [iri for iri in said.order if iri.startswith(_GOV)]
    terms = {iri: _term(said, iri) for iri in own}
    classes = tuple(term for term in terms.values() if term.kind == "class")
    properties = tuple(term for term in terms.values() if term.kind.endswith("property"))
    schemes = tuple(
        Scheme(
            scheme.removeprefix(_GOV),
            said.words(scheme, *_LABELS),
            tuple(terms[iri] for iri in own if scheme in said.iris(iri, _SKOS + "inScheme")),
        )
        for scheme in own
        if _SKOS + "ConceptScheme" in said.iris(scheme, _RDF + "type")
    )
    about = _GOV.removesuffix("#")
    reused = sorted({named(iri) for iri in said.order if not iri.startswith(about)}, key=lambda one: one.name)
    return Vocabulary(
        said.words(about, _DCT + "title"),
        said.words(about, _DCT + "description"),
        said.text(about, _OWL + "versionInfo"),
        next(iter(said.iris(about, _DCT + "license")), ""),
        classes,
        properties,
        schemes,
        tuple(reused),
    )


def named(iri: str) -> Named:
    """A term by its IRI, called as in Turtle: ``skos:Concept``."""
    for base, prefix in _PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return Named(iri, f"{prefix}:{iri[len(base) :]}", iri[len(base) :] if base == _GOV else "")
    return Named(iri, iri)


class _Said:
    """Statements by subject and predicate, subjects in the order in which they are first told."""

    def __init__(self, triples: Iterable[ox.Quad]) -> None:
        self._of: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        self._to: dict[tuple[str, str], list[str]] = defaultdict(list)
        for triple in triples:
            if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode | ox.Literal):
                continue
            subject, predicate = triple.subject.value, triple.predicate.value
            self._of.setdefault(subject, {}).setdefault(predicate, []).append(triple.object)
            self._to[triple.object.value, predicate].append(subject)

    @property
    def order(self) -> Iterator[str]:
        return iter(self._of)

    def iris(self, subject: str, predicate: str) -> list[str]:
        found = self._of.get(subject, {}).get(predicate, [])
        return [one.value for one in found if isinstance(one, ox.NamedNode)]

    def those(self, subject: str, predicate: str) -> tuple[Named, ...]:
        return tuple(named(iri) for iri in self.iris(subject, predicate))

    def pointing(self, predicate: str, to: str) -> tuple[Named, ...]:
        return tuple(named(iri) for iri in self._to.get((to, predicate), ()))

    def text(self, subject: str, predicate: str) -> str:
        found = self._of.get(subject, {}).get(predicate, [])
        return next((one.value for one in found if isinstance(one, ox.Literal)), "")

    def words(self, subject: str, *predicates: str) -> Words:
        """The Chinese and the English text; the other where one lacks."""
        by: Mapping[str, str] = {
            one.language or "": one.value
            for predicate in reversed(predicates)
            for one in self._of.get(subject, {}).get(predicate, [])
            if isinstance(one, ox.Literal)
        }
        return by.get("zh", by.get("en", "")), by.get("en", by.get("zh", ""))


def _term(said: _Said, iri: str) -> Term:
    types = said.iris(iri, _RDF + "type")
    kind = next((_KINDS[one] for one in types if one in _KINDS), "value")
    above = _RDFS + ("subClassOf" if kind == "class" else "subPropertyOf")
    return Term(
        iri.removeprefix(_GOV),
        kind,
        said.words(iri, *_LABELS),
        said.words(iri, *_DEFINITIONS),
        tuple(_TRAITS[one] for one in types if one in _TRAITS),
        said.those(iri, above),
        said.pointing(above, iri),
        said.those(iri, _RDFS + "domain"),
        said.those(iri, _RDFS + "range"),
        said.those(iri, _OWL + "inverseOf"),
        said.pointing(_RDFS + "domain", iri),
    )
