"""Slow checks by other people's tools: HermiT finds no contradiction, rdflib and the SHACL shapes of SHACL agree."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate

from kg.ontology import NAMESPACES, folder

pytestmark = pytest.mark.slow
TINY = Path(__file__).with_name("tiny.trig")
FILES = ("governance.ttl", "mechanisms.ttl", "topics.ttl", "shapes.ttl")


def with_instances() -> rdflib.Graph:
    """The vocabulary, both schemes and the tiny graph as one."""
    union = rdflib.Graph()
    for name in FILES[:3]:
        union.parse(folder() / name)
    triples = (quad.triple for quad in ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    return union.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def reasoned(graph: rdflib.Graph, where: Path) -> list[object]:
    """Unsatisfiable classes by HermiT. Raises OwlReadyInconsistentOntologyError for a contradiction."""
    owlready2 = pytest.importorskip("owlready2")
    path = where / "all.owl"
    graph.serialize(path, format="xml", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


def test_hermit_finds_the_vocabulary_and_its_instances_consistent(tmp_path: Path) -> None:
    assert reasoned(with_instances(), tmp_path) == []


def test_hermit_sees_a_contradiction(tmp_path: Path) -> None:
    owlready2 = pytest.importorskip("owlready2")
    graph = with_instances()
    gov = rdflib.Namespace(NAMESPACES["gov"])
    problem = next(graph.subjects(rdflib.RDF.type, gov.Problem))
    graph.add((problem, rdflib.RDF.type, gov.Plan))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(graph, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_rdflib_reads_every_file(name: str) -> None:
    assert len(rdflib.Graph().parse(folder() / name)) > 100


def test_the_shapes_are_valid_shacl_and_the_schemes_conform() -> None:
    graph = rdflib.Graph()
    for name in FILES[:3]:
        graph.parse(folder() / name)
    conforms, _, text = validate(graph, shacl_graph=rdflib.Graph().parse(folder() / "shapes.ttl"), meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("path", sorted((folder() / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_a_second_engine_reads_every_query(path: Path) -> None:
    from rdflib.plugins.sparql import prepareQuery

    assert prepareQuery(path.read_text(encoding="utf-8"))
