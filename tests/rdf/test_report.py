from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hand_built import BODY, COUNTY, PREFECTURE, PROVINCE, SmallGazetteer, identity, make_facts, make_report, where
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.model import Adoption, AdviserRole, Engagement, Facts, KgError, Mechanism, Observation, Problem, Status
from kg.ontology import Ontology
from kg.rdf import iris
from kg.rdf.nquads import to_nquads
from kg.rdf.report import report_quads, web_address
from kg.rdf.vocabulary import DCT, GOV, OA, PROV, SKOS, TYPE

GOLDEN = Path(__file__).with_name("small_report.nq")


def quads_of(ontology: Ontology, facts: Facts | None = None, **report: str) -> list[Quad]:
    made = make_report(**report)
    return report_quads(made, facts or make_facts(made), ontology, SmallGazetteer())


def values(quads: list[Quad], subject: NamedNode | None, predicate: NamedNode) -> list[str]:
    return sorted(
        q.object.value
        for q in quads
        if q.predicate == predicate and subject in (None, q.subject) and isinstance(q.object, Literal | NamedNode)
    )


def members(quads: list[Quad], kind: str) -> list[NamedNode]:
    found = (q.subject for q in quads if q.predicate == TYPE and q.object == GOV[kind])
    return sorted((s for s in found if isinstance(s, NamedNode)), key=str)


def test_the_small_report_is_the_golden_graph(ontology: Ontology) -> None:
    """The whole graph of a small report, but for the version that made it. After a wanted change: write it anew with
    UPDATE_GOLDEN=1 and read the difference."""
    lines = [line for line in to_nquads(quads_of(ontology)).splitlines(True) if b"/extraction_" not in line]
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(b"".join(lines))
    assert b"".join(lines).decode() == GOLDEN.read_text(encoding="utf-8")


def test_nothing_is_said_twice_and_no_node_is_blank(ontology: Ontology) -> None:
    quads = quads_of(ontology)
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_every_statement_rests_on_passages_of_the_text(ontology: Ontology) -> None:
    quads = quads_of(ontology)
    for kind in ("Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation"):
        assert members(quads, kind), kind
        for node in members(quads, kind):
            passages = values(quads, node, PROV["wasDerivedFrom"])
            assert passages
            for passage in passages:
                start, end = (int(values(quads, NamedNode(passage), OA[p])[0]) for p in ("start", "end"))
                assert BODY[start:end] == values(quads, NamedNode(passage), OA["exact"])[0]


def test_only_cited_passages_are_in_the_graph(ontology: Ontology) -> None:
    quads = quads_of(ontology)
    cited = set(values(quads, None, PROV["wasDerivedFrom"]))
    assert {node.value for node in members(quads, "Passage")} == cited
    assert len(cited) < len(make_report().passages)


def test_a_line_before_it_renames_no_passage(ontology: Ontology) -> None:
    """Offsets shift when a reader keeps one line more; a report read better is still the report of the same bytes."""
    plain, longer = make_report(), replace(make_report("公示栏\n" + BODY), id=make_report().id)

    def passages(report: object) -> set[NamedNode]:
        assert isinstance(report, type(plain))
        return set(members(report_quads(report, make_facts(report), ontology, SmallGazetteer()), "Passage"))

    assert passages(plain) == passages(longer)


def test_one_adoption_for_each_mechanism_and_status(ontology: Ontology) -> None:
    report = make_report()
    first, second = where(report, "枫桥"), where(report, "五老")
    known = Mechanism("枫桥经验", "枫桥经验")
    facts = Facts(
        identity(),
        adoptions=(
            Adoption(known, Status.IMPLEMENTED, ("枫桥经验",), first, confidence=0.5),
            Adoption(known, Status.IMPLEMENTED, ("新时代“枫桥经验”",), second, continues=True, confidence=0.75),
            Adoption(known, Status.PLANNED, ("枫桥经验",), second),
        ),
    )
    quads = quads_of(ontology, facts)
    node = iris.statement(report.id, "adoption", iris.MECH["枫桥经验"].value, Status.IMPLEMENTED)
    assert len(members(quads, "Adoption")) == 2
    assert values(quads, node, GOV["surfaceForm"]) == ["新时代“枫桥经验”", "枫桥经验"]
    assert values(quads, node, GOV["confidence"]) == ["0.75"]
    assert values(quads, node, GOV["continues"]) == ["true"]
    assert len(values(quads, node, PROV["wasDerivedFrom"])) == 2


def test_lawyers_without_a_name_are_an_engagement_without_a_firm(ontology: Ontology) -> None:
    report = make_report()
    facts = Facts(identity(), engagements=(Engagement(AdviserRole.GOVERNMENT, where(report, "律师"), lawyer_count=2),))
    quads = quads_of(ontology, facts)
    (node,) = members(quads, "Engagement")
    assert values(quads, node, GOV["lawyerCount"]) == ["2"]
    assert values(quads, node, GOV["lawFirm"]) == []


