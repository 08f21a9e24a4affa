"""Sentences with exact offsets: the passages that every statement of the graph points to."""

from __future__ import annotations

import re

from kg.model import Passage, Role, Section

LONG_SENTENCE = 400
"""Characters from which a sentence is split at ；."""
LONGEST_PASSAGE = 1300
"""No passage is longer; where a sentence has neither ； nor ， to split at, it is cut here."""

_OPENERS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
    "[": "]",
}
_CLOSERS = "”’》）)」』】〕〉]"
_STOP = re.compile(r"[。！？!?“”‘’《》（）()「」『』【】〔〕〈〉\[\]]")
_BRACKET = re.compile(r"[“”‘’《》（）()「」『』【】〔〕〈〉\[\]]")
_MARK = "。！？!?"
_MAX_QUOTED = 300  # an opening bracket without its partner within so many characters does not protect


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph. A 。 inside 《》, “” or （） ends none, unless the closing mark is last."""
    spans: list[tuple[int, int]] = []
    begin = start
    at = start
    partners = _partners(text, start, end)
    while at < end:
        m = _STOP.search(text, at, end)
        if m is None:
            break
        c = m[0]
        at = m.end()
        if c in _OPENERS:
            closing = partners.get(m.start(), -1)
            if closing > 0:
                at = closing + 1
                ended_inside = (
                    text[closing - 1] in _MARK and c in "“‘「『" and (at >= end or text[at] not in "，、。；：,;:）)的")
                )
                if ended_inside and closing - m.start() > 8:
                    spans.append((begin, at))
                    begin = at
        elif c in _MARK:
            while at < end and (text[at] in _MARK or text[at] in _CLOSERS):
                at += 1
            spans.append((begin, at))
            begin = at
    if begin < end:
        spans.append((begin, end))
    return [span for piece in spans for span in _split_long(text, *_trim(text, *piece))]


def _partners(text: str, start: int, end: int) -> dict[int, int]:
    """For each opening mark the offset of the mark that closes it near enough; one pass, however many never close."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for m in _BRACKET.finditer(text, start, end):
        mark = "(" if m[0] == "（" else ")" if m[0] == "）" else m[0]
        if mark in _OPENERS:
            waiting.setdefault(_OPENERS[mark], []).append(m.start())
        elif waiting.get(mark):
            opening = waiting[mark].pop()
            if m.start() - opening < _MAX_QUOTED:
                found[opening] = m.start()
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _split_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= LONG_SENTENCE:
        return [(start, end)] if start < end else []
    spans: list[tuple[int, int]] = []
    begin = start
    for m in re.finditer("[；;]", text[start:end]):
        cut = start + m.end()
        spans.append((begin, cut))
        begin = cut
    spans.append((begin, end))
    return [s for a, b in spans for s in _split_hard(text, *_trim(text, a, b))]


def _split_hard(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while end - start > LONGEST_PASSAGE:
        cut = max(text.rfind("，", start, start + LONGEST_PASSAGE), text.rfind(",", start, start + LONGEST_PASSAGE)) + 1
        cut = cut if cut > start + 100 else start + LONGEST_PASSAGE
        spans.append(_trim(text, start, cut))
        start = cut
    if start < end:
        spans.append(_trim(text, start, end))
    return [(a, b) for a, b in spans if a < b]


def passages(text: str, sections: tuple[Section, ...], table_rows: set[int]) -> tuple[Passage, ...]:
    """All sentences, headings and table rows in order. ``table_rows`` are the starts of lines that are rows of tables."""
    found: list[Passage] = []
    at = 0
    open_sections: list[Section] = []
    waiting = list(reversed(sections))
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        spans = [_trim(text, start, end)] if start in table_rows else sentences(text, start, end)
        for a, b in spans:
            while waiting and waiting[-1].start <= a:
                open_sections.append(waiting.pop())
            while open_sections and open_sections[-1].end <= a:
                open_sections.pop()
            inner = next((s for s in reversed(open_sections) if b <= s.end), None)
            role = inner.role if inner is not None else Role.INTRO
            found.append(Passage(len(found), a, b, text[a:b], None if inner is None else inner.index, role))
    return tuple(found)
