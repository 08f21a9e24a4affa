"""Which towns of a county have no report: the official list, or one's own, beside the towns that reported.

A graph is no register: it holds what somebody collected. A missing town is a finding only where most of its county's
towns are there, or where a list of one's own says whose reports were to be expected; else the missing are listed with
“of N towns of the county M are here”, and nothing is claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from kg import places
from kg.analysis.answers import Count, Town
from kg.analysis.asking import local_part
from kg.analysis.auditing.answers import Coverage
from kg.analysis.naming.matching import nearest
from kg.analysis.scope import Corpus
from kg.errors import KgError
from kg.places import Gazetteer

_MOST = 0.5  # share of a county's towns from which on a missing one is a finding


@dataclass(frozen=True, slots=True)
class Missing:
    """A town without a report on a year; ``area`` is its county's full name."""

    area: str
    year: int
    town: Town


def area_of(town: Town) -> str:
    """Full name of the county of a town (of the prefecture for a town right below it), "" where it is not known."""
    return "" if town.unresolved else town.full_name.removesuffix(town.name)


def coverage(
    corpus: Corpus, expected: Sequence[str] | None = None
) -> tuple[tuple[Coverage, ...], list[Missing], Count]:
    """Coverage of each county and year, the towns that are missing for sure, and in how many counties any town reported.

    ``expected``: full names of one's own list; only these count then.
    """
    gazetteer = places.load()
    present = _present(corpus)
    years = [corpus.scope.year] if corpus.scope.year is not None else list(corpus.scope.years)
    listed = _listed_areas(gazetteer) if expected is None else _by_area(expected, gazetteer)
    areas = sorted(listed) if expected is not None else sorted({area for area, _ in present if area in listed})
    if corpus.scope.county and expected is None:
        areas = sorted({*areas, *_county_asked(corpus, listed)})
    told: list[Coverage] = []
    missing: list[Missing] = []
    for area in areas:
        for year in years:
            here = present.get((area, year), {})
            if not here and expected is None and not corpus.scope.county:
                continue
            one = _of(area, year, listed[area], here, gazetteer, sure=expected is not None)
            told.append(one)
            if one.sure:
                missing += [Missing(area, year, _town(area, name, gazetteer)) for name in one.missing]
    reporting = {area for area, _ in present}
    return tuple(told), missing, Count(len(reporting & set(listed)), _counties(corpus, listed))


