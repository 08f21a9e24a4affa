"""A person's own boundaries, from GeoJSON, as outlines that lie below the points of the map.

None are shipped: the boundaries at hand have unclear rights. What is given is checked, reduced to what the picture can
show, and drawn as an SVG of its own, which pages show as an image: it cannot run anything.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, system_reason
from kg.plain import clean, visible, width
from kg.views.map import HEIGHT, WIDTH, projected_all

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ring = NDArray[np.float64]

LARGEST = 64 * 2**20
"""Bytes of a file that is read."""
MOST_DRAWN = 200_000
"""Characters of outlines in the drawing: boundaries of more detail are drawn more coarsely."""
_FINEST = 0.3  # of a pixel: a line may be off by so much
_LEAST = 0.8  # of a pixel: what is smaller is not drawn
_UNIT = 10  # of the drawing: a tenth of a pixel
_LABELLED = 40  # areas: of more the names would hide each other
_LETTERS, _LETTER = 10, 9.0  # of a name: characters, and their size in pixels
_SEEN = (60.0, 150.0, -5.0, 65.0)  # degrees: what lies wholly outside is not drawn
_NAMES = ("name", "NAME", "Name", "名称", "name_zh", "NAME_ZH", "fullname")
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)  # XML has no such characters, however written
# Degrees of WGS84, or of China's own CGCS2000, which differs from it by centimetres.
_DEGREES = ("crs84", "epsg:4326", "epsg::4326", "epsg:4490", "epsg::4490")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """``svg``: the outlines, as wide and high as the map. ``areas``: how many are drawn. ``left``: how many lie outside."""

    svg: bytes
    areas: int
    left: int


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    rings: tuple[Ring, ...]  # pixels


def read_boundaries(path: Path) -> Boundaries:
    """The polygons of a GeoJSON file. KgError where it cannot be read, is too large, is no GeoJSON, has no polygons, or
    tells places in anything but degrees of WGS84, longitude first."""
    where = path.name
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        said = system_reason(error)
        raise KgError(f"cannot be read: {said.en}", f"无法读取：{said.zh}", where=str(path)) from error
    if size > LARGEST:
        limit = LARGEST // 2**20
        raise KgError(
            f"larger than {limit} MB: simplify the boundaries first", f"超过 {limit} MB：请先简化边界", where=where
        )
    try:
        told = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise KgError(
            "not JSON in UTF-8: give boundaries as GeoJSON", "不是 UTF-8 编码的 JSON：边界要用 GeoJSON", where=where
        ) from error
    return drawn_boundaries(told, where)


def drawn_boundaries(told: object, where: str = "") -> Boundaries:
    """The outlines of a GeoJSON object; ``where`` names it in errors, which are those of ``read_boundaries``."""
    _check_system(told, where)
    found = 0
    areas: list[_Area] = []
    for number, (name, rings) in enumerate(_features(told, where), start=1):
        if not rings:
            continue
        found += 1
        kept = tuple(_rings(rings, number, where))
        if kept:
            areas.append(_Area(name, kept))
    if not found:
        raise KgError("no polygons in it: nothing to draw", "里面没有多边形：没有可画的边界", where=where)
    if not areas:
        raise KgError(
            "its polygons lie outside the map (73–135° E, 3–54° N)",
            "里面的多边形都在地图之外（东经 73–135°，北纬 3–54°）",
            where=where,
        )
    return Boundaries(_svg(areas), len(areas), found - len(areas))


def _check_system(told: object, where: str) -> None:
    """Older GeoJSON may name another system of coordinates; only degrees can be drawn."""
    system = told.get("crs") if isinstance(told, dict) else None
    if system is None:
        return
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.lower().endswith(_DEGREES):
        shown = clean(str(name))[:60]
        raise KgError(
            f"its coordinates are in “{shown}”: convert the file to WGS84 (EPSG:4326)",
            f"坐标系是“{shown}”：请先转换成 WGS84（EPSG:4326）",
            where=where,
        )


def _features(told: object, where: str) -> Iterator[tuple[str, list[object]]]:
    """Of each feature its name and its rings as given."""
    match told:
        case {"type": "FeatureCollection", "features": list(features)}:
            for feature in features:
                yield from _features(feature, where)
        case {"type": "Feature", **more}:
            properties = more.get("properties")
            yield _name(properties if isinstance(properties, dict) else {}), list(_given(more.get("geometry")))
        case {"type": "Polygon" | "MultiPolygon" | "GeometryCollection"}:
            yield "", list(_given(told))
        case _:
            raise KgError(
                "no GeoJSON: give a FeatureCollection of polygons",
                "不是 GeoJSON：请给出由多边形组成的 FeatureCollection",
                where=where,
            )


def _given(geometry: object) -> Iterator[object]:
    """The rings of a geometry; none of points and lines."""
    match geometry:
        case {"type": "Polygon", "coordinates": list(rings)}:
            yield from rings
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            for rings in polygons:
                yield from rings if isinstance(rings, list) else (rings,)
        case {"type": "GeometryCollection", "geometries": list(parts)}:
            for part in parts:
                if not (isinstance(part, dict) and part.get("type") == "GeometryCollection"):  # they may not be nested
                    yield from _given(part)


def _name(properties: Mapping[str, Any]) -> str:
    for key in _NAMES:
        if isinstance(name := properties.get(key), str) and name.strip():
            return clean(name).translate(_NO_XML)
    return ""


def _rings(given: Iterable[object], number: int, where: str) -> Iterator[Ring]:
    """The rings within what is seen, in pixels. KgError for what are no degrees."""
    west, east, south, north = _SEEN
    for ring in given:
        degrees = _positions(ring, number, where)
        long, lat = degrees[:, 0], degrees[:, 1]
        if len(degrees) < 3 or long.max() < west or long.min() > east or lat.max() < south or lat.min() > north:
            continue
        pixels = projected_all(long, lat)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        if (high >= 0).all() and low[0] <= WIDTH and low[1] <= HEIGHT and (high - low).max() >= _LEAST:
            yield pixels


def _positions(ring: object, number: int, where: str) -> Ring:
    """Longitudes and latitudes, a row for each corner."""
    import numpy as np

    try:
        if not isinstance(ring, list):
            raise ValueError
        degrees = np.array([(float(place[0]), float(place[1])) for place in ring], dtype=np.float64).reshape(-1, 2)
    except (ValueError, TypeError, LookupError) as error:
        raise KgError(
            f"area {number} is no polygon: a ring is a list of [longitude, latitude]",
            f"第 {number} 个区域不是多边形：一圈边界应是 [经度, 纬度] 的列表",
            where=where,
        ) from error
    wrong = ~((np.abs(degrees[:, 0]) <= 180) & (np.abs(degrees[:, 1]) <= 90))  # true for what is no number as well
    if wrong.any():
        one, other = degrees[int(wrong.argmax())]
        raise KgError(
            f"area {number} has the place [{one:g}, {other:g}]: coordinates must be degrees of WGS84, longitude first",
            f"第 {number} 个区域里有坐标 [{one:g}, {other:g}]：坐标必须是 WGS84 的度，经度在前",
            where=where,
        )
    return degrees


def _svg(areas: Sequence[_Area]) -> bytes:
    """Outlines and, of few areas, their names. Coarser until it is small enough."""
    off = _FINEST
    paths = _paths(areas, off)
    while sum(map(len, paths)) > MOST_DRAWN and off < WIDTH:
        off *= 1.5
        paths = _paths(areas, off)
    outlines = "".join(f'<path d="{path}"/>' for path in paths if path)
    named = [area for area in areas if area.name]
    labels = "".join(_label(area) for area in named) if len(named) <= _LABELLED else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<g transform="scale({1 / _UNIT:g})" fill="none" stroke="#a9b4be" stroke-width="{0.7 * _UNIT:g}" '
        f'stroke-linejoin="round">{outlines}</g>'
        f'<g fill="#6b7884" font-family="sans-serif" font-size="{_LETTER:g}" text-anchor="middle">{labels}</g></svg>\n'
    ).encode()


def _paths(areas: Iterable[_Area], off: float) -> list[str]:
    return ["".join(_path(ring, off) for ring in area.rings) for area in areas]


def _path(ring: Ring, off: float) -> str:
    """A closed line of relative steps in tenths of a pixel, no farther than ``off`` pixels from the ring."""
    import numpy as np

    spots = np.rint(ring * _UNIT).astype(np.int64)
    fresh = np.ones(len(spots), dtype=bool)
    fresh[1:] = (spots[1:] != spots[:-1]).any(axis=1)
    spots = spots[fresh]
    if len(spots) > 1 and (spots[0] == spots[-1]).all():
        spots = spots[:-1]
    if len(spots) < 3:
        return ""
    # A ring has no ends: it is halved at the corner farthest from the first, and each half is made simpler.
    half = int(((spots - spots[0]) ** 2).sum(axis=1).argmax())
    kept = sorted({*_simpler(spots, 0, half, off * _UNIT), *_simpler(spots, half, len(spots), off * _UNIT)})
    corners = spots[[at for at in kept if at < len(spots)]]
    if len(corners) < 3:
        return ""
    steps = "".join(f"{x}{y:+d}" if at == 0 else f" {x}{y:+d}" for at, (x, y) in enumerate(np.diff(corners, axis=0)))
    return f"M{corners[0][0]} {corners[0][1]}l{steps}z"


def _simpler(spots: NDArray[np.int64], first: int, last: int, off: float) -> set[int]:
    """Positions of the corners between ``first`` and ``last`` (which may be the first again) that a line needs to stay
    within ``off`` of all of them (Douglas and Peucker)."""
    import numpy as np

    kept = {first, last}
    open_ends = [(first, last)]
    while open_ends:
        start, end = open_ends.pop()
        if end - start < 2:
            continue
        a, b = spots[start], spots[end % len(spots)]
        between = spots[start + 1 : end] - a
        along = (b - a).astype(np.float64)
        length = math.hypot(*along)
        if length:
            share = np.clip((between @ along) / length**2, 0, 1)
            far = np.hypot(*(between - share[:, None] * along).T)
        else:
            far = np.hypot(*between.T)
        worst = int(far.argmax())
        if far[worst] > off:
            kept.add(start + 1 + worst)
            open_ends += [(start, start + 1 + worst), (start + 1 + worst, end)]
    return kept


def _label(area: _Area) -> str:
    """The name in the middle of the largest ring, where it has room."""
    largest = max(area.rings, key=lambda ring: float(abs(_surface(ring))))
    name = visible(area.name)
    name = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    low, high = largest.min(axis=0), largest.max(axis=0)
    if high[0] - low[0] < width(name) * _LETTER / 2 or high[1] - low[1] < _LETTER:
        return ""
    x, y = _centre(largest)
    return f'<text x="{x:.1f}" y="{y + _LETTER / 3:.1f}">{escape(name)}</text>'


def _surface(ring: Ring) -> float:
    import numpy as np

    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _centre(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of what a ring encloses."""
    import numpy as np

    x, y = ring[:, 0], ring[:, 1]
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    whole = float(cross.sum()) * 3
    if not whole:
        return float(x.mean()), float(y.mean())
    return (
        float(((x + np.roll(x, -1)) * cross).sum()) / whole,
        float(((y + np.roll(y, -1)) * cross).sum()) / whole,
    )
