"""Which townships there were in which years, and what took the place of those that are gone.

The bureau's lists of 2015–2023 and the ministry's of 2025-12-31, compared year by year. A town's successor is read off
its villages: the town that has most of them on the next list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kg.places.names import short_forms, township_aliases
from place_data.registers import TOWNSHIP, ZONE, Ministry, Snapshot, Town

Key = tuple[str, str]  # full name of the county as it is called today, name of the town

# A county with fewer towns than these shares of the other year's was listed badly, and absence says nothing. Mergers
# took away up to six towns of ten (Sichuan, 2019–2020); no county ever doubled its towns within a year.
FEW_AFTER = 0.35
FEW_BEFORE = 0.6
PLAIN = 0.7  # share of the villages found again that makes a town the one successor
PART = 0.25  # and that makes it one of several


def stem(name: str) -> str:
    """新安镇 → 新安; 邓家土家族乡 → 邓家土家."""
    return re.sub(r"(?:镇|乡|街道|苏木|族乡)$", "", name)


def _one_character_apart(one: str, other: str) -> bool:
    """河风桥乡 and 河凤桥乡: a slip of the pen that the next list mends."""
    same_kind = len(one) == len(other) and one[-1] == other[-1]
    return same_kind and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@dataclass
class History:
    """Townships by county and name with the years of the bureau's lists that have them."""

    ministry: Ministry
    snapshots: list[Snapshot]
    successors: dict[str, str]  # former county → what took its place
    years: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[Key, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))  # of the year's list
    then: dict[Key, str] = field(default_factory=dict)  # county on the last list that has the town
    zones: dict[Key, int] = field(default_factory=dict)  # development zones and the last year that lists them
    _covered: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        towns = self.ministry.towns
        spelt: dict[Key, str] = {}
        by_prefecture: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for county, names in towns.items():
            for name in names:
                by_prefecture[self.ministry.prefecture(county)][name].add(county)
                for alias in (*township_aliases(name), re.sub("街街道$", "街道", name)):  # 邓家乡 is 邓家土家族乡
                    if alias not in names:
                        spelt[county, alias] = name
        for county, names in towns.items():  # 东街道 of 相山区 is 相山东街道 there; 察右中旗土城子乡 is 土城子乡
            forms = short_forms(county[len(self.ministry.parent[county]) :])
            for name in names:
                for form in forms:
                    if name.startswith(form) and len(name) - len(form) > 2:
                        spelt.setdefault((county, name[len(form) :]), name)
                    spelt.setdefault((county, form + name), name)
        for snapshot in self.snapshots:
            for prefecture, name in snapshot.zones:
                if prefecture in self.ministry.current and prefecture + name not in self.ministry.current:
                    self.zones[prefecture, name] = snapshot.year
            for town in snapshot.towns:
                county = self._today(town, by_prefecture)
                if county is None:
                    continue
                if ZONE.match(town.name):
                    self.zones[county, town.name] = snapshot.year
                if TOWNSHIP.search(town.name):
                    longer = next((a for a in township_aliases(town.name) if a in towns.get(county, ())), town.name)
                    name = town.name if town.name in towns.get(county, ()) else longer  # 惠七镇 is 惠七满族镇 elsewhere
                    key = county, name if name in towns.get(county, ()) else spelt.get((county, name), name)
                    self.years[key].add(snapshot.year)
                    self.then[key] = town.county
                    self.codes[key][snapshot.year] = town.code
                    self._covered[snapshot.year][county] += 1

    def _today(self, town: Town, by_prefecture: dict[str, dict[str, set[str]]]) -> str | None:
        """The county of today that a town of an earlier list lies in."""
        county, seen = town.county, set[str]()
        while county in self.successors and county not in self.ministry.current and county not in seen:
            seen.add(county)
            county = self.successors[county]
        if county in self.ministry.current:
            return county
        # Towns below a zone that the bureau lists as a county, and below counties that were split.
        above = next((county[:i] for i in range(len(county) - 1, 1, -1) if county[:i] in by_prefecture), "")
        counties = by_prefecture[above].get(town.name, set()) if above else set()
        return next(iter(counties)) if len(counties) == 1 else None

    def parent(self, key: Key) -> str:
        """The county that a town lay in when it was last listed; today's where it is on the ministry's list."""
        county, name = key
        then = self.then.get(key, county)
        known = then in self.ministry.current or then in self.successors
        return then if known and name not in self.ministry.towns.get(county, ()) else county

    def _complete(self, county: str, year: int, other: int, share: float) -> bool:
        return self._covered[year][county] >= share * self._covered[other][county] > 0

    def first_year(self, key: Key) -> int | None:
        """Year of the first list that has a town, None where it may be older than the lists.

        It counts as new only if the list before shows what it was made of: towns that its villages lay in, or the same
        stem under another kind. Otherwise the list before may merely have left it out or spelt it in another way.
        """
        if not (years := self.years.get(key)):
            return None
        lists = [snapshot.year for snapshot in self.snapshots]
        first = min(years)
        before = [year for year in lists if year < first]
        if not before or not self._complete(key[0], before[-1], first, FEW_BEFORE):
            return None
        made_of = self._origins.get(key, ())
        if not made_of:
            made_of = tuple(
                other
                for other, years in self.years.items()
                if other[0] == key[0] and other != key and before[-1] in years and stem(other[1]) == stem(key[1])
            )
        return first if made_of and not any(_one_character_apart(key[1], name) for _county, name in made_of) else None

    @cached_property
    def _origins(self) -> dict[Key, tuple[Key, ...]]:
        """What the towns that are new on a list were made of, by their villages on the list before."""
        found: dict[Key, tuple[Key, ...]] = {}
        for before, now in zip(self.snapshots, self.snapshots[1:], strict=False):
            if before.villages and now.villages:
                new = [key for key, years in self.years.items() if min(years) == now.year]
                found |= self._compare(new, now, before)
        return found

    def last_year(self, key: Key) -> int | None:
        """Year of the first list that lacks a town which is gone: it ended then at the latest; None where unknown."""
        lists = [snapshot.year for snapshot in self.snapshots]
        last = max(self.years[key])
        after = [year for year in lists if year > last]
        return after[0] if after and self._complete(key[0], after[0], last, FEW_AFTER) else None

    def gone(self) -> list[Key]:
        """Towns of the bureau's lists that the ministry's list lacks."""
        return sorted(key for key in self.years if key[1] not in self.ministry.towns.get(key[0], ()))

    def heirs(self) -> dict[Key, tuple[Key, ...]]:
        """What took the place of the towns that are gone, by their villages; several where it was divided."""
        found: dict[Key, tuple[Key, ...]] = {}
        for now, after in zip(self.snapshots, self.snapshots[1:], strict=False):
            if now.villages:
                found |= self._compare([key for key in self.gone() if max(self.years[key]) == now.year], now, after)
        return found

    def _compare(self, keys: Iterable[Key], here: Snapshot, there: Snapshot) -> dict[Key, tuple[Key, ...]]:
        """The towns of another year's list that hold the villages which ``keys`` have on this list."""
        by_code = {codes[there.year]: key for key, codes in self.codes.items() if there.year in codes}
        where: dict[tuple[str, str], set[Key]] = defaultdict(set)  # (prefecture, village) → towns
        for code, names in there.villages.items():
            if key := by_code.get(code):
                for name in names:
                    where[self.ministry.prefecture(key[0]), name].add(key)
        found = {key: self._heirs(key, here.villages.get(self.codes[key][here.year], ()), where) for key in keys}
        return {key: heirs for key, heirs in found.items() if heirs}

    def _heirs(self, key: Key, villages: Iterable[str], where: dict[tuple[str, str], set[Key]]) -> tuple[Key, ...]:
        inside: Counter[Key] = Counter()
        anywhere: Counter[Key] = Counter()
        prefecture = self.ministry.prefecture(key[0])
        number = 0
        for village in sorted(villages):
            number += 1
            towns = where.get((prefecture, village), set())
            for town in towns:
                anywhere[town] += 1 / len(towns)
            same = [town for town in towns if town[0] == key[0]]
            for town in same:
                inside[town] += 1 / len(same)
        for counted in (inside, anywhere):
            total = sum(counted.values())
            if total < 2 or total < number * (0.3 if counted is inside else 0.6):
                continue
            ranked = sorted(counted, key=lambda town: (-counted[town], town))
            if counted[ranked[0]] >= PLAIN * total:
                return (ranked[0],)
            parts = tuple(town for town in ranked if counted[town] >= PART * total and counted[town] >= 2)
            if len(parts) > 1 and sum(counted[town] for town in parts) >= PLAIN * total:
                return tuple(sorted(parts))
        return ()
