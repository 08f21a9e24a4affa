"""Which towns run a practice and since when, by hand and on random graphs against plain counting."""

from __future__ import annotations

import pytest
from random_graph import BROADER, random_store
from small_graph import small_store

from kg.analysis import UnknownNameError, diffusion
from kg.analysis.spread.adopters import adopters, adopters_sparql

A, B = "甲省甲县一号镇", "乙省乙市乙县一号镇"


def test_towns_with_their_first_year() -> None:
    found = adopters(small_store(), "枫桥经验")
    told = [(one.town.full_name, one.first, one.already, one.last, one.status) for one in found.towns]
    assert told == [(B, 2023, True, 2024, "implemented"), (A, 2024, True, 2024, "implemented")]
    columns, rows = found.table()
    assert len(rows) == 2 and rows[0][columns.index("county")] == "乙县"
    assert [one.town.full_name for one in found.of_year(2024)] == [A]


def test_plans_are_no_adoptions_and_narrower_practices_count() -> None:
    found = adopters(small_store(), "网格化")
    assert {one.town.full_name: one.status for one in found.towns} == {A: "piloting", "甲省甲县二号镇": "implemented"}


def test_an_unknown_practice_is_told() -> None:
    with pytest.raises(UnknownNameError):
        adopters(small_store(), "无此做法")


@pytest.mark.parametrize("seed", range(3))
def test_the_towns_are_those_that_the_spread_counts(seed: int) -> None:
    store, *_ = random_store(seed)
    for practice in sorted(BROADER)[:4]:
        found = adopters(store, practice)
        spread = diffusion(store, practice, evidence=False)
        assert len(found.towns) == spread.towns.number
        for year in spread.years:
            fresh = found.of_year(year.year)
            assert (sum(one.already for one in fresh), len(fresh)) == (year.already, year.already + year.new)


@pytest.mark.parametrize("seed", range(3))
def test_the_query_gives_the_same_towns(seed: int) -> None:
    store, *_ = random_store(seed)
    found = adopters(store, sorted(BROADER)[0])
    rows = {
        (str(row["township"].value), int(row["first"].value), int(row["latest"].value))
        for row in store.query(adopters_sparql(found))
    }
    assert rows == {(one.town.iri, one.first, one.last) for one in found.towns}
