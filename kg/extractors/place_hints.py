"""Where a report lies, as far as it tells: codes, site and source lines, laws, courts, firms, addressee.

Each hint says what it was read from (``kg.places.resolution.WEIGHTS``), so that a person can follow the decision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.extractors.dates import plain
from kg.model import Report
from kg.places import Gazetteer, Hint

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

# What stands right behind a place's name and says that it is the town's own surroundings.
# Examples: 郁南县人民法院, 云浮市矛盾纠纷协同调处系统, 《重庆市优化营商环境条例》, 广东光源律师事务所, 德清县雷甸法律服务所.
_INSTITUTION = re.compile(
    r"^(?:人民)?(?:法院|检察院|公安局|司法局|政法委|党校|人大常委会|委(?!托)|政府|人民政府|矛盾纠纷|社会治理|信访|综治中心|"
    r"[\u4e00-\u9fff]{1,6}(?:法律服务所|人民法庭|派出所))"
)
_FIRM = re.compile(r"^[\u4e00-\u9fff]{1,6}[\u4e00-\u9fff()（）]{0,8}律师事务所")
_LAW = re.compile(r"^[^《》。]{2,30}(?:条例|办法|规定|规则|细则|要点|方案)(?:[(（][^》]*)?》")
# The lowest committee that a town answers to tells what kind of division lies above it.
_ADDRESSEES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"旗委|旗政府|旗人民政府|依法治旗"), ("旗", "自治旗")),
    (re.compile(r"(?<![\u4e00-\u9fff]{2}自治)县委|县政府|县人民政府|依法治县"), ("县", "自治县")),
    (
        re.compile(r"(?<!治)(?<!国)(?<!灾)(?<!园)(?<!发)区委|(?<!治)区政府|(?<!治)区人民政府|依法治区"),
        ("区", "林区", "特区"),
    ),
    (re.compile(r"市委|市政府|市人民政府|依法治市"), ("市",)),
)
# To whom the report is sent: 城中区委全面依法治区委员会：, 中共禄丰市委、市人民政府：
_SENT_TO = re.compile(r"^\s*(?:中共)?[^，。\n]{2,40}[委府会办局室][:：]?\s*$")
_OFTEN = 3
_LONGEST = 100_000  # no report is longer; what is, need not be searched to its end
_TITLE_LENGTH = 60  # how far back an opening 《 is looked for
_ADDRESSEE_LINES = 6
_HEAD = 1500  # the opening, where superiors are named


def read_hints(report: Report, gazetteer: Gazetteer) -> tuple[Hint, ...]:
    """Every hint of a report, the weightiest kinds first, each once."""
    hints = (
        *_codes(report, gazetteer),
        *_addressee(report, gazetteer),
        *_surroundings(report, gazetteer),
        *_registrations(report),
        *_text(report, gazetteer),
    )
    return tuple(dict.fromkeys(hints))


def parent_types(report: Report) -> tuple[str, ...]:
    """Kinds of division that may lie right above the town, by the superiors that the opening names; () if none.

    “在区委、区政府的领导下” → a district. 市委 alone is a county-level city or a city without counties.
    """
    opening = re.sub(r"《[^》]*》", "", plain(report.text)[:_HEAD])
    for pattern, types in _ADDRESSEES:
        if pattern.search(opening):
            return types
    return ()


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


def _codes(report: Report, gazetteer: Gazetteer) -> Iterator[Hint]:
    text = plain(_outside(report))
    for pattern in _CODES:
        for match in pattern.finditer(text):
            division = gazetteer.by_code(match[1])
            if division is not None:
                yield Hint("code", (division.full_name,), match[0])


def _registrations(report: Report) -> Iterator[Hint]:
    for match in _REGISTRATION.finditer(plain(_outside(report))):
        yield Hint("registration", (_PROVINCES[match[1]],), match[0])


def _addressee(report: Report, gazetteer: Gazetteer) -> Iterator[Hint]:
    """A line of its own in the opening that ends with a colon and names the superiors."""
    lines = plain(report.text[:_HEAD]).splitlines()[:_ADDRESSEE_LINES]
    yield from _named(
        gazetteer, "addressee", (line for line in lines if line.rstrip().endswith((":", "：")) and _SENT_TO.match(line))
    )


def _surroundings(report: Report, gazetteer: Gazetteer) -> Iterator[Hint]:
    """Site name, source line, breadcrumb; lines dropped around the text only where they name an organ's address."""
    meta = report.metadata
    yield from _named(gazetteer, "site", (meta.site, meta.publisher, *meta.breadcrumb))
    dropped = (*meta.other, *(dropped.text for dropped in report.dropped))
    lines = [line for text in dropped for line in text.splitlines()]
    own = [line for line in lines if re.search(r"主办|承办|版权所有|地址|来源|发布机构|发文机关|当前位置|[>›»]", line)]
    yield from _named(gazetteer, "site", own)


def _named(gazetteer: Gazetteer, kind: str, lines: Iterable[str]) -> Iterator[Hint]:
    for line in lines:
        for mention in gazetteer.find_in(plain(line)):
            yield Hint(kind, mention.divisions, mention.surface)


def _text(report: Report, gazetteer: Gazetteer) -> Iterator[Hint]:
    text = plain(f"{report.title}\n{report.text[:_LONGEST]}")
    named: Counter[tuple[str, ...]] = Counter()
    for mention in gazetteer.find_in(text):
        behind = text[mention.end : mention.end + 40]
        before = max(0, mention.start - _TITLE_LENGTH)
        in_title = text.rfind("《", before, mention.start) > text.rfind("》", before, mention.start)
        bracket = text[mention.start - 1 : mention.start] in "(（" and re.match(r"[)）]律师事务所", behind)
        if in_title and (_LAW.match(behind) or text[mention.start - 1] == "《"):
            if not mention.short or _LAW.match(behind):
                yield Hint("law", mention.divisions, f"《{mention.surface}{behind.split('》')[0]}》")
        elif bracket:
            yield Hint("institution", mention.divisions, f"({mention.surface})律师事务所")
        elif firm := _FIRM.match(behind):
            yield Hint("firm", mention.divisions, mention.surface + firm[0])
        elif institution := _INSTITUTION.match(behind):
            yield Hint("institution", mention.divisions, mention.surface + institution[0])
        elif not mention.short:
            named[mention.divisions] += 1
            often = named[mention.divisions] >= _OFTEN and not mention.surface.endswith(("省", "自治区"))
            yield Hint("repeated" if often else "text", mention.divisions, mention.surface)
