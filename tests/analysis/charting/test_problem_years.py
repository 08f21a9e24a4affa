"""Types of problems year by year, against plain counting on random graphs, and as the query counts."""

from __future__ import annotations

import pytest
from counted_graph import counted_store
from random_graph import BROADER, random_store

from kg.analysis import UnknownNameError
from kg.analysis.answers import Count
from kg.analysis.asking import select
from kg.analysis.charting.problem_years import problems_by_year, problems_sparql


def above(topic: str) -> set[str]:
    return {topic}.union(*(above(one) for one in BROADER.get(topic, ())))


@pytest.mark.parametrize("seed", range(4))
def test_types_are_counted_as_by_hand(seed: int) -> None:
    store, facts, years = random_store(seed)
    told = {(wide, f.town, f.year) for f in facts if f.what.startswith("t") for wide in above(f.what)}
    found = {one.topic.id: one for one in problems_by_year(store).types}
    assert set(found) == {topic for topic, _, _ in told}
    for topic, one in found.items():
        towns = {town for other, town, _ in told if other == topic}
        assert one.towns == Count(len(towns), len(years))
        for year, count in one.years.items():
            reporting = [town for town in years if year in years[town]]
            assert count == Count(sum((topic, town, year) in told for town in reporting), len(reporting))
        often = [town for town in towns if len(years[town]) > 1]
        again = [town for town in often if sum((topic, town, year) in told for year in years[town]) > 1]
        assert one.again == Count(len(again), len(often))


@pytest.mark.parametrize("seed", range(2))
def test_the_query_counts_the_same(seed: int) -> None:
    store, *_ = random_store(seed)
    answer = problems_by_year(store)
    rows = {(str(row["type"]), int(row["year"])): int(row["towns"]) for row in select(store, problems_sparql(answer))}
    counted = {
        (one.topic.iri, year): count.number for one in answer.types for year, count in one.years.items() if count.number
    }
    assert rows == counted


def test_what_is_told_again_is_counted_of_those_that_could() -> None:
    answer = problems_by_year(counted_store())
    (one,) = answer.types
    assert (one.topic.label_en, one.again, one.wide) == ("hard", Count(1, 2), False)
    assert one.years[2023].number == 2 and one.years[2024].number == 1
    columns, rows = answer.table()
    assert len(rows) == 1 + len(one.years) and rows[0][columns.index("again")] == 1


def test_a_place_that_is_not_there_is_told() -> None:
    assert problems_by_year(counted_store(), province="甲省").types == ()
    with pytest.raises(UnknownNameError):
        problems_by_year(counted_store(), province="无此省")
