"""Who reports on which year: the town, the divisions above it, the issuers and the dates.

The town's name is read where authors stand (signature, title, header, source line), weighed by the place of reading;
which of several towns of that name it is, ``kg.places.resolve`` decides by hints, or leaves open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.extractors import place_hints, reported_year
from kg.extractors.authors import AuthorKind
from kg.extractors.dates import plain
from kg.extractors.readings import TOWN_KINDS, Reading, readings
from kg.extractors.township_check import check_township_report
from kg.model import Division, DivisionLevel, Identity, Report
from kg.places import Gazetteer, Hint, resolve
from kg.places.names import NO_TOWNS
from kg.places.resolution import DECISIVE

__all__ = ["check_township_report", "identify"]

# How much a place of reading is worth for the town's name.
_WORTH = {"signature": 4.0, "title": 4.0, "header": 3.0, "source": 2.0, "page": 1.0, "text": 1.0}
_LONGEST = 100_000  # no report is longer; what is, need not be searched to its end
_IN_TEXT = re.compile(
    r"(?:^|[,，。、:：;；\s年]|中共|将|现|对|区|县|市|旗)(?P<name>[\u4e00-\u9fff]{1,11}?(?:镇|乡|街道|苏木|街))"
    r"(?=党委|党工委|人民政府|政府|坚持|以|在|认真|始终|深入|全面|紧|的?法治|严格|高度|办事处|\d|[(（,，、\s]|全|积极|切实|把|将|围绕|成立|聚焦|按照|结合|推进|推动|持续|扎实|着力|立足|不断|坚决)"
)


def identify(report: Report, gazetteer: Gazetteer) -> Identity:
    """Town, divisions above it, year, dates and issuers of a report.

    Where the town is not on the list, or several fit, ``division`` is None; ``ancestors`` then hold what is certain.
    ``name`` is empty where no town is named at all (``check_township_report`` refuses such a document).
    """
    found = readings(report, gazetteer)
    towns = [reading for reading in found if reading.author.kind in TOWN_KINDS]
    name, votes = _name(towns, report, gazetteer)
    own = [reading for reading in towns if reading.author.name == name]
    hints = [Hint("attached", r.author.within, r.author.surface) for r in own if r.author.within]
    listed = _as_listed(name, own, gazetteer)
    hints += place_hints.read_hints(report, gazetteer, name)
    hints = list(dict.fromkeys(hints))
    year = reported_year.year_of(report)
    above = place_hints.parent_types(report)
    resolution = resolve(gazetteer, listed, hints, above, year) if name else resolve(gazetteer, "")
    if len(resolution.candidates) > 1:
        hints += place_hints.read_neighbours(report, gazetteer, name, resolution.candidates)
        resolution = resolve(gazetteer, listed, hints, above, year)
    division = _of_its_year(resolution.division, year, gazetteer)
    if division is not None:
        ancestors = gazetteer.ancestors(division)
    else:
        ancestors = _certain_area(gazetteer, hints, resolution.candidates)
    return Identity(
        name=division.name if division is not None else name,
        division=division,
        ancestors=ancestors,
        candidates=resolution.candidates,
        year=year,
        issued=reported_year.published(report),
        signed=reported_year.signed(report),
        issuers=_issuers(own, name),
        evidence=(*votes, *resolution.evidence),
    )


def _as_listed(name: str, own: list[Reading], gazetteer: Gazetteer) -> str:
    """A zone's name without the divisions before it, where the list has it so: 灵璧县经济开发区 is 经济开发区 there."""
    if gazetteer.candidates(name) or not any(reading.author.kind is AuthorKind.ZONE for reading in own):
        return name
    areas = [area for reading in own for area in reading.author.within]
    for start in range(2, len(name) - 2):
        rest = name[start:]
        if any(gazetteer.contains(area, zone) for zone in gazetteer.zones(rest) for area in areas):
            return rest
    return name


def _of_its_year(division: Division | None, year: int | None, gazetteer: Gazetteer) -> Division | None:
    """A town whose county had ended before the year reported on: pages keep old codes. It is called as it was then.

    A town of another name (the 镇 that the 乡 has become) is not put in its place: a report's own word for its town
    stands, and the list says what took its place.
    """
    seen = set[str]()
    while division is not None and year is not None and division.valid_to is not None and year > division.valid_to:
        seen.add(division.full_name)
        heirs = [d for path in division.replaced_by if (d := gazetteer.division(path)) is not None]
        if len(heirs) != 1 or heirs[0].name != division.name or heirs[0].full_name in seen:
            break
        division = heirs[0]
    return division


def _name(towns: list[Reading], report: Report, gazetteer: Gazetteer) -> tuple[str, tuple[str, ...]]:
    """The town's name by the weight of the places where it was read, and those places."""
    weight: dict[str, float] = defaultdict(float)
    places: dict[str, list[str]] = defaultdict(list)
    for reading in towns:
        town = reading.author.name
        if reading.where not in places[town]:
            places[town].append(reading.where)
            weight[town] += _WORTH[reading.where] + (0.5 if reading.author.listed else 0.0)
    if not any(where != "page" for read in places.values() for where in read):
        for town, count in _in_text(report, gazetteer):
            weight[town] += _WORTH["text"] * min(count, 5) / 2
            places[town].append("text")
    if not weight:
        return "", ()
    best = min(weight, key=lambda town: (-weight[town], town))
    return best, tuple(f"{best}: named in the {where}" for where in places[best])


