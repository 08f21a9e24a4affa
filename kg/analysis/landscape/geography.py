"""Where towns lie: each county a disc of its towns near its coordinates, discs moved apart until none covers another.

A county without coordinates stands in the middle of the others of its prefecture or province; one of which nobody knows
where it is stands in a row below. So the picture is a map in rough: who is whose neighbour is right, distances are not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.asking import local_part
from kg.places.areas import load_areas
from kg.places.projection import albers

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

_GOLDEN = np.pi * (3 - np.sqrt(5))
_SWEEPS = 120
_LOOK = 6  # sweeps until it is looked again who is near whom
_FILLED = 0.3  # of the ground that counties span, so much is covered by towns at most
_COARSE = 0.018  # the distance of neighbouring towns, of the whole span, at most
_GAP = 0.7  # between discs, in distances of neighbouring towns
_HOME = 0.01  # of the way back, a sweep
_COLOURS = 8


@dataclass(frozen=True)
class County:
    """A county with towns that reported (or what is known of where they lie): name, province (a position), middle, radius,
    number of towns. ``placed``: whether it has coordinates of its own."""

    name: str
    province: int
    x: float
    y: float
    radius: float
    towns: int
    placed: bool


@dataclass(frozen=True)
class Province:
    """``x`` and ``y``: of its county that is nearest to the middle of its towns. ``colour``: 0–7, seldom that of a
    neighbour. ``name`` is "" for towns of which it is not known."""

    name: str
    iri: str
    x: float
    y: float
    towns: int
    colour: int


@dataclass(frozen=True)
class Geography:
    """``x``, ``y`` (to the north) and ``county`` (a position in ``counties``) of each town; ``unit``: the distance of
    neighbouring towns."""

    x: Reals
    y: Reals
    county: Whole
    counties: tuple[County, ...]
    provinces: tuple[Province, ...]
    unit: float


def geography(towns: pl.DataFrame) -> Geography:
    """Of rows of the table of towns (columns county, county_iri, prefecture_iri, province, province_iri, lat, long)."""
    size = len(towns)
    if not size:
        none = np.zeros(0)
        return Geography(none, none, np.zeros(0, dtype=np.int64), (), (), 1.0)
    keys = towns.select("province_iri", "prefecture_iri", "county_iri").fill_null("")
    rows = keys.with_columns(at=pl.int_range(pl.len()))
    groups = rows.group_by(keys.columns).agg(pl.col("at").min(), pl.len().alias("towns")).sort(keys.columns)
    groups = groups.with_columns(group=pl.int_range(pl.len()))
    of = rows.join(groups.drop("at", "towns"), on=keys.columns, maintain_order="left")["group"].to_numpy()
    members = groups["towns"].to_numpy().astype(np.int64)
    first = towns[groups["at"].to_list()]
    known, provinces = np.unique(groups["province_iri"].to_numpy().astype(str), return_inverse=True)
    home, placed = _homes(first)
    unit = _unit(home, size)
    radii = unit * (np.sqrt(members / np.pi) + 0.5)
    _row_below(home, provinces, radii, unit)
    middles, touching = _moved_apart(home, radii, unit * _GAP)
    own = _spiral(of, unit)
    counties = tuple(
        County(name, int(province), float(x), float(y), float(radius), int(many), bool(there))
        for name, province, (x, y), radius, many, there in zip(
            first["county"].fill_null("").to_list(), provinces, middles, radii, members, placed, strict=True
        )
    )
    colours = _colours(provinces, len(known), touching)
    names = dict(zip(first["province_iri"].fill_null(""), first["province"].fill_null(""), strict=True))
    told = tuple(
        Province(
            names[iri], iri, *_middle(middles, members, provinces == at), int(members[provinces == at].sum()), colour
        )
        for at, (iri, colour) in enumerate(zip(known.tolist(), colours, strict=True))
    )
    places = middles[of] + own
    return Geography(places[:, 0], places[:, 1], of.astype(np.int64), counties, told, unit)


def _homes(first: pl.DataFrame) -> tuple[Reals, NDArray[np.bool_]]:
    """Where each county is (not a number where nobody knows), and whether that is of its own coordinates."""
    areas = load_areas()
    home, placed = np.full((len(first), 2), np.nan), np.zeros(len(first), dtype=np.bool_)
    lent: dict[tuple[float, float], int] = {}
    columns = first.select("lat", "long", "prefecture_iri", "province_iri")
    for at, (lat, long, *above) in enumerate(columns.iter_rows()):
        if lat is not None and long is not None:
            home[at], placed[at] = albers(long, lat), True
            continue
        middle = next(filter(None, (areas.middle(local_part(iri)) for iri in above if iri)), None)
        if middle is not None:
            # No two at one place, or nothing would say which way they move apart.
            turn = lent[middle] = lent.get(middle, 0) + 1
            far, angle = 1e-3 * np.sqrt(turn), _GOLDEN * turn
            x, y = albers(middle[1], middle[0])
            home[at] = x + far * np.cos(angle), y + far * np.sin(angle)
    return home, placed


def _unit(home: Reals, size: int) -> float:
    """The distance of neighbouring towns: they cover a part of the ground that the counties span."""
    known = home[~np.isnan(home[:, 0])]
    span = float(np.hypot(*np.ptp(known, axis=0))) if len(known) else 0.0
    if not span:
        return 0.01
    ground = max(_hull(known), (span / 3) ** 2)
    return min(span * _COARSE, float(np.sqrt(ground * _FILLED / size)))


def _hull(places: Reals) -> float:
    """The area of the convex hull; 0 where there is none."""
    from scipy.spatial import ConvexHull, QhullError

    if len(places) < 3:
        return 0.0
    try:
        return float(ConvexHull(places).volume)
    except QhullError:  # all on one line
        return 0.0


def _row_below(home: Reals, provinces: Whole, radii: Reals, unit: float) -> None:
    """Places in ``home`` for provinces that have none: side by side, below all others."""
    lost = np.isnan(home[:, 0])
    if not lost.any():
        return
    known = home[~lost]
    top = float(known[:, 1].min()) - 6 * unit if len(known) else 0.0
    left = float(known[:, 0].min()) if len(known) else 0.0
    for province in np.unique(provinces[lost]):
        these = np.flatnonzero(lost & (provinces == province))
        reach = np.sqrt((radii[these] ** 2).sum()) * 1.3 + 2 * unit
        step, angle = reach * 0.05 * np.sqrt(np.arange(len(these))), _GOLDEN * np.arange(len(these))
        home[these, 0] = left + reach + step * np.cos(angle)
        home[these, 1] = top - reach + step * np.sin(angle)
        left += 2 * reach + 3 * unit


def _moved_apart(home: Reals, radii: Reals, gap: float) -> tuple[Reals, Whole]:
    """Middles of discs, none of which covers another by much, each as near its home as that allows; and the pairs that
    are neighbours."""
    from scipy.spatial import cKDTree

    places = home.copy()
    wide = radii + gap / 2
    reach = 2 * float(wide.max())
    for sweep in range(_SWEEPS):
        if sweep % _LOOK == 0:
            pairs = _sorted(cKDTree(places).query_pairs(reach * 1.1, output_type="ndarray"))
        a, b = pairs[:, 0], pairs[:, 1]
        between = places[b] - places[a]
        far = np.hypot(between[:, 0], between[:, 1])
        over = wide[a] + wide[b] - far
        hit = over > gap * 1e-3
        if not hit.any():
            if sweep % _LOOK == 0:
                break
            continue
        a, b, over = a[hit], b[hit], over[hit]
        way = between[hit] / np.maximum(far[hit], 1e-12)[:, None]
        # The smaller gives way more.
        share = wide[b] ** 2 / (wide[a] ** 2 + wide[b] ** 2)
        for axis in (0, 1):
            push = np.bincount(b, weights=over * (1 - share) * way[:, axis], minlength=len(places))
            push -= np.bincount(a, weights=over * share * way[:, axis], minlength=len(places))
            places[:, axis] += 0.5 * push
        if sweep < _SWEEPS * 2 // 3:
            places += _HOME * (home - places)
    pairs = _sorted(cKDTree(places).query_pairs(reach, output_type="ndarray"))
    far = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    near = far < 1.5 * (wide[pairs[:, 0]] + wide[pairs[:, 1]])
    return places, pairs[near]


def _sorted(pairs: Whole) -> Whole:
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _spiral(of: Whole, unit: float) -> Reals:
    """Places around 0 for the towns of each group, about ``unit`` apart, in order from the middle outwards."""
    order = np.argsort(of, kind="stable")
    rank = np.empty(len(of), dtype=np.int64)
    rank[order] = np.arange(len(of)) - np.searchsorted(of[order], of[order])
    alone = (np.bincount(of) == 1)[of]
    far = np.where(alone, 0.0, unit * np.sqrt((rank + 0.5) / np.pi) * 1.05)
    return np.stack([far * np.cos(rank * _GOLDEN), far * np.sin(rank * _GOLDEN)], axis=1)


def _middle(middles: Reals, members: Whole, these: NDArray[np.bool_]) -> tuple[float, float]:
    mean = np.average(middles[these], axis=0, weights=members[these])
    x, y = middles[these][int(np.hypot(*(middles[these] - mean).T).argmin())]
    return float(x), float(y)


def _colours(provinces: Whole, number: int, touching: Whole) -> list[int]:
    """One of eight for each, the largest first: that which fewest neighbours have, of these the least used."""
    a, b = provinces[touching[:, 0]], provinces[touching[:, 1]]
    pairs = {(int(one), int(other)) for one, other in zip(a, b, strict=True) if one != other}
    beside: list[set[int]] = [set() for _ in range(number)]
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    colours = [-1] * number
    for at in sorted(range(number), key=lambda at: (-len(beside[at]), at)):
        near = [colours[other] for other in beside[at]]
        colours[at] = min(range(_COLOURS), key=lambda one: (near.count(one), colours.count(one), one))
    return colours
