"""Counties as points on a plain graticule: an equal-area picture of China without any border.

Boundaries at hand have unclear rights, so none is drawn; degrees of longitude and latitude tell where things are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice

WIDTH, HEIGHT = 720, 560
_SOUTH, _NORTH, _MIDDLE, _ORIGIN = 25.0, 47.0, 105.0, 35.0  # degrees: parallels and centre usual for maps of China
_WEST, _EAST, _LOW, _HIGH = 73.0, 135.0, 3.0, 54.0  # what the picture shows
_EVERY = 10  # degrees between lines
_STEPS = (0.05, 0.15, 0.35)  # of the towns that reported: where a darker colour begins


@dataclass(frozen=True, slots=True)
class Point:
    """A county. ``x`` and ``y`` in the picture, ``radius`` by towns that reported, ``shade`` 0–4 by the share that name it
    (0: none does)."""

    name: str
    x: float
    y: float
    radius: float
    shade: int
    towns: Count


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian or parallel: the points of a polyline, and what is written at its end."""

    points: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """``nowhere``: counties whose coordinates nobody has."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    nowhere: int
    width: int = WIDTH
    height: int = HEIGHT


def county_map(places: Iterable[PlaceOfPractice]) -> Map:
    """Counties by the share of their towns that name a practice, the largest below the others."""
    points, nowhere = [], 0
    for place in places:
        if place.lat is None or place.long is None:
            nowhere += 1
            continue
        x, y = projected(place.long, place.lat)
        radius = round(2.2 + math.sqrt(place.towns.of) * 0.9, 1)
        points.append(Point(place.name, x, y, radius, _shade(place.towns), place.towns))
    points.sort(key=lambda point: (point.shade, -point.radius, point.name))
    return Map(tuple(points), _LINES, nowhere)


def _shade(towns: Count) -> int:
    if not towns.number or not towns.of:
        return 0
    return 1 + sum(towns.number / towns.of >= step for step in _STEPS)


def projected(long: float, lat: float) -> tuple[float, float]:
    """Pixels of a place: Albers' equal-area conic projection, tenths of a pixel."""
    x, y = _albers(long, lat)
    return round((x - _LEFT) * _SCALE + _MARGIN, 1), round((_TOP - y) * _SCALE + _MARGIN, 1)


def _albers(long: float, lat: float) -> tuple[float, float]:
    south, north = math.sin(math.radians(_SOUTH)), math.sin(math.radians(_NORTH))
    n = (south + north) / 2
    c = math.cos(math.radians(_SOUTH)) ** 2 + 2 * n * south
    reach = math.sqrt(max(c - 2 * n * math.sin(math.radians(lat)), 0)) / n
    start = math.sqrt(c - 2 * n * math.sin(math.radians(_ORIGIN))) / n
    turn = n * math.radians(long - _MIDDLE)
    return reach * math.sin(turn), start - reach * math.cos(turn)


_MARGIN = 14.0
_EDGE = [_albers(long, lat) for long in (_WEST, _MIDDLE, _EAST) for lat in (18.0, _HIGH)]  # the far south is left out
_LEFT, _RIGHT = min(x for x, _ in _EDGE), max(x for x, _ in _EDGE)
_BOTTOM, _TOP = min(y for _, y in _EDGE), max(y for _, y in _EDGE)
_SCALE = min((WIDTH - 2 * _MARGIN) / (_RIGHT - _LEFT), (HEIGHT - 2 * _MARGIN) / (_TOP - _BOTTOM))


def _line(places: list[tuple[float, float]], label: str) -> Line:
    drawn = [projected(long, lat) for long, lat in places]
    x, y = drawn[0]
    return Line(" ".join(f"{px:g},{py:g}" for px, py in drawn), label, x, y)


def _graticule() -> tuple[Line, ...]:
    longs, lats = range(80, 136, _EVERY), range(20, 55, _EVERY)
    meridians = [_line([(float(long), float(lat)) for lat in range(18, 55, 2)], f"{long}°E") for long in longs]
    parallels = [_line([(float(long), float(lat)) for long in range(73, 136, 2)], f"{lat}°N") for lat in lats]
    return (*meridians, *parallels)


_LINES = _graticule()
