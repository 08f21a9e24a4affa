"""Traditional → Simplified, only for text that is recognised as Traditional, with place names protected."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.reports.draft import Draft

if TYPE_CHECKING:
    from opencc import OpenCC

# Frequent in reports, and in no Simplified text. A Simplified text with a few of them (a name, a quotation) stays.
_TELLING = re.compile(
    "[們這個為來說國時會對過與發開關經點動進種還後無學將現實業體應長門問題機見員鎮縣鄉區黨設執據規範決資訊號頁處務領導眾羣"
    "辦報書責環總結構劃隊組織強義習議聽調糾紛網絡開憲傳貫徹黨質穩據顧師協檢監審專項難題風險準備產業農勞險舉]"
)
_HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
TRADITIONAL_SHARE = 0.06
"""Telling characters per Chinese character from which a text counts as Traditional (real ones: 0.15–0.3)."""

# Official names whose characters the conversion would change, by the Ministry of Civil Affairs' list of divisions:
# each name as it is in Simplified text, without its type where the rest is no ordinary word.
_PROTECTED: tuple[str, ...] = (
    "乾丰", "乾佑", "乾务", "乾县", "乾塘", "乾安", "乾潭", "乾西乡", "乾龙", "奇乾",
    "南磑", "垌塚", "於潜", "洩湖", "濛江", "濛洲", "濛阳", "花篢", "藉口镇", "鴜鹭树",
)  # fmt: skip
# 著 is a character of its own in Simplified (著作, 显著); the converter leaves it where 着 is meant: 著力, 圍繞著.
_PARTICLE = re.compile("(?<![显卓昭名原编专巨论译土])著(?![作名书称述者录论权])")
_QUOTES = str.maketrans("「」『』", "“”‘’")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in Simplified characters, of the same length; names in _PROTECTED keep their characters."""
    converted = str(_converter().convert(text))
    if len(converted) != len(text):
        converted = "".join(c if len(c := str(_converter().convert(t))) == 1 else t for t in text)
    for name, damaged in _damaged():
        at = converted.find(damaged)
        while at >= 0:
            end = at + len(name)
            if any(text[at + i] == name[i] != damaged[i] for i in range(len(name))):
                converted = converted[:at] + name + converted[end:]
            at = converted.find(damaged, end)
    return converted


@cache
def _damaged() -> tuple[tuple[str, str], ...]:
    return tuple((name, str(_converter().convert(name))) for name in _PROTECTED)


def is_traditional(text: str) -> bool:
    return len(_TELLING.findall(text)) > TRADITIONAL_SHARE * max(len(_HANZI.findall(text)), 1)


def to_simplified(draft: Draft) -> None:
    """Convert the draft where it is Traditional, with its quotation marks 「」."""
    if is_traditional(draft.text):
        draft.rewrite("script", _PARTICLE.sub("着", simplified(draft.text)).translate(_QUOTES))
