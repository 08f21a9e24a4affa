"""White space inside paragraphs: stray spaces between Chinese characters, digit groups, several paragraphs in one line."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.reports.draft import Draft, Edit
from kg.reports.markers import number

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
_WORD = 10  # characters looked at beside a space
_SINGLE = re.compile(f"^(?:[^\x00-\x7f](?:[{_SPACE}]+|$)){{3,}}$")


def split_run_in_paragraphs(draft: Draft) -> None:
    """Some pages put all paragraphs into one line with wide gaps between: …如下：　　一、主要举措　　（一）…"""
    edits: list[Edit] = []
    for start, end in draft.lines():
        line = draft.text[start:end]
        if end - start < 80:
            continue
        for m in _WIDE_GAP.finditer(line.rstrip(), len(line) - len(line.lstrip())):
            if m[0] in " \u00a0":
                continue
            ended = _SENTENCE_END.search(line[max(0, m.start() - 3) : m.start()]) is not None
            if ended or (len(m[0]) > 1 and _PARAGRAPH_MARKER.match(line, m.end())):
                edits.append(Edit(start + m.start(), start + m.end(), "\n"))
    draft.apply("line-break", edits)


_RUN_IN_PART = re.compile(r"(?<=[。：:；;！!])[ \u3000]*(?=([一二三四五六七八九十]{1,2})、)")
_RUN_IN_CHILD = re.compile(r"(?<![第条款项“‘《（(])(?=[（(]([一二三四五六七八九十]{1,2})[）)])")
_TITLE = re.compile(r"^[^。，；：]{6,60}?(?:报告|总结|汇报)(?P<gap>[ \u3000]+)(?=[^。]{2,30}[：:])")


def split_run_in_headings(draft: Draft) -> None:
    """Text that has lost all its line ends: …如下：一、主要做法（一）加强学习。…二、存在问题…

    Only a line of several hundred characters in which the parts 一、 and 二、 follow sentence ends is split.
    """
    edits: list[Edit] = []
    for start, end in draft.lines():
        line = draft.text[start:end]
        parts = _ascending(line, _RUN_IN_PART) if end - start > 150 else []
        if len(parts) < 2:
            continue
        gap = _TITLE.match(line)
        cuts = {(gap.start("gap"), gap.end("gap"))} if gap else set()
        bounds = [*parts, (len(line), len(line))]
        cuts.update(parts)
        for (_, begin), (finish, _) in pairwise(bounds):
            cuts.update(_ascending(line, _RUN_IN_CHILD, begin, finish))
        edits += [Edit(start + a, start + b, "\n") for a, b in sorted(cuts)]
    draft.apply("line-break", edits)


def _ascending(line: str, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The matches whose number (group 1) counts 1, 2, 3 … without a gap; those out of turn are left."""
    spans: list[tuple[int, int]] = []
    for m in pattern.finditer(line, start, len(line) if end is None else end):
        if number(m[1]) == len(spans) + 1:
            spans.append(m.span())
    return spans


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
        prose = _PROSE.search(line) is not None and len(line) > 12
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
    left = re.split(f"[{_SPACE}、.．）)]", line[max(0, m.start() - _WORD) : m.start()])[-1]
    right = re.split(f"[{_SPACE}]", line[m.end() : m.end() + _WORD])[0]
    return len(left) == 1 or len(right) == 1
