"""Places stand where they are on an equal-area picture, within it, and apart from each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice
from kg.views.map import HEIGHT, WIDTH, county_map, projected


def county(name: str, lat: float | None, long: float | None, number: int, of: int) -> PlaceOfPractice:
    return PlaceOfPractice(name, "某省", "", lat, long, None, Count(number, of), ())


@given(st.floats(74, 134), st.floats(19, 53))
def test_every_place_of_the_country_is_in_the_picture(long: float, lat: float) -> None:
    x, y = projected(long, lat)
    assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    east, _ = projected(long + 0.5, lat)
    _, north = projected(long, lat + 0.5)
    assert east > x and north < y


def test_equal_areas_stay_equal() -> None:
    """A square degree in the south and one in the north differ as the sphere says: by the cosine of latitude."""
    import math

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
        ]
    )
    by_name = {point.name: point for point in drawn.points}
    assert [by_name[name].shade for name in ("无人写到", "少数", "全部")] == [0, 1, 4]
    assert by_name["少数"].radius > by_name["无人写到"].radius > by_name["全部"].radius
    assert drawn.nowhere == 1
    assert [point.shade for point in drawn.points] == sorted(point.shade for point in drawn.points)
