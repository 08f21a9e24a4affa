"""Where a report lies, as far as it tells: the page around it, addressee, laws, courts, firms, neighbouring towns.

Each hint says what it was read from (``kg.places.resolution.WEIGHTS``), so that a person can follow the decision.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.extractors import page_hints
from kg.extractors.dates import plain
from kg.extractors.needed import Needed
from kg.model import Report
from kg.places import Gazetteer, Hint
from kg.places.names import NO_TOWNS
from kg.places.villages import load_villages

# What stands right behind a place's name and says that it is the town's own surroundings.
# Examples: 郁南县人民法院, 云浮市矛盾纠纷协同调处系统, 《重庆市优化营商环境条例》, 广东光源律师事务所, 德清县雷甸法律服务所.
_INSTITUTION = re.compile(
    r"^(?:人民)?(?:法院|检察院|公安局|司法局|政法委|党校|人大常委会|委(?!托)|政府|人民政府|矛盾纠纷|社会治理|信访|综治中心|"
    r"[\u4e00-\u9fff]{1,6}(?:法律服务所|人民法庭|派出所))"
)
_FIRM = re.compile(r"^[\u4e00-\u9fff]{1,6}[\u4e00-\u9fff()（）]{0,8}律师事务所")
_ADVISES = re.compile("聘|顾问|签订|签约|委托|选派|合作")
_NATIONWIDE = {"北京市", "上海市"}  # firms from there serve towns everywhere
_LAW = re.compile(r"^[^《》。]{2,30}(?:条例|办法|规定|规则|细则|要点|方案)(?:[(（][^》]*)?》")
# A plan for law-based government named without 《》, and a county's own brand of it.
# Examples: 深入实施上海市法治建设“三个规划”, 落实广东省法治政府建设实施纲要; “法治宝安建设”工作部署会.
_PLAN = re.compile(
    r"^(?:全面)?(?:法治|依法|依法治)[\u4e00-\u9fff]{2,8}[“\"]?[\u4e00-\u9fff]{0,6}(?:规划|纲要|方案|要点)"
)
_BRAND = re.compile(r"^(?:建设|创建)")
# The lowest committee that a town answers to tells what kind of division lies above it.
_ADDRESSEES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"旗委|旗政府|旗人民政府|依法治旗"), ("旗", "自治旗")),
    (re.compile(r"(?<![\u4e00-\u9fff]{2}自治)县委|县政府|县人民政府|依法治县"), ("县", "自治县")),
    (
        re.compile(r"(?<!治)(?<!国)(?<!灾)(?<!园)(?<!发)区委|(?<!治)区政府|(?<!治)区人民政府|依法治区"),
        ("区", "林区", "特区"),
    ),
    (re.compile(r"市委(?!村|社区)|市政府|市人民政府|依法治市"), ("市",)),
)
_NEEDED = Needed([pattern for pattern, _ in _ADDRESSEES])
# A town far away that is learned from: 赴枫桥镇考察学习, 借鉴安吉县余村经验.
_ELSEWHERE = re.compile("学习|考察|观摩|借鉴|经验|参观|取经|交流|式")
# A place far away that is visited or learned from: 赴北京市平谷区考察, 借鉴浙江省“千万工程”经验.
_VISIT = re.compile("学习|考察|观摩|借鉴|经验|参观|取经|做法|对口|招商|务工|劳务")
_PART_OF_NAME = re.compile(r"[省市县区旗]$")  # 诸暨市枫桥镇: its county is named, and says where it is
_COUNTY_ORGAN = re.compile(
    r"全县|县[委级直]|县政府|县人民|县(?:司法|公安|法)|(?<!治)全区|(?<!治)区(?:委(?!员)|政府|人民政府|司法|级)|旗委|旗政府|旗司法|全旗"
)
# To whom the report is sent: 城中区委全面依法治区委员会：, 中共禄丰市委、市人民政府：
_SENT_TO = re.compile(r"^\s*(?:中共)?[^，。\n]{2,40}[委府会办局室][:：]?\s*$")
_OFTEN = 3
_LONGEST = 100_000  # no report is longer; what is, need not be searched to its end
_TITLE_LENGTH = 60  # how far back an opening 《 is looked for
_ADDRESSEE_LINES = 6
_HEAD = 1500  # the opening, where superiors are named


def read_hints(report: Report, gazetteer: Gazetteer, town: str = "") -> tuple[Hint, ...]:
    """Every hint of a report, each once. ``town``: its name, so that 新安发布 is not taken for 新安县's."""
    hints = (
        *page_hints.read_page(report, gazetteer, town),
        *_addressee(report, gazetteer),
        *_text(report, gazetteer, town),
    )
    return tuple(dict.fromkeys(hints))


