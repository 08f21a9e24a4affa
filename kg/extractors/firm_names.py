"""Names of law firms and legal service offices in a text: where a name begins, and which short forms mean it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind


class FirmKind(StrEnum):
    """A legal service office (法律服务所) is no law firm."""

    LAW_FIRM = "律师事务所"
    SERVICE_OFFICE = "法律服务所"


@dataclass(frozen=True, slots=True)
class FirmMention:
    """One place where a firm or office is named, in full or in short; ``name`` is its fullest form in the text."""

    name: str
    kind: FirmKind
    start: int
    end: int


# What stands before a name and is no part of it. Longer words first; each row has a stretch as example.
LEADS: tuple[tuple[str, str], ...] = (
    (
        "[改另新转]聘了?|改由|转由|聘请了?|聘用了?|聘任了?|续聘了?|受聘于|选聘了?|外聘|特聘|聘有|聘得",
        "聘请循远律师事务所",
    ),
    ("邀请了?|委托了?|委派|指派|选派|派出|安排", "委托江南启明律师事务所"),
    ("依托|联合|联系|联动|协同|协调|对接|引入了?|引进了?|通过|携手|会同|组织|利用|借助|发挥", "依托明理律师事务所"),
    ("购买了?|选择了?|选定了?|确定了?|确认|委任", "选定安正律师事务所"),
    (
        "继续|再次|续签|签约|其中|包括|分别(?:是|为|由|系)?|原(?:是|为|由|系)|合作|以及|还有|另有|先后|同时|现有|设有|成立了?|开展|全年|今年|年内|年来|目前|期间",
        "分别与安正律师事务所",
    ),
    ("法律顾问(?:单位|团队)?|顾问单位|律师团队|中标单位|服务单位|承办单位", "政府法律顾问安正律师事务所"),
    ("人民政府|党委政府|办事处|司法所|司法局|镇政府|乡政府|我[镇乡办]|本[镇乡]", "镇政府与安正律师事务所"),
    (
        "来自|所属|隶属|名为|称为|规范化|标准化|推进|完善|加强|做好|支持|指导|建设|建立|设立|完成|建成",
        "推进河口法律服务所建设",
    ),
    (r"[一二两三四五六七八九十]+[家个名位]", "两家律师事务所"),
    (r"(?<=[村居区片社镇乡])(?:则|都|均|就|全|统一)*(?:划|口)?归", "另外8个村归循远律师事务所"),
    ("交给|交由|包给|托付给?|选中|敲定|牵手|签下|请来|请到", "合同审查交给循远律师事务所"),
    ("(?:均|都|统一|共同|主要|全部|一并)(?:由|与|委托|聘请|交由)", "各村法律顾问均由明理律师事务所选派"),
    (
        r"(?:干警|人员|干部|员|专家|主任|工作者|律师|民警|法官|教师)(?:和|与|及|以及)",
        "司法所干警和河口法律服务所工作者",
    ),
)
_LEAD = re.compile("|".join(pattern for pattern, _ in LEADS))
# Single characters before a name. They also stand inside names (中和, 同济, 有道), hence the care in _begin.
_SHORT_LEADS = "与和由的请为等及同向跟在从把将让聘经是对到并以即"

# No name but a description: “聘请专业律师事务所”.
GENERIC: tuple[str, ...] = (
    "专业", "专职", "第三方", "知名", "优秀", "资深", "正规", "优质", "资质", "辖区", "辖区内", "本地", "当地", "外地",
    "多家", "几家", "一家", "两家", "某", "各", "各家", "相关", "有关", "该", "其", "此", "本", "所在", "县内", "县城",
    "市内", "省内", "区内", "社会", "合作", "签约", "顾问", "基层", "乡镇", "镇街", "镇级", "县", "市", "区", "镇", "乡",
    "驻镇", "律师", "各类", "所聘", "法律", "大型", "公共", "中心", "街道", "我镇", "本镇", "原", "新", "名", "家",
)  # fmt: skip
_GENERIC = re.compile(f"(?:{'|'.join(sorted(GENERIC, key=len, reverse=True))}|的)+")

_COUNTED = re.compile("年度?|[月日家个名位]")

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|"
    "四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_PROVINCE = re.compile(rf"(?:{_PROVINCES})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?")
_SUFFIX = re.compile("律师事务所|法律服务所|律所")
_HARD = re.compile(r"[^一-鿿·]")
_BRANCH = re.compile(r"[（(][一-鿿]{2,8}[)）]$")
_BRACKETED_PLACE = re.compile(r"[（(]([一-鿿]{2,8})[)）]律师事务所$")
_BRANCH_OFFICE = re.compile(r"[一-鿿]{2,4}分所")
_BRANCH_AT_END = re.compile(r"律师事务所(?P<place>[一-鿿]{2,4})分所$")
_SAID_FIRM = "(?:该|这家|上述)(?:律师事务所|法律服务所|事务所|律所|所)"
_SAID_AND = re.compile(rf"{_SAID_FIRM}(?=(?:和|与|及|以及|、)$)")
_AND_SAID = re.compile(rf"(?:和|与|及|以及|、)(?P<said>{_SAID_FIRM})")
_INTRODUCED = re.compile(r"[（(](?:以下|下)?简?称[:：]?[“”\"「]?([一-鿿]{2,8})[“”\"」]?[)）]")
_WINDOW, _LONGEST = 32, 14
# A report that names more firms than this is a directory; short forms are then not looked for.
_MOST_FIRMS = 60


def firm_mentions(text: str) -> tuple[FirmMention, ...]:
    """All named firms and offices, left to right, short forms under the full name. Generic ones are left out."""
    found, clipped = _full_names(text)
    full = _fullest(found)
    short_names = [(m, short) for m in found if (short := _INTRODUCED.match(text, m.end)) is not None]
    introduced = {short[1]: (full[m.name], m.kind) for m, short in short_names}
    definitions = {short.start(1) for _, short in short_names}  # where “以下简称” gives the name: no mention of its own
    found = [FirmMention(full[m.name], m.kind, m.start, m.end) for m in found]
    found += [m for m in _short_forms(text, found, introduced) if m.start not in definitions]
    taken = {m.end for m in found}
    found += [m for m in clipped if m.end not in taken]  # 律所 of a firm that is nowhere named in full
    found.sort(key=lambda m: m.start)
    return tuple(sorted([*found, *_said_beside(text, found)], key=lambda m: m.start))


def _said_beside(text: str, found: list[FirmMention]) -> Iterator[FirmMention]:
    """该所 beside another firm (由该所和循远律师事务所担任): the firm named before."""
    for before, m in pairwise(found):
        floor = max(before.end, m.start - 12)
        if (said := _SAID_AND.search(text, floor, m.start)) is not None:
            yield FirmMention(before.name, before.kind, *said.span())
        if (said := _AND_SAID.match(text, m.end)) is not None:
            yield FirmMention(before.name, before.kind, *said.span("said"))


def _full_names(text: str) -> tuple[list[FirmMention], list[FirmMention]]:
    """Mentions that end in the full word, and those that end in 律所."""
    found: list[FirmMention] = []
    clipped: list[FirmMention] = []
    previous_end = 0
    for suffix in _SUFFIX.finditer(text):
        begin = _begin(text, max(previous_end, suffix.start() - _WINDOW), suffix.start())
        previous_end = suffix.end()
        if begin is None:
            continue
        stem = text[begin : suffix.start()]
        if suffix.group() == "律所":
            clipped.append(FirmMention(stem + FirmKind.LAW_FIRM, FirmKind.LAW_FIRM, begin, suffix.end()))
            continue
        branch = _BRANCH_OFFICE.match(text, suffix.end())
        end = branch.end() if branch else suffix.end()
        found.append(FirmMention(text[begin:end], FirmKind(suffix.group()), begin, end))
    return found, clipped


def _begin(text: str, floor: int, end: int) -> int | None:
    """Where the name that ends before ``end`` begins; None where there is no name."""
    branch = _BRANCH.search(text, floor, end)
    stem_end = branch.start() if branch else end
    begin = floor
    for hard in _HARD.finditer(text, floor, stem_end):
        begin = hard.end()
    if begin > 0 and text[begin - 1].isdigit() and (counted := _COUNTED.match(text, begin, stem_end)):
        begin = counted.end()
    after_verb = False
    for lead in _LEAD.finditer(text, begin, stem_end):
        begin, after_verb = lead.end(), lead.end() < stem_end and text[lead.end()] not in "与由的"
    provinces = [m.start() for m in _PROVINCE.finditer(text, begin, stem_end) if m.end() < stem_end]
    begin = provinces[-1] if provinces else _after_short_lead(text, begin, stem_end, after_verb)
    stem = text[begin:stem_end]
    if not 2 <= len(stem) <= _LONGEST or _GENERIC.fullmatch(stem) or stem.endswith("的"):  # 县城的律师事务所
        return None
    return begin


def _after_short_lead(text: str, begin: int, end: int, after_verb: bool) -> int:
    """Step over 与, 由, 的 … before a name, unless they belong to it: two characters at least must stay."""
    marks = "的" if after_verb and end - begin <= 6 else _SHORT_LEADS
    for i in range(end - 3, begin - 1, -1):
        if text[i] in marks:
            return i + 1
    return begin


def _stem(name: str) -> str:
    stem = _PROVINCE.sub("", name, count=1) if _PROVINCE.match(name) else name
    return re.sub(r"律师事务所.*$|法律服务所$|[（(].*?[)）]", "", stem)


def _fullest(mentions: list[FirmMention]) -> dict[str, str]:
    """Short and full names of one firm (余安律师事务所, 江南余安律师事务所) → the full name."""
    names = list(dict.fromkeys((m.name, m.kind) for m in mentions))
    full: dict[str, str] = {}
    for name, kind in names:
        stem = re.sub(r"律师事务所.*$|法律服务所$", "", name)
        longer = [
            other
            for other, other_kind in names[:_MOST_FIRMS]
            if kind is other_kind
            and len(other) > len(name)
            and _plain_stem(other).endswith(stem)
            and (_branch_of(other) is None or _branch_of(other) == _branch_of(name))
        ]
        full[name] = longer[0] if len(longer) == 1 else name
    return full


def _branch_of(name: str) -> str | None:
    """琼海 of 海南椰澜律师事务所琼海分所: an office with a licence of its own, named beside its head office."""
    branch = _BRANCH_AT_END.search(name)
    return branch["place"] if branch else None


def _place_of(name: str) -> str | None:
    """徐州 of 北京盈安（徐州）律师事务所, 琼海 of 海南椰澜律师事务所琼海分所."""
    bracketed = _BRACKETED_PLACE.search(name)
    return bracketed[1] if bracketed else _branch_of(name)


def _plain_stem(name: str) -> str:
    return re.sub(r"[（(].*?[)）]|律师事务所.*$|法律服务所$", "", name)


def _short_forms(text: str, found: list[FirmMention], introduced: dict[str, tuple[str, FirmKind]]) -> list[FirmMention]:
    """盈安所, 盈安徐州所 for 北京盈安（徐州）律师事务所: the end of the name's stem, and its place, before 所."""
    names = list(dict.fromkeys(m.name for m in found if m.kind is FirmKind.LAW_FIRM))
    names.sort(key=lambda name: _branch_of(name) is not None)  # 椰澜所 is the head office, if that is named
    if not names or len(names) > _MOST_FIRMS:
        return []
    meant: dict[str, tuple[str, FirmKind]] = {}
    for name in names:
        stem, place = _stem(name), _place_of(name)
        placed = (f"{place}所", f"{place}律所", f"{place}分所", f"（{place}）所", f"({place})所") if place else ()
        for length in range(2, min(5, len(stem)) + 1):
            for ending in ("所", "律所", *placed):
                meant.setdefault(stem[-length:] + ending, (name, FirmKind.LAW_FIRM))
    meant.update(introduced)
    if not meant:  # firms named after a province alone have no short form
        return []
    forms = list(meant)
    automaton = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)
    taken = {i for m in found for i in range(m.start, m.end)}
    found_short: list[FirmMention] = []
    for at, start, end in automaton.find_matches_as_indexes(text):
        if start in taken or end - 1 in taken or text[end : end + 1] in ("有", "长", "属"):
            continue
        name, kind = meant[forms[at]]
        if kind is FirmKind.LAW_FIRM and (branch := _BRANCH_OFFICE.match(text, end)) and _branch_of(name) is None:
            name, end = name + branch[0], branch.end()  # 椰澜所琼海分所
        found_short.append(FirmMention(name, kind, start, end))
    return found_short
