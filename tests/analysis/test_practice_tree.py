"""All practices by family, counted in towns."""

from __future__ import annotations

import pytest
from small_graph import UnionStore, hostile_graph, small_store

from kg.analysis.asking import Asks
from kg.analysis.practice_tree import Branch, practice_tree, practice_tree_sparql
from kg.analysis.vocabulary_use import problem_type_use, vocabulary_use


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store(hostile_graph())


def walk(branches: tuple[Branch, ...]) -> list[Branch]:
    return [found for one in branches for found in (one, *walk(one.below))]


def test_a_kind_stands_below_its_family(store: UnionStore) -> None:
    tree = practice_tree(store)
    grid = next(one for one in walk(tree.families) if one.practice.id == "网格化")
    assert [one.practice.id for one in grid.below] == ["微网格", "甲省甲县_晒谷场夜话"]
    # 二号镇 by its own name, 一号镇 by a narrower one.
    assert (grid.towns.number, grid.own, grid.below[0].towns.number) == (2, 1, 1)
    assert grid.towns.of == tree.scope.towns == 4
    assert grid.size == 2


def test_discovered_practices_without_a_family_stand_alone(store: UnionStore) -> None:
    tree = practice_tree(store)
    assert [one.practice.id for one in tree.alone] == ["丙省丙县_坏"]
    assert all(one.practice.discovered and not one.below for one in tree.alone)
    none = practice_tree(store, discovered=0)
    assert none.alone == () and none.left_out == 2
    assert not any(one.practice.discovered for one in walk(none.families))
    # Of the discovered ones those of most towns stay; a tie is broken by name.
    assert practice_tree(store, discovered=1).left_out == 1


def test_the_table_has_every_practice_once_a_way(store: UnionStore) -> None:
    tree = practice_tree(store)
    columns, rows = tree.table()
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    assert len(told) == len(walk((*tree.families, *tree.alone)))
    kind = next(row for row in told if row["practice_id"] == "微网格")
    assert (kind["level"], kind["below"], kind["towns"], kind["of"]) == (2, "网格化", 1, 4)


def test_the_query_counts_the_same(store: UnionStore) -> None:
    tree = practice_tree(store)
    found = store.store.query(practice_tree_sparql(tree), use_default_graph_as_union=True)
    counted = {row["practice"].value: int(row["towns"].value) for row in found}
    shown = {one.practice.iri: one.towns.number for one in walk((*tree.families, *tree.alone)) if one.towns.number}
    assert counted == shown


@pytest.mark.parametrize("edges", ["a b c; b c", "a b; a c; b d; c d"])
def test_what_is_right_above_is_told_from_all_that_is_above(edges: str) -> None:
    """``skos:broader`` is not transitive in the graph; where it says more than the next step, the next step stands."""
    said = "".join(
        f"mech:{narrow} skos:broader mech:{broad} .\n"
        for part in edges.split("; ")
        for narrow, *wider in [part.split()]
        for broad in wider
    )
    names = "".join(f'mech:{one} a gov:Mechanism ; skos:prefLabel "{one}"@zh .\n' for one in "abcd")
    store: Asks = small_store(f"graph:x {{ {names}{said} }}")
    ways = {(above, one.practice.id) for _, above, one in practice_tree(store)._all()}
    if edges.startswith("a b c"):
        assert {("c", "b"), ("b", "a")} <= ways and ("c", "a") not in ways
    else:
        assert {("d", "b"), ("d", "c"), ("b", "a"), ("c", "a")} <= ways


def test_terms_are_counted_as_far_as_is_cheap(store: UnionStore) -> None:
    use = vocabulary_use(store)
    assert use["planned"] == 1 and use["piloting"] == 1
    assert use["governmentAdviser"] >= 1
    assert "Adoption" not in use  # the small graph does not describe itself
    described = small_store(
        "graph:d { graph:dataset_Adoption <http://rdfs.org/ns/void#class> gov:Adoption ;"
        " <http://rdfs.org/ns/void#entities> 7 }"
    )
    assert vocabulary_use(described)["Adoption"] == 7


def test_types_of_problems_count_narrower_ones_in() -> None:
    told = (
        (
            'graph:t {{ topic:广 a skos:Concept ; skos:inScheme gov:topicScheme ; skos:prefLabel "广"@zh .'
            ' topic:窄 a skos:Concept ; skos:inScheme gov:topicScheme ; skos:broader topic:广 ; skos:prefLabel "窄"@zh . }}'
            " graph:0000000000000001 {{ report:0000000000000001_s4 gov:topic topic:窄 }}"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    counted = {topic.id: count for topic, count in problem_type_use(small_store(told)).items()}
    assert (counted["广"].number, counted["窄"].number) == (1, 1)
    assert counted["广"].of == 3
