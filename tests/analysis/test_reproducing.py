"""The SPARQL that an analysis prints gives the analysis's answer."""

from __future__ import annotations

from typing import Any

import pytest
from small_graph import UnionStore, hostile_graph, small_store

from kg.analysis import shared, shared_sparql, towns, towns_sparql
from kg.analysis.reproducing import query


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store()


@pytest.mark.parametrize(
    ("practice", "options"),
    [
        ("枫桥经验", {}),
        ("网格化", {}),
        ("网格化", {"exact": True}),
        ("枫桥经验", {"status": "planned"}),
        ("枫桥经验", {"year": 2023}),
        ("枫桥经验", {"province": "甲省"}),
        ("枫桥经验", {"county": "乙县"}),
        (["枫桥经验", "网格化"], {}),
        (["枫桥经验", "网格化"], {"joined": "or"}),
        (["枫桥经验", "网格化"], {"exact": True, "year": 2024}),
    ],
)
def test_the_towns_of_practices(store: UnionStore, practice: Any, options: dict[str, Any]) -> None:
    answer = towns(store, practice, **options)
    rows = {
        (town.value, what.value, status.value.rpartition("#")[2], int(year.value), sentence.value)
        for town, what, status, year, sentence in store.store.query(
            towns_sparql(answer), use_default_graph_as_union=True
        )
    }
    assert rows == {
        (use.town.full_name, use.practice.iri, use.status, use.year, proof.sentence)
        for use in answer.uses
        for proof in use.evidence
    }


def test_what_may_be_missing_is_joined_to_what_stands_beside_it(store: UnionStore) -> None:
    """Outside its group ``?report_0`` is bound to nothing: such an OPTIONAL joins every report of the graph."""
    lines = towns_sparql(towns(store, ["枫桥经验", "网格化"])).splitlines()
    assert [line.strip() for line in lines if line.strip().startswith("OPTIONAL")] == [
        "OPTIONAL { ?report gov:year ?year }"
    ]
    assert sum(line.strip().startswith("{ SELECT DISTINCT ?township") for line in lines) == 2


@pytest.mark.parametrize("options", [{}, {"families": True}, {"status": "implemented"}, {"province": "甲省"}])
def test_the_practices_that_towns_share(store: UnionStore, options: dict[str, Any]) -> None:
    answer = shared(store, least=1, **options)
    rows = {
        (what.value, int(number.value))
        for what, number in store.store.query(shared_sparql(answer), use_default_graph_as_union=True)
    }
    assert rows == {(one.practice.iri, one.towns.number) for one in answer.practices}


def test_names_that_try_to_break_out_stay_literals() -> None:
    store = small_store(hostile_graph())
    answer = towns(store, "丙省丙县_坏")
    assert answer.towns.number == 1
    asked = list(store.store.query(towns_sparql(answer), use_default_graph_as_union=True))
    assert len(asked) == 1


def test_a_question_stays_on_its_line() -> None:
    text = query(("甲\n乙", "a\nb"), "?x", ["?x a gov:Report ."])
    assert text.splitlines()[:2] == ["# 甲 乙", "# a b"]
    assert text.splitlines()[2].startswith("PREFIX gov: ") and "PREFIX oa:" not in text


def test_what_all_towns_tell_is_read_in_tables(store: UnionStore) -> None:
    """Properties that are looked up for each of two million uses take minutes; each read whole and joined, seconds."""
    text = shared_sparql(shared(store, least=1, province="甲省", year=2024))
    for part in ("?use gov:status ?status", "?use gov:mechanism ?practice", "?use gov:township ?township"):
        assert f"{part} }} }}" in text
    assert "gov:report" not in text.split("MINUS")[0]
