"""A spread as one line: in order, within the picture, equal multiples where the ends are far apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.answers import Count, Topic
from kg.analysis.charting.figure_spread import Spread
from kg.views.boxes import WIDE, box


def spread(values: list[float]) -> Spread:
    return Spread(Topic("", "", ""), Topic("", "", ""), 2024, tuple(sorted(values)), Count(len(values), 99), 0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-2e6, 2e6))
def test_places_are_in_order_and_in_the_picture(values: list[float], mark: float) -> None:
    drawn = box(spread(values), min(max(mark, min(values)), max(values)))
    places = [drawn.least, drawn.lower, drawn.median, drawn.upper, drawn.most]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= WIDE
    assert drawn.mark is not None and drawn.least <= drawn.mark <= drawn.most


def test_far_apart_ends_are_drawn_by_multiples() -> None:
    far = box(spread([1, 10, 100, 1000, 10000]))
    assert far.steps and abs(far.median - WIDE / 2) < 1
    near = box(spread([1, 2, 3, 4, 5]), 3)
    assert not near.steps and near.mark == near.median
    assert not box(spread([0, 10, 10000])).steps  # nothing is a multiple of none


def test_equal_values_stand_in_the_middle() -> None:
    assert box(spread([4, 4, 4])).median == WIDE / 2
