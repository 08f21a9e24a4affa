"""Styles of numbering: what stands before the parts, their sections and the items in them."""

from __future__ import annotations

from typing import NamedTuple

_HANZI = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def hanzi(number: int) -> str:
    """一 for 1, 十二 for 12 (up to 99)."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HANZI[tens - 1]}十"
    return head + (_HANZI[ones - 1] if ones else "")


class Numbering(NamedTuple):
    """Kinds of markers for parts, sections of a part, and items of a section; "" for no numbers.

    ``run_on``: a section's heading and its text are one paragraph.
    """

    name: str
    parts: str
    sections: str
    items: str
    run_on: bool


STYLES = (
    Numbering("hanzi", "hanzi-comma", "hanzi-paren", "", True),
    Numbering("hanzi-shi", "hanzi-comma", "hanzi-paren", "item-shi", True),
    Numbering("arabic", "hanzi-comma", "arabic-dot", "", True),
    Numbering("lines", "hanzi-comma", "hanzi-paren", "arabic-dot", False),
    Numbering("lines-plain", "hanzi-comma", "hanzi-paren", "", False),
    Numbering("paren", "hanzi-comma", "arabic-paren", "item-shi", True),
    Numbering("plain", "plain", "hanzi-paren", "", True),
)
OFTEN = (26, 30, 12, 8, 14, 5, 5)


def marker(kind: str, number: int) -> str:
    """The marker of the ``number``-th member."""
    match kind:
        case "hanzi-comma":
            return f"{hanzi(number)}、"
        case "hanzi-paren":
            return f"（{hanzi(number)}）"
        case "arabic-dot":
            return f"{number}."
        case "arabic-paren":
            return f"（{number}）"
        case "item-shi":
            return f"{hanzi(number)}是"
        case "circled":
            return _CIRCLED[number - 1]
    return ""