def read_neighbours(report: Report, gazetteer: Gazetteer, town: str, candidates: Sequence[str]) -> tuple[Hint, ...]:
    """Other towns and villages that the text names, for those of the ``candidates`` (full names) that have them.

    Asked only where nothing else decides: each candidate's county is searched for.
    """
    text = plain(report.text[:_LONGEST]).replace(town, "□")
    counties: dict[str, list[str]] = {}
    for candidate in candidates:
        division = gazetteer.division(candidate)
        if division is not None and division.parent:
            counties.setdefault(division.parent, []).append(candidate)
    found: dict[str, list[str]] = defaultdict(list)
    for county in counties:
        for name in gazetteer.towns_of(county):
            if len(name) < 3 or name == town or name in NO_TOWNS or name not in text:
                continue
            if _is_near(text, name, gazetteer):
                found[name].append(county)
    hints = [Hint("neighbour", tuple(sorted(found[name])), name) for name in sorted(found)]
    for candidate, villages in sorted(load_villages().named_in(text, candidates).items()):
        for kind, names in (("rare-village", villages.rare), ("village", villages.others)):
            hints += [Hint(kind, (candidate,), f"{name}村") for name in names if _is_near(text, name, gazetteer)]
    return tuple(hints)


def _is_near(text: str, name: str, gazetteer: Gazetteer) -> bool:
    """Is a town or village named as a neighbour, and not as one that others learn from (赴枫桥镇考察), as one whose county
    is named, or as part of a longer name (西顺河镇 is not 顺河镇)?"""
    for match in re.finditer(re.escape(name), text):
        start, end = match.span()
        before = text[max(0, start - 3) : start]
        longer = any(gazetteer.has_township(before[i:] + name) for i in range(len(before)))
        if (
            not longer
            and not _ELSEWHERE.search(text[max(0, start - 10) : end + 12])
            and not _PART_OF_NAME.search(before)
        ):
            return True
    return False


def parent_types(report: Report) -> tuple[str, ...]:
    """Kinds of division that may lie right above the town, by the superiors that the opening names; () if none.

    “在区委、区政府的领导下” → a district. 市委 alone is a county-level city or a city without counties.
    """
    opening = re.sub(r"《[^》]*》", "", plain(report.text[:_HEAD]))
    possible = _NEEDED.possible(opening)
    for pattern, types in _ADDRESSEES:
        if pattern in possible and pattern.search(opening):
            # Cities lie above counties too: 市委 tells of a county-level city only where no county's organ is named.
            return () if types == ("市",) and _COUNTY_ORGAN.search(report.text[:_LONGEST]) else types
    return ()


def _addressee(report: Report, gazetteer: Gazetteer) -> Iterator[Hint]:
    """A line of its own in the opening that ends with a colon and names the superiors."""
    lines = plain(report.text[:_HEAD]).splitlines()[:_ADDRESSEE_LINES]
    yield from page_hints.named(
        gazetteer, "addressee", (line for line in lines if line.rstrip().endswith((":", "：")) and _SENT_TO.match(line))
    )


def _text(report: Report, gazetteer: Gazetteer, town: str) -> Iterator[Hint]:
    text = f"{plain(report.title)}\n{plain(report.text[:_LONGEST])}"
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
            around = text[max(0, mention.start - 30) : mention.end + 30]
            kind = (
                "far-firm" if set(mention.divisions) & _NATIONWIDE else "adviser" if _ADVISES.search(around) else "firm"
            )
            yield Hint(kind, mention.divisions, mention.surface + firm[0])
        elif (
            not mention.short
            and (plan := _PLAN.match(behind))
            and not _VISIT.search(text[max(0, mention.start - 12) : mention.end + 20])
        ):
            yield Hint("law", mention.divisions, mention.surface + plan[0])
        elif text.endswith("法治", 0, mention.start) and _BRAND.match(behind) and not town.startswith(mention.surface):
            yield Hint("institution", mention.divisions, f"法治{mention.surface}")
        elif institution := _INSTITUTION.match(behind):
            yield Hint("institution", mention.divisions, mention.surface + institution[0])
        elif not mention.short and not _VISIT.search(text[max(0, mention.start - 12) : mention.end + 14]):
            named[mention.divisions] += 1
            often = named[mention.divisions] >= _OFTEN and not mention.surface.endswith(("省", "自治区"))
            yield Hint("repeated" if often else "text", mention.divisions, mention.surface)
