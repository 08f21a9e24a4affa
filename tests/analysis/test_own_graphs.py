from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
import pytest
from random_graph import random_store
from small_graph import UnionStore, small_store

from kg.analysis import own_graphs
from kg.analysis.own_graphs import select_said
from kg.analysis.statements import evidence
from kg.ontology import NAMESPACES

SENTENCE = "?node prov:wasDerivedFrom ?passage . ?passage oa:exact ?exact"


class Listening:
    """A store that remembers what it was asked."""

    def __init__(self, store: UnionStore) -> None:
        self.store, self.asked = store, list[str]()

    def query(self, sparql: str) -> Any:
        self.asked.append(sparql)
        return self.store.query(sparql)


def statements(store: UnionStore) -> list[str]:
    rows = store.query("SELECT DISTINCT ?node { ?node a gov:Adoption } ORDER BY ?node")
    return [row[0].value for row in rows]


def answers(store: Any, nodes: Sequence[str]) -> list[tuple[object, object]]:
    return sorted((row["node"], row["exact"]) for row in select_said(store, "?exact", SENTENCE, nodes))


def test_own_graphs_answer_as_the_whole_store_does(monkeypatch: pytest.MonkeyPatch) -> None:
    store, _, _ = random_store(2)
    nodes = statements(store)
    rows = store.query("SELECT ?node ?exact { ?node a gov:Adoption ; prov:wasDerivedFrom/oa:exact ?exact }")
    whole = sorted((row[0].value, row[1].value) for row in rows)
    assert len(whole) > 50 and answers(store, nodes) == whole
    monkeypatch.setattr(own_graphs, "_BATCH", 7)
    monkeypatch.setattr(own_graphs, "_BRANCHES", 2)
    heard = Listening(store)
    assert answers(heard, nodes) == whole
    assert len(heard.asked) >= len(nodes) // 7 and all("GRAPH" in query for query in heard.asked)


def test_a_store_that_keeps_no_graphs_apart_answers_too() -> None:
    apart = small_store()
    together = UnionStore("")
    for quad in apart.store:
        together.store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    nodes = statements(apart)
    assert answers(together, nodes) == answers(apart, nodes) != []
    assert evidence(together, nodes) == evidence(apart, nodes)


def test_what_no_report_says_is_no_fault() -> None:
    heard = Listening(small_store())
    odd = [NAMESPACES["place"] + "甲省甲县一号镇", NAMESPACES["report"] + "没有的_adoption_1"]
    assert answers(heard, odd) == [] and answers(heard, []) == []
    assert evidence(heard, []) == {}
