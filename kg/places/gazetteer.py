"""The divisions of the country by name, code and context.

The full official name is the key (天津市宝坻区新安镇), since codes of different registers are different schemes.
Rows are read once as plain tuples; ``Division`` objects are made when asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Division, DivisionLevel
from kg.places import names
from kg.places.areas import lines, load_areas
from kg.places.hosts import HostHint, HostReader

if TYPE_CHECKING:
    import ahocorasick_rs

_ABOVE = {DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE, DivisionLevel.COUNTY}
_ETHNIC = {"族乡", "族镇"}


class _Row(NamedTuple):  # a tuple, since forty thousand are made at the start
    name: str
    parent: str  # full name, "" for a province
    level: DivisionLevel
    code: str
    valid_from: int | None
    valid_to: int | None
    successors: tuple[str, ...]  # full names of what took its place, () where nothing is known
    listed: bool  # on the ministry's list of the year
    zone: bool = False  # a development zone, which the ministry does not list


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A province, prefecture or county named in a text; several divisions where the name is shared."""

    start: int
    end: int
    surface: str
    divisions: tuple[str, ...]  # full names
    short: bool  # 江津 for 江津区


class Gazetteer:
    """Look-ups over the list of divisions and the names that were on earlier lists."""

    def __init__(self, listed: Iterable[str], earlier: Iterable[str]) -> None:
        """``listed``: lines code, parent code, name[, last year[, first year]]. ``earlier``: lines parent's full name,
        name, code, first year, last year, successors' full names (by ;), basis. Tab-separated, parents first."""
        self._rows: dict[str, _Row] = {}
        self._by_code: dict[str, str] = {}
        self._townships: dict[str, list[str]] = {}
        self._aliases: dict[str, list[str]] = defaultdict(list)
        self._areas: dict[str, list[str]] = {}
        self._shorts: dict[str, list[str]] = defaultdict(list)
        self._followers: dict[str, list[str]] = defaultdict(list)
        self._zones: list[str] = []
        self._by_county: dict[str, list[str]] = defaultdict(list)
        self._search: tuple[ahocorasick_rs.AhoCorasick, list[str]] | None = None
        self._read(listed)
        self._read_earlier(earlier)

    def _read(self, lines: Iterable[str]) -> None:
        full = {"": ""}
        rows, by_code, townships = self._rows, self._by_code, self._townships
        town = DivisionLevel.TOWNSHIP
        for line in lines:
            code, parent, name, *end = line.split("\t")
            above = full[parent]
            path = above + name
            last = int(end[0]) if end and end[0] else None
            if len(code) == 9:  # nine rows of ten: written out, since calls would double the time of loading
                rows[path] = _Row(name, above, town, code, int(end[1]) if len(end) > 1 else None, last, (), True)
                by_code[code] = path
                if name in townships:
                    townships[name].append(path)
                else:
                    townships[name] = [path]
                if name[-2:] in _ETHNIC:
                    self._add_aliases(path, name)
                continue
            full[code] = path
            if code.endswith("0000"):
                level = DivisionLevel.PROVINCE
            else:
                level = DivisionLevel.PREFECTURE if code.endswith("00") else DivisionLevel.COUNTY
            self._add(path, _Row(name, above, level, code, None, last, (), True))

    def _read_earlier(self, lines: Iterable[str]) -> None:
        for line in lines:
            parent, name, code, start, end, successors, basis = line.split("\t")
            above = self._rows.get(parent)
            if above is None or parent + name in self._rows:
                continue
            if basis != "changes":
                level = DivisionLevel.TOWNSHIP
            elif name.endswith(("地区", "盟")) or code.endswith("00"):
                level = DivisionLevel.PREFECTURE
            else:
                level = DivisionLevel.COUNTY
            last = int(end) if end else above.valid_to if not above.listed else None
            heirs = tuple(successors.split(";")) if successors else ()
            first = int(start) if start else None
            row = _Row(name, parent, level, code, first, last, heirs, False, basis == "zone")
            if row.zone:
                self._rows[parent + name] = row
                self._zones.append(parent + name)
                continue
            self._add(parent + name, row)
            if level is not DivisionLevel.TOWNSHIP:
                for heir in heirs:
                    self._followers[heir].append(parent + name)

    def _add(self, path: str, row: _Row) -> None:
        self._rows[path] = row
        if row.code and (row.listed or row.code not in self._by_code):
            self._by_code[row.code] = path
        if row.level is DivisionLevel.TOWNSHIP:
            self._townships.setdefault(row.name, []).append(path)
            if row.name[-2:] in _ETHNIC:
                self._add_aliases(path, row.name)
        else:
            self._areas.setdefault(row.name, []).append(path)
            for form in names.short_forms(row.name):
                self._shorts[form].append(path)

    def _above(self, row: _Row) -> Iterator[_Row]:
        while (above := self._rows.get(row.parent)) is not None:
            yield above
            row = above

    def _add_aliases(self, path: str, name: str) -> None:
        for alias in names.township_aliases(name):
            self._aliases[alias].append(path)

    # --- look-ups -------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._rows)

    def division(self, full_name: str) -> Division | None:
        """The division of this full official name, also a former one.

        A town below a former county (重庆市开县温泉镇) is known where the county's successor has a town of that name.
        """
        row = self._rows.get(full_name)
        if row is not None:
            town = row.level is DivisionLevel.TOWNSHIP
            kind = names.township_type if town else names.area_type
            point = None if town else load_areas().points.get(full_name)
            return Division(
                full_name=full_name,
                name=row.name,
                level=row.level,
                type=names.ZONE_TYPE if row.zone else kind(row.name),
                parent=row.parent or None,
                code=row.code or None,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                replaced_by=row.successors,
                latitude=point[0] if point else None,
                longitude=point[1] if point else None,
            )
        for cut in range(len(full_name) - 2, 3, -1):
            county = self._rows.get(full_name[:cut])
            if county is None or county.level is DivisionLevel.TOWNSHIP:
                continue
            now = county.successors[0] + full_name[cut:] if county.successors else ""
            if now in self._rows:
                name = full_name[cut:]
                return Division(
                    full_name=full_name,
                    name=name,
                    level=DivisionLevel.TOWNSHIP,
                    type=names.township_type(name),
                    parent=full_name[:cut],
                    valid_to=county.valid_to,
                    replaced_by=(now,),
                )
            break
        return None

    def townships(self, name: str) -> tuple[Division, ...]:
        """All divisions of that exact short name: the ministry's first, then former ones, each by full name.

        Where no township has the name, those for which it is a shorter form (邓家乡 for 邓家土家族乡).
        """
        paths = self._townships.get(name) or self._aliases.get(name) or []
        ordered = sorted(paths, key=lambda path: (not self._rows[path].listed, path))
        return tuple(division for path in ordered if (division := self.division(path)) is not None)

    def candidates(self, name: str) -> tuple[str, ...]:
        """Full names of the townships that may be meant by a name: those called so and those it is a short form of.

        Where there are none, development zones called so.
        """
        paths = {*self._townships.get(name, ()), *self._aliases.get(name, ())} or set(self.zones(name))
        return tuple(sorted(paths, key=lambda path: (not self._rows[path].listed, path)))

    @cached_property
    def _zone_names(self) -> dict[str, list[str]]:
        """Development zones by every name; worked out when the first is asked for."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._zones:
            row = self._rows[path]
            for name in (row.name, *names.zone_aliases(row.name, [above.name for above in self._above(row)])):
                found[name].append(path)
        return found

    def zones(self, name: str) -> tuple[str, ...]:
        """Full names of the development zones that may be meant by a name (德清经开区: 浙江德清经济开发区)."""
        return tuple(self._zone_names.get(name, ()))

    def towns_of(self, county: str) -> tuple[str, ...]:
        """Names of the townships of a county (full name), those of today and former ones."""
        if not self._by_county:
            for row in self._rows.values():
                if row.level is DivisionLevel.TOWNSHIP and not row.zone:
                    self._by_county[row.parent].append(row.name)
        return tuple(self._by_county.get(county, ()))

    def successors(self, full_name: str) -> tuple[str, ...]:
        """Full names of what took the place of a former division, () where nothing is known."""
        row = self._rows.get(full_name)
        return row.successors if row else ()

    def existed(self, full_name: str, year: int) -> bool:
        """May a division of that full name have reported on that year?

        A year to either side is allowed: lists are made up in summer, and a report is written in the year after. What
        is missing on a list ended only if it is known what took its place.
        """
        if (division := self.division(full_name)) is None:
            return False
        begun = division.valid_from is None or division.valid_from <= year + 1
        ended = division.valid_to is not None and division.valid_to < year - 1 and division.replaced_by
        return begun and not ended

    def is_listed(self, full_name: str) -> bool:
        """Is it on the ministry's list of the year?"""
        return (row := self._rows.get(full_name)) is not None and row.listed

    def has_township(self, name: str) -> bool:
        """Is any township called so, now or formerly, in full or in its shorter form?"""
        return name in self._townships or name in self._aliases

    def counties(self, name: str) -> tuple[Division, ...]:
        """Counties of that name, in full or in short (江津区, 江津, 科右中旗); former ones last."""
        paths = self._areas.get(name) or self._shorts.get(name) or []
        counties = (path for path in paths if self._rows[path].level is DivisionLevel.COUNTY)
        found = sorted(counties, key=lambda path: (not self._rows[path].listed, path))
        return tuple(division for path in found if (division := self.division(path)) is not None)

    def areas(self, name: str) -> tuple[str, ...]:
        """Full names of the provinces, prefectures and counties called so, in full or in short."""
        return tuple(self._areas.get(name, ())) + tuple(self._shorts.get(name, ()))

    def is_full_area_name(self, name: str) -> bool:
        """Is it the name of a province, prefecture or county as the list writes it (not a short form)?"""
        return name in self._areas

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """County, prefecture, province: nearest first; shorter where a level does not exist."""
        found = []
        parent = division.parent
        while parent:
            above = self.division(parent)
            if above is None:
                break
            found.append(above)
            parent = above.parent
        return tuple(found)

    def by_code(self, code: str) -> Division | None:
        """The division of a ministry code (6 or 9 digits), else the nearest known above it (330599 → 湖州市)."""
        for candidate in (code[:9], code[:6], code[:4] + "00", code[:2] + "0000"):
            if path := self._by_code.get(candidate):
                return self.division(path)
        return None

    def contains(self, area: str, division: str) -> bool:
        """Is the division (full names) below the area, or was it below the area under the area's former name?

        A county that took over another contains what the former one contained: 北碚区大盛镇 was 渝北区大盛镇; and a
        former county's towns that are gone too are found below its successor: 开州区三汇口乡.
        """
        node = division
        seen = 0
        while node and seen < 6:
            row = self._rows.get(node)
            parent = row.parent if row else getattr(self.division(node), "parent", None) or ""
            if parent == area or area in self._followers.get(parent, ()) or area in self.successors(parent):
                return True
            node, seen = parent, seen + 1
        return self.former(area, division) is not None

    def former(self, area: str, division: str) -> str | None:
        """Full name that the division had below ``area``, a county that no longer has it; None where never known."""
        row = self._rows.get(division)
        if row is None or row.level is not DivisionLevel.TOWNSHIP:
            return None
        earlier = area + row.name
        known = self.division(earlier)
        return earlier if known is not None and earlier != division and division in known.replaced_by else None

    def former_areas(self, area: str) -> tuple[str, ...]:
        """Full names of the divisions that ``area`` took the place of: …禄丰县 of …禄丰市."""
        return tuple(self._followers.get(area, ()))

    def hosts_in(self, text: str) -> tuple[HostHint, ...]:
        """What the addresses of government sites in a text say (www.tjbd.gov.cn → 天津市宝坻区)."""
        return tuple(self._hosts.read(text)) if "gov.cn" in text.lower() else ()

    @cached_property
    def _hosts(self) -> HostReader:
        above = [(path, row.name, row.parent) for path, row in self._rows.items() if row.level in _ABOVE]
        return HostReader(above, load_areas())

    def find_in(self, text: str) -> tuple[PlaceMention, ...]:
        """Provinces, prefectures and counties named in a text, longest names first, without overlaps.

        Short forms that are ordinary words (和平, 城区) are left out; so are towns, whose names need a context.
        """
        if self._search is None:
            import ahocorasick_rs

            keys = sorted({*self._areas, *self._shorts} - names.GENERAL)
            machine = ahocorasick_rs.AhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
            self._search = (machine, keys)
        machine, keys = self._search
        found = []
        for index, start, end in machine.find_matches_as_indexes(text):
            key = keys[index]
            found.append(PlaceMention(start, end, key, self.areas(key), key not in self._areas))
        return tuple(found)

    def all_townships(self) -> Iterator[str]:
        """Full names of the townships on the ministry's list, in its order."""
        for path, row in self._rows.items():
            if row.listed and row.level is DivisionLevel.TOWNSHIP:
                yield path

    def former_townships(self) -> Iterator[str]:
        """Full names of the townships of earlier lists that the ministry's list lacks."""
        for path, row in self._rows.items():
            if not row.listed and row.level is DivisionLevel.TOWNSHIP and not row.zone:
                yield path


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer of the package, read once per process (about 0.1 s)."""
    return Gazetteer(lines("divisions.tsv.gz"), lines("earlier.tsv.gz"))
