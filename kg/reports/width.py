"""Characters that have several code points for one meaning: line ends, full-width letters and digits, radicals.

Chinese punctuation stays as written (，。：；（）), because sentences and brackets are told by it either way.
"""

from __future__ import annotations

import re
import unicodedata

from kg.reports.draft import Draft, Edit

_LINE_END = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
# NUL, other controls, zero-width and direction marks, soft hyphen, surrogates, private use (PDF bullets), noncharacters
_NOTHING = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]+"
)
_LOST = re.compile("\ufffd+")
# ? ? ? 2024年: the indentation's no-break spaces, lost on the way through another encoding
_LOST_INDENT = re.compile(r"^[ \t\u3000]*(?:\?[ \t\u3000]*){2,}(?=[\u4e00-\u9fff（(\d])", re.M)
LOST_MARK = "□"
"""Stands for one or more characters that the original has lost, as in Chinese text editions."""


def _narrow() -> dict[int, str]:
    table = {0xFEE0 + c: chr(c) for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%+./-=&@#_*"}
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00)):  # radicals and compatibility ideographs, from PDFs
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    table |= {0xFF61: "。", 0xFF64: "、", 0xFF62: "「", 0xFF63: "」", 0x2F00: "一"}
    return table


_NARROW = _narrow()
_HAS_WIDE = re.compile("[" + "".join(map(chr, _NARROW)) + "]")
# Full-width comma between digit groups: 1，286件; 6，700余条; not 5，120
_GROUPED = re.compile(r"(?<!\d)(?<!\d[，.])\d{1,3}(?:，\d{3})+(?![\d，])")


def tidy_controls(draft: Draft) -> None:
    """One kind of line end; nothing invisible; lost characters (U+FFFD) shown as LOST_MARK and recorded as lost."""
    text = draft.text
    draft.apply("line-end", [Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text)], record=False)
    draft.apply("control", [Edit(m.start(), m.end(), "") for m in _NOTHING.finditer(draft.text)])
    if "?" in draft.text:
        draft.apply("space", [Edit(m.start(), m.end(), "") for m in _LOST_INDENT.finditer(draft.text)])
    if "\ufffd" in draft.text:
        draft.apply("encoding", [Edit(m.start(), m.end(), LOST_MARK, True) for m in _LOST.finditer(draft.text)])


def narrow(draft: Draft) -> None:
    """Full-width digits, letters and ％ become ASCII, and the comma inside 1，286 too."""
    text = draft.text
    if _HAS_WIDE.search(text):
        text = text.translate(_NARROW)
    if "，" in text:
        text = _GROUPED.sub(lambda m: m[0].replace("，", ","), text)
    draft.rewrite("width", text)
