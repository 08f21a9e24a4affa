"""Numbers as reports write them: 1,846 · 2 140 · 2.3万余 · 二十余 · 百余 · 近百 · 两.

Pure text → value; what is counted and whether a number is a figure at all is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from sys import maxsize
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

# Thousands may be separated by a comma of either width or by one (thin) space: 8，430 · 9 300.
_ARABIC = (
    r"\d{1,3}(?:[,，]\d{3}){1,4}(?![\d,，])(?:\.\d{1,6}(?!\d))?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?![\d ])"
    r"|\d+(?:\.\d{1,6}(?![\d.]))?"
)
HANZI = "零〇○一二两三四五六七八九十百千万亿"
"""Chinese numerals."""
_HANZI = rf"[{HANZI}]{{1,16}}"
# 近 and 约 end other words too: 附近3个村, 签约45户, 节约30万元. 上 means “up to” only before 百, 千, 万.
_BEFORE = r"(?<![附最临邻靠亲])近|将近|接近|(?<![节预签履合公违集契条邀民])约|(?<![赶])超过|超出|(?<![赶])超|逾|上(?=[百千万])"
_NUMBER = re.compile(
    rf"(?P<before>(?:{_BEFORE})\s?)?(?P<percent>百分之)?"
    rf"(?:(?P<arabic>(?<![\d.,，]){_ARABIC})\s?(?P<more>余|多|来)?\s?(?P<scale>百万|千万|万|亿|百|千)?"
    rf"|(?P<hanzi>{_HANZI})(?P<point>点[零一二三四五六七八九]{{1,4}})?)"
    rf"\s?(?P<after>余|多(?!元[化共解治]|级|层|方|部门)|来(?!源|信|访|电|人))?"
)
# With what a number can begin, so that the long pattern is tried nowhere else.
_BEGINS = re.compile(rf"[\d{HANZI}近将接约超逾上]")
_NUMERAL = re.compile(rf"[\d{HANZI}]")
_SEPARATORS = re.compile(r"[,，\s]")
_SCALES = frozenset("万亿")


class Number(NamedTuple):
    """A number in a text: ``value`` in units of one, ``start``–``end`` with the words 近, 约, 余 around it.

    ``digits_start`` is where the digits begin; ``hanzi`` tells Chinese numerals from Arabic ones. ``scaled``: written
    with 万 or 亿. ``percent``: written with 百分之.
    """

    value: Decimal
    approximate: bool
    start: int
    digits_start: int
    end: int
    hanzi: bool
    scaled: bool = False
    percent: bool = False


@lru_cache(maxsize=4096)
def parse_hanzi(text: str) -> int | None:
    """Value of a Chinese numeral (两百零三, 十二, 二〇二四, 三万五千, 百), None where it is not well formed.

    A bare 十, 百, 千, 万 counts as one of it (百余 = 100). Mixed order (百十, 万千) is no number.
    """
    if not text:
        return None
    if all(c in _DIGITS for c in text):  # 二〇二四: digit by digit; 两三, 一二 are vague and no number
        if len(text) == 1:
            return _DIGITS[text]
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) >= 4 or "〇" in text or "○" in text else None
    total, last_large = 0, 10**12
    section, last_small, digit = 0, 10**4, -1
    filled = False  # whether the current section (below the next 万 or 亿) has any numeral
    for c in text:
        if c in _DIGITS:
            if digit > 0 or (digit == 0 and _DIGITS[c] == 0):
                return None
            digit, filled = _DIGITS[c], True
        elif c in _SMALL:
            if _SMALL[c] >= last_small or (digit == 0 and c != "十"):
                return None
            section += (digit if digit > 0 else 1) * _SMALL[c]
            last_small, digit, filled = _SMALL[c], -1, True
        else:
            if c not in _LARGE or _LARGE[c] >= last_large or (not filled and total):
                return None
            total += ((section + max(digit, 0)) if filled else 1) * _LARGE[c]
            last_large, section, last_small, digit, filled = _LARGE[c], 0, 10**4, -1, False
    rest = max(digit, 0)
    if digit > 0 and text[-2:-1] in "百千万亿":
        rest *= (_SMALL | _LARGE)[text[-2]] // 10  # 三百五 = 350, 两万五 = 25000
    return total + section + rest


def parse_number(text: str) -> Decimal | None:
    """Value of a text that is one number and nothing else (a cell of a table); None otherwise."""
    stripped = text.strip()
    found = _NUMBER.match(stripped)
    number = as_number(found) if found and found.end() == len(stripped) else None
    return number.value if number else None


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """All well-formed numbers of a text from left to right, offsets into ``text``. Linear in its length."""
    written = written_numbers(text, start, len(text) if end is None else end)
    return [number for found in written if (number := as_number(found)) is not None]


def written_numbers(text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
    """Where something is written that ``as_number`` may read as a number, from left to right."""
    if _NUMERAL.search(text, start, end) is None:
        return
    for begin in _BEGINS.finditer(text, start, end):
        if begin.start() >= start and (found := _NUMBER.match(text, begin.start(), end)) is not None:
            start = found.end()
            yield found


def plain(value: Decimal) -> str:
    """Plain notation without exponent or trailing zeros: 12000, 98.5."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def as_number(found: re.Match[str]) -> Number | None:
    """The number that is written there, None where it is not well formed."""
    written = found["arabic"]
    if written is not None:
        digits = written if written.isdecimal() else _SEPARATORS.sub("", written)
        if len(digits) > 15:  # an identifier, no quantity
            return None
        value = Decimal(digits)
        for c in found["scale"] or "":
            value *= (_SMALL | _LARGE)[c]
    else:
        whole = parse_hanzi(found["hanzi"])
        if whole is None:
            return None
        value = Decimal(whole)
        if found["point"]:
            value += Decimal("0." + "".join(str(_DIGITS[c]) for c in found["point"][1:]))
    return Number(
        value=value,
        approximate=bool(found["before"] or found["after"] or found["more"]),
        start=found.start(),
        digits_start=found.start("hanzi") if written is None else found.start("arabic"),
        end=found.end(),
        hanzi=written is None,
        scaled=not _SCALES.isdisjoint(found["scale"] or found["hanzi"] or ""),
        percent=found["percent"] is not None,
    )
