"""Who a line names as its author: a township, a county's government, a department, a village.

Reads titles (“丰都县包鸾镇人民政府2024年…报告”), signatures (“中共旬阳市蜀河镇委员会”) and source lines. A name is taken
apart from the left: province, prefecture, county as far as the list of divisions knows them; what is left must be a
township's name. Where it is not on the list, the name is kept if its county is named in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.extractors.dates import plain
from kg.extractors.needed import Needed
from kg.extractors.zones import ZONE, zone_in
from kg.places import Gazetteer
from kg.places.names import NO_TOWNS


class AuthorKind(StrEnum):
    TOWNSHIP = "township"
    ZONE = "development zone"
    GOVERNMENT = "government above the township"
    DEPARTMENT = "department"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Author:
    """An author as named. ``within``: full names of the divisions that the name itself says it lies in."""

    kind: AuthorKind
    name: str  # 四屏镇; of others than towns: the organ as written
    written: str  # 重庆市江津区四屏镇人民政府
    within: tuple[str, ...] = ()
    listed: bool = False  # a township of that name is on the list
    surface: str = ""  # what named the divisions: 重庆市江津区


_TOWN_END = re.compile(r"(?:街道|苏木|镇|乡|区公所|地区(?=办事处|党工委|工委)|街(?=办事处|党工委|\d|关于|$))")
# What may stand right behind a town's name when the town is the author.
_AFTER_TOWN = re.compile(
    r"$|[\s\d(〔\[:,、;“\"《|—_-]|人民政府|政府|党委|党政|党工委|工委|镇委|乡委|委员会|工作委员会|党员|办事处|办(?!公)|"
    r"管委会|关于|法治|依法|推进|推动|贯彻|落实|履行|全面|深入|开展|加强|坚持|普法|年度|[一二][〇○零O]|上半年|第一责任|落实|"
    r"行政|工作|政务|积极|切实|扎实|持续|着力|认真|以习|始终|建设"
)
# What stands behind a town's name when one of its offices, schools or villages is the author.
_OFFICE = re.compile(
    r"^(?!人民政府|政府|党委|党工委|工委|关于|法治|依法|推进|年度|开展|加强|贯彻|落实|工作|行政执法工作|普法)"
    r"(?P<office>[\u4e00-\u9fff]{0,12}?(?:司法所|派出所|执法(?:大|中)?队|执法局|执法办|大队|中队|财政所|税务所|所|卫生院|医院|小学|中学|"
    r"学校|幼儿园|中心|站|分局|局|公司|协会|法庭|合作社))"
)
_OFFICE_WHOLE = re.compile(_OFFICE.pattern + r"[\u4e00-\u9fff]{0,6}")
_VILLAGE = re.compile(
    r"^[\u4e00-\u9fff]{1,8}?(?:村民委员会|居民委员会|村委会|居委会|村|社区|嘎查)(?=$|\d|[(（]|关于|法治|依法|年度|民主|20)"
)
_ORGAN = (
    r"(?:人民政府办公室|人民政府|政府办公室|政府|党委政府|党委、政府|党委|党工委|工作委员会|委员会|工委|街道办事处|办事处|"
    r"管理委员会|管委会|党政(?:综合)?办公室|党政办|综合办公室|党建工作办公室|平安法治办公室|镇委|乡委)"
)
_SIGNED = re.compile(rf"^(?P<whole>.{{2,60}}?)(?P<organ>{_ORGAN})$")
_ABOVE_TITLE = re.compile(
    r"^(?:人民政府办公室|人民政府|政府办公室|政府|委员会|县|区|市|旗)?(?=$|\d|关于|法治|依法|年度|[一二][〇○零O]|推进|上半年)"
)
_DEPARTMENT = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{0,24}?(?:局|厅|委员会|办公室|法院|检察院|学院|大学|中学|小学|学校|医院|公司|中心|总队|支队|大队|"
    r"政府办|司法所|管理所|管理处|联合会|总工会|厂|协会|部))(?=$|\d|关于|法治|依法|年度|[一二][〇○零O]|推进|贯彻|开展|落实)"
)
_NOISE = re.compile(
    r"^(?:(?:20\d\d|[一二][〇○零O].{2})年?度?|关于|中共|中国共产党|报送|呈报|上报|印发|转发|发布机构|信息来源|来源|发文单位|"
    r"主办单位|主办|[:\s、,“\"《【\[(])+"
)
# A line that signs nothing: a sentence, a document's title, the beginning of a report.
# Examples: 依据《新安镇人民政府依法行政规划》, 现将新安镇人民政府工作汇报如下, 街道便民服务中心受理事项31839件，发证10846件
_SAYS_MORE = re.compile(r"[《;]|现将|如下|^(?:依据|按照|根据|为了|结合|围绕)|受理|,[^,]*,|\d[件人次场个起份]")
_CELLS = re.compile(r"(?:^|[|•])[^:|•]{2,6}:|[|•]")  # | 发布机构 | 新安镇, • 机构名称：新安镇
_SUPERIOR = re.compile(r"^(?:人民政府|党委|政府|区委|县委|市委|委|属)")
_MAX_TOWN = 16
_NEEDED = Needed([_TOWN_END, ZONE, _SIGNED, _DEPARTMENT])  # a line with none of their words names no author
_ZONES_TOWN = re.compile(r"区(?!公所|街道)[\u4e00-\u9fff]{2,}$")  # 仲恺高新区潼侨镇 is 潼侨镇


def read_title(title: str, gazetteer: Gazetteer) -> Author | None:
    """The author that a title names, None where it names none (“2022年度法治政府建设情况报告”)."""
    text = re.sub(r"\s+", "", plain(title))
    text = _NOISE.sub("", text)
    town = _town_in(text, gazetteer)
    if town is not None:
        author, end = town
        rest = text[end:]
        if village := _VILLAGE.match(rest):
            return Author(AuthorKind.VILLAGE, author.name + village[0], text[: end + village.end()])
        if office := _OFFICE.match(rest):
            return Author(AuthorKind.DEPARTMENT, author.name + office["office"], text[: end + office.end()])
        return author
    zone = zone_in(text)
    areas = [(cut, path, surface) for cut, path, surface in _paths(text, gazetteer) if path]
    if areas:
        cut, _path, surface = max(areas, key=lambda area: area[0])
        rest = text[cut:]
        if _ABOVE_TITLE.match(rest) and not zone:
            return Author(AuthorKind.GOVERNMENT, surface, text[:cut])
        if (department := _DEPARTMENT.match(rest)) and not zone:
            return Author(AuthorKind.DEPARTMENT, department["name"], text[: cut + department.end()])
    if zone:
        return _zone(zone, gazetteer, text)
    if department := _DEPARTMENT.match(text):
        return Author(AuthorKind.DEPARTMENT, department["name"], department["name"])
    return None


def read_signature(line: str, gazetteer: Gazetteer) -> Author | None:
    """The author that a line of a signature, header or source names, None where it is no organ's name."""
    text = re.sub(r"\s+", "", plain(line))
    if _SAYS_MORE.search(text):
        return None
    text = _NOISE.sub("", next((cell for cell in reversed(_CELLS.split(text)) if cell), ""))
    text = re.sub(r"(?:20\d\d|[一二][〇○零O].{2})年.*$", "", text).rstrip("。.,、;")
    if not 2 <= len(text) <= 60 or not (possible := _NEEDED.possible(text)):
        return None
    signed = _SIGNED.match(text) if _SIGNED in possible else None
    whole = signed["whole"] if signed else text
    written = ("中共" if re.match(r"\s*(?:中共|中国共产党)", plain(line)) else "") + text
    town = _town_in(text, gazetteer) if _TOWN_END in possible else None
    if town is not None:
        author, end = town
        rest = text[end:]
        if _VILLAGE.match(rest):
            return Author(AuthorKind.VILLAGE, text, written)
        if rest and not re.fullmatch(rf"{_ORGAN}|办事处党工委|政府网站|党委政府|委|政府门户网站", rest):
            return Author(AuthorKind.DEPARTMENT, text, written) if _OFFICE_WHOLE.fullmatch(rest) else None
        return Author(author.kind, author.name, written, author.within, author.listed, author.surface)
    if ZONE in possible and (zone := zone_in(text)):
        return _zone(zone, gazetteer, written)
    if signed and any(path and cut == len(whole) for cut, path, _ in _paths(whole, gazetteer)):
        return Author(AuthorKind.GOVERNMENT, text, written)
    if _DEPARTMENT in possible and (department := _DEPARTMENT.fullmatch(text)):
        return Author(AuthorKind.DEPARTMENT, department["name"], written)
    return None


