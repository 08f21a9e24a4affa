"""Which towns report, by prefecture, and what lies in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from corpus.chance import chance, number
from kg.model import Division
from kg.places import Gazetteer, load
from kg.places.names import short_forms
from kg.places.villages import load_villages

_FEW = 12  # towns of a county, where only some counties report
_STEMS_FIRST = "东西南北上下大小新高石杨柳李王张周黄龙凤青白金竹松梅"
_STEMS_SECOND = "湾塘桥沟坪坝冲岭庄寨铺头河坡树井泉山林田"


@dataclass(frozen=True, slots=True)
class Town:
    """A town that reports. ``above`` are its county, prefecture and province, nearest first."""

    division: Division
    above: tuple[Division, ...]
    villages: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return self.division.full_name

    @property
    def county(self) -> Division:
        return self.above[0]

    @property
    def province(self) -> Division:
        return self.above[-1]

    @property
    def is_office(self) -> bool:
        return self.division.name.endswith("街道")

    @property
    def calls_itself(self) -> str:
        return "我街道" if self.is_office else "我乡" if self.division.name.endswith("乡") else "我镇"

    @property
    def organ(self) -> str:
        return f"{self.division.name}{'办事处' if self.is_office else '人民政府'}"


@lru_cache(maxsize=4)
def units(towns: int, seed: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """``towns`` towns by prefecture (name, full names of its towns): the same for the same number and seed.

    Where only some report they are some of each of a few counties, so that neighbours are among them. There are no
    more than the ministry lists (some 38,700).
    """
    gazetteer = load()
    counties: dict[str, list[str]] = defaultdict(list)
    order: dict[str, int] = {}
    for path in gazetteer.all_townships():
        town = gazetteer.division(path)
        if town is None or town.parent is None:
            continue
        counties[town.parent].append(path)
        order[path] = len(order)
    chosen: list[str] = []
    few = _FEW if towns < len(order) // 3 else len(order)
    for county in sorted(counties, key=lambda c: number(seed, "county", c)):
        if len(chosen) >= towns:
            break
        own = sorted(counties[county], key=lambda t: number(seed, "town", t))
        chosen += own[: min(few, towns - len(chosen))]
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(chosen, key=order.__getitem__):
        found[_prefecture(path, gazetteer)].append(path)
    return tuple((name, tuple(members)) for name, members in found.items())


def _prefecture(path: str, gazetteer: Gazetteer) -> str:
    town = gazetteer.division(path)
    assert town is not None
    above = gazetteer.ancestors(town)
    return above[1].full_name if len(above) > 2 else above[0].full_name


@lru_cache(maxsize=1)
def _known_villages() -> dict[str, tuple[str, ...]]:
    return dict(load_villages().rows())


def town_of(path: str) -> Town:
    """The town with this full name; its villages are real ones where the package knows them."""
    gazetteer = load()
    division = gazetteer.division(path)
    assert division is not None
    kind = "社区" if division.name.endswith("街道") else "村"
    stems = [s for s in _known_villages().get(path, ()) if 2 <= len(s) <= 3][:14]
    of = chance("villages", path)
    while len(stems) < 6:
        stem = of.choice(_STEMS_FIRST) + of.choice(_STEMS_SECOND)
        if stem not in stems:
            stems.append(stem)
    villages = tuple(f"{s}{kind}" for s in stems)
    return Town(division, gazetteer.ancestors(division), villages)


def short(name: str) -> str:
    """湖南 for 湖南省."""
    return (short_forms(name) or (name,))[-1]
