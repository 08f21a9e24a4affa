"""governance.ttl keeps within OWL 2 DL, and what the other files name it declares."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox
import pytest

from kg.ontology import NAMESPACES, folder, saved_queries

OWL, RDF, RDFS, XSD = (NAMESPACES[p] for p in ("owl", "rdf", "rdfs", "xsd"))
GOV, SKOS = NAMESPACES["gov"], NAMESPACES["skos"]
KINDS = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
# Datatypes of the OWL 2 datatype map that the vocabulary may use (OWL 2 Structural Specification, section 4).
DATATYPES = {XSD + name for name in ("string", "integer", "decimal", "boolean", "nonNegativeInteger", "dateTime")}


def triples(name: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(folder() / name), format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def vocabulary() -> list[ox.Quad]:
    return triples("governance.ttl")


@pytest.fixture(scope="module")
def kinds(vocabulary: list[ox.Quad]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in vocabulary:
        if quad.predicate.value == RDF + "type":
            name = quad.object.value.removeprefix(OWL)
            found[quad.subject.value].add(name)
    return found


def test_no_blank_nodes(vocabulary: list[ox.Quad]) -> None:
    assert not any(isinstance(term, ox.BlankNode) for quad in vocabulary for term in (quad.subject, quad.object))


def test_every_term_is_of_one_kind(kinds: dict[str, set[str]]) -> None:
    for term, types in kinds.items():
        assert len(types & KINDS) <= 1, term


def test_every_predicate_is_declared(vocabulary: list[ox.Quad], kinds: dict[str, set[str]]) -> None:
    built_in = (RDF, RDFS, OWL)
    for quad in vocabulary:
        predicate = quad.predicate.value
        assert predicate.startswith(built_in) or kinds[predicate] & KINDS, predicate


def test_ranges_are_classes_or_owl_2_datatypes(vocabulary: list[ox.Quad], kinds: dict[str, set[str]]) -> None:
    for quad in vocabulary:
        if quad.predicate.value == RDFS + "range":
            of = kinds[quad.subject.value]
            if "DatatypeProperty" in of:
                assert quad.object.value in DATATYPES, quad.subject
            else:
                assert "ObjectProperty" in of and "Class" in kinds[quad.object.value], quad.subject


def test_annotation_properties_carry_no_axioms(vocabulary: list[ox.Quad], kinds: dict[str, set[str]]) -> None:
    axioms = {RDFS + "domain", RDFS + "range", RDFS + "subPropertyOf"}
    for quad in vocabulary:
        if quad.predicate.value in axioms:
            assert "AnnotationProperty" not in kinds[quad.subject.value], quad.subject


def test_own_terms_are_labelled_and_defined_in_both_languages(
    vocabulary: list[ox.Quad], kinds: dict[str, set[str]]
) -> None:
    said: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for quad in vocabulary:
        if isinstance(quad.object, ox.Literal):
            said[quad.subject.value, quad.predicate.value].add(quad.object.language)
    for term, types in kinds.items():
        if term.startswith(GOV) and types & KINDS:
            assert said[term, RDFS + "label"] == {"zh", "en"}, term
            assert said[term, SKOS + "definition"] == {"zh", "en"}, term


def test_statuses_and_roles_are_concepts(kinds: dict[str, set[str]]) -> None:
    for name in ("implemented", "piloting", "inProgress", "planned"):
        assert kinds[GOV + name] >= {GOV + "AdoptionStatus", SKOS + "Concept"}
    for name in ("governmentAdviser", "villageAdviser", "otherAdviser"):
        assert kinds[GOV + name] >= {GOV + "AdviserRole", SKOS + "Concept"}
    for name in ("measures", "duties", "problems", "causes", "plans"):
        assert kinds[GOV + name + "Part"] >= {GOV + "PrescribedPart", SKOS + "Concept"}


@pytest.mark.parametrize("name", ["mechanisms.ttl", "topics.ttl", "shapes.ttl"])
def test_the_other_files_use_declared_terms_only(name: str, kinds: dict[str, set[str]]) -> None:
    schemes = {"mechanismScheme", "topicScheme", "indicatorScheme", "unitScheme"}
    known = {term.removeprefix(GOV) for term in kinds if term.startswith(GOV)} | schemes
    used = {
        term.value.removeprefix(GOV)
        for quad in triples(name)
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(GOV)
    }
    assert used <= known


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_queries_use_declared_terms_only(name: str, kinds: dict[str, set[str]]) -> None:
    used = set(re.findall(r"\bgov:(\w+)", saved_queries()[name].text)) - {"mechanismScheme"}
    assert used and all(GOV + term in kinds for term in used)