def _zone(whole: str, gazetteer: Gazetteer, written: str) -> Author:
    """A zone without the divisions named in full before it: 双福工业园 of 重庆市江津区双福工业园; 昆明滇池国家旅游度假区
    as it is, for 昆明 belongs to its name."""
    areas = [(cut, path, surface) for cut, path, surface in _paths(whole, gazetteer) if path and cut < len(whole) - 2]
    cut, path, surface = max(areas, key=lambda area: area[0]) if areas else (0, (), "")
    full = any((d := gazetteer.division(p)) is not None and surface.endswith(d.name) for p in path)
    return Author(AuthorKind.ZONE, whole[cut:] if full else whole, written, path, False, surface)


def _town_in(text: str, gazetteer: Gazetteer) -> tuple[Author, int] | None:
    """The town that stands at the beginning of a text, with the offset behind its name.

    Of several readings a listed town below the divisions named before it wins, then the longest: 古镇镇, not 古镇.
    """
    unlisted: tuple[Author, int] | None = None
    best: tuple[Author, int] | None = None
    for match in _TOWN_END.finditer(text[:70]):
        end = match.end()
        if not _AFTER_TOWN.match(text, end) and not _OFFICE.match(text[end:]) and not _VILLAGE.match(text[end:]):
            continue
        if match[0] == "镇" and text.startswith("镇", end):
            continue
        author = _read_town(text[:end], gazetteer)
        if author is None:
            continue
        if author.listed:
            if best is None or len(author.name) > len(best[0].name) or author.within:
                best = (author, end)
            if _AFTER_TOWN.match(text, end) and author.within:
                break
        elif unlisted is None:
            unlisted = (author, end)
    return best or unlisted