def test_last_years_figure_has_last_year(ontology: Ontology) -> None:
    report = make_report()
    figure = Observation("化解矛盾纠纷", "化解矛盾纠纷", "120.0", "件", 2023, where(report, "136件"), approximate=True)
    quads = quads_of(ontology, Facts(identity(), observations=(figure,)))
    (node,) = members(quads, "Observation")
    assert values(quads, node, GOV["year"]) == ["2023"]
    assert values(quads, node, GOV["value"]) == ["120"]
    assert values(quads, node, GOV["approximate"]) == ["true"]


def test_an_unresolved_town_is_named_as_written_and_marked(ontology: Ontology) -> None:
    who = identity(division=None, ancestors=(), candidates=("甲省乙县清溪镇", "甲省丙县清溪镇"))
    quads = quads_of(ontology, Facts(who))
    (town,) = members(quads, "Township")
    assert values(quads, town, GOV["fullName"]) == ["清溪镇"]
    assert values(quads, town, GOV["divisionType"]) == ["镇"]
    assert values(quads, town, GOV["unresolved"]) == ["true"]
    assert values(quads, town, GOV["candidate"]) == ["甲省丙县清溪镇", "甲省乙县清溪镇"]
    assert values(quads, town, GOV["within"]) == []


def test_shared_entries_stand_in_graphs_of_their_own(ontology: Ontology) -> None:
    report = make_report()
    graphs = {q.graph_name for q in quads_of(ontology)}
    assert graphs == {
        *(iris.GRAPH[report.id], iris.DIVISIONS, iris.FIRMS, iris.LAWS, iris.MECHANISMS, iris.DESCRIPTION)
    }


def test_a_discovered_mechanism_is_described(ontology: Ontology) -> None:
    node = iris.MECH["湖北省襄阳市谷城县_五老五步工作法"]
    quads = [q for q in quads_of(ontology) if q.subject == node]
    assert {q.graph_name for q in quads} == {iris.MECHANISMS}
    assert values(quads, node, SKOS["prefLabel"]) == ["“五老五步”工作法"]
    assert values(quads, node, GOV["discovered"]) == ["true"]
    assert values(quads, node, SKOS["broader"]) == [iris.MECH["枫桥经验"].value]


def test_what_no_scheme_has_is_refused(ontology: Ontology) -> None:
    report = make_report()
    unknown = Adoption(Mechanism("不在册", "不在册"), Status.PLANNED, ("枫桥经验",), where(report, "枫桥"))
    with pytest.raises(KgError, match="mech:不在册"):
        quads_of(ontology, Facts(identity(), adoptions=(unknown,)))
    figure = Observation("不在册", "纠纷", "1", "件", 2024, where(report, "136件"))
    with pytest.raises(KgError, match="topic:不在册"):
        quads_of(ontology, Facts(identity(), observations=(figure,)))


def test_a_fact_without_a_passage_is_refused(ontology: Ontology) -> None:
    with pytest.raises(ValueError, match="no passage"):
        quads_of(ontology, Facts(identity(), problems=(Problem("执法力量不足", "", ()),)))


def test_report_without_dates_source_or_year(ontology: Ontology) -> None:
    who = identity(year=None, issued=None, signed=None, issuers=())
    quads = quads_of(ontology, Facts(who), url="javascript:alert(1)")
    node = iris.REPORT[make_report().id]
    for missing in (GOV["year"], DCT["issued"], GOV["signed"], DCT["source"]):
        assert values(quads, node, missing) == []
    assert values(quads, node, GOV["issuer"]) == ["清溪镇"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://www.example.gov.cn/a/1.html", "http://www.example.gov.cn/a/1.html"),
        ("https://www.example.gov.cn/公开/1.html?x=a b", None),
        (
            "https://www.example.gov.cn/公开/1.html?x=<b>",
            "https://www.example.gov.cn/%E5%85%AC%E5%BC%80/1.html?x=%3Cb%3E",
        ),
        ("/a/1.html", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_only_web_addresses_become_sources(written: str, address: str | None) -> None:
    found = web_address(written)
    assert (found.value if found else None) == address


def test_the_graph_tells_what_made_it(ontology: Ontology) -> None:
    quads = quads_of(ontology)
    (activity,) = values(quads, iris.GRAPH[make_report().id], PROV["wasGeneratedBy"])
    assert values(quads, NamedNode(activity), GOV["ontologyHash"]) == [ontology.hash]
    # No clock in the data: the only dates are the report's own.
    dates = re.findall(r"\d{4}-\d\d-\d\d", to_nquads(quads).decode())
    assert set(dates) == {"2025-01-10", "2025-01-15"}


def test_a_development_zone_is_one(ontology: Ontology) -> None:
    zone = identity(name="青山经济技术开发区", division=None, ancestors=(COUNTY, PREFECTURE, PROVINCE))
    report = make_report()
    quads = report_quads(report, make_facts(report, zone), ontology, SmallGazetteer())
    (town,) = {q.object for q in quads if q.predicate == GOV["township"] and q.subject == iris.REPORT[report.id]}
    kinds = {q.object for q in quads if q.subject == town and q.predicate == TYPE}
    assert GOV["DevelopmentZone"] in kinds
    assert GOV["Township"] not in kinds
