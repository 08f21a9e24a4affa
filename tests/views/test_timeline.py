"""Columns of years and lanes of provinces: heights follow shares, years without reports stay empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice, YearOfPractice
from kg.views.timeline import HEAD, HIGH, lanes, timeline


def year(of: int, reporting: int, running: int, planned: int = 0) -> YearOfPractice:
    return YearOfPractice(of, reporting, running, planned, 0, 0, 0, 0, 0, 0, 0, {})


def test_a_year_without_reports_is_a_gap() -> None:
    drawn = timeline([year(2019, 10, 1), year(2021, 10, 2, 2)])
    assert [(one.year, one.told is None) for one in drawn.columns] == [(2019, False), (2020, True), (2021, False)]
    assert [one.running for one in drawn.columns] == [HIGH / 4, 0, HIGH / 2]
    assert drawn.columns[2].planned == HIGH / 2 and drawn.columns[2].top == HEAD
    assert drawn.most == 0.4


def test_without_years_nothing_is_drawn() -> None:
    assert timeline([]).columns == ()
    assert timeline([year(2024, 5, 0)]).columns[0].running == 0


@given(st.lists(st.tuples(st.integers(1, 40_000), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12))
def test_columns_stay_in_the_picture_and_nothing_that_is_looks_like_nothing(
    told: list[tuple[int, float, float]],
) -> None:
    years = []
    for at, (reporting, a, b) in enumerate(told):
        running = int(reporting * a)
        years.append(year(2010 + at, reporting, running, int((reporting - running) * b)))
    for column, one in zip(timeline(years).columns, years, strict=True):
        assert HEAD - 2.1 <= column.top <= HEAD + HIGH
        assert (column.running > 0) == (one.running > 0) and (column.planned > 0) == (one.planned > 0)


def test_lanes_keep_the_years_apart() -> None:
    place = PlaceOfPractice("甲省", "甲省", "", None, None, 2023, Count(3, 8), (year(2021, 8, 0), year(2023, 6, 3)))
    (lane,) = lanes([place], [2021, 2022, 2023])
    assert lane.cells == ((Count(0, 8), 0), None, (Count(3, 6), 4))
    assert (lane.name, lane.first_year) == ("甲省", 2023)


@pytest.mark.parametrize(("running", "shade"), [(0, 0), (1, 1), (5, 2), (15, 3), (35, 4)])
def test_shades_are_those_of_the_map(running: int, shade: int) -> None:
    place = PlaceOfPractice("甲省", "甲省", "", None, None, None, Count(0, 0), (year(2021, 100, running),))
    assert lanes([place], [2021])[0].cells == ((Count(running, 100), shade),)