@lru_cache(maxsize=64)
def _read_town(text: str, gazetteer: Gazetteer) -> Author | None:
    """A text that ends with a town's name, read as divisions plus town. Title, header and signature ask for the same."""
    readings = []
    whole = gazetteer.has_township(text)
    for cut, path, surface in _paths(text, gazetteer):
        rest = text[cut:]
        if path and not any(gazetteer.contains(area, c) for area in path for c in gazetteer.candidates(rest)):
            rest = _SUPERIOR.sub("", rest)  # 鲤城区人民政府金龙街道办事处, 宝坻区属新安镇
        for name in _spellings(rest):
            if name in NO_TOWNS or not 2 <= len(name) <= _MAX_TOWN:
                continue
            candidates = gazetteer.candidates(name)
            inside = any(gazetteer.contains(area, c) for area in path for c in candidates)
            if path and not inside and any(gazetteer.division(area + name) for area in path):
                inside = True
            if candidates and (inside or not path):
                # 上海庙镇 is a town's name, not 庙镇 in 上海: a short form yields to a listed name of the whole.
                attached = inside and (gazetteer.is_full_area_name(_last_area(surface, path)) or not whole)
                rank = (2 if attached else 1, name == rest, len(surface) if attached else len(name))
                readings.append((rank, name, path, surface, True))
            elif path and gazetteer.is_full_area_name(_last_area(surface, path)) and _may_be_town(name):
                readings.append(((0, name == rest, len(surface)), name, path, surface, False))
    if readings:
        _rank, name, path, surface, listed = max(readings, key=lambda reading: (*reading[0], reading[1]))
        return Author(AuthorKind.TOWNSHIP, name, text, path, listed, surface)
    for start in range(1, len(text) - 2):  # 工业园区娄葑街道: a listed name behind something that is no division
        for name in _spellings(text[start:]):
            if len(name) >= 3 and gazetteer.has_township(name) and name not in NO_TOWNS:
                within = [(p, s) for cut, p, s in _paths(text[:start], gazetteer) if p and cut <= start]
                within += _area_right_before(text[:start], gazetteer) if within else []
                holding = [
                    (p, s)
                    for p, s in within
                    if any(gazetteer.contains(a, c) for a in p for c in gazetteer.candidates(name))
                ]
                path, surface = max(holding, key=lambda pair: len(pair[1])) if holding else ((), "")
                if not within or holding:
                    return Author(AuthorKind.TOWNSHIP, name, text, path, True, surface)
    for name in _spellings(text):
        if _may_be_town(name) and len(name) <= 8:
            return Author(AuthorKind.TOWNSHIP, name, text)
    return None


