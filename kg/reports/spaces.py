"""White space inside paragraphs: stray spaces between Chinese characters, digit groups, several paragraphs in one line."""

from __future__ import annotations

import re

from kg.reports.draft import Draft, Edit

_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(f"[{_SPACE}\f]+")
# 2 140人次, 9 300: digit groups by thin or no-break space
_GROUP = re.compile(r"(?<![\d.])\d{1,3}(?:[ \u00a0\u2000-\u200a\u202f]\d{3})+(?![\d.])")
# 1 17件: a stray space inside a number before its unit
_DIGITS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d+[\u4e00-\u9fff%])")
_WIDE_GAP = re.compile(f"[{_SPACE}]{{2,}}|\u3000")
_SENTENCE_END = re.compile(r"[。！？!?：:；;][”’」』）)]*$")
_PARAGRAPH_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十][,，、]"
)
_PROSE = re.compile(r"[，。；：！？,;:]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_SINGLE = re.compile(f"^(?:[^\x00-\x7f](?:[{_SPACE}]+|$)){{3,}}$")


def split_run_in_paragraphs(draft: Draft) -> None:
    """Some pages put all paragraphs into one line with wide gaps between: …如下：　　一、主要举措　　（一）…"""
    edits: list[Edit] = []
    for start, end in draft.lines():
        line = draft.text[start:end]
        if end - start < 80:
            continue
        for m in _WIDE_GAP.finditer(line):
            before, after = line[: m.start()], line[m.end() :]
            if not before.strip() or not after or m[0] in " \u00a0":
                continue
            if _SENTENCE_END.search(before[-3:]) or (len(m[0]) > 1 and _PARAGRAPH_MARKER.match(after)):
                edits.append(Edit(start + m.start(), start + m.end(), "\n"))
    draft.apply("line-break", edits)


def tidy_spaces(draft: Draft, protected: list[tuple[int, int]] | None = None) -> None:
    """Remove spaces between Chinese characters; keep one between words of short lines (two bodies that sign).

    ``protected`` are spans, in order, that are left alone (rows of tables).
    """
    text = draft.text
    if not _RUN.search(text):
        return
    guard = iter(protected or [])
    keep = next(guard, None)
    edits: list[Edit] = []
    for start, end in draft.lines():
        while keep is not None and keep[1] <= start:
            keep = next(guard, None)
        if start == end or (keep is not None and keep[0] <= start):
            continue
        line = text[start:end]
        if not _RUN.search(line):
            continue
        spaced = _SINGLE.match(line.strip()) is not None
        prose = _PROSE.search(line) is not None and len(line) > 20
        grouped = {i for m in (*_GROUP.finditer(line), *_DIGITS.finditer(line)) for i in range(m.start(), m.end())}
        for m in _RUN.finditer(line):
            replacement = _kept(line, m, spaced, prose, m.start() in grouped)
            if replacement != m[0]:
                edits.append(Edit(start + m.start(), start + m.end(), replacement))
    draft.apply("space", edits)


def _kept(line: str, m: re.Match[str], spaced: bool, prose: bool, grouped: bool) -> str:
    if m.start() == 0 or m.end() == len(line) or spaced or grouped:
        return ""
    before, after = line[m.start() - 1], line[m.end()]
    if _LATIN.match(before) and _LATIN.match(after):
        return " "
    if prose or not (before.isalnum() and after.isalnum()):
        return ""
    if len(m[0]) == 1 and _letter_spaced(line, m):
        return ""
    return " " if len(m[0]) > 1 or not (before.isdigit() or after.isdigit()) else ""


def _letter_spaced(line: str, m: re.Match[str]) -> bool:
    """Whether a single space stands beside a single character: 三、下 一 步 打 算, 法 治建设, but not 张三 李四."""
    left = re.split(f"[{_SPACE}、.．）)]", line[: m.start()])[-1]
    right = re.split(f"[{_SPACE}]", line[m.end() :])[0]
    return len(left) == 1 or len(right) == 1
