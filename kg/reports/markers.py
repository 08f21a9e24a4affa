"""Numbering styles of Chinese official documents (GB/T 9704 and what is met besides): 一、 （一） 1. （1） ① 一是 第一，

Rows of STYLES are tried in order. ``rank`` is the usual depth (a lower rank stands above); a marker at the beginning of
a paragraph and one inside a sentence are told apart, because 一、 inside a sentence is no marker but a list of words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_N = "一二三四五六七八九十"
_DIGIT = {c: i + 1 for i, c in enumerate(_N)}
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
    Style("ordinal", 3, rf"第([{_N}]{{1,2}})[，,、：:]", True, "第一，抓关键"),
    Style("arabic-dot", 4, r"(\d{1,2})" + _SP + r"[.．、](?![\d.])", True, "1.领导带头抓"),
    Style("arabic-dot", 4, r"([⒈-⒛])", True, "⒈领导带头抓"),
    Style("arabic-paren", 5, rf"[（(]{_SP}(\d{{1,2}}){_SP}[）)][、．.]?", True, "（1）建成调解中心"),
    Style("arabic-paren", 5, r"([⑴-⒇])", True, "⑴建成调解中心"),
    Style("arabic-paren", 5, r"(\d{1,2})[）)]", False, "1）建成调解中心"),
    Style("circled", 6, r"([①-⑳㈠-㈩])", True, "①领导带头抓"),
    Style("item-shi", 7, rf"([{_N}]{{1,2}})(?:是|要|则)(?!一、|一[，,]二)", True, "一是坚持学法"),
    Style("item-qi", 7, rf"其([{_N}])[，,、：:是]", True, "其一，认识不足"),
    Style("item-word", 7, r"(首先|其次|再次|再者|第[二三四五]|最后)(?:是[，,：:]?|[，,、：:])", True, "首先是宣传深度不够"),
    Style("item-aspect", 7, r"(一方面|另一方面|再一方面|又一方面)(?:是)?[，,：:]?", True, "一方面整合执法力量"),
)  # fmt: skip

_WORDS = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再者": 3,
    "第二": 2,
    "第三": 3,
    "第四": 4,
    "第五": 5,
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
        if before in _BEFORE_ITEM:
            return True
        return style.name in ("item-shi", "item-aspect") and before in "为在有到是即"
    if style.name in ("circled", "arabic-paren", "hanzi-paren"):
        return before in "。；;：:，,！？!?”）) \n" or (style.name == "circled" and before != "第")
    return before in "。；;：:！？!?”\n" or (style.name == "ordinal" and before in "，,")


def _is_figure(text: str, at: int, end: int) -> bool:
    """1、2号楼 and 3、5、7日 are lists of numbers, no markers."""
    return at < end and text[at].isdigit()
