"""The end of a report: who signs and when, and what stands below (抄送, 附件, 此件公开发布)."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Role

_DATE = re.compile(
    r"^[（(]?(?:[\u4e00-\u9fff]{2,40}(?:政府|委员会|党委|党工委|办事处|办公室|管委会))?[ ]?"
    r"(?:20\d\d[ ]?[年.\-/][ ]?\d{1,2}[ ]?[月.\-/][ ]?\d{1,2}[ ]?日?|20\d\d年\d{1,2}月(?:[×xX ]{0,4}日)?"
    r"|二[〇○零０OoＯ0][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十元]{1,3}月[一二三四五六七八九十]{1,3}日)[）)]?$"
)
_ORGAN = re.compile(
    r"^[\u4e00-\u9fff（）()、 \u3400-\u4dbf×xX]{2,60}?(?:政府|委员会|党委|党工委|工委|办事处|管委会|办公室|党政办|司法所|领导小组|指挥部)"
    r"(?:[（(]?(?:盖章|章|公章|印章|代章|印)[）)]?)?$"
)
_BOILERPLATE = re.compile(
    r"^[（(]?(?:特此(?:报告|汇报|说明|上报|函报|公告|公示)|此(?:件|文)(?:公开|主动|依申请|不予)|以上(?:报告|汇报|情况)?(?:请|妥否|当否)|以上(?:报告|汇报)[，,。]|请(?:予)?审(?:阅|议|核)"
    r"|抄(?:送|报)|主(?:题词|送)[:：]|附[:：]|附件|附表|联系(?:人|方式|电话)|公开(?:方式|属性|选项|类型)[:：]|信息公开选项|（?(?:主动|依申请)公开）?$|印发$|共印|妥否|专此)"
    r"|\d{1,2}日[ ]?印发$|印发$"
)
_SHORT = 60


class Tail(NamedTuple):
    """``first`` is the index of the paragraph at which the tail begins; ``parts`` are (role, start, end)."""

    first: int
    parts: tuple[tuple[Role, int, int], ...]


def is_date(line: str) -> bool:
    """2026年1月13日, also after a body's name."""
    return _DATE.match(line.strip()) is not None


def is_organ(line: str) -> bool:
    """重庆市江津区四屏镇人民政府: a body's name and nothing else."""
    return len(line) <= _SHORT and _ORGAN.match(line.strip()) is not None


def _kind(line: str) -> Role | None:
    if len(line) > 2 * _SHORT:
        return None
    if _BOILERPLATE.search(line):
        return Role.BOILERPLATE
    if is_date(line) or is_organ(line):
        return Role.SIGNATURE
    return None


def find_tail(text: str, paragraphs: list[tuple[int, int]], head: int) -> Tail:
    """The tail below paragraph ``head``: from the last paragraphs upward, or all below a dated signature."""
    kinds = [_kind(text[a:b]) for a, b in paragraphs]
    first = len(paragraphs)
    while first > head and kinds[first - 1] is not None:
        first -= 1
    signed = _signature(text, paragraphs, kinds, max(head, len(paragraphs) // 2))
    if signed is not None and signed < first:
        first = signed
        while first > head and kinds[first - 1] is not None:
            first -= 1
    parts: list[tuple[Role, int, int]] = []
    for i in range(first, len(paragraphs)):
        role = kinds[i] or Role.BOILERPLATE
        if parts and parts[-1][0] is role:
            parts[-1] = (role, parts[-1][1], paragraphs[i][1])
        else:
            parts.append((role, *paragraphs[i]))
    return Tail(first, tuple(parts))


def _signature(text: str, paragraphs: list[tuple[int, int]], kinds: list[Role | None], low: int) -> int | None:
    """The first line of a body's name with a date below it, where something follows (attachments)."""
    for i in range(len(paragraphs) - 1, low, -1):
        if is_date(text[slice(*paragraphs[i])]) and kinds[i - 1] is Role.SIGNATURE:
            return i - 1
    return None
