"""Where a heading ends, and which lines without a marker are headings."""

from __future__ import annotations

import re

from kg.reports.markers import Marker
from kg.reports.tail import is_date, is_organ

_STOP = re.compile(r"[。；;！？!?：:\n“”‘’《》（）()【】]")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】"}
LONGEST_COLON_HEADING = 40
"""Characters before a colon that may be a heading: 普法宣传方面：…"""
LONGEST_PLAIN_HEADING = 40
_LONGEST_LEADING_SENTENCE = 24
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile("[。！？；]")
_NO_HEADING = re.compile(
    r"^(?:附|抄送|联系|注|图|表|来源|（|\(|特此|此件|公开方式|主动公开)|[，、；：。,;:.]$|\d{4}年\d{1,2}月\d{1,2}日"
)


def heading_span(text: str, start: int, end: int) -> tuple[tuple[int, int], int]:
    """The heading that begins at ``start`` in a paragraph that ends at ``end``, and where the text after it begins.

    The heading runs to the first 。 or ；, or to a colon if that is near; brackets and quotes are skipped.
    """
    while start < end and text[start].isspace():
        start += 1
    at = start
    while at < end:
        m = _STOP.search(text, at, end)
        if m is None:
            break
        at = m.end()
        partner = _PAIRS.get(m[0])
        if partner is not None:
            closing = text.find(partner, at, min(end, at + 120))
            if closing < 0 and m[0] in "（(":
                closing = text.find(")" if m[0] == "（" else "）", at, min(end, at + 120))
            at = closing + 1 if closing >= 0 else at
            continue
        if m[0] in "”’》）)】":
            continue
        if m[0] in "：:" and m.start() - start > LONGEST_COLON_HEADING:
            continue
        stop = m.start()
        return (start, _rstrip(text, start, stop)), m.end()
    stop = _rstrip(text, start, end)
    return (start, stop), end


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in "，,、"):
        end -= 1
    return end


def is_plain_heading(line: str, following: str, next_marker: Marker | None, least: int = 30) -> bool:
    """Whether a line without marker is a heading: short, no sentence, text (of more than ``least`` characters) or a
    list below it.

    压实责任，扛牢法治建设使命
    """
    if not 4 <= len(line) <= LONGEST_PLAIN_HEADING or len(_HANZI.findall(line)) < 4:
        return False
    if _SENTENCE.search(line) or _NO_HEADING.search(line) or is_date(line) or is_organ(line):
        return False
    if next_marker is not None:
        return next_marker.number == 1
    return len(following) > len(line) and _SENTENCE.search(following) is not None and len(following) > least


def runs_on_from_heading(text: str, start: int, end: int) -> bool:
    """Whether an unmarked paragraph begins with a short sentence that heads it: 深化普法强基。继续用好…"""
    stop = text.find("。", start, start + _LONGEST_LEADING_SENTENCE)
    if stop < 0 or end - stop < 9 or stop - start < 4:
        return False
    lead = text[start:stop]
    return not re.search(
        r"如下|以下|现将|\d{4}年|[：:；;]|^(?:今[年后]|去年|全年|目前|截至|下一?步|接下来|明年|来年)|我(?:们|镇|乡|街道)[将要]",
        lead,
    )
