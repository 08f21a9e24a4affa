from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_graph import ReportText, UnionStore, small_store

from kg.analysis import practice_graph
from kg.analysis.answers import Evidence
from kg.analysis.practice_graph import CONTEXT, LeftOut, in_context

MECH = "https://w3id.org/towngov/mechanism/"


def test_nodes_edges_and_evidence_in_context(store: UnionStore) -> None:
    graph = practice_graph(store)
    kinds = [node.kind for node in graph.nodes]
    assert (kinds.count("town"), kinds.count("practice"), kinds.count("firm")) == (3, 4, 1)
    edges = {(e.source.rpartition("/")[2], e.target.rpartition("/")[2], e.value): e for e in graph.edges}
    assert edges["乙省乙市乙县一号镇", "枫桥经验", "inProgress"].years == (2023,)
    (proof,) = edges["甲省甲县一号镇", "微网格", "piloting"].evidence
    assert proof.before.endswith("此后另有安排。") and proof.after.startswith("此后另有安排。")
    assert edges["甲律师事务所", "甲省甲县二号镇", "villageAdviser"].relation == "role"
    assert ("微网格", "网格化", "broader") in edges
    assert graph.left_out == LeftOut()


def test_one_town_with_all_who_share_its_practices(store: UnionStore) -> None:
    graph = practice_graph(store, town="甲县一号镇")
    labels = {node.label for node in graph.nodes if node.kind == "practice"}
    assert labels == {"枫桥经验", "微网格"}
    assert sum(node.kind == "town" for node in graph.nodes) == 3


def test_lawyers_without_a_name_stand_beside_their_town() -> None:
    about = (
        "gov:township place:甲省甲县二号镇 ; gov:role gov:governmentAdviser ; gov:lawyerCount 2 ; gov:villageCount 13"
    )
    report = ReportText(9, "甲省甲县二号镇", 2024).says("Engagement", about, "聘请2名律师，服务13个村。")
    graph = practice_graph(small_store(report.trig()))
    (lawyers,) = (node for node in graph.nodes if node.kind == "lawyers")
    assert (lawyers.label, lawyers.label_en, lawyers.detail) == ("未写名称的律师", "unnamed lawyers", "甲省甲县二号镇")
    (edge,) = (edge for edge in graph.edges if edge.source == lawyers.id)
    assert (edge.target.rpartition("/")[2], edge.value) == ("甲省甲县二号镇", "governmentAdviser")
    assert (edge.lawyers, edge.villages) == (2, 13) and edge.evidence[0].sentence == "聘请2名律师，服务13个村。"
    assert practice_graph(small_store(report.trig()), most_nodes=4).left_out.firms <= 1  # it is no firm


def test_one_family_of_practices(store: UnionStore) -> None:
    graph = practice_graph(store, practice="网格化")
    assert {node.label for node in graph.nodes} == {"一号镇", "二号镇", "网格化", "微网格", "晒谷场夜话"}


def test_what_does_not_fit_is_counted(store: UnionStore) -> None:
    graph = practice_graph(store, most_nodes=6)
    assert len(graph.nodes) <= 6
    assert graph.left_out.practices == 2
    assert [node.towns for node in graph.nodes if node.label == "枫桥经验"] == [3]


def test_counts_are_of_all_towns_also_of_those_not_drawn(store: UnionStore) -> None:
    graph = practice_graph(store, most_nodes=4)
    assert graph.left_out.towns == 1
    assert [node.towns for node in graph.nodes if node.label == "枫桥经验"] == [3]


@given(st.text(alphabet="甲乙。；\n", max_size=600), st.data())
def test_context_is_text_around_the_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    proof = in_context(Evidence(text[start:end], start, end, "", "", "", None, ""), text)
    before, after = proof.before.removeprefix("…"), proof.after.removesuffix("…")
    assert text[:start].endswith(before) and text[end:].startswith(after)
    assert len(before) <= CONTEXT and len(after) <= CONTEXT


def test_practices_carry_their_definitions(store: UnionStore) -> None:
    (node,) = [n for n in practice_graph(store).nodes if n.label == "枫桥经验"]
    assert (node.detail, node.detail_en) == ("就地化解矛盾。", "Settle disputes on the spot.")


def test_of_a_practice_the_towns_that_name_it_come_before_those_that_name_kinds_of_it() -> None:
    kinds = ("一号网格", "二号网格", "三号网格")
    reports = [
        ReportText(40 + at, town, 2024).runs("网格化", "implemented", "网格化", "实行网格化。").trig()
        for at, town in enumerate(("甲省甲县一号镇", "甲省甲县二号镇"))
    ]
    busy = ReportText(50, "乙省乙市乙县一号镇", 2024)
    for kind in kinds:
        busy.runs(kind, "implemented", kind, f"设{kind}。")
    concepts = "".join(
        f'mech:{kind} a gov:Mechanism ; skos:prefLabel "{kind}"@zh ; skos:broader mech:网格化 .\n' for kind in kinds
    )
    store = small_store(f"graph:kinds {{ {concepts} }}\n", *reports, busy.trig())
    graph = practice_graph(store, practice="网格化", most_nodes=4)
    assert graph.focus == MECH + "网格化"
    assert {node.label for node in graph.nodes if node.kind == "town"} == {"一号镇", "二号镇"}
    assert "乙" not in "".join(node.detail for node in graph.nodes)
