"""Residue of broken page scripts: pinyin after characters, and text whose GBK bytes were read one byte off.

Some sites convert their pages to Traditional Chinese in the browser; when such a page is saved, pinyin stays behind
(鎮(zhèn)) and, where a byte was lost, every following pair of bytes is read shifted until a byte is lost again:
"　（一）" (A1A1 A3A8 D2BB A3A9) becomes "?。ㄒ唬". Reading the bytes shifted back recovers what is still there. What is
not there is shown as LOST_MARK and recorded as lost; nothing is guessed in its place.
"""

from __future__ import annotations

import re

from kg.reports.draft import Draft, Edit
from kg.reports.width import LOST_MARK

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = rf"[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}"
_HANZI = r"\u3400-\u4dbf\u4e00-\u9fff"
# 鎮(zhèn), 內(nèi); without a tone mark only the particles: 地(de)
_PINYIN = re.compile(rf"(?<=[{_HANZI}A-Za-z])[(（]{_SYLLABLE}[)）]|(?<=[{_HANZI}])[(（](?:de|le|zhe|men|zi|me|ne)[)）]")
_NUMBERS = tuple("一二三四五六七八九十") + tuple("十" + n for n in "一二三四五六七八九")
_BOX_DRAWING = "\u2500-\u254b"  # what a lone ）shifts into: its second byte A9 leads this block of GBK


def _shifted(marker: str) -> str:
    """How "　（一）" looks with its first byte lost: pairs that are no character vanish, the last byte waits."""
    data = ("　" + marker).encode("gbk")[1:]
    return "".join(data[i : i + 2].decode("gbk", "ignore") for i in range(0, len(data) - 1, 2))


def _marker_forms() -> dict[str, str]:
    """Damaged form → marker, longest first, so that "ㄊ唬" is （十一） and not （十…. One form of several: what is sure."""
    forms: dict[str, str] = {}
    for number in _NUMBERS:
        form = _shifted(f"（{number}）")
        forms[form] = f"（十{LOST_MARK}）" if form in forms else f"（{number}）"
    return dict(sorted(forms.items(), key=lambda row: -len(row[0])))


_MARKERS = _marker_forms()
_ENUMERATOR = re.compile(
    r"\?+(?P<marker>"
    + "|".join(re.escape(s) + (f"(?=[{_BOX_DRAWING}])" if len(s) == 1 else "") for s in _MARKERS)
    + r")(?P<tail>[^\n,，。；;：:?A-Za-z]{0,14}(?:[A-Za-z]|\?(?:[a-zü"
    + _TONED
    + r"]{1,6}[)）])?)?)"
)
# "。現" (A1A3 AC46) with its first byte lost: "?，F"; the letter is the second byte of the character.
_SENTENCE_END = re.compile(rf"\?[,，][A-Za-z](?=[{_HANZI}])")


def remove_pinyin(draft: Draft) -> None:
    """鎮(zhèn) → 鎮. Only where the document has tone marks in brackets."""
    if re.search(f"[(（?][a-zü]{{0,3}}[{_TONED}]", draft.text):
        draft.apply("pinyin", [Edit(m.start(), m.end(), "") for m in _PINYIN.finditer(draft.text)])


def recover_shifted(draft: Draft) -> None:
    """Recover enumerators and sentence ends from shifted bytes; mark what is lost.

    "?。ㄒ唬┏掷m深化" → "（一）持續深化" (every byte is there); "?。ㄎ澹┥罨鐣卫矸ㄖ位苓M一步" → "（五）□一步".
    """
    if "?" not in draft.text:
        return
    edits = [*_enumerators(draft.text), *_sentence_ends(draft.text)]
    draft.apply("enumerator", sorted(edits))


def _enumerators(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _ENUMERATOR.finditer(text):
        marker = _MARKERS[m["marker"]]
        whole = _unshift(m["marker"] + m["tail"])
        if whole.startswith("　" + marker) and _all_common(whole[1 + len(marker) :]):
            edits.append(Edit(m.start(), m.end(), whole[1:]))
        else:
            edits.append(Edit(m.start(), m.end(), marker + LOST_MARK, True))
    return edits


def _sentence_ends(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _SENTENCE_END.finditer(text):
        whole = _unshift("，" + m[0][-1])
        if whole.startswith("。") and _all_common(whole[1:]):
            edits.append(Edit(m.start(), m.end(), whole))
    return edits


def _unshift(garbage: str) -> str:
    """Read the characters' GBK bytes one byte earlier; "" where they do not fit."""
    try:
        return (b"\xa1" + garbage.encode("gbk")).decode("gbk")
    except UnicodeError:
        return ""


def _all_common(text: str) -> bool:
    """Whether all are first-level characters of GB 2312 (the 3,755 commonest), in either script.

    A byte pair that was lost on the way cannot be seen; then the rest reads as rare characters.
    """
    from kg.reports.script import simplified

    return bool(text) and all(
        0xB0 <= c.encode("gb18030")[0] <= 0xD7 and len(c.encode("gb18030")) == 2 and c.encode("gb18030")[1] >= 0xA1
        for c in simplified(text)
    )
