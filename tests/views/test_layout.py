from __future__ import annotations

import math
from itertools import pairwise

import pytest
from large_graph import large

from kg.analysis.answers import Scope
from kg.analysis.practice_graph import Edge, LeftOut, Node, PracticeGraph
from kg.views.layout import _on_curve, place


def graph(towns: int, shared: int, own: int) -> PracticeGraph:
    """Towns that all name the ``shared`` practices, and each ``own`` ones besides."""
    nodes = [Node(f"t{i}", "town", f"{i}镇", "", "", False, 1) for i in range(towns)]
    nodes += [Node(f"s{i}", "practice", f"共{i}", "", "", False, towns) for i in range(shared)]
    nodes += [Node(f"o{t}.{i}", "practice", "独", "", "", False, 1) for t in range(towns) for i in range(own)]
    pairs = [(f"t{t}", f"s{i}") for t in range(towns) for i in range(shared)]
    pairs += [(f"t{t}", f"o{t}.{i}") for t in range(towns) for i in range(own)]
    edges = tuple(Edge(a, b, "status", "implemented", (), (), ()) for a, b in sorted(pairs))
    return PracticeGraph(tuple(nodes), edges, Scope((), towns, towns, 0), LeftOut())


def distance(a: tuple[int, int], b: tuple[int, int]) -> float:
    return math.dist(a, b)


def test_nothing_stands_on_anything_else() -> None:
    where = place(graph(5, 12, 30))
    places = list(where.values())
    assert len(places) == 5 + 12 + 150
    assert min(distance(a, b) for i, a in enumerate(places) for b in places[:i]) > 20


def test_own_practices_stand_around_their_town() -> None:
    where = place(graph(4, 5, 20))
    for town in range(4):
        for i in range(20):
            at = where[f"o{town}.{i}"]
            nearest = min(range(4), key=lambda t: distance(where[f"t{t}"], at))
            assert nearest == town


def test_the_drawing_is_centred_and_bounded() -> None:
    where = place(graph(3, 4, 10))
    xs, ys = [x for x, _ in where.values()], [y for _, y in where.values()]
    assert abs(min(xs) + max(xs)) <= 1 and abs(min(ys) + max(ys)) <= 1
    assert max(map(abs, xs + ys)) < 3000


def test_edge_cases() -> None:
    assert place(graph(0, 0, 0)) == {}
    assert place(graph(1, 0, 0)) == {"t0": (0, 0)}
    assert len(place(graph(1, 0, 1))) == 2


@pytest.mark.parametrize("side", [1, 2, 4, 8, 16])
def test_the_curve_goes_through_every_cell_by_steps_of_one(side: int) -> None:
    cells = [_on_curve(side, step) for step in range(side * side)]
    assert sorted(cells) == [(column, row) for column in range(side) for row in range(side)]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1 for a, b in pairwise(cells))


def test_many_nodes_stand_apart_and_close_enough_to_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.views.layout._EACH", 50)
    monkeypatch.setattr("kg.views.layout._WORK", 2_000_000)
    made = large(towns=120, practices=100, firms=10, per_town=4)
    places = list(place(made).values())
    assert len(set(places)) > 0.99 * len(places)
    assert max(map(abs, (along for at in places for along in at))) < 10_000
    assert place(made) == place(made)


def test_what_has_no_town_beside_it_has_a_place_too() -> None:
    nodes = (
        Node("t", "town", "一镇", "", "", False, 1),
        Node("p", "problem", "问题", "", "", False, 1),
        Node("c", "cause", "原因", "", "", False, 1),
    )
    edges = (Edge("p", "c", "cause", "cause", (), (), ()), Edge("t", "p", "problem", "problem", (), (), ()))
    where = place(PracticeGraph(nodes, edges, Scope((), 1, 1, 0), LeftOut()))
    assert len(set(where.values())) == 3
