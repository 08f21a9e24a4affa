"""How figures are spread: what is compared with what, quartiles, and a town's place."""

from __future__ import annotations

import statistics

import pytest
from counted_graph import counted_store, town_name
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import UnknownNameError
from kg.analysis.answers import Count, Topic
from kg.analysis.asking import select
from kg.analysis.charting.figure_spread import Spread, figure_spreads, figures_sparql, placed, placed_table
from kg.analysis.scope import corpus


def spread(values: list[float]) -> Spread:
    return Spread(Topic("", "", ""), Topic("", "", ""), 2024, tuple(sorted(values)), Count(len(values), 99), 0)


def test_only_the_same_is_compared() -> None:
    """One indicator and unit; several values of a town, another unit and no known indicator stay out."""
    found = figure_spreads(counted_store())
    (one,) = found.spreads
    assert (one.indicator.label, one.unit.label, found.year) == ("调解矛盾纠纷", "件", 2024)
    assert one.values == tuple(map(float, range(1, 13)))
    assert one.several == 1 and one.towns.number == 12 and one.towns.of >= 14
    columns, rows = found.table()
    assert dict(zip(columns, rows[0], strict=True))["median"] == 6.5


def test_too_few_towns_tell_nothing() -> None:
    assert figure_spreads(counted_store(), least=13).spreads == ()
    assert figure_spreads(counted_store(), year=2023).spreads == ()
    assert figure_spreads(counted_store(), province="甲省").spreads == ()
    assert len(figure_spreads(counted_store(), county="丁县").spreads) == 1
    with pytest.raises(UnknownNameError):
        figure_spreads(counted_store(), year=1999)


def test_the_query_gives_the_values() -> None:
    store = counted_store()
    found = figure_spreads(store)
    rows = list(select(store, figures_sparql(found.scope, found.year, found.spreads)))
    by_town: dict[str, set[float]] = {}
    for row in rows:
        by_town.setdefault(str(row["township"]), set()).add(float(row["value"]))
    assert sorted(next(iter(of)) for of in by_town.values() if len(of) == 1) == list(found.spreads[0].values)
    assert sum(len(of) > 1 for of in by_town.values()) == found.spreads[0].several


def test_a_town_stands_among_those_of_its_county() -> None:
    store = counted_store()
    towns = {town.full_name: town for town in corpus(store).towns.values()}
    (third,) = placed(store, towns[town_name(3)])
    assert (third.value, third.among) == (3, "丁县")
    assert (third.spread.rank(3), third.spread.below(3)) == (10, 2)
    assert placed_table((third,))[1][0][:7] == ("调解矛盾纠纷", "件", 2024, 3, 10, 12, "丁县")
    for number in (13, 14):  # several values; too few count so
        assert placed(store, towns[town_name(number)]) == ()
    assert placed(store, towns["甲省甲县一号镇"]) == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_quartiles_are_those_of_the_library(values: list[float]) -> None:
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert [spread(values).quantile(share) for share in (0.25, 0.5, 0.75)] == pytest.approx(quartiles, abs=1e-6)
    assert (spread(values).quantile(0), spread(values).quantile(1)) == (min(values), max(values))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_places_count_who_has_more(values: list[int]) -> None:
    made = spread([float(value) for value in values])
    for value in values:
        assert made.rank(value) == 1 + sum(other > value for other in values)
        assert made.below(value) == sum(other < value for other in values)
