"""When two names are spellings of one local brand: 湖伴无争·村民调解会 and “湖伴无争”调解会, 532处置机制 and “532”工作法.

Names are compared within a county only: the same words elsewhere are another brand until a person says otherwise.
A name is taken apart into what is its own, words that any such name may have (村民, 矛盾, 调解), and the thing that it is
(室, 队, 会). Names with nothing of their own are the same only where they read the same; two things are two practices
even when they share a brand: 哈斯大姐调解室 and 哈斯大姐普法队.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extractors.folding import fold_label

# Number patterns that identify a name: “532”, “1+3+N”; no hotline. Two parts (“1+1”) are too common to tell.
CODE = re.compile(r"\d+(\+[\dnx]+)+|(?!110|119|120|122)\d{3}(?!\d)")
_TELLING_PARTS = 3
_LEAST_OWN = 3  # characters that a brand must have of its own
_LEAST_OWN_OF_A_THING = 2  # where both names are of the same thing
_LEAST_WHOLE = 4  # characters of a name that another may continue

# Words before a brand that do not tell it apart: 新时代“火塘夜话”.
_BEFORE = re.compile(r"^(新时代|特色|创新|党建引领|党建\+?|品牌)+")
# Endings that say only that something is a way of working: 马蹄印巡访工作法 is 马蹄印巡访.
_FRAMES = (
    "长效机制 工作机制 联动机制 机制 工作法 工作模式 治理模式 服务模式 管理模式 模式 责任制度 制度 体系 工作品牌 调解品牌 品牌 "
    "做法 经验 行动 活动 工程 项目 计划 工作 系列 专栏 栏目 创建 改革"
).split()
# Things: two names that end in different ones are two practices. Each row holds what reports call the same thing.
_THINGS = (
    ("室", "工作室", "站", "工作站", "驿站", "点", "服务点"),  # 阿朋调解室, 阿朋调解工作室
    ("会", "委员会"),
    ("队", "队伍", "小分队", "小队", "志愿者", "团"),
    ("员",),
    ("讲堂", "课堂", "小课堂", "微课堂", "学堂", "课"),
    ("厅", "亭", "堂"),
    ("小程序", "平台", "系统", "app", "云平台"),
    ("热线", "专线"),
    ("直播间", "直播"),
    ("公众号", "短视频", "微视频"),
    ("清单", "菜单"),
    ("法庭", "速裁庭"),
    ("超市", "银行"),
    ("广场", "公园", "长廊"),
    ("夜话",),
    ("夜校",),
    ("夜读",),
)
# What a thing is for; two that are for different things are two practices: 矿山调解队, 矿山巡逻队.
_TASKS = (
    ("调解", "调处", "化解", "说和", "和事", "联调"),
    ("普法", "宣传", "宣讲"),
    ("巡逻", "巡防", "巡查"),
    ("议事", "说事", "评议", "协商"),
    ("评理", "说理"),
    ("执法",),
)
_THING = {ending: row[0] for row in _THINGS for ending in row}
_TASK = {word: row[0] for row in _TASKS for word in row}
_ENDINGS = re.compile(f"({'|'.join(sorted(map(re.escape, _THING), key=len, reverse=True))})$")
# Words that any such name may have between its own and its ending.
_COMMON = re.compile(
    "(村民|居民|群众|人民|乡村|农村|社区|村级|镇级|流动|矛盾|纠纷|多元|化解|调解|调处|治理|服务|法律|法治|普法|宣传|宣讲|志愿|"
    "工作|议事|说事|评理|联调|联动|巡逻|巡防|执法|监督|管理|处置|快速|响应|党员|网格|的|·)+$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``whole`` is folded and without frame (“湖伴无争村民调解会”), ``own`` what is its own
    (“湖伴无争”), ``thing`` the kind of thing it ends in or empty (“会”), ``tasks`` what that is for (“调解”), ``code``
    its number pattern or empty."""

    whole: str
    own: str
    thing: str
    tasks: frozenset[str]
    code: str


def take_apart(label: str, places: Sequence[str] = ()) -> Name:
    """``label`` as a ``Name``. ``places`` are names that a brand may begin with and need not: 四屏镇, 四屏."""
    whole = _BEFORE.sub("", fold_label(label))
    for place in sorted(places, key=len, reverse=True):
        if whole.startswith(place) and len(whole) - len(place) >= _LEAST_WHOLE:
            whole = whole.removeprefix(place)
            break
    frame = next((f for f in _FRAMES if whole.endswith(f) and len(whole) > len(f)), "")
    whole = whole.removesuffix(frame)
    ending = _ENDINGS.search(whole)
    own = _COMMON.sub("", whole[: ending.start()] if ending else whole)
    tasks = frozenset(task for word, task in _TASK.items() if word in whole[len(own) :])
    code = CODE.match(whole)
    return Name(whole, own, _THING[ending[1]] if ending else "", tasks, code[0] if code else "")


def same_brand(one: Name, other: Name) -> bool:
    """Whether two names of one county are spellings of one brand."""
    if one.whole == other.whole:
        return True
    if one.code or other.code:
        return one.code == other.code and (_tells(one.code) or one.own == other.own)
    if clash(one, other):
        return False
    if one.own == other.own and len(one.own) >= (_LEAST_OWN_OF_A_THING if one.thing and other.thing else _LEAST_OWN):
        return True
    short, long = sorted((one, other), key=lambda name: len(name.whole))
    rest = long.whole.removeprefix(short.whole)
    return len(short.whole) >= _LEAST_WHOLE and rest != long.whole and not _COMMON.sub("", _ENDINGS.sub("", rest))


def clash(one: Name, other: Name) -> bool:
    """Whether both say what thing they are or what it is for, and not the same."""
    things = bool(one.thing and other.thing) and one.thing != other.thing
    return things or not (one.tasks <= other.tasks or other.tasks <= one.tasks)


def _tells(code: str) -> bool:
    return "+" not in code or code.count("+") + 1 >= _TELLING_PARTS


def brands(labels: Iterable[str], places: Sequence[str] = ()) -> tuple[tuple[str, ...], ...]:
    """The ``labels`` of one county in groups of spellings, each sorted, single ones left out.

    A bare brand (湖伴无争) joins the only thing of its name; where there are several, it stays by itself.
    """
    names = {label: take_apart(label, places) for label in sorted(set(labels))}
    groups: list[set[str]] = []
    for label, name in names.items():
        near = [group for group in groups if any(same_brand(name, names[other]) for other in group)]
        groups = [group for group in groups if group not in near] + [{label}.union(*near)]
    apart = [part for group in groups for part in _apart(group, names)]
    return tuple(sorted(part for part in apart if len(part) > 1))


def _apart(group: set[str], names: dict[str, Name]) -> list[tuple[str, ...]]:
    """A group as it is; or, where members clash (a bare brand held several practices together), a part for each
    practice, and one for those that clash with none."""
    torn = {label for label in group if any(clash(names[label], names[other]) for other in group)}
    parts: list[list[str]] = []
    for label in sorted(torn):
        home = next((part for part in parts if not any(clash(names[label], names[other]) for other in part)), None)
        if home is None:
            parts.append([label])
        else:
            home.append(label)
    parts.append(sorted(group - torn))
    return [tuple(part) for part in parts]
