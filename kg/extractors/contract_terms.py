"""For how long lawyers are engaged: 合同期三年, 服务期自2021年7月至2024年6月, 聘期至2026年底."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.extractors.numerals import numbers
from kg.reports.roles import years

_YEAR = "(?:20[0-9]{2}|二[〇○零0][〇○零一二三四五六七八九]{2})年"
_DAY = r"(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月)?(?:\d{1,2}日|[一二三四五六七八九十]{1,3}日)?"
_CONTRACT = "(?:合同|协议|聘|服务|签约|顾问|任)"

# How many years; each row with a clause as example.
YEARS: tuple[tuple[str, str], ...] = (
    (rf"{_CONTRACT}(?:合同|协议)?(?:期|期限|有效期|时间)(?:均|各|皆)?(?:约定)?(?:为|是|定为)?(?P<n>\d|[一二两三四五])年", "合同期限为三年"),
    (r"(?:合同|协议)(?:一签)?(?P<n>[1-5]|[一二两三四五])年(?!来|中|度|以|内)", "签订法律顾问合同一年"),
    (r"(?:为期|续签|续聘|签期|聘用?期)(?P<n>\d|[一二两三四五])年(?!来)", "续聘两年"),
    (r"(?P<n>\d|[一二两三四五])年期的?(?:[^，,。；]{0,8})(?:合同|协议)", "签订两年期法律服务合同"),
    (r"(?P<n>一)年一(?:签|聘|定)", "服务合同一年一签"),
)  # fmt: skip
# From which year to which.
SPANS: tuple[tuple[str, str], ...] = (
    (
        rf"{_CONTRACT}?(?:期|期限|期间|有效期|时间|年限|[（(])(?:[^，,。；）)]{{0,6}}?|[^，,。；]{{0,6}}[，,](?:自|从))(?P<first>{_YEAR}){_DAY}(?:起)?(?:至|到|[—–~～-]+)(?P<last>{_YEAR})",
        "服务期限自2021年7月至2024年6月",
    ),
    (rf"{_CONTRACT}(?:期|期限|有效期)?(?:延续|顺延|续)?(?:至|到)(?P<last>{_YEAR})", "聘期至2026年底"),
    (rf"(?P<last>{_YEAR}){_DAY}(?:底|末|年底)?(?:到期|期满|届满|终止)", "合同于2015年底到期"),
    (rf"(?P<first>{_YEAR}){_DAY}起?(?:(?!到期|期满|未|不再)[^，,。；]){{0,24}}(?:签订|签署|续签|改签|聘请|改聘|聘任)", "2020年7月与循远律师事务所签订合同"),
)  # fmt: skip
_YEARS = re.compile("|".join(re.sub(r"\?P<n>", f"?P<n{i}>", pattern) for i, (pattern, _) in enumerate(YEARS)))
_SPANS = tuple(re.compile(pattern) for pattern, _ in SPANS)
_LONGEST = 30  # years; more is no term of a contract


@dataclass(frozen=True, slots=True)
class Term:
    """How many years a contract runs, and the calendar years in which it begins and ends; None where not said."""

    years: int | None = None
    first: int | None = None
    last: int | None = None


@lru_cache(maxsize=256)
def term(text: str) -> Term:
    """The term that the clauses about an engagement state."""
    length = _YEARS.search(text)
    said = next((n for n in length.groupdict().values() if n), None) if length else None
    count = int(numbers(said + "年")[0].value) if said else None
    for pattern in _SPANS:
        if (m := pattern.search(text)) is not None:
            named = m.groupdict()
            first, last = (years(named[key])[0] if named.get(key) else None for key in ("first", "last"))
            if first is None or last is None or 0 <= last - first <= _LONGEST:
                return Term(count, first, last)
    return Term(count)