def _in_text(report: Report, gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    """Listed towns that the opening speaks of as a subject, with how often the text names them."""
    text = plain(report.text[:_LONGEST])
    counted: dict[str, int] = defaultdict(int)
    for match in _IN_TEXT.finditer(text[:1200]):
        run = match["name"]
        missing = "道" if run.endswith("街") else ""  # 龙归街 is short for 龙归街道
        name = next((run[i:] for i in range(len(run) - 1) if _named(run[i:] + missing, gazetteer)), "")
        if name:
            counted[name + missing] = text.count(name)
    if not counted and (own := re.search(r"[我全](镇|乡|街道|苏木|街)|街(?=党工委)", text)):
        counted = _mentioned(text, own[1] or "街", gazetteer)
    if not counted:
        counted = _in_brand(text, gazetteer)
    top = max(counted.values(), default=0)
    yield from ((name, count) for name, count in sorted(counted.items()) if count * 2 >= top)


def _mentioned(text: str, kind: str, gazetteer: Gazetteer) -> dict[str, int]:
    """Listed towns of a kind named anywhere in a text that says 我镇 (我乡 …), with how often."""
    counted: dict[str, int] = defaultdict(int)
    missing = "道" if kind == "街" else ""
    for match in re.finditer(f"{kind}(?![道区坊头面巷])" if missing else kind, text):
        start = next(
            (
                s
                for s in range(match.end() - 9, match.start())
                if s >= 0 and _named(text[s : match.end()] + missing, gazetteer)
            ),
            None,
        )
        if start is not None:
            counted[text[start : match.end()] + missing] += 1
    return counted


# A report that calls its town only 街道 or 我镇: 街道按照…要求, and names it by what it builds: 谱写鱼复法治建设新篇章.
_SUBJECT = re.compile(r"(?:^|[,。;\n])(?:我(?P<own>镇|乡|街道|苏木)|(?P<bare>街道)(?!办事处|社区|各))")
_BUILT = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,3})法治(?:政府)?建设")
_OFTEN = 3


def _in_brand(text: str, gazetteer: Gazetteer) -> dict[str, int]:
    """The town of a county named in full whose name, without its kind, stands before 法治建设."""
    counted: dict[str, int] = defaultdict(int)
    subjects = [match["own"] or match["bare"] for match in _SUBJECT.finditer(text)]
    if len(subjects) < _OFTEN:
        return counted
    kind = max(sorted(set(subjects)), key=subjects.count)
    areas = {d for mention in gazetteer.find_in(text) if not mention.short for d in mention.divisions}
    counties = [a for a in sorted(areas) if (d := gazetteer.division(a)) and d.level is DivisionLevel.COUNTY]
    for match in _BUILT.finditer(text):
        for name in (match["stem"][i:] + kind for i in range(len(match["stem"]) - 1)):
            near = [c for c in gazetteer.candidates(name) if any(gazetteer.contains(area, c) for area in counties)]
            if near and _named(name, gazetteer):
                counted[name] += 1
    return counted


def _named(name: str, gazetteer: Gazetteer) -> bool:
    return len(name) >= 3 and name not in NO_TOWNS and gazetteer.has_township(name)


def _certain_area(gazetteer: Gazetteer, hints: list[Hint], candidates: tuple[str, ...]) -> tuple[Division, ...]:
    """County and what lies above it where the report gives them away though not the town's entry in the list."""
    above = [gazetteer.ancestors(d) for c in candidates if (d := gazetteer.division(c)) is not None]
    if above:
        common = [d for d in above[0] if all(d in others for others in above[1:])]
        return tuple(common)
    weight: dict[str, float] = defaultdict(float)
    for hint in hints:
        if hint.weight >= DECISIVE:
            for path in hint.divisions:
                weight[path] += hint.weight / len(hint.divisions)
    paths = sorted(weight)
    supported = {p: sum(w for q, w in weight.items() if p == q or gazetteer.contains(q, p)) for p in paths}
    for level in (DivisionLevel.COUNTY, DivisionLevel.PREFECTURE, DivisionLevel.PROVINCE):
        of_level = [(supported[p], p) for p in paths if (d := gazetteer.division(p)) is not None and d.level is level]
        of_level.sort(key=lambda pair: (-pair[0], pair[1]))
        if of_level and (len(of_level) == 1 or of_level[0][0] - of_level[1][0] >= 2.0):
            division = gazetteer.division(of_level[0][1])
            return (division, *gazetteer.ancestors(division)) if division is not None else ()
        if of_level:
            continue
    return ()


def _issuers(own: list[Reading], name: str) -> tuple[str, ...]:
    """Organs that sign, as written; of the same organ the fuller name. The town's government where none is named."""
    for places in (("signature",), ("header", "title"), ("source",)):
        written = [r.author.written for r in own if r.where in places and re.search(r"[府处会委]$", r.author.written)]
        written = list(dict.fromkeys(written))
        fullest = [w for w in written if not any(o != w and _same_organ(o, w) for o in written)]
        if fullest:
            return tuple(fullest)
    if not name:
        return ()
    named = max([r.author.written for r in own if r.author.written.endswith(name)] or [name], key=len)
    if name.endswith("街道"):
        return (f"{named}办事处",)
    return (f"{named}人民政府" if re.search(r"[镇乡木]$", name) else f"{named}管理委员会",)


def _same_organ(longer: str, shorter: str) -> bool:
    """睢宁县王集镇人民政府 and 王集镇人民政府."""
    return (
        len(longer) > len(shorter)
        and longer.startswith("中共") == shorter.startswith("中共")
        and longer.endswith(shorter.removeprefix("中共"))
    )
