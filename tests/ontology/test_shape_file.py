"""shapes.ttl: a sound graph conforms, and each fault that the vocabulary forbids is told in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate

from kg.ontology import NAMESPACES, folder

TINY = Path(__file__).with_name("tiny.trig")
GOV = NAMESPACES["gov"]
# What the tiny graph names of the schemes, so that links end at a described concept without reading the whole.
MECHANISMS = ("枫桥经验", "六尺巷工作法", "综合查一次", "个人调解室", "微网格", "一支队伍管执法")
MECHANISM = """a gov:Mechanism ; skos:inScheme gov:mechanismScheme ; skos:definition "定义。"@zh ;
    skos:prefLabel "机制"@zh , "mechanism"@en .
"""
TOPICS = """
topic:普法宣传形式单一 a gov:Topic ; skos:inScheme gov:topicScheme ; skos:prefLabel "甲"@zh , "a"@en .
topic:经费保障不足 a gov:Topic ; skos:inScheme gov:topicScheme ; skos:prefLabel "乙"@zh , "b"@en .
topic:化解矛盾纠纷 a gov:Indicator ; skos:inScheme gov:indicatorScheme ; skos:prefLabel "丙"@zh , "c"@en .
topic:件 a gov:Unit ; skos:inScheme gov:unitScheme ; skos:prefLabel "件"@zh , "cases"@en .
"""
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items())


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(folder() / "shapes.ttl")


@pytest.fixture
def graph() -> rdflib.Graph:
    turtle = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMESPACES.items())
    turtle += "".join(f"mech:{name} {MECHANISM}" for name in MECHANISMS) + TOPICS
    union = rdflib.Graph().parse(data=turtle, format="turtle")
    triples = (quad.triple for quad in ox.parse(path=str(TINY), format=ox.RdfFormat.TRIG))
    return union.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def faults(graph: rdflib.Graph, shapes: rdflib.Graph) -> set[str]:
    """English messages of all results; each result must have a Chinese one too."""
    sh: Any = rdflib.SH
    _, results, _ = validate(graph, shacl_graph=shapes, inference="none")
    found = set()
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        messages = {m.language: str(m) for m in results.objects(result, sh.resultMessage)}
        assert messages.get("zh"), messages
        found.add(messages["en"])
    return found


def test_a_sound_graph_conforms(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert faults(graph, shapes) == set()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            "DELETE { ?s prov:wasDerivedFrom ?o } WHERE { ?s a gov:Adoption ; prov:wasDerivedFrom ?o }",
            "at least one passage",
        ),
        (
            "DELETE { ?s prov:wasDerivedFrom ?o } WHERE { ?s a gov:Citation ; prov:wasDerivedFrom ?o }",
            "at least one passage",
        ),
        ("DELETE WHERE { ?s gov:status gov:piloting }", "exactly one of the four statuses"),
        (
            "INSERT { ?s gov:status gov:planned } WHERE { ?s gov:status gov:piloting }",
            "exactly one of the four statuses",
        ),
        ("DELETE { ?s gov:status ?t } INSERT { ?s gov:status gov:done } WHERE { ?s gov:status ?t }", "four statuses"),
        ("DELETE { ?s gov:surfaceForm ?o } WHERE { ?s a gov:Adoption ; gov:surfaceForm ?o }", "the name as written"),
        ("INSERT { ?s gov:confidence 1.5 } WHERE { ?s a gov:Adoption }", "a confidence from 0 to 1"),
        (
            "DELETE { ?s gov:year ?o } WHERE { ?s a gov:Problem ; gov:year ?o }",
            "a statement has a year where its report has one",
        ),
        ("DELETE { ?s gov:year ?o } WHERE { ?s a gov:Report ; gov:year ?o }", "exactly one year reported on"),
        ("INSERT { ?s gov:township place:桃源 } WHERE { ?s a gov:Plan }", "exactly one township"),
        ("DELETE WHERE { mech:微网格 a gov:Mechanism }", "exactly one mechanism that is described as a concept"),
        ("DELETE WHERE { ?m gov:discovered true }", "labels in zh and en and a definition"),
        ("DELETE { ?s gov:heading ?h } WHERE { ?s a gov:Cause ; gov:heading ?h }", "exactly one short heading"),
        ("DELETE { ?s dct:description ?o } WHERE { ?s a gov:Plan ; dct:description ?o }", "exactly one description"),
        ("DELETE WHERE { ?s gov:role ?r }", "exactly one of the roles"),
        ("DELETE WHERE { ?s gov:unit ?u }", "exactly one unit"),
        ('DELETE { ?s gov:value ?v } INSERT { ?s gov:value "80" } WHERE { ?s gov:value ?v }', "one decimal value"),
        ("DELETE WHERE { ?s gov:instrument ?l }", "cite exactly one instrument"),
        ("DELETE { ?p oa:end ?e } INSERT { ?p oa:end 0 } WHERE { ?p oa:end ?e }", "the start must be before the end"),
        ("DELETE WHERE { ?p oa:exact ?e }", "exactly one quotation"),
        ("DELETE WHERE { ?p a oa:TextQuoteSelector }", "also be a text quote selector"),
        (
            "INSERT DATA { report:x a gov:Passage ; gov:report report:aaaa000000000001 ; oa:exact 'x' ; "
            "oa:start 0 ; oa:end 1 }",
            "only passages that something cites are kept",
        ),
        ("DELETE WHERE { ?r gov:issuer ?i }", "must have an issuer"),
        ("INSERT { ?r gov:sha256 'AB' } WHERE { ?r a gov:Report }", "exactly one SHA-256"),
        ("DELETE WHERE { place:云川省青石县 gov:within ?p }", "lie within exactly one division"),
        ("DELETE WHERE { place:云川省青石县柳河镇 gov:within ?p }", "or be marked unresolved"),
        ("DELETE WHERE { ?d gov:fullName ?n }", "exactly one full name"),
        ("DELETE { ?s skos:prefLabel ?o } WHERE { ?s a gov:LawFirm ; skos:prefLabel ?o }", "must have a label"),
        ("DELETE { ?s dct:title ?o } WHERE { ?s a gov:LegalInstrument ; dct:title ?o }", "must have a title"),
        ("INSERT { ?c gov:similarity 0.5 } WHERE { ?c a gov:CopiedText }", "one similarity from 0.85 to 1"),
        ("DELETE WHERE { ?c gov:sourceEnd ?e }", "exactly one end in the source"),
        (
            "INSERT { ?c gov:copiedFrom ?r } WHERE { ?c a gov:CopiedText ; gov:report ?r }",
            "from exactly one other report",
        ),
        ("INSERT { ?p gov:copiedFrom ?r } WHERE { ?p a gov:Passage ; gov:report ?r }", "must be another report"),
        ("DELETE { topic:件 skos:prefLabel ?l } WHERE { topic:件 skos:prefLabel ?l }", "labels in zh and en"),
    ],
)
def test_faults_are_told(change: str, fault: str, graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph.update(PREFIXES + change)
    assert any(fault in message for message in faults(graph, shapes))


def test_an_unresolved_town_may_lack_its_place(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph.update(
        PREFIXES + "DELETE { ?t gov:within ?p } INSERT { ?t gov:unresolved true } "
        "WHERE { ?t gov:within ?p FILTER (?t = place:云川省青石县柳河镇) }"
    )
    assert faults(graph, shapes) == set()


def test_every_class_of_statement_has_a_shape(shapes: rdflib.Graph) -> None:
    sh: Any = rdflib.SH
    targets = {str(t).removeprefix(GOV) for t in shapes.objects(None, sh.targetClass)}
    assert targets >= {
        "Province", "Prefecture", "County", "Township", "DevelopmentZone", "Report", "Passage", "Mechanism", "Adoption",
        "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation", "LawFirm", "LegalServiceOffice",
        "LegalInstrument", "CopiedText", "Topic", "Indicator", "Unit",
    }  # fmt: skip


def test_core_constraints_only(shapes: rdflib.Graph) -> None:
    sh: Any = rdflib.SH
    assert all((None, sh[name], None) not in shapes for name in ("sparql", "js", "rule", "target"))
