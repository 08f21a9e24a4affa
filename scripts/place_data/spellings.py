"""How names of divisions are written in Latin letters (Hanyu Pinyin), one syllable for each character."""

from __future__ import annotations

import re
from functools import cache

# Readings that names of divisions have and the dictionary lacks or ranks lower, by character and by whole name.
# Example: 丰都县 is Fengdu, though 都 alone is mostly dou; 长子县 is Zhangzi, though 长 in names is chang.
CHARACTERS = {
    "长": "chang",
    "都": "du",
    "佛": "fo",
    "朝": "chao",
    "勒": "le",
    "涡": "guo",
    "郫": "pi",
    "漯": "luo",
    "筠": "jun",
}
NAMES = {
    "单县": "shan xian", "浚县": "xun xian", "六合区": "lu he qu", "乐陵市": "lao ling shi", "洪洞县": "hong tong xian",
    "繁峙县": "fan shi xian", "什邡市": "shi fang shi", "荥经县": "ying jing xian", "大城县": "dai cheng xian",
    "民乐县": "min le xian", "覃塘区": "qin tang qu", "召陵区": "shao ling qu", "长子县": "zhang zi xian",
    "宕昌县": "tan chang xian",
}  # fmt: skip


@cache
def syllables(name: str) -> tuple[str, ...]:
    """宝坻区 → bao di qu. Characters that have no reading give nothing."""
    from pypinyin import lazy_pinyin

    if name in NAMES:
        return tuple(NAMES[name].split())
    if own := next((whole for whole in NAMES if whole[:-1] == name and len(name) > 1), ""):
        return tuple(NAMES[own].split()[:-1])
    read = lazy_pinyin(name, v_to_u=True, errors="ignore")
    plain = [re.sub("[^a-z]", "", syllable.replace("ü", "u")) for syllable in read]
    if len(plain) == len(name):
        plain = [CHARACTERS.get(character, syllable) for character, syllable in zip(name, plain, strict=True)]
    return tuple(plain)
