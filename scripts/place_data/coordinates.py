"""Where counties, prefectures and provinces lie: their seats, from GeoNames by name.

GeoNames has no codes of counties. A seat is found by the county's name among the seats of the same prefecture, or as
the seat that is a town of that county alone; where it is missing, the middle of the county's known towns stands in.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from kg.places.names import short_forms, township_aliases
from place_data.registers import TOWNSHIP, Ministry
from place_data.spellings import syllables

SEATS = ("PPLA3", "PPLA2", "PPLA", "PPLC")
FARTHEST_TOWNS = 120.0  # km between a seat and the middle of the county's towns: farther is another place
FARTHEST_FEW = 150.0  # km between one or two towns and the middle of the prefecture's seats

Point = tuple[float, float]  # latitude, longitude in degrees, WGS84


@dataclass(frozen=True)
class Place:
    """A populated place of GeoNames."""

    key: str
    names: frozenset[str]  # as written, Chinese and Latin
    point: Point
    feature: str
    province: str  # GeoNames' code
    prefecture: str  # four digits of the national code, where GeoNames has them


def read_geonames(path: Path) -> list[Place]:
    """The places of China in a file in GeoNames' format (cities500.txt)."""
    found = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            cell = line.rstrip("\n").split("\t")
            if cell[8] == "CN":
                names = frozenset((cell[1], cell[2], *cell[3].split(",")))
                found.append(Place(cell[0], names, (float(cell[4]), float(cell[5])), cell[7], cell[10], cell[11]))
    return found


def kilometres(one: Point, other: Point) -> float:
    east = (one[1] - other[1]) * 111.32 * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(east, (one[0] - other[0]) * 110.57)


def middle(points: Iterable[Point]) -> Point:
    """Median of latitudes and of longitudes."""
    listed = list(points)
    return median(point[0] for point in listed), median(point[1] for point in listed)


def coordinates(
    ministry: Ministry, places: list[Place], former: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Point]]:
    """(full name, point) of the divisions above the towns, by code; ``former``: (county, town) of earlier lists."""
    provinces = _provinces(ministry, places)
    towns: dict[tuple[str, str], set[str]] = defaultdict(set)  # (region, town) → counties
    for county, name in (*((county, name) for county, name, _code in ministry.townships()), *former):
        for region in _regions(ministry.current[county]):
            for spelling in (name, *township_aliases(name)):
                towns[region, spelling].add(county)
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)  # (region, name in any spelling) → counties, prefectures
    above = [(code, name) for code, _parent, name in ministry.rows if len(code) == 6]
    for code, name in above:
        for region in _regions(code):
            for form in _forms(name):
                areas[region, form].add(ministry.full[code])
    seats: dict[str, dict[str, Place]] = defaultdict(dict)
    inside: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        region = _region(place, provinces)
        own = {area for name in place.names for area in areas.get((region, name), ())}
        if place.feature in SEATS:
            own |= {area for name in place.names for area in areas.get((region, _latin(name)), ())}
        counties = {area for area in own if not ministry.current[area].endswith("00")}
        for area in counties if len(counties) == 1 else ():
            seats[area][place.key] = place
        prefectures = own - counties
        if len(prefectures) == 1 and place.feature in SEATS[1:]:
            seats[next(iter(prefectures))][place.key] = place
        holding = {c for n in place.names if TOWNSHIP.search(n) for c in towns.get((region, n), ())}
        if len(holding) == 1:
            inside[next(iter(holding))].append(place)
    points = _seats(seats, inside)
    near: dict[str, list[Point]] = defaultdict(list)
    for area, point in points.items():
        near[ministry.current[area][:4]].append(point)
    for code, _name in above:
        area = ministry.full[code]
        known = [place.point for place in inside[area]]
        if area in points:
            if len(known) < 3 or kilometres(points[area], middle(known)) <= FARTHEST_TOWNS:
                yield area, points[area]
        elif len(known) >= 3 or (known and kilometres(middle(known), middle(near[code[:4]] or known)) <= FARTHEST_FEW):
            yield area, middle(known)
        elif code.endswith("0000") and (capital := [p for p in places if _capital(p, code, provinces)]):
            yield area, capital[0].point


def _seats(seats: dict[str, dict[str, Place]], inside: dict[str, list[Place]]) -> dict[str, Point]:
    points = {}
    for area, found in seats.items():
        best = [place for place in found.values() if place.feature in SEATS] or list(found.values())
        if len(best) == 1:
            points[area] = best[0].point
    for area, towns in inside.items():
        chief = [place for place in towns if place.feature == "PPLA3"]
        if area not in points and len(chief) == 1:
            points[area] = chief[0].point
    return points


def _capital(place: Place, code: str, provinces: dict[str, str]) -> bool:
    return place.feature in {"PPLA", "PPLC"} and provinces.get(place.province) == code[:2]


def _provinces(ministry: Ministry, places: list[Place]) -> dict[str, str]:
    """GeoNames' code of a province → first two digits of the national code, by towns whose name only one has."""
    holding: dict[str, set[str]] = defaultdict(set)
    for _county, name, code in ministry.townships():
        holding[name].add(code[:2])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        for name in place.names:
            if len(holding.get(name, ())) == 1:
                votes[place.province] += Counter(holding[name])
    return {province: found.most_common(1)[0][0] for province, found in votes.items() if province}


def _regions(code: str) -> tuple[str, str]:
    return code[:4], code[:2]


def _region(place: Place, provinces: dict[str, str]) -> str:
    province = provinces.get(place.province, "")
    known = re.fullmatch(r"\d{4}", place.prefecture) and place.prefecture.startswith(province or "?")
    return place.prefecture if known else province


def _forms(name: str) -> set[str]:
    """忠县, zhongxian; 江津区, 江津, jiangjinqu, jiangjin."""
    written = {name, *short_forms(name)}
    return {form for form in written | {"".join(syllables(form)) for form in written} if len(form) > 1}


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(letter for letter in plain if "a" <= letter <= "z")
