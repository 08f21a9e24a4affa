"""Lines of a page → paragraphs: joins what was wrapped at a fixed width (text copied from PDF) or cut by a page break.

A document counts as wrapped if many of its lines are equally long and end in the middle of a sentence. There, a line
runs on into the next unless the next is indented, begins with a marker (一、 （一） 1.), or the line was not full.
"""

from __future__ import annotations

import re
import unicodedata

from kg.reports.draft import Draft, Edit
from kg.reports.markers import begins_with_heading, begins_with_marker

_ENDS_SENTENCE = re.compile(r"[。！？!?：:；;…][”’」』）)]*$")
_INDENT = re.compile(r"^(?:\u3000+|[ \xa0\u2002]{2,}|\t)")
_OPEN_END = re.compile(r"[，、,—－“‘《（(〈【]$")
_OPEN_TITLE = re.compile(r"《[^《》]{0,60}$")
_TITLE_ENDS = re.compile(r"[^《》]{0,60}》")
_BLANK = " \t\u3000\xa0\u2002\u2003\f"
_LATIN = re.compile(r"[A-Za-z]")
_CLAUSE = re.compile(r"[，。；：、,;:]")
MAX_WRAP_COLUMNS = 110
"""Widest line, in columns (a Chinese character takes two), that can come from a printed page."""


def _columns(text: str) -> int:
    return sum(1 if c < "\u1100" or unicodedata.east_asian_width(c) in "NaH" else 2 for c in text)


def wrap_width(lines: list[str]) -> int:
    """The width in columns at which the lines were wrapped, 0 if they were not. Lines without indentation stripped."""
    used = [line.rstrip(_BLANK) for line in lines if line.strip(_BLANK)]
    if len(used) < 6:
        return 0
    longest = max(map(len, used))
    if longest > MAX_WRAP_COLUMNS:
        return 0
    widths = sorted(_columns(line) for line in used)
    full = widths[min(len(widths) - 1, int(len(widths) * 0.9))]
    if not 24 <= full <= MAX_WRAP_COLUMNS:
        return 0
    open_full = [line for line in used if abs(_columns(line) - full) <= 5 and not _ENDS_SENTENCE.search(line)]
    return full if len(open_full) >= max(3, 0.25 * len(used)) else 0


def join_lines(draft: Draft) -> None:
    """Join wrapped lines; form feeds (page breaks) and blank lines between paragraphs become one line end."""
    text = draft.text
    spans = [(a, b) for a, b in draft.lines() if text[a:b].strip(_BLANK)]
    lines = [text[a:b] for a, b in spans]
    full = wrap_width(lines)
    indented = sum(1 for line in lines if _INDENT.match(line)) >= 3
    edits: list[Edit] = []
    for i in range(1, len(lines)):
        before, after = lines[i - 1].rstrip(_BLANK), lines[i].strip(_BLANK)
        gap = text[spans[i - 1][1] : spans[i][0]] + lines[i - 1][len(before) :]
        if _runs_on(before, lines[i], gap, full, indented):
            start = spans[i - 1][0] + len(before)
            end = spans[i][1] - len(lines[i].lstrip(_BLANK))
            latin = _LATIN.match(before[-1]) and _LATIN.match(after[0])
            edits.append(Edit(start, end, " " if latin else ""))
    draft.apply("line-break", edits)
    draft.apply("line-break", _blank_lines(draft), record=False)


_LINE_END = re.compile(rf"(?<![{_BLANK}])[{_BLANK}]*\n[\n{_BLANK}]*")


def _blank_lines(draft: Draft) -> list[Edit]:
    """One line end between lines, nothing before the first and after the last."""
    text = draft.text
    lead = len(text) - len(text.lstrip("\n" + _BLANK))
    tail = max(len(text.rstrip("\n" + _BLANK)), lead)
    inner = [
        Edit(m.start(), m.end(), "\n") for m in _LINE_END.finditer(text, lead, tail) if m[0] != "\n" and m.end() <= tail
    ]
    edges = (Edit(0, lead, ""), Edit(tail, len(text), ""))
    return sorted([*inner, *(e for e in edges if e.start < e.end)])


def _runs_on(before: str, line: str, gap: str, full: int, indented: bool) -> bool:
    """Whether the line that starts after ``gap`` continues the sentence or paragraph of ``before``."""
    after = line.strip(_BLANK)
    page_break = "\f" in gap
    ended = _ENDS_SENTENCE.search(before) is not None
    if (indented and _INDENT.match(line)) or "\t" in after or "\t" in before.strip():
        return False  # rows of tables are lines of their own
    if _OPEN_TITLE.search(before) and _TITLE_ENDS.match(after):
        return gap.count("\n") <= 1 or page_break  # a title that the line's end cuts
    if not _OPEN_END.search(before) and _begins_paragraph(after, ended, full > 0 and indented):
        return False
    if gap.count("\n") > 1 and not page_break:
        return False
    if full:
        # a page may as well be wrapped at so many characters, whatever their width
        return _columns(before) >= full - 6 or (not ended and len(before) >= full // 2 - 1)
    if _OPEN_END.search(before) and len(before) > 12:
        return True
    return page_break and not ended and len(before) > 30 and _CLAUSE.search(before) is not None


def _begins_paragraph(line: str, ended: bool, indentation_tells: bool) -> bool:
    """Whether a line's marker makes it a paragraph. Where paragraphs are indented and this line is not, 1. and 第一，
    stand inside a sentence, and even （二） does unless the line before ended one."""
    if not indentation_tells:
        return begins_with_marker(line)
    return ended and begins_with_heading(line)
