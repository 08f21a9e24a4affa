"""Counties as points on a plain graticule: an equal-area picture of China without any border.

Boundaries at hand have unclear rights, so none is shipped; degrees of longitude and latitude tell where things are. A
person's own boundaries may lie below the points (``kg.views.boundaries``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice
from kg.places.areas import Areas, load_areas
from kg.places.projection import albers, albers_all

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH, HEIGHT = 720, 636
# Corners of the country in degrees: what lies between them is shown. The far south is left out.
_CORNERS = ((73.4, 39.4), (135.1, 48.4), (123.3, 53.6), (109.0, 16.5), (112.5, 16.5), (87.0, 49.2), (79.0, 31.0))
_WEST, _EAST, _LOW, _HIGH = 60, 150, 10, 60  # degrees between which lines are drawn
_EVERY = 10  # degrees between lines
STEPS = (0.05, 0.15, 0.35)
"""Shares of the towns that reported, at which a darker colour begins."""
MANY = (2, 5, 10)
"""Numbers of towns at which a darker colour begins."""
_BINS = 5  # colours of first years
_MANY = 600  # points: of more each is smaller
_APART = 5.0  # pixels between counties that are only known to lie in the same prefecture
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")  # counties lie right below them


@dataclass(frozen=True, slots=True)
class Point:
    """A county. ``x`` and ``y`` in the picture, ``radius`` by towns that reported, ``shade`` 0–4 by the share that name it
    (0: none does). ``key``: its full name. ``years``: of each of the map's years the towns that run it of those that
    reported. ``period``: which of the map's periods its first year is in, None where no town names it. ``near``: its own
    place is not known, it stands in the middle of its prefecture's counties (or where the prefecture has its seat)."""

    name: str
    key: str
    x: float
    y: float
    radius: float
    shade: int
    towns: Count
    years: tuple[Count, ...] = ()
    first_year: int | None = None
    period: int | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian or parallel: the points of a polyline, and what is written at its end."""

    points: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """``years``: of which there are reports. ``periods``: first and last year of each colour of first years, the earliest
    first. ``near``: counties placed by their prefecture. ``nowhere``: counties that are not on the map, with
    ``towns_nowhere`` towns that reported, those that nobody could place among them.
    ``scale``: how much smaller points are drawn than ``radius_of`` says, where there are many."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    years: tuple[int, ...]
    periods: tuple[tuple[int, int], ...]
    near: int
    nowhere: int
    towns_nowhere: int
    scale: float = 1.0
    width: int = WIDTH
    height: int = HEIGHT


def county_map(places: Iterable[PlaceOfPractice], areas: Areas | None = None) -> Map:
    """Counties by the share of their towns that name a practice, those that most name above the others."""
    places, areas = list(places), areas or load_areas()
    years = tuple(sorted({one.year for place in places for one in place.years}))
    periods = _periods({place.first_year for place in places if place.first_year is not None})
    scale = round(min(max(math.sqrt(_MANY / max(len(places), 1)), 0.45), 1.0), 2)
    points, off = [], []
    crowd: defaultdict[tuple[float, float], int] = defaultdict(
        int
    )  # counties that stand for want of better in one place
    for place in sorted(places, key=_key):
        found, near = _where(place, areas)
        if found is None or not _shown(*(spot := projected(found[1], found[0]))):
            off.append(place)
            continue
        if near:
            crowd[spot] += 1
            spot = _beside(spot, crowd[spot])
        points.append(_point(place, spot, near, years, periods, scale))
    points.sort(key=lambda point: (point.shade, -point.radius, point.key))
    nowhere = sum(bool(place.name) for place in off)
    return Map(
        tuple(points),
        _LINES,
        years,
        periods,
        sum(point.near for point in points),
        nowhere,
        sum(place.towns.of for place in off),
        scale,
    )


def _key(place: PlaceOfPractice) -> str:
    below = place.name not in (place.prefecture, place.province)
    return county_key(place.province, place.prefecture, place.name if below else "")


def county_key(province: str, prefecture: str, county: str) -> str:
    """The full name of a county, by which a point of the map is known."""
    return province + (prefecture if prefecture != province else "") + county


