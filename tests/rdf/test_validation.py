"""The shapes hold for what is built, and fail for what is not as it should be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hand_built import SmallGazetteer, identity, make_facts, make_report, ontology_folder
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import KgError
from kg.ontology import Ontology, folder
from kg.rdf.derived import derived_quads
from kg.rdf.description import description_quads
from kg.rdf.iris import REPORT
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads
from kg.rdf.validation import check_passages, validate
from kg.rdf.vocabulary import GOV, OA, TYPE, text

SHAPES = folder() / "shapes.ttl"


@pytest.fixture(scope="module")
def quads(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """A whole graph: a report of a known town, one of an unresolved town, and what is derived from both."""
    store = Store()
    store.extend(ontology_quads(ontology_folder(tmp_path_factory.mktemp("scheme"))))
    store.extend(ontology_quads_of_the_vocabulary())
    report = make_report(url="https://www.example.gov.cn/1.html")
    store.extend(report_quads(report, make_facts(report), ontology, SmallGazetteer()))
    nowhere = make_report(report.text + "\n又一份", file_name="又.txt")
    who = identity(division=None, ancestors=(), candidates=("甲省乙县清溪镇", "甲省丙县清溪镇"))
    store.extend(report_quads(nowhere, make_facts(nowhere, who), ontology, SmallGazetteer()))
    store.extend(derived_quads(store))
    store.extend(description_quads(store))
    return list(store)


def ontology_quads_of_the_vocabulary() -> list[Quad]:
    """Classes and statuses, without the scheme and the topics, which would only take time."""
    graph = NamedNode("https://w3id.org/towngov/graph/ontology")
    return [quad for quad in ontology_quads(folder()) if quad.graph_name == graph]


def test_what_is_built_conforms(quads: list[Quad]) -> None:
    assert validate(quads, SHAPES) == ()


def test_faults_are_told_in_both_languages(quads: list[Quad]) -> None:
    report = REPORT[make_report().id]
    faulty = [q for q in quads if not (q.subject == report and q.predicate == GOV["fileName"])]
    faulty.append(Quad(report, GOV["year"], Literal(1999), report))
    found = {(v.focus, v.path) for v in validate(faulty, SHAPES)}
    name = f"report:{make_report().id}"
    assert {(name, "gov:fileName"), (name, "gov:year")} <= found
    for violation in validate(faulty, SHAPES):
        assert violation.message_zh and violation.message_en
        assert violation.message_zh != violation.message_en


def test_a_passage_that_is_not_the_text(quads: list[Quad]) -> None:
    passage = next(q.subject for q in quads if q.predicate == TYPE and q.object == GOV["Passage"])
    moved = [
        Quad(q.subject, q.predicate, Literal(0), q.graph_name)
        if q.subject == passage and q.predicate == OA["start"]
        else q
        for q in quads
    ]
    assert [v.path for v in check_passages(moved)] == ["oa:exact"]


def test_a_statement_that_its_passages_do_not_say(ontology: Ontology) -> None:
    report = make_report()
    facts = make_facts(report)
    invented = replace(facts.adoptions[0], surface_forms=("最多跑一次",))
    quads = report_quads(report, replace(facts, adoptions=(invented,)), ontology, SmallGazetteer())
    (violation,) = check_passages(quads)
    assert (violation.path, violation.value) == ("prov:wasDerivedFrom", "最多跑一次")


def test_faulty_shapes(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("this is no Turtle")
    with pytest.raises(KgError, match="cannot be read as shapes"):
        validate([Quad(REPORT["x"], GOV["text"], text("x"), REPORT["x"])], tmp_path / "shapes.ttl")
