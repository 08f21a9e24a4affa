"""Graphs for drawing beyond the practice graph: problems, firms, likeness, and what is held beside a drawing."""

from __future__ import annotations

import pytest
from random_graph import random_store
from small_graph import ReportText, UnionStore, small_store
from troubled_town import TOWN, TRICKY, troubled

from kg.analysis import practice_graph
from kg.analysis.graphs.likeness import likeness_graph
from kg.analysis.graphs.parts import MOST_EDGES, MOST_PROVEN, Edge, LeftOut, PracticeGraph, edges_for
from kg.errors import KgError

FENGQIAO = "https://w3id.org/towngov/mechanism/枫桥经验"


def by_labels(graph: PracticeGraph, *, held: bool = False) -> dict[tuple[str, str, str], Edge]:
    labels = {node.id: node.label for node in (*graph.nodes, *graph.held_nodes)}
    edges = graph.held_edges if held else graph.edges
    return {(labels[edge.source], labels[edge.target], edge.value): edge for edge in edges}


@pytest.fixture(scope="module")
def problems() -> PracticeGraph:
    return practice_graph(small_store(troubled()), town=TOWN, problems=True)


def test_problems_causes_and_plans_of_a_town(problems: PracticeGraph) -> None:
    edges = by_labels(problems)
    assert edges["二号镇", "执法力量不足", "problem"].evidence[0].sentence == "执法力量不足，人手少。"
    assert edges["执法力量不足", TRICKY[0], "cause"].evidence[0].sentence == f"原因是{TRICKY[0]}。"
    assert ("充实执法队伍", "执法力量不足", "addresses") in edges and ("二号镇", "充实执法队伍", "plan") in edges
    assert edges["充实执法队伍", "枫桥经验", "concerns"].years == (2023,)
    # What it says of a practice that its plans name stands beside them; what they do not name is held.
    assert edges["二号镇", "枫桥经验", "planned"].years == (2024,)
    (problem,) = (node for node in problems.nodes if node.label == "执法力量不足")
    assert problem.kind == "problem" and problem.topics == (("执法力量不足", "Too few enforcers"),)
    assert "网格化" not in {node.label for node in problems.nodes}
    assert "网格化" in {node.label for node in problems.held_nodes}


def test_a_town_holds_its_problems_beside_its_practices() -> None:
    graph = practice_graph(small_store(troubled()), town=TOWN)
    assert {node.kind for node in graph.nodes} == {"town", "practice", "firm"}
    assert ("二号镇", "执法力量不足", "problem") in by_labels(graph, held=True)
    assert ("充实执法队伍", "枫桥经验", "concerns") in by_labels(graph, held=True)


def test_problems_are_of_a_year_too() -> None:
    graph = practice_graph(small_store(troubled()), town=TOWN, problems=True, year=2024)
    assert "执法力量不足" not in {node.label for node in (*graph.nodes, *graph.held_nodes)}


def test_problems_are_of_one_town(store: UnionStore) -> None:
    with pytest.raises(KgError, match="--town"):
        practice_graph(store, problems=True)


def test_a_firm_with_the_towns_it_advises(store: UnionStore) -> None:
    graph = practice_graph(store, firm="甲律师")
    assert graph.firm == "甲律师事务所" and graph.understood == ("甲律师事务所",)
    assert {node.label for node in graph.nodes} == {"一号镇", "二号镇", "甲律师事务所"}
    assert {edge.value for edge in graph.edges} == {"governmentAdviser", "villageAdviser"}
    assert {node.label for node in graph.held_nodes} >= {"枫桥经验", "微网格"}  # that these towns name


@pytest.mark.parametrize("most", range(2, 9))
def test_what_is_held_and_drawn_is_the_whole(store: UnionStore, most: int) -> None:
    whole, part = practice_graph(store), practice_graph(store, most_nodes=most)
    assert not whole.held_nodes and not whole.held_edges
    drawn, held = {node.id for node in part.nodes}, {node.id for node in part.held_nodes}
    assert not drawn & held and drawn | held == {node.id for node in whole.nodes}
    assert {*part.edges, *part.held_edges} == set(whole.edges)
    for edge in part.held_edges:
        assert {edge.source, edge.target} & held
    for edge in part.edges:
        assert {edge.source, edge.target} <= drawn


def test_no_more_is_held_than_asked_for(store: UnionStore) -> None:
    graph = practice_graph(store, most_nodes=3, most_held=2)
    assert len(graph.held_nodes) == 2
    (practice,) = (node for node in graph.nodes if node.id == FENGQIAO)
    assert practice.neighbours == practice.towns == 3  # counted whether or not they are in the graph


def test_fewer_towns_are_drawn_where_lines_would_be_too_many(store: UnionStore) -> None:
    assert len(practice_graph(store, most_edges=4).edges) <= 5  # broader ones are not counted
    assert practice_graph(store, most_edges=4).left_out.towns > 0


