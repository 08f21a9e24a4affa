"""Lines and headings that are, as a whole, the name of a part of a report: 正视不足, 改进举措, 来年工作谋划.

Here the whole wording counts, so that a line of its own without number can be told from a short sentence, and a heading
such as 查摆问题 from one on problems that were solved (查摆问题，逐项销号).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Role

LACK = (
    "(?:问题|不足|短板|弱项|困难|困惑|薄弱环节|薄弱点|差距|挑战|欠缺|难点|堵点|难题|瓶颈|缺点|缺陷|缺憾|遗憾"
    "|(?:改进|提升)空间)"
)
LONGEST_NAME = 30
"""Characters; a longer line says more than which part it is."""

# What the name of any part may be framed with, of which role soever.
_FRAME = (
    "20[0-9]{2}年度?|本年度|年度|我[镇乡]|我?街道|全[镇乡]|推进|法治政府建设|法治建设|法治工作|依法行政|依法治[镇乡]|工作|过程中|中|方面"
    "|主要|突出|具体|一些|和|与|以?及|、|暨|的"
)
_PROBLEMS = re.compile(
    f"{LACK}|{_FRAME}|(?:需要?|必须|应当|值得|亟需)(?:正视|关注|重视|注意|解决|克服|面对)|对照检查|自我|自身|自查|检视|查摆|查找|正视|直面|剖析|分析|清单|现[有存]|目前|当前|仍然?|还|尚|依然"
    "|(?:有待|需要?|亟[待需])(?:进一步)?(?:改进|加强|提升|完善|关注|重视|解决)|存在|面临|遇到|发现|有|出|着|到|之处|地方|点|情况|原因|成因|根源|产生"
)
_SAYS_LACK = re.compile(LACK + "|(?:有待|需要?)(?:进一步)?(?:改进|加强|提升|完善)的?(?:之处|方面|地方)$")
_CAUSES = re.compile(f"{LACK}|{_FRAME}|产生|存在|形成|造成|主观|客观|查摆|分析|剖析|原因|成因|根源")
_SAYS_CAUSE = re.compile("(?:原因|成因|根源)(?:分析|剖析|查摆)?$")
_AIM = "打算|计划|安排|思路|举措|措施|方向|重点|建议|意见|对策|办法|目标|任务|设想|谋划|展望|规划|部署|要点|方案|路径"
_PLANS = re.compile(
    f"下一?步|下一?阶段|下一?年度?|今后|接下来|明年|来年|次年|新的?一年|未来|后续|后期|近期|新年度?|整改|改进|提升|完善|解决"
    f"|应对|努力|强化|补齐?短板|重点|总体|发展|落实|{_AIM}|{_FRAME}"
)
_SAYS_AIM = re.compile(f"(?:{_AIM}|工作)$")
# Of an aim without one of these it is not said that it is for the time to come (主要举措, 工作任务).
_TO_COME = re.compile(
    "下一?步|下一?阶段|下一?年|今后|接下来|明年|来年|次年|新的?一年|未来|后续|后期|新年度|整改(?!落实)|改进|补齐?短板|对策|努力方向"
    "|打算|设想|谋划|展望|思路|计划|规划"
)
_MEASURES = re.compile(
    f"{_FRAME}|重点|基本|总体|开展|落实|完成|进展|取得|特色|有关|相关|举措|措施|成效|成绩|成果|做法|情况|亮点|经验|总结|回顾"
)
_SAYS_DONE = re.compile("(?:举措|措施|成效|成绩|成果|做法|情况|进展|亮点|经验|总结|回顾|主要工作|重点工作)$")
_PARTS = (
    (Role.CAUSES, _CAUSES, _SAYS_CAUSE),
    (Role.PROBLEMS, _PROBLEMS, _SAYS_LACK),
    (Role.MEASURES, _MEASURES, _SAYS_DONE),
)
_LACK_AND = re.compile(f"{LACK}(?:和|与|、|以?及)")
_LABEL = re.compile(
    r"[【\[（(](?P<bracketed>[^】\]）)，。；：\n]{2,30})[】\]）)][：:]?|(?P<plain>[^【】（）()，,。；;：:\n]{2,30})(?:[：:]|——)"
)
_JOINT = re.compile("以及|及其|及|和|与|、|暨")
_DROPPED = re.compile(r"[“”\"‘’《》【】\[\]◆◇●○■★▲※→\s□]|^[—–-]+")


def parts_named(wording: str, report_year: int | None) -> tuple[Role, ...]:
    """The roles of the part, or of the two parts (存在的问题及下一步打算), that a wording as a whole names; () if none.

    ``report_year`` tells 2025年工作要点 in a report on 2024 from one on what was done.
    """
    text = _DROPPED.sub("", wording).rstrip("：:")
    if not 2 <= len(text) <= LONGEST_NAME:
        return ()
    if role := _one(text, report_year):
        return (role,)
    for joint in _JOINT.finditer(text):
        first, second = _one(text[: joint.start()], report_year), _one(text[joint.end() :], report_year)
        if first is not None and second is not None:
            return (first, second) if first is not second else (first,)
    return ()


class Label(NamedTuple):
    """What begins a paragraph and names its part: 不足之处：… ``heading`` is the name, the text begins at ``body``."""

    roles: tuple[Role, ...]
    heading: tuple[int, int]
    body: int


def label(text: str, start: int, end: int, report_year: int | None) -> Label | None:
    """The label with which ``text[start:end]`` begins; None where it begins with none or is nothing but the label."""
    m = _LABEL.match(text, start, min(end, start + LONGEST_NAME + 4))
    if m is None or m.end() >= end or not text[m.end() : end].strip():
        return None
    name = m.span("bracketed") if m["bracketed"] else m.span("plain")
    roles = parts_named(text[slice(*name)], report_year)
    return Label(roles, name, m.end()) if roles else None


def _one(text: str, report_year: int | None) -> Role | None:
    for role, words, says in _PARTS:
        joint = role is Role.CAUSES and _LACK_AND.search(text)  # 问题及原因 are problems, 问题的原因 are causes
        if says.search(text) and not joint and not words.sub("", text):
            return role
    if _SAYS_AIM.search(text) and not _PLANS.sub("", text):
        ahead = report_year is not None and any(int(y) > report_year for y in re.findall(r"20\d\d", text))
        return Role.PLANS if ahead or _TO_COME.search(text) else None
    return None
