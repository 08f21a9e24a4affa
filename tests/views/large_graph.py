"""A made-up practice graph of any size, without a store."""

from __future__ import annotations

import random

from kg.analysis.answers import Evidence, Scope
from kg.analysis.practice_graph import Edge, LeftOut, Node, PracticeGraph


def large(towns: int, practices: int, firms: int, per_town: int) -> PracticeGraph:
    """``towns`` that each name ``per_town`` practices (some named by many, most by few) and have one firm."""
    draw = random.Random(7)
    nodes = [Node(f"t{i}", "town", f"{i}号镇", "", f"甲省{i % 50}县{i}号镇", False, 1) for i in range(towns)]
    weights = [1 / (i + 1) for i in range(practices)]
    told: dict[int, set[int]] = {i: set() for i in range(practices)}
    edges = []
    for town in range(towns):
        few = {town % practices, (towns + town) % practices}  # so that every practice is named
        for one in sorted(few | set(draw.choices(range(practices), weights, k=per_town - 2))):
            told[one].add(town)
            proof = Evidence(
                f"我镇推行第{one}项做法。", 10, 20, "主要做法", f"r{town}", f"{town}.txt", 2024, "报告", "前。", "后。"
            )
            edges.append(Edge(f"t{town}", f"p{one}", "status", "implemented", (2024,), (), (proof,)))
        edges.append(Edge(f"f{town % firms}", f"t{town}", "role", "governmentAdviser", (2024,), (), ()))
    nodes += [Node(f"p{i}", "practice", f"第{i}项做法", "", "", False, len(told[i])) for i in range(practices)]
    nodes += [Node(f"f{i}", "firm", f"第{i}律师事务所", "", "", False, towns // firms) for i in range(firms)]
    return PracticeGraph(tuple(nodes), tuple(edges), Scope((2024,), towns, towns, 0), LeftOut())
