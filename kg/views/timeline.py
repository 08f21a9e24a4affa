"""How a practice spread, year by year: a column for each year, its share of towns that run it, plans on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis.answers import Count
from kg.analysis.spread.diffusion import PlaceOfPractice, YearOfPractice
from kg.views.map import shade_of

HIGH, FOOT, HEAD = 120.0, 34.0, 18.0  # pixels: columns, what stands below them, what stands above
EACH, BAR = 64.0, 40.0  # pixels of a year, and of its column


@dataclass(frozen=True, slots=True)
class Column:
    """A year: ``x`` its middle, ``running`` and ``planned`` the heights of the two parts, ``top`` where the column ends;
    None for a year without reports."""

    year: int
    x: float
    running: float
    planned: float
    top: float
    told: YearOfPractice | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """``most``: the share (0..1) that the highest column stands for; ``base``: where columns stand."""

    columns: tuple[Column, ...]
    most: float
    width: float
    height: float = HEAD + HIGH + FOOT
    base: float = HEAD + HIGH
    bar: float = BAR


def timeline(years: Sequence[YearOfPractice]) -> Timeline:
    """All years from the first to the last, those without reports as well: a gap is no fall."""
    told = {one.year: one for one in years}
    if not told:
        return Timeline((), 0.0, 0.0)
    every = range(min(told), max(told) + 1)
    most = max((one.running + one.planned) / one.reporting for one in years if one.reporting)
    columns = tuple(_column(year, at, told.get(year), most) for at, year in enumerate(every))
    return Timeline(columns, most, EACH * len(every))


def _column(year: int, at: int, one: YearOfPractice | None, most: float) -> Column:
    running, planned = (
        (0.0, 0.0) if one is None else (_high(n, one.reporting, most) for n in (one.running, one.planned))
    )
    return Column(year, EACH * at + EACH / 2, running, planned, round(HEAD + HIGH - running - planned, 1), one)


def _high(number: int, reporting: int, most: float) -> float:
    """Pixels of a share; what is not nothing never looks like nothing."""
    if not number or not reporting or not most:
        return 0.0
    return round(max(1.0, HIGH * number / reporting / most), 1)


@dataclass(frozen=True, slots=True)
class Lane:
    """A province: of each year of the lanes the towns that run it of those that reported (None: no reports), with the
    shade of the share (as on the map)."""

    name: str
    first_year: int | None
    towns: Count
    cells: tuple[tuple[Count, int] | None, ...]


def lanes(places: Sequence[PlaceOfPractice], years: Sequence[int]) -> tuple[Lane, ...]:
    """A lane for each place, in their order."""
    found = []
    for place in places:
        told = {one.year: Count(one.running, one.reporting) for one in place.years}
        cells = ((count, shade_of(count)) if (count := told.get(year)) else None for year in years)
        found.append(Lane(place.name, place.first_year, place.towns, tuple(cells)))
    return tuple(found)