def _area_right_before(text: str, gazetteer: Gazetteer) -> list[tuple[tuple[str, ...], str]]:
    """A division named in full at the end of a text: 扎赉诺尔区 of 满洲里市扎赉诺尔区, which the list has elsewhere."""
    ends = (text[start:] for start in range(max(0, len(text) - 18), len(text) - 1))
    return [(gazetteer.areas(end), end) for end in ends if gazetteer.is_full_area_name(end)]


def _last_area(surface: str, path: tuple[str, ...]) -> str:
    """The last division's name as written in the surface (浦北县 of 广西钦州浦北县)."""
    return next((surface[i:] for i in range(len(surface)) if any(p.endswith(surface[i:]) for p in path)), surface)


def _may_be_town(name: str) -> bool:
    return (
        name not in NO_TOWNS
        and name not in ("街道", "苏木")
        and 2 <= len(name) <= 10
        and not _ZONES_TOWN.search(name)
        and not re.search(
            r"[的和与对在及为了各全我本该县市]|乡镇|街道.|年|法治|政府|建设|工作|依法|关于|\d|[^\u4e00-\u9fff]", name
        )
    )


def _spellings(name: str) -> Iterator[str]:
    """The name itself and what it may be short for: 北京街 → 北京街道, 十八里店地区 → 十八里店乡, 十八里店镇."""
    yield name
    if name.endswith("街"):
        yield name + "道"
    elif name.endswith("地区"):
        for kind in ("乡", "镇", "街道"):
            yield name[:-2] + kind
    elif name.endswith("街道"):
        yield name[:-2] + "街街道"


def _paths(text: str, gazetteer: Gazetteer) -> list[tuple[int, tuple[str, ...], str]]:
    """Every way to read divisions off the left end: (length read, full names of the last one, as written).

    The empty reading comes first. Each further division must lie in the one before; levels may be left out.
    """
    found: list[tuple[int, tuple[str, ...], str]] = [(0, (), "")]
    frontier: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while frontier:
        cut, above = frontier.pop()
        for length in range(min(18, len(text) - cut), 1, -1):
            areas = gazetteer.areas(text[cut : cut + length])
            if above:
                areas = tuple(a for a in areas if any(gazetteer.contains(b, a) for b in above))
            if areas:
                step = (cut + length, areas)
                if all(known[0] != step[0] for known in found):
                    found.append((*step, text[: cut + length]))
                    frontier.append(step)
    return found
