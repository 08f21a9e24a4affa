"""Dates and years as reports write them: Arabic, full-width and Chinese numerals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "Ｏ": 0,
    "O": 0,
    "o": 0,
    "0": 0,
    "◯": 0,
    "元": 1,
}
_NIL = "〇○零OoO0◯"
_HAN_YEAR = rf"[一二][{_NIL}九][{_NIL}一二三四五六七八九]{{2}}"
_YEAR = rf"(?:20[0-4]\d|19[89]\d|{_HAN_YEAR})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})\s*(?:年|[-./·])\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*(?:月|[-./·])"
    rf"\s*(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*(?:日|号|(?=\D|$))"
)
_YEAR_NAMED = re.compile(rf"(?<!\d)(?P<year>{_YEAR})\s*(?:-\s*(?P<until>20\d\d)\s*)?(?:年度?|度)")

_WIDTHS = tuple((chr(code), unicodedata.normalize("NFKC", chr(code))) for code in (0x3000, *range(0xFF01, 0xFF5F)))
_MARKS = tuple((wide, narrow) for wide, narrow in _WIDTHS if wide in "\u3000，：；！？（）％．～／")
_LONG = 200


def plain(text: str) -> str:
    """NFKC, so that full-width digits and punctuation read like half-width ones. May change the length."""
    return unicodedata.normalize("NFKC", text) if len(text) < _LONG else _plain(text)


@lru_cache(maxsize=8)
def _plain(text: str) -> str:
    """The same for a whole text, which several ask for: what reports write in full width is replaced first, and there
    is seldom more to do."""
    for widths in (_MARKS, _WIDTHS):
        for wide, narrow in widths:
            text = text.replace(wide, narrow)
        if unicodedata.is_normalized("NFKC", text):
            return text
    return unicodedata.normalize("NFKC", text)


def number(numeral: str) -> int:
    """Value of a day or month: 26, 六, 十二, 二十三.

    Raises ValueError for anything else.
    """
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[ones] if len(ones) == 1 and ones in _DIGITS else int(ones)
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def year_number(numeral: str) -> int:
    """2024 for 2024, 二〇二四, 二○二四, 二零二四."""
    return int("".join(str(_DIGITS.get(c, c)) for c in numeral))


def dates(text: str) -> tuple[date, ...]:
    """All full dates of a text in order: 2026-01-19, 2024年1月6日, 二〇二四年一月六日; impossible ones left out."""
    found = []
    for match in _DATE.finditer(plain(text)):
        try:
            found.append(date(year_number(match["year"]), number(match["month"]), number(match["day"])))
        except (ValueError, KeyError):
            continue
    return tuple(found)


def first_date(text: str) -> date | None:
    """The first full date of a text."""
    return next(iter(dates(text)), None)


def only_date(line: str) -> date | None:
    """The date of a line that is nothing else: “　2024年1月12日”, “（二〇二四年一月六日）”."""
    stripped = re.sub(r"[\s()\[\]【】]", "", plain(line))
    match = _DATE.fullmatch(stripped)
    return first_date(stripped) if match else None


def years(text: str) -> tuple[tuple[int, int, int], ...]:
    """(year, start, end) of the years named with 年 or 年度, offsets into ``plain(text)``."""
    return tuple((year_number(m["year"]), m.start(), m.end()) for m in _YEAR_NAMED.finditer(plain(text)))
