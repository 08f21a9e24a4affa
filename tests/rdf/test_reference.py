from __future__ import annotations

from pathlib import Path

import pytest
from hand_built import ontology_folder
from pyoxigraph import BlankNode

from kg.model import KgError
from kg.rdf import iris
from kg.rdf.reference import ontology_quads
from kg.rdf.vocabulary import GOV, RDFS, SKOS, chinese


def test_each_file_has_its_graph(tmp_path: Path) -> None:
    quads = ontology_quads(ontology_folder(tmp_path))
    assert {q.graph_name for q in quads} == {iris.MECHANISMS, iris.TOPICS, iris.ONTOLOGY}
    found = {(q.subject, q.predicate, q.object) for q in quads}
    assert (iris.MECH["枫桥经验"], SKOS["prefLabel"], chinese("枫桥经验")) in found
    assert (GOV["Adoption"], RDFS["label"], chinese("采用")) in found


def test_axioms_with_blank_nodes_stay_in_the_file(tmp_path: Path) -> None:
    quads = ontology_quads(ontology_folder(tmp_path))
    assert not any(isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))
    assert not any(q.predicate == RDFS["subClassOf"] for q in quads)


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"topics\.ttl cannot be read"):
        ontology_quads(ontology_folder(tmp_path, topics="topic:x a"))