def _where(place: PlaceOfPractice, areas: Areas) -> tuple[tuple[float, float] | None, bool]:
    """Latitude and longitude, and whether they are only those of the prefecture's other counties."""
    if place.lat is not None and place.long is not None:
        return (place.lat, place.long), False
    key = _key(place)
    if not place.name or place.name == place.province:
        return None, False
    if key in areas.points:
        return areas.points[key], False
    above = place.province + place.prefecture
    if place.prefecture or place.province in _MUNICIPALITIES:
        return areas.middle(above) or areas.points.get(above), True
    return None, False


def _shown(x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _beside(spot: tuple[float, float], number: int) -> tuple[float, float]:
    """Places around a spot, the first on it, each apart from the others (a sunflower's seeds)."""
    far, turn = _APART * math.sqrt(number - 1), number * math.pi * (3 - math.sqrt(5))
    return round(spot[0] + far * math.cos(turn), 1), round(spot[1] + far * math.sin(turn), 1)


def _point(
    place: PlaceOfPractice,
    spot: tuple[float, float],
    near: bool,
    years: tuple[int, ...],
    periods: tuple[tuple[int, int], ...],
    scale: float,
) -> Point:
    told = {one.year: Count(one.running, one.reporting) for one in place.years}
    first = place.first_year
    return Point(
        place.name,
        _key(place),
        *spot,
        round(scale * radius_of(place.towns.of), 1),
        shade_of(place.towns),
        place.towns,
        tuple(told.get(year, Count(0, 0)) for year in years),
        first,
        None if first is None else next(at for at, (_, last) in enumerate(periods) if first <= last),
        near,
    )


def radius_of(towns: int) -> float:
    """Pixels of the circle of a county by a number of its towns: areas grow as numbers do."""
    return round(2.2 + math.sqrt(towns) * 0.9, 1)


def shade_of(towns: Count) -> int:
    """0 where no town names it, else 1–4 by the share."""
    if not towns.number or not towns.of:
        return 0
    return 1 + sum(towns.number / towns.of >= step for step in STEPS)


def _periods(firsts: set[int]) -> tuple[tuple[int, int], ...]:
    """First years in at most five periods of equal length (the last may be shorter)."""
    if not firsts:
        return ()
    begin, end = min(firsts), max(firsts)
    length = max(1, math.ceil((end - begin + 1) / _BINS))
    return tuple((year, min(year + length - 1, end)) for year in range(begin, end + 1, length))


def projected(long: float, lat: float) -> tuple[float, float]:
    """Pixels of a place: Albers' equal-area conic projection, tenths of a pixel."""
    x, y = albers(long, lat)
    return round((x - _LEFT) * _SCALE + _MARGIN, 1), round((_TOP - y) * _SCALE + _MARGIN, 1)


def projected_all(long: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same of many places, not rounded: a row of x and y for each."""
    import numpy as np

    x, y = albers_all(long, lat)
    return np.column_stack(((x - _LEFT) * _SCALE + _MARGIN, (_TOP - y) * _SCALE + _MARGIN))


_MARGIN = 14.0
_EDGE = [albers(long, lat) for long, lat in _CORNERS]
_LEFT, _RIGHT = min(x for x, _ in _EDGE), max(x for x, _ in _EDGE)
_BOTTOM, _TOP = min(y for _, y in _EDGE), max(y for _, y in _EDGE)
_SCALE = min((WIDTH - 2 * _MARGIN) / (_RIGHT - _LEFT), (HEIGHT - 2 * _MARGIN) / (_TOP - _BOTTOM))


def _line(places: Iterable[tuple[float, float]], label: str) -> Line:
    """The part of a line that is in the picture or just leaves it; its label stands where it begins."""
    drawn = [projected(long, lat) for long, lat in places]
    inside = [at for at, spot in enumerate(drawn) if _shown(*spot)]
    kept = drawn[max(inside[0] - 1, 0) : inside[-1] + 2]
    x, y = drawn[inside[0]]
    return Line(" ".join(f"{px:g},{py:g}" for px, py in kept), label, x, y)


def _graticule() -> tuple[Line, ...]:
    longs, lats = range(80, 131, _EVERY), range(20, 55, _EVERY)
    meridians = [
        _line([(float(long), lat / 2) for lat in range(2 * _LOW, 2 * _HIGH)], f"{long}°E")
        for long in longs
        if any(_shown(*projected(float(long), float(lat))) for lat in range(_LOW, _HIGH))
    ]
    parallels = [_line([(long / 2, float(lat)) for long in range(2 * _WEST, 2 * _EAST)], f"{lat}°N") for lat in lats]
    return (*meridians, *parallels)


_LINES = _graticule()
