"""What the vocabulary says of its terms, read for people."""

from __future__ import annotations

from pathlib import Path

from kg.model import AdviserRole, Status
from kg.rdf.terms import named, read, vocabulary

TINY = """
@prefix gov: <https://w3id.org/towngov/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://w3id.org/towngov/ontology> a owl:Ontology ; dct:title "小词汇"@zh ; owl:versionInfo "9" .
skos:Concept a owl:Class .
gov:B a owl:Class ; rdfs:subClassOf gov:A ; rdfs:label "乙"@zh .
gov:A a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "甲"@zh , "Alpha"@en ; skos:definition "甲者"@zh , "an A"@en .
gov:p a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:domain gov:A ; rdfs:range gov:B ; rdfs:label "属"@zh , "p"@en .
gov:s a skos:ConceptScheme ; rdfs:label "表"@zh , "list"@en .
gov:one a gov:A ; skos:inScheme gov:s ; skos:prefLabel "一"@zh , "one"@en .
"""


def test_terms_point_to_each_other(tmp_path: Path) -> None:
    file = tmp_path / "tiny.ttl"
    file.write_text(TINY, encoding="utf-8")
    told = read(file)
    b, a = told.classes  # in the order of the file
    assert (a.label, a.definition) == (("甲", "Alpha"), ("甲者", "an A"))
    assert b.label == ("乙", "乙")  # the other language where one lacks
    assert [one.name for one in a.above] == ["skos:Concept"] and [one.local for one in a.below] == ["B"]
    assert [one.local for one in a.used_by] == ["p"]
    (p,) = told.properties
    assert (p.kind, p.traits) == ("object property", ("functional",))
    assert ([one.local for one in p.domain], [one.local for one in p.range]) == (["A"], ["B"])
    (scheme,) = told.schemes
    assert (scheme.local, [one.label for one in scheme.values]) == ("s", [("一", "one")])
    assert (told.title, told.version, told.licence) == (("小词汇", "小词汇"), "9", "")
    assert [one.name for one in told.reused] == ["skos:Concept"]


def test_every_term_is_documented_in_both_languages() -> None:
    told = vocabulary()
    terms = [*told.classes, *told.properties, *(one for scheme in told.schemes for one in scheme.values)]
    assert len({one.local for one in terms}) == len(terms) > 90
    for one in terms:
        assert all(one.label) and all(one.definition), one.local
        assert one.definition[0] != one.definition[1], one.local
    values = {scheme.local: {one.local for one in scheme.values} for scheme in told.schemes}
    assert values["statusScheme"] == {status.value for status in Status}
    assert values["roleScheme"] == {role.value for role in AdviserRole}


def test_names_are_those_of_turtle() -> None:
    assert named("https://w3id.org/towngov/ontology#practises").local == "practises"
    assert named("http://www.w3.org/ns/dcat#Dataset").name == "dcat:Dataset"
    assert named("https://example.org/x").name == "https://example.org/x"
