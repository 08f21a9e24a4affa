"""Cited legal instruments: titles in 《》 of laws, regulations, rules, plans and documents of rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Citation, Passage, Report, Role

# Head nouns that make a title an instrument, each with a title as example.
INSTRUMENTS: tuple[tuple[str, str], ...] = (
    ("法", "中华人民共和国行政处罚法"),
    ("法典", "民法典"),
    ("宪法", "中华人民共和国宪法"),
    ("条例", "信访工作条例"),
    ("办法", "云溪镇合同管理办法"),
    ("规定", "重大行政决策程序规定"),
    ("决定", "关于加强法治乡村建设的决定"),
    ("纲要", "法治政府建设实施纲要"),
    ("规划", "法治中国建设规划"),
    ("要点", "云溪镇2024年法治建设工作要点"),
    ("通知", "关于印发〈普法责任清单〉的通知"),
    ("意见", "关于加强基层治理体系和治理能力现代化建设的意见"),
    ("方案", "云溪镇平安建设工作方案"),
    ("细则", "村规民约奖惩细则"),
    ("制度", "重大事项集体讨论制度"),
    ("机制", "云溪镇信访事项办理机制"),
    ("规则", "云溪镇人民政府工作规则"),
    ("准则", "中国共产党廉洁自律准则"),
    ("章程", "村民议事会章程"),
    ("党章", "党章"),
    ("修正案", "中华人民共和国宪法修正案"),
    ("规程", "行政执法操作规程"),
    ("规范", "乡镇综合执法实操规范"),
    ("守则", "网格员守则"),
    ("标准", "司法所建设标准"),
    ("指引", "行政执法文书制作指引"),
    ("指南", "合法性审查指南"),
    ("公约", "邻里文明公约"),
    ("民约", "下河村村规民约"),
    ("清单", "领导干部应知应会法律法规清单"),
    ("目录", "重大行政决策事项目录"),
    ("预案", "森林防火应急预案"),
    ("计划", "云溪镇2024年度普法计划"),
    ("解释", "关于审理民间借贷案件适用法律的解释"),
    ("基准", "行政处罚裁量权基准"),
    ("措施", "优化营商环境若干措施"),
    ("批复", "关于调整行政执法权的批复"),
    ("公告", "关于赋权镇街行政处罚事项的公告"),
    ("模式", "网格吹哨工作模式"),
    ("流程", "合同审查工作流程"),
    ("制度汇编", "云溪镇法治建设制度汇编"),  # an institution's own rules; a 案例汇编 is a book
    ("规定汇编", "云溪镇机关管理规定汇编"),
)

# Titles that end like an instrument and are none.
NO_INSTRUMENTS: tuple[tuple[str, str], ...] = (
    (r"(?:说|讲|释|普|学|用|守|送|懂|看|做|(?<!公)司|执|想|方|书|工作|战|魔|(?<!复)议|问|话|析|评)法$", "云溪说法"),
    (r"学习(?:纲要|指南)$", "习近平法治思想学习纲要"),
    (r"(?:服务|办事|生活|学习|阅读|旅游|维权|避险|自救|防骗|办税)指南$", "群众办事指南"),
    (r"(?:责任|承诺|告知|倡议|协议|建议|意见|通知|决定)书$", "平安建设责任书"),
)

_HEADS = re.compile("(?:" + "|".join(head for head, _ in INSTRUMENTS) + ")$")
_OTHERS = re.compile("|".join(pattern for pattern, _ in NO_INSTRUMENTS))
_QUALIFIER = re.compile(r"[（(\[〔][^（()）\[\]〔〕]{1,40}[)）\]〕]$")
_NESTED = re.compile(r"《([^《》\n]{0,60}[《〈<][^《》〈〉<>\n]{1,80}[》〉>][^《》\n]{1,40})》")
_PLAIN = re.compile(r"《([^《》\n]{1,100})》")
# Titles in other brackets, as keyboards without 《》 give: <<行政许可法>>, 〈信访工作条例〉.
_ANGLED = re.compile(
    r"(?:<<|＜＜)([^<>＜＞\n]{2,80})(?:>>|＞＞)|(?<![《<＜])[〈<＜]([^〈〉<>＜＞《》\n]{2,60})[〉>＞](?![》>＞])"
)
_OTHER_BRACKETS = "〈<＜"
_STATE = "中华人民共和国"
# A head noun alone, “《条例》”, stands for the last title that ends in it; 《宪法》 is a title of its own.
_ABBREVIATIONS = frozenset(head for head, _ in INSTRUMENTS) - {"宪法", "法典", "党章"}


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    passage: int


def citations(report: Report) -> tuple[Citation, ...]:
    """The instruments that a report cites, in order of first citation, each with all passages that name it.

    One instrument under several titles (《行政处罚法》 and 《中华人民共和国行政处罚法》, with and without the years
    in brackets, or “《条例》” after its full title) is one citation under the fullest of them.
    """
    canonical: dict[str, str] = {}  # key of a title → its fullest form
    passages: dict[str, list[int]] = {}
    for title in _titles(report):
        key = _key(title.text)
        if key in _ABBREVIATIONS:
            # An abbreviation; without a full title before it nobody can tell what it stands for.
            meant = next((k for k in reversed(passages) if k.endswith(key)), None)
            if meant is None:
                continue
            key = meant
        else:
            canonical[key] = max(canonical.get(key, ""), title.text, key=len)
        places = passages.setdefault(key, [])
        if title.passage not in places:
            places.append(title.passage)
    return tuple(Citation(canonical[key], tuple(sorted(where))) for key, where in passages.items())


def is_instrument(title: str) -> bool:
    """Whether a title is that of a legal instrument, told by its head noun."""
    bare = _bare(title)
    return bool(_HEADS.search(bare)) and not _OTHERS.search(bare)


def _titles(report: Report) -> list[_Title]:
    found: list[_Title] = []
    starts = [p.start for p in report.passages]
    taken = 0
    spans = {m.span(1) for pattern in (_NESTED, _PLAIN) for m in pattern.finditer(report.text)}
    if any(bracket in report.text for bracket in _OTHER_BRACKETS):
        spans |= {m.span(m.lastindex or 0) for m in _ANGLED.finditer(report.text)}
    for start, end in sorted(spans):
        if start < taken:  # a title inside the title of a notice
            continue
        passage = _passage_around(report.passages, starts, start, end)
        title = re.sub(r"\s+", "", report.text[start:end])
        if passage is None or passage.role is Role.BOILERPLATE or not is_instrument(title):
            continue
        taken = end
        found.append(_Title(title, passage.index))
    return found


def _passage_around(passages: Sequence[Passage], starts: Sequence[int], start: int, end: int) -> Passage | None:
    at = bisect_right(starts, start) - 1
    return passages[at] if at >= 0 and end <= passages[at].end else None


def _bare(title: str) -> str:
    """A title without what follows its head noun in brackets: (试行), （2021—2025年）."""
    previous = None
    while previous != title:
        previous, title = title, _QUALIFIER.sub("", title)
    return title


def _key(title: str) -> str:
    return _bare(title).removeprefix(_STATE)