def test_towns_by_what_they_share() -> None:
    shares = likeness_graph(small_store(troubled()))
    assert {node.kind for node in shares.nodes} <= {"town"}
    for edge in shares.edges:
        assert edge.relation == "likeness" and edge.shared and 0 < (edge.weight or 0) <= 1
        assert edge.common and len(edge.common) <= edge.shared


def test_likeness_tells_what_is_shared_and_who_says_so(hostile_store: UnionStore) -> None:
    more = likeness_graph(small_store(twin()))
    labels = {node.id: node.detail for node in more.nodes}
    (edge,) = (e for e in more.edges if {labels[e.source], labels[e.target]} == {"甲省甲县一号镇", "甲省甲县二号镇"})
    assert edge.shared == 2 and edge.common[0] == ("微网格", "")  # two towns name it, three the other
    assert {proof.sentence for proof in edge.evidence} >= {"在两个村试点微网格。", "我们也有微网格。"}
    around = likeness_graph(small_store(twin()), town="二号镇", most_nodes=2)
    assert len(around.nodes) == 2 and around.town == "甲省甲县二号镇"


def twin() -> str:
    return ReportText(30, TOWN, 2023).runs("微网格", "implemented", "微网格", "我们也有微网格。").trig()


def test_a_drawing_of_one_thing_begins_with_it(store: UnionStore, problems: PracticeGraph) -> None:
    assert practice_graph(store).focus == ""
    assert practice_graph(store, practice="枫桥经验").focus == FENGQIAO
    assert practice_graph(store, firm="甲律师").focus.endswith("firm/甲律师事务所")
    assert problems.focus.endswith(f"place/{TOWN}")


def test_of_very_many_edges_each_keeps_the_sentences_of_its_last_year() -> None:
    again = ReportText(31, "乙省乙市乙县一号镇", 2022).runs("枫桥经验", "implemented", "枫桥经验", "早已践行枫桥经验。")
    (whole,) = (e for e in practice_graph(small_store(again.trig())).edges if e.years == (2022, 2024))
    graph = practice_graph(small_store(again.trig()), most_proven=7)
    (part,) = (e for e in graph.edges if e.years == (2022, 2024))
    assert graph.left_out.sentences == 0
    assert [proof.year for proof in whole.evidence] == [2024, 2022]
    assert [proof.sentence for proof in part.evidence] == ["已全面践行枫桥经验。"]


def test_an_ordinary_drawing_has_no_more_lines_than_come_with_their_sentences() -> None:
    assert edges_for(400) == MOST_PROVEN and MOST_PROVEN < edges_for(1000) < edges_for(10_000) == MOST_EDGES


def test_lines_without_their_sentences_are_counted_and_are_those_of_what_all_name(store: UnionStore) -> None:
    graph = practice_graph(store, most_proven=2)
    said = [edge for edge in graph.edges if edge.relation == "status"]
    without = [edge for edge in said if not edge.evidence]
    assert len(said) - len(without) == 2 and graph.left_out.sentences == len(without)
    assert {edge.target for edge in without} >= {FENGQIAO}
    assert not any(edge.target == FENGQIAO for edge in said if edge.evidence)
    few = practice_graph(store, most_nodes=4, most_proven=2)
    assert few.left_out.held_sentences == sum(e.relation == "status" and not e.evidence for e in few.held_edges) > 0
    assert practice_graph(store).left_out == LeftOut()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("neighbours", [1, 3])
def test_the_towns_around_one_are_those_of_the_whole_network(seed: int, neighbours: int) -> None:
    store, _, years = random_store(seed, 20)
    whole = likeness_graph(store, neighbours=neighbours, most_nodes=1000)
    tied: dict[str, set[str]] = {node.id: {node.id} for node in whole.nodes}
    for edge in whole.edges:
        tied[edge.source].add(edge.target)
        tied[edge.target].add(edge.source)
    for town in sorted(years):
        part = likeness_graph(store, town=town, neighbours=neighbours)
        near = {other for one in tied[part.focus] for other in tied[one]}
        assert {node.id for node in part.nodes} == near
        assert part.edges == tuple(edge for edge in whole.edges if {edge.source, edge.target} <= near)


def test_of_the_towns_around_one_the_nearest_are_drawn() -> None:
    store, _, _ = random_store(1, 20)
    whole = likeness_graph(store, town="甲省0号镇")
    part = likeness_graph(store, town="甲省0号镇", most_nodes=3)
    own = sorted(
        (edge for edge in whole.edges if whole.focus in (edge.source, edge.target)), key=lambda e: -(e.weight or 0)
    )
    nearest = {end for edge in own[:2] for end in (edge.source, edge.target)}
    assert len(whole.nodes) > 3 and {node.id for node in part.nodes} == nearest


def test_the_towns_that_are_drawn_hang_together() -> None:
    graph = likeness_graph(small_store(twin()), most_nodes=2)
    assert len(graph.nodes) == 2 and len(graph.edges) == 1 and graph.left_out.towns == 1
