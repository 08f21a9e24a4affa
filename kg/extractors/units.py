"""Units of figures: 件 人次 万元 % …, recognised by the labels and spellings of the unit scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.extractors.numerals import HANZI
from kg.ontology import Concept

PER_CENT = "%"
SHARES = ("成", "、", "和", "及", "与", "以")
"""With what goes on what follows a number that has no unit of its own: 三成, 分别为|96|、71起."""

# A unit's character that goes on to another word is no unit: unit, what may not follow, example.
NO_UNIT: tuple[tuple[str, str, str], ...] = (
    ("人", "民|大|均|社|才|口|居|物|工|武|心", "12345人工服务"),
    ("个", "工作日|小时|月|人(?![调民大])|体工商", "3个工作日"),
    ("名", "称|单|义|牌", "2024名单"),
    ("件", "夹", "12件夹"),
    ("条", "例|款|线|件|块", "12条例"),
    ("起", "草|步|诉|来|到|止|点|初|始", "2024起草"),
    ("处", "理|置|罚|级|于|分", "12345处理"),
    ("部", "门|署|分|委|队", "5部门联合"),
    ("组", "织|成|建|长|团", "12组织"),
    ("期", "间|限|末|满", "24期间"),
    ("天", "然|气", "12天然"),
    ("所", "有|在|以|需|属|谓", "12所有"),
    ("对", "接|象|口|全|村|辖|于|照|其|各|重|群|违", "12345对接"),
    ("门", "槛|户|前|口", "5门户"),
    ("位", "于|列|置|居", "12位于"),
    ("批", "准|评|复|示|阅|次?示范", "110批准"),
    ("例", "如|会", "12例会"),
    ("台", "账|风|阶|子|湾|州", "3台账"),
    ("封", "闭|存", "3封闭"),
    ("元", "旦|素|宵", "2024元旦"),
    ("户", "籍|主|均|外", "12户籍"),
    ("分", "别|管|析|类|配|之|局|散|级|数|册|送|清|钟|包|解|值|工|享|块|区|层|片|中心|队|组|公司|局", "885分类"),
    ("类", "似|别", "12类似"),
    ("次", "日|年|月|要|生", "3次年"),
    ("场", "所|地|镇|景|馆|合|面|域", "3场所"),
    ("轮", "换|训|岗|流|值|驻|候|车|椅", "3轮训"),
    ("卷", "宗|烟|入", "12卷宗"),
    ("通", "过|报|知|告|用|办|行|道", "12345通办"),
    ("面", "积|对|向|临|上|试|貌|广|谈", "12面向"),
    ("间", "接|隔|断", "3间接"),
    ("头", "脑|雁|条", "3头脑"),
    ("路", "灯|面|口|上|段|长|径|过|边|旁|车|桥|途|网|政|沿", "12路灯"),
    ("只", "有|是|要|能|进|跑", "5只有"),
    ("架", "构", "3架构"),
    ("站", "点|在|所|位|式", "3站点"),
    ("支", "持|部|付|出|撑|农|教", "3支部"),
    ("家", "庭|园|长|人|属|禽|门|风", "3家庭"),
    ("本", "地|镇|乡|村|级|单位|年|着|人|领", "5本镇"),
    ("节", "约|水|能|点|日|假|俗", "5节约"),
    ("套", "路|取|餐", "5套路"),
    ("堂", "而", "3堂而"),
    ("字", "号", "12字号"),
    ("米", "粮|面", "12米粮"),
    ("块", "状", "3块状"),
    ("项", "目(?!标|录|的)", "12项目"),
)

# Units that count only things of one kind: anything else beside them is another word (只见到律师两面).
ONLY_WITH: tuple[tuple[str, str, str], ...] = (
    ("面", "锦旗|旗帜|展板|墙", "锦旗3面"),
    ("对", "夫妻|夫妇|结对|帮扶|劝和|调和|和好|复婚|婚姻|新人|情侣|婆媳", "结对12对"),
    ("头", "牛|羊|猪|驴|牲畜", "牛12头"),
    ("分", "得分|评分|分数|活跃度|积分|满意度|成绩", "测评得分98分"),
)
# Lengths of time are figures only where time is what is measured.
TIME_UNITS = frozenset({"小时", "天", "分钟", "个月", "周", "日", "工作日", "个工作日"})
MONEY_UNITS = frozenset({"元", "万元", "亿元"})
MEASURED_TIME = re.compile("时长|时间|用时|时限|耗时|周期|播放|培训|集训|期限|时效")

_NOT_AFTER = re.compile("|".join(f"(?:{unit})(?:{rest})" for unit, rest, _ in NO_UNIT if rest))
_ONLY_WITH = {unit: re.compile(words) for unit, words, _ in ONLY_WITH}


class Unit(NamedTuple):
    """A unit found in a text: concept id, its label, and where it ends."""

    id: str
    label: str
    end: int


class Units:
    """Look-up of the unit that stands at an offset, longest spelling first: 人次 before 人, 件（次） as 件次."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._ids: dict[str, tuple[str, str]] = {}
        for concept in concepts.values():
            for spelling in concept.spellings if concept.recognised else ():
                self._ids.setdefault(_plain(spelling), (concept.id, concept.label))
        spellings = sorted(self._ids, key=lambda s: (-len(s), s))
        self._pattern = re.compile("|".join(_tolerant(s) for s in spellings) or r"(?!)", re.IGNORECASE)
        # Most of what follows a number begins no unit.
        begins = re.compile(f"[％{re.escape(''.join(sorted({s[0] for s in spellings})))}]", re.IGNORECASE)
        self._begins = frozenset(begins.findall("".join(map(chr, range(0x10000)))))
        self._counting = re.compile(
            rf"\d|百分之|[{HANZI}]\s?[余多来]?[ \u00a0]?[{re.escape(''.join(sorted(self._begins)))}{''.join(SHARES)}]"
        )

    def at(self, text: str, offset: int) -> Unit | None:
        """The unit that begins at ``offset`` (one space may stand before it), None where there is none."""
        if text[offset : offset + 1] in (" ", "\u00a0"):
            offset += 1
        if text[offset : offset + 1] not in self._begins:
            return None
        found = self._pattern.match(text, offset)
        if found is None or (_NOT_AFTER.match(text, offset) and found.end() - offset == 1):
            return None
        known = self._ids.get(_plain(found.group()))
        return None if known is None else Unit(known[0], known[1], found.end())

    def may_count(self, text: str) -> bool:
        """Whether a text has a number in digits, or one in Chinese numerals before what may be a unit. Most have none."""
        return self._counting.search(text) is not None

    def called(self, spelling: str) -> Unit | None:
        """The unit with this spelling, e.g. from a cell of a table."""
        known = self._ids.get(_plain(spelling))
        return None if known is None else Unit(known[0], known[1], len(spelling))


def fits(label: str, surroundings: str) -> bool:
    """Whether a unit of narrow use, or of time, goes with the words around it."""
    if label in TIME_UNITS:
        return MEASURED_TIME.search(surroundings) is not None
    narrow = _ONLY_WITH.get(label)
    return narrow is None or narrow.search(surroundings) is not None


@lru_cache(maxsize=1024)
def _plain(spelling: str) -> str:
    return re.sub(r"[()（）/\s]", "", spelling).replace("％", "%").lower()


def _tolerant(spelling: str) -> str:
    """件次 as a pattern that also reads 件（次） and 件/次."""
    if len(spelling) == 2 and all("\u4e00" <= c <= "\u9fff" for c in spelling):
        first, second = spelling[0], spelling[1]
        return rf"{first}(?:{second}|[（(]{second}[)）]|/{second})"
    return "[%％]" if spelling == PER_CENT else re.escape(spelling)
