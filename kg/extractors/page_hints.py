"""Where a report lies, as far as the page around it tells: codes, addresses, telephones, names of sites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extractors.dates import plain
from kg.model import Report
from kg.places import Gazetteer, Hint
from kg.places.areas import load_areas

# Codes whose first six digits are those of a division. Traditional forms, since footers are not always converted.
# Examples: 网站标识码：3305210001, 浙公网安备33052102000000号, 备案标识码:44532202000109, 索引号：330521-XAZ/2024,
# 索引号 11500230008689762A/2026-00004 (a credit code: two digits, then the division).
_CODES = (
    re.compile(r"(?:网站|網站)(?:标识码|標識碼)\D{0,3}(\d{6})\d{4}"),
    re.compile(r"(?:公网安备|公網安備)\D{0,3}(\d{6})\d{4,8}"),
    re.compile(r"(?:备案|備案)(?:标识码|標識碼|编号|編號)\D{0,3}(\d{6})\d{8}(?!\d)"),
    re.compile(r"索\s*引\s*号\D{0,5}(\d{6})(?=[-/])"),
    re.compile(r"索\s*引\s*号\D{0,5}1[12](\d{6})[0-9A-Z]{8}[0-9X]"),
    re.compile(r"(?:信用代码|信用代碼)\D{0,3}1[12](\d{6})[0-9A-Z]{8}[0-9X]"),
)
_CODED = re.compile(r"(?:[码碼号號备備]|编)\D{0,5}\d{6}")  # nothing else can be a code: spares most texts the search
_REGISTRATION = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁遼魯蘇贛晉陝閩貴瓊寧滬])(?:ICP|公网安备|公網安備)"
)
_PROVINCES = {
    "京": "北京市", "津": "天津市", "沪": "上海市", "滬": "上海市", "渝": "重庆市", "冀": "河北省", "豫": "河南省",
    "云": "云南省", "辽": "辽宁省", "遼": "辽宁省", "黑": "黑龙江省", "湘": "湖南省", "皖": "安徽省", "鲁": "山东省",
    "魯": "山东省", "新": "新疆维吾尔自治区", "苏": "江苏省", "蘇": "江苏省", "浙": "浙江省", "赣": "江西省",
    "贛": "江西省", "鄂": "湖北省", "桂": "广西壮族自治区", "甘": "甘肃省", "晋": "山西省", "晉": "山西省",
    "蒙": "内蒙古自治区", "陕": "陕西省", "陝": "陕西省", "吉": "吉林省", "闽": "福建省", "閩": "福建省",
    "贵": "贵州省", "貴": "贵州省", "粤": "广东省", "川": "四川省", "青": "青海省", "藏": "西藏自治区",
    "琼": "海南省", "瓊": "海南省", "宁": "宁夏回族自治区", "寧": "宁夏回族自治区",
}  # fmt: skip
# 联系电话：0716-8888888, 传真:(023)4700 0000. Numbers without a code (12345, 110) tell nothing.
_PHONE = re.compile(
    r"(?:电话|热线|传真|联系方式|电　话|Tel)[^\d\n]{0,8}[(（]?(0(?:10|2\d|[3-9]\d{2}))[)）]?[-—－\s]{0,2}[2-9]\d{6,7}(?!\d)"
)
# Lines that name whose page it is. Examples: 主办：德清县人民政府办公室, 当前位置：首页 > 宝坻区 > 新安镇.
_OWN_LINE = re.compile(r"主办|承办|版权所有|地址|来源|发布机构|发文机关|信息公开目录|当前位置|[>›»]")
# Names of sites and accounts: 宝坻区人民政府, 中国·宝坻, 江津发布, 宝坻政务网, 平安德清.
_SITE_NAME = re.compile(
    r"^[\s【\[]*(?P<front>中国\s*[·•・.]\s*)?(?:平安|法治|美丽|魅力|今日|网信|文明)?(?P<name>[\u4e00-\u9fff]{2,24}?)"
    r"(?P<back>人民政府(?:门户)?(?:网站?)?|政府(?:门户)?网站?|政务(?:服务)?网|门户网站?|党政网|信息网|公众信息网|发布|政法|司法|普法|"
    r"长安网|新闻网|融媒体中心|融媒|在线)?[\s】\]]*$"
)
# What a page's title says behind the document's: …年度报告-宝坻区新安镇人民政府.
_BEHIND_TITLE = re.compile(r"(?<=[告结况报])\s*[-_—–|·]+\s*")
_MANY = 2  # more places than that are a list of links: 江津区人民政府, 巴南区人民政府, 渝北区人民政府 …
_EDGE = 600
_LINE = 40


def read_page(report: Report, gazetteer: Gazetteer, town: str = "") -> Iterator[Hint]:
    """Every hint of the page around a report of ``town`` (its name)."""
    outside = plain(_outside(report))
    yield from _codes(outside, gazetteer)
    yield from _surroundings(report, gazetteer, town)
    yield from _hosts(report, outside, gazetteer)
    yield from _phones(outside)
    for match in (
        _REGISTRATION.finditer(outside) if "ICP" in outside or "公网安" in outside or "公網安" in outside else ()
    ):
        yield Hint("registration", (_PROVINCES[match[1]],), match[0])


def _outside(report: Report) -> str:
    """What stands around the report: metadata and dropped lines, else the original's head and tail."""
    meta = report.metadata
    lines = [
        meta.document_number,
        meta.site,
        meta.publisher,
        *meta.other,
        *(dropped.text for dropped in report.dropped),
    ]
    return "\n".join([*lines, report.original[:3000], report.original[-4000:]])


