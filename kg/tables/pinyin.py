"""How Chinese names are said: for suggestions to people who type by sound."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 16)  # the scheme's names come again with every build
def spoken(text: str) -> str:
    """Pinyin without tones and spaces: 枫桥经验 → fengqiaojingyan; other characters as they are, in lower case."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).lower()


@lru_cache(maxsize=1 << 16)
def initials(text: str) -> str:
    """The first letters of what ``spoken`` gives: 枫桥经验 → fqjy; other characters as they are."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
