"""The flat picture: a cone that keeps areas, once for one place and once for many."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places.projection import albers, albers_all


@given(st.floats(60, 150), st.floats(10, 60))
def test_many_places_lie_where_each_lies(long: float, lat: float) -> None:
    x, y = albers_all(np.array([long]), np.array([lat]))
    assert (x[0], y[0]) == pytest.approx(albers(long, lat))


def test_the_centre_and_the_directions() -> None:
    assert albers(105, 35) == pytest.approx((0, 0))
    assert albers(115, 35)[0] > 0 > albers(95, 35)[0]
    assert albers(105, 45)[1] > 0 > albers(105, 25)[1]


@pytest.mark.parametrize("place", [(80.0, 45.0), (105.0, 25.0), (120.0, 30.0)])
def test_areas_are_kept(place: tuple[float, float]) -> None:
    """A small quadrangle has the area on paper that it has on a sphere of radius 1."""
    (long, lat), side = place, 0.01
    corners = [albers(long + dx, lat + dy) for dx, dy in ((0, 0), (side, 0), (side, side), (0, side))]
    around = [*corners, corners[0]]
    drawn = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(around)) / 2
    height = math.sin(math.radians(lat + side)) - math.sin(math.radians(lat))
    assert drawn == pytest.approx(math.radians(side) * height, rel=1e-5)