def _codes(outside: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    for pattern in _CODES if _CODED.search(outside) else ():
        for match in pattern.finditer(outside):
            division = gazetteer.by_code(match[1])
            if division is not None:
                yield Hint("code", (division.full_name,), match[0])


def _hosts(report: Report, outside: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    """The page's own address; where it states none, addresses in its margins unless they are a list of links."""
    found = gazetteer.hosts_in(report.metadata.url) or gazetteer.hosts_in(outside)
    if len({hint.surface for hint in found}) <= _MANY:
        for hint in found:
            yield Hint(hint.kind, hint.divisions, hint.surface)


def _phones(outside: str) -> Iterator[Hint]:
    for match in _PHONE.finditer(outside):  # begins with a word, so it costs little
        if divisions := load_areas().dialled(match[1]):
            yield Hint("phone", divisions, match[0])


def _surroundings(report: Report, gazetteer: Gazetteer, town: str) -> Iterator[Hint]:
    """Site name, source line, breadcrumb; lines dropped around the text only where they say whose page it is."""
    meta = report.metadata
    yield from named(
        gazetteer, "site", (_without(town, line) for line in (meta.site, meta.publisher, *meta.breadcrumb))
    )
    yield from _numbered(meta.document_number, gazetteer, town)
    yield from named(gazetteer, "site", (_without(town, line) for line in _BEHIND_TITLE.split(report.title)[1:]))
    dropped = (*meta.other, *(dropped.text for dropped in report.dropped))
    lines = [line for text in dropped for line in text.splitlines()]
    yield from named(gazetteer, "site", (_without(town, line) for line in lines if _OWN_LINE.search(line)))
    edges = (*lines, *report.original[:_EDGE].splitlines(), *report.original[-_EDGE:].splitlines())
    short = (line for line in dict.fromkeys(edges) if len(line) <= _LINE)
    titled = [hint for line in short for hint in _site_names(line, gazetteer, town)]
    if len({hint.divisions for hint in titled}) <= _MANY:
        yield from titled


def _without(town: str, line: str) -> str:
    """A line with the town's own name blotted out: 茈湖口镇 does not lie in 湖口县."""
    return plain(line).replace(town, "□") if town.endswith(("镇", "乡", "街道", "苏木")) else line


def _numbered(document_number: str, gazetteer: Gazetteer, town: str) -> Iterator[Hint]:
    """宝坻政发〔2025〕3号, 宝坻新安政发: the place that a number begins with, where an organ or the town follows."""
    written = plain(document_number).strip()
    for length in range(min(8, len(written) - 1), 1, -1):
        organ = written[length] in "政府委办党人镇乡街" or written.startswith(town[:2] or " ", length)
        if organ and (divisions := gazetteer.areas(written[:length])):
            yield Hint("document", divisions, document_number)
            return


def _site_names(line: str, gazetteer: Gazetteer, town: str) -> Iterator[Hint]:
    match = _SITE_NAME.match(plain(line))
    if match is None or not (match["front"] or match["back"]):
        return
    name = match["name"]
    if not match["back"] and town.startswith(name):  # 中国·新安 may be the town's own page
        return
    if divisions := () if town.startswith(name) else gazetteer.areas(name):
        yield Hint("site", divisions, line.strip())
    elif (mentions := gazetteer.find_in(name)) and mentions[0].start == 0 and mentions[-1].end == len(name):  # 重庆江津
        yield Hint("site", mentions[-1].divisions, line.strip())


def named(gazetteer: Gazetteer, kind: str, lines: Iterable[str]) -> Iterator[Hint]:
    """A hint of that kind for each place named in the lines."""
    for line in lines:
        for mention in gazetteer.find_in(plain(line)):
            yield Hint(kind, mention.divisions, mention.surface)