def expected_towns(lines: Iterable[str], corpus: Corpus) -> list[str]:
    """Full names of the towns of one's own list, a line each; # begins a remark, empty lines are skipped.

    A name will do that only one town has, in the province and county asked for. Raises UnknownListError, which tells
    every line that names no town or several.
    """
    gazetteer = places.load()
    inside = {area_of(corpus.known.town(number)) for number in corpus.reports["town"].unique()}
    found: dict[str, None] = {}
    faults: list[Unknown] = []
    for number, line in enumerate(lines, 1):
        name = line.split("#")[0].strip().replace(" ", "")
        if not name:
            continue
        meant = _meant(name, gazetteer, inside)
        if len(meant) == 1:
            found[meant[0]] = None
        else:
            faults.append(Unknown(number, name, tuple(meant) or _near(name, gazetteer, inside), bool(meant)))
    if faults:
        raise UnknownListError(faults)
    return list(found)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line of a list: the ``candidates`` are all called ``name`` (``ambiguous``), or else spelt or said like it."""

    line: int
    name: str
    candidates: tuple[str, ...]
    ambiguous: bool


class UnknownListError(KgError):
    """Lines of a list of towns that mean no town, or several (``faults``)."""

    def __init__(self, faults: Sequence[Unknown]) -> None:
        self.faults = tuple(faults)
        en: list[str] = []
        zh: list[str] = []
        for one in self.faults[:_FAULTS]:
            some = one.candidates[:_CANDIDATES]
            may = (" may mean ", "可能指") if one.ambiguous else (" is no town; nearest: ", "不在官方名单上，相近的有")
            none = (" is no town on the official list", "不在官方名单上")
            en.append(f"line {one.line} “{one.name}”" + (may[0] + ", ".join(some) if some else none[0]))
            zh.append(f"第 {one.line} 行“{one.name}”" + (may[1] + "、".join(some) if some else none[1]))
        more = len(self.faults) - _FAULTS
        en += [f"{more} more lines"] * (more > 0)
        zh += [f"另有 {more} 行"] * (more > 0)
        super().__init__(
            f"the list of towns: {'; '.join(en)}; write names with province and county",
            f"应报送名单：{'；'.join(zh)}；请连省、县写全",
        )


_FAULTS, _CANDIDATES = 8, 4  # lines and names that a message tells


def _meant(name: str, gazetteer: Gazetteer, inside: set[str]) -> list[str]:
    """Full names of the towns called ``name``: those in areas that reported, where there are any."""
    if (division := gazetteer.division(name)) is not None:
        return [division.full_name]
    candidates = [
        full for cut in range(len(name) - 1) for full in gazetteer.candidates(name[cut:]) if full.endswith(name)
    ]
    candidates = candidates or list(gazetteer.candidates(name))
    if not candidates:
        for cut in range(1, len(name) - 1):  # 江津四屏镇: the county in short
            short = [full for full in gazetteer.candidates(name[cut:]) if name[:cut] in full]
            candidates = candidates or short
    candidates = list(dict.fromkeys(candidates))
    return [full for full in candidates if any(full.startswith(area) for area in inside if area)] or candidates


def _near(name: str, gazetteer: Gazetteer, inside: set[str]) -> tuple[str, ...]:
    """Full names of towns spelt or said like ``name``: of those in areas that reported by their own name too."""
    own = {town: area + town for area, towns in _listed_areas(gazetteer).items() if area in inside for town in towns}
    near = tuple(own[town] for town in nearest(name, own))
    return near or nearest(name, gazetteer.all_townships())


def _present(corpus: Corpus) -> dict[tuple[str, int], dict[str, Town]]:
    """(area, year) → towns that reported, by full name. Reports of no known year or place are left out."""
    found: dict[tuple[str, int], dict[str, Town]] = defaultdict(dict)
    for number, year in corpus.reports.select("town", "year").drop_nulls().unique().sort("town", "year").iter_rows():
        town = corpus.known.town(number)
        if not town.unresolved:
            found[area_of(town), year][town.full_name] = town
    return found


def _of(
    area: str, year: int, towns: Sequence[str], here: Mapping[str, Town], gazetteer: Gazetteer, sure: bool
) -> Coverage:
    begun = [name for name in towns if sure or area + name in here or _existed(area + name, year, gazetteer)]
    there = set(here)
    for full in here:  # a town that was merged or renamed since speaks for what took its place
        there.update(gazetteer.successors(full))
    missing = tuple(name for name in begun if area + name not in there)
    own = {area + name for name in towns}
    others = tuple(sorted(town.name for full, town in here.items() if full not in own))
    present = len(begun) - len(missing)
    return Coverage(area, year, len(begun), present, missing, others, sure or present >= _MOST * len(begun) > 0)


def _existed(full: str, year: int, gazetteer: Gazetteer) -> bool:
    division = gazetteer.division(full)
    return division is None or division.valid_from is None or division.valid_from <= year


@lru_cache(maxsize=2)
def _listed_areas(gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Area → names of the townships on the official list, in its order. Development zones are not on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for full in gazetteer.all_townships():
        name = _name_in(full, gazetteer)
        found[full.removesuffix(name)].append(name)
    return {area: tuple(names) for area, names in found.items()}


def _by_area(fulls: Iterable[str], gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for full in fulls:
        name = _name_in(full, gazetteer)
        found[full.removesuffix(name)].append(name)
    return {area: tuple(names) for area, names in found.items()}


def _name_in(full: str, gazetteer: Gazetteer) -> str:
    division = gazetteer.division(full)
    return division.name if division is not None else full


def _county_asked(corpus: Corpus, listed: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The area of the county asked for, told by any report of it."""
    towns = corpus.known.tables["towns"]
    rows = towns.filter(pl.col("county_iri") == corpus.scope.within)
    return {area for number in rows["number"] if (area := area_of(corpus.known.town(number))) in listed}


def _counties(corpus: Corpus, listed: Mapping[str, tuple[str, ...]]) -> int:
    """How many counties (and prefectures with towns right below them) the list has in the places asked for."""
    if corpus.scope.county:
        return len(_county_asked(corpus, listed))
    if not corpus.scope.province:
        return len(listed)
    return sum(area.startswith(local_part(corpus.scope.within)) for area in listed)


def _town(area: str, name: str, gazetteer: Gazetteer) -> Town:
    division = gazetteer.division(area + name)
    above = gazetteer.ancestors(division) if division is not None else ()
    levels = {one.level.value: one.name for one in above}
    return Town(
        "", name, area + name, levels.get("county", ""), levels.get("prefecture", ""), levels.get("province", "")
    )
