"""Numbering styles of Chinese official documents (GB/T 9704 and what is met besides): 一、 （一） 1. （1） ① 一是 第一，

Rows of STYLES are tried in order. ``rank`` is the usual depth (a lower rank stands above); a marker at the beginning of
a paragraph and one inside a sentence are told apart, because 一、 inside a sentence is no marker but a list of words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_N = "一二三四五六七八九十"
_DIGIT = {c: i + 1 for i, c in enumerate(_N)}
_TOPIC = "(?:问题|不足|短板|困难|差距|弱项|原因|打算|措施|举措|任务|对策)"  # what 之一 or 第一个 numbers
_AGAINST = "(?:针对|对于|关于|围绕|对照|聚焦)?(?:存在|上述|以上)?的?"
_SP = r"[ \t\u3000\xa0]{0,3}"


class Style(NamedTuple):
    name: str
    rank: int
    pattern: str  # one group: the number
    inline: bool  # may also begin in the middle of a paragraph
    example: str


STYLES: tuple[Style, ...] = (
    Style("part", 0, rf"第([{_N}]{{1,3}})(?:部分|章|篇)[ \u3000、：:]?", False, "第一部分 2023年工作总结"),
    Style("hanzi-comma", 1, rf"([{_N}]{{1,3}}){_SP}[、．.](?![{_N}]{{1,2}}[、是审])", True, "一、主要做法"),
    Style("hanzi-paren", 2, rf"[（(〔\[]{_SP}([{_N}]{{1,3}}){_SP}[）)〕\]][、．.]?", True, "（一）压实责任"),
    Style("hanzi-paren", 2, rf"([{_N}]{{1,3}})[）)]", False, "一）压实责任"),
    Style("ordinal", 3, rf"第([{_N}]{{1,2}})(?:[点项条]|个?方面)?[，,、：:]", True, "第一，抓关键"),
    Style("arabic-dot", 4, r"(\d{1,2})" + _SP + r"[.．、](?![\d.])", True, "1.领导带头抓"),
    Style("arabic-dot", 4, r"([⒈-⒛])", True, "⒈领导带头抓"),
    Style("arabic-paren", 5, rf"[（(]{_SP}(\d{{1,2}}){_SP}[）)][、．.]?", True, "（1）建成调解中心"),
    Style("arabic-paren", 5, r"([⑴-⒇])", True, "⑴建成调解中心"),
    Style("arabic-paren", 5, r"(\d{1,2})[）)]", False, "1）建成调解中心"),
    Style("circled", 6, r"([①-⑳㈠-㈩])", True, "①领导带头抓"),
    Style("item-shi", 7, rf"([{_N}]{{1,2}})(?:是|要|则)(?!一、|一[，,]二)", True, "一是坚持学法"),
    Style("item-qi", 7, rf"其([{_N}])[，,、：:是]", True, "其一，认识不足"),
    Style("item-word", 7, r"(首先|其次|再次|再者|第[二三四五]|最后)(?:是[，,：:]?|[，,、：:]|(?=[抓要将]))", True, "首先是宣传深度不够"),
    Style("item-word", 7, r"(最突出的|最主要的|最明显的|首要的)(?:就?是)[，,：:]?", True, "最突出的是经费无着"),
    Style("item-word", 7, r"(此外|另外|还有|再就|再有)(?:(?:一点|一个)?就?是[，,：:]?|[，,：:])", True, "还有就是法律服务太少"),
    Style("item-one", 7, r"(?:再|又|还有|另|另外|最后)?(一)(?:件|条|项|桩)(?:大?事|工作|任务)?(?:就?是)[，,：:]?", True, "一件是培训调解员，再一件是配齐法律顾问"),
    Style("item-zhi", 7, rf"{_AGAINST}{_TOPIC}之([{_N}])(?:[，,、：:]|是|在于)", True, "问题之一，经费没有着落"),
    Style("item-zhi", 7, rf"{_AGAINST}{_TOPIC}[（(]?([{_N}]{{1,2}}|\d{{1,2}})[)）]?[，,：:]", True, "针对问题一，设立专项经费"),
    Style("item-zhi", 7, rf"(?:针对|对于|关于|围绕|聚焦)(?:上述|以上|存在)?的?第([{_N}])(?:个|项|点|类|条)?(?:方面)?的?{_TOPIC}[，,：:]", True, "针对第一个问题，设立专项经费"),
    Style("item-aspect", 7, r"(一方面|另一方面|再一方面|又一方面)(?:是)?[，,：:]?", True, "一方面整合执法力量"),
)  # fmt: skip

LAST_WORDS = 6
"""Number of 此外, 另外, 还有: they go on after any other, and after each other."""
_WORDS = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再者": 3,
    "第二": 2,
    "第三": 3,
    "第四": 4,
    "第五": 5,
    "最突出的": 1,
    "最主要的": 1,
    "最明显的": 1,
    "首要的": 1,
    "此外": LAST_WORDS,
    "另外": LAST_WORDS,
    "还有": LAST_WORDS,
    "再就": LAST_WORDS,
    "再有": LAST_WORDS,
    "最后": 9,
    "一方面": 1,
    "另一方面": 2,
    "再一方面": 3,
    "又一方面": 3,
}
ITEM_RANK = 7
"""Styles from this rank on are items of a sentence, not headings."""


class Marker(NamedTuple):
    """A marker found at ``start``–``end``."""

    style: str
    rank: int
    number: int
    start: int
    end: int


def number(text: str) -> int:
    """Value of 十二, 12, １２, ⑫, ⒓, ㈡, 其次; 0 if it is none."""
    if text in _WORDS:
        return _WORDS[text]
    if text.isdecimal():
        return int(text)
    if len(text) == 1:
        for first, count in (("①", 20), ("⑴", 20), ("⒈", 20), ("㈠", 10)):
            if 0 <= (offset := ord(text) - ord(first)) < count:
                return offset + 1
    tens, found, ones = text.rpartition("十")
    if not found:
        return _DIGIT.get(text, 0)
    return (_DIGIT.get(tens, 1) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)


_COMPILED = tuple((style, re.compile(style.pattern)) for style in STYLES)
_HEADINGS = re.compile("|".join(f"(?:{s.pattern})" for s in STYLES if s.rank < ITEM_RANK))
_UPPER = re.compile("|".join(f"(?:{s.pattern})" for s in STYLES if s.rank < 3))
_GAP = re.compile(_SP)
# What stands before a marker inside a paragraph. 是一是一 and “一是” in quotes are none.
_BEFORE_ITEM = "。；;：:，,！？!?）)”、\n"
_BEFORE_NEW = "。；;：:！？!?\n"
_GOING_ON = ("此外", "另外", "还有", "再就", "再有")  # amid a sentence they go on within an item
_INLINE = re.compile("|".join(f"(?P<s{i}>{s.pattern})" for i, s in enumerate(STYLES) if s.inline))


def begins_with_marker(line: str) -> bool:
    """Whether a line begins as a heading or numbered paragraph does (not as an item 一是)."""
    return _HEADINGS.match(line) is not None


def begins_with_heading(line: str) -> bool:
    """Whether a line begins with 一、 or （一）, which stand inside sentences only by exception."""
    return _UPPER.match(line) is not None


def at_paragraph(text: str, start: int, end: int) -> Marker | None:
    """The marker with which the paragraph ``text[start:end]`` begins."""
    for style, pattern in _COMPILED:
        m = pattern.match(text, start, end)
        if m is None:
            continue
        value = number(m[1])
        if value == 0 or (style.name == "arabic-dot" and _is_figure(text, m.end(), end)):
            continue
        return Marker(style.name, style.rank, value, start, _GAP.match(text, m.end(), end).end())  # type: ignore[union-attr]
    return None


def inside(text: str, start: int, end: int) -> list[Marker]:
    """Candidates for markers inside a paragraph; whether they form a list is for the caller to see."""
    found: list[Marker] = []
    for m in _INLINE.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else "\n"
        index = int(str(m.lastgroup)[1:])
        style = STYLES[index]
        if not _may_follow(style, before, text, m.start()):
            continue
        value = number(next(g for g in m.groups()[::-1] if g is not None))
        if value == 0 or (style.name == "arabic-dot" and _is_figure(text, m.end(), end)):
            continue
        found.append(Marker(style.name, style.rank, value, m.start(), m.end()))
    return found


def _may_follow(style: Style, before: str, text: str, at: int) -> bool:
    if style.rank >= ITEM_RANK:
        if style.name in ("item-one", "item-zhi") or text.startswith(_GOING_ON, at):
            return before in _BEFORE_NEW
        if before in _BEFORE_ITEM:
            return True
        if style.name == "item-word":
            return before in "将要"
        return style.name in ("item-shi", "item-aspect") and before in "为在有到是即"
    if style.name in ("circled", "arabic-paren", "hanzi-paren"):
        return before in "。；;：:，,！？!?”）) \n" or (style.name == "circled" and before != "第")
    return before in "。；;：:！？!?”\n" or (style.name == "ordinal" and before in "，,")


def _is_figure(text: str, at: int, end: int) -> bool:
    """1、2号楼 and 3、5、7日 are lists of numbers, no markers."""
    return at < end and text[at].isdigit()
