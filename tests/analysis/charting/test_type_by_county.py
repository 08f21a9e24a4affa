"""Where a type of problems is told: the counties add up to what is counted of all towns, and to what the query counts."""

from __future__ import annotations

from collections import Counter

import pytest
from random_graph import random_store

from kg.analysis.asking import select
from kg.analysis.charting.problem_years import problems_by_year
from kg.analysis.spread.reporting import type_by_county, type_by_county_sparql


@pytest.mark.parametrize("seed", range(3))
def test_counties_add_up_to_all_towns(seed: int) -> None:
    store, *_ = random_store(seed)
    for one in problems_by_year(store).types:
        found = type_by_county(store, one.topic)
        told, reporting = Counter[int](), Counter[int]()
        for place in found.places:
            for year in place.years:
                told[year.year] += year.running
                reporting[year.year] += year.reporting
        assert dict(told) == {year: count.number for year, count in one.years.items()}
        assert dict(reporting) == {year: count.of for year, count in one.years.items()}
        columns, rows = found.table()
        assert sum(row[columns.index("towns")] for row in rows) == sum(told.values())  # type: ignore[misc]
        first = {year for year, count in one.years.items() if count.number}
        assert min((town.first for town in found.towns), default=None) == min(first, default=None)


def test_the_query_counts_the_same() -> None:
    store, *_ = random_store(1)
    for one in problems_by_year(store).types:
        found = type_by_county(store, one.topic)
        asked = Counter[int]()
        for row in select(store, type_by_county_sparql(found)):
            asked[int(row["year"])] += int(row["towns"])
        counted = Counter[int]()
        for place in found.places:
            counted.update({year.year: year.running for year in place.years if place.name})
        assert +asked == +counted
