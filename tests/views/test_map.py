"""Places stand where they are on an equal-area picture, within it, and apart from each other."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice, YearOfPractice
from kg.places.areas import Areas
from kg.views.map import HEIGHT, WIDTH, county_map, projected, projected_all

AREAS = Areas(["甲省乙市丙县\t30\t105\t", "甲省乙市丁县\t30.2\t105.2\t", "甲省戊市\t33\t110\t", "己省\t40\t116\t"], [])


def county(name: str, lat: float | None, long: float | None, number: int, of: int, **more: Any) -> PlaceOfPractice:
    where = {"province": "某省", "prefecture": ""} | more
    years = where.pop("years", ())
    first = where.pop("first", None)
    return PlaceOfPractice(name, where["province"], where["prefecture"], lat, long, first, Count(number, of), years)


def year(of: int, reporting: int, running: int) -> YearOfPractice:
    return YearOfPractice(of, reporting, running, 0, 0, 0, 0, 0, 0, 0, 0, {})


CORNERS = ((73.5, 39.4), (135.0, 48.4), (123.3, 53.5), (109.5, 18.2), (97.5, 24.0), (122.0, 25.0), (87.0, 49.1))


@pytest.mark.parametrize(("long", "lat"), CORNERS)
def test_every_corner_of_the_country_is_in_the_picture(long: float, lat: float) -> None:
    x, y = projected(long, lat)
    assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


@given(st.floats(74, 134), st.floats(19, 53))
def test_east_is_right_and_north_is_up(long: float, lat: float) -> None:
    x, y = projected(long, lat)
    east, _ = projected(long + 0.5, lat)
    _, north = projected(long, lat + 0.5)
    assert east > x and north < y


@given(st.lists(st.tuples(st.floats(60, 150), st.floats(0, 60)), min_size=1, max_size=5))
def test_many_places_are_projected_as_one_is(places: list[tuple[float, float]]) -> None:
    import numpy as np

    found = projected_all(np.array([long for long, _ in places]), np.array([lat for _, lat in places]))
    assert np.allclose(found, [projected(long, lat) for long, lat in places], atol=0.051)


def test_equal_areas_stay_equal() -> None:
    """A square degree in the south and one in the north differ as the sphere says: by the cosine of latitude."""

    def area(long: float, lat: float) -> float:
        corners = [projected(long + a, lat + b) for a, b in ((0, 0), (5, 0), (5, 5), (0, 5))]
        return abs(
            sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True))
        )

    def strip(lat: float) -> float:
        return math.sin(math.radians(lat + 5)) - math.sin(math.radians(lat))

    assert abs(area(110, 22) / area(90, 45) - strip(22) / strip(45)) < 0.02


def test_counties_are_shaded_by_share_and_sized_by_towns() -> None:
    drawn = county_map(
        [
            county("无人写到", 30, 105, 0, 20),
            county("少数", 31, 105, 1, 40),
            county("全部", 32, 105, 9, 9),
            county("不知在哪", None, None, 3, 9),
        ],
        AREAS,
    )
    by_name = {point.name: point for point in drawn.points}
    assert [by_name[name].shade for name in ("无人写到", "少数", "全部")] == [0, 1, 4]
    assert by_name["少数"].radius > by_name["无人写到"].radius > by_name["全部"].radius
    assert (drawn.nowhere, drawn.towns_nowhere, drawn.near) == (1, 9, 0)
    assert [point.shade for point in drawn.points] == sorted(point.shade for point in drawn.points)


def test_a_county_without_coordinates_stands_in_the_middle_of_its_prefecture() -> None:
    unknown = [
        county(name, None, None, 1, 5, province="甲省", prefecture="乙市") for name in ("子县", "丑县", "寅县", "丙县")
    ]
    drawn = county_map(unknown, AREAS)
    by_name = {point.name: point for point in drawn.points}
    assert not by_name["丙县"].near and (by_name["丙县"].x, by_name["丙县"].y) == projected(105, 30)
    near = [point for point in drawn.points if point.near]
    assert drawn.near == len(near) == 3 and drawn.towns_nowhere == 0
    x, y = projected(105.1, 30.1)
    assert all(math.hypot(point.x - x, point.y - y) < 10 for point in near)
    assert all(math.hypot(a.x - b.x, a.y - b.y) > 3 for a in near for b in near if a is not b)
    assert county_map(reversed(unknown), AREAS) == drawn


def test_of_a_prefecture_without_known_counties_its_seat_stands_for_them() -> None:
    drawn = county_map(
        [
            county("卯县", None, None, 0, 2, province="甲省", prefecture="戊市"),
            county("戊市", None, None, 1, 3, province="甲省", prefecture="戊市"),
        ],
        AREAS,
    )
    assert {point.key: point.near for point in drawn.points} == {"甲省戊市卯县": True, "甲省戊市": False}


def test_what_is_not_on_the_map_is_counted() -> None:
    """Towns that nobody could place, counties right below a province, what lies south of the picture."""
    drawn = county_map(
        [
            county("", None, None, 2, 7, province=""),
            county("己省", None, None, 0, 2, province="己省"),
            county("直辖县", None, None, 1, 4, province="己省"),
            county("远岛", 9.5, 113.0, 0, 1),
        ],
        AREAS,
    )
    assert drawn.points == ()
    assert (drawn.nowhere, drawn.towns_nowhere) == (3, 14)


def test_years_and_periods() -> None:
    places = [
        county("甲", 30, 105, 2, 4, first=2016, years=(year(2016, 4, 1), year(2018, 3, 2))),
        county("乙", 31, 105, 1, 4, first=2024, years=(year(2024, 4, 1),)),
        county("丙", 32, 105, 0, 4, years=(year(2018, 4, 0),)),
    ]
    drawn = county_map(places, AREAS)
    assert drawn.years == (2016, 2018, 2024)
    assert drawn.periods == ((2016, 2017), (2018, 2019), (2020, 2021), (2022, 2023), (2024, 2024))
    by_name = {point.name: point for point in drawn.points}
    assert by_name["甲"].years == (Count(1, 4), Count(2, 3), Count(0, 0))
    assert [by_name[name].period for name in "甲乙丙"] == [0, 4, None]


def test_of_many_points_each_is_smaller() -> None:
    few, many = (
        county_map([county(f"县{at}", 30 + at / 1000, 105, 1, 9) for at in range(number)], AREAS)
        for number in (10, 2_400)
    )
    assert (few.scale, many.scale) == (1.0, 0.5)
    assert many.points[0].radius == pytest.approx(few.points[0].radius / 2, abs=0.06)
