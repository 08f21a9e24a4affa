"""The title of a report: its lines at the head of the clean text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reports.roles import years

_BRACKETED_TAIL = r"(?:[（(][^）)]{1,24}[）)])?$"
_KIND = re.compile(
    r"(?:报告|总结|汇报|报告书|自评|情况|年报|要点|综述|公告|公示|说明|计划|打算|安排|述职述法|述法)" + _BRACKETED_TAIL
)
_SUBJECT = re.compile("法治|依法|法制|依法行政|报告|总结|汇报")
_NO_TITLE_END = re.compile("[。：:；;，,、！!？?]$")
_DATE = re.compile(r"^[（(]?(?:20\d\d|二[〇○零０O][〇○零一二三四五六七八九]{2})[年.\-/]")
_MARKER = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、.．]|\d{1,2}[.．、](?!\d))")
_ORGANS = re.compile(
    r"^[\u3400-\u9fff（）() \u3000]{2,60}(?:政府|委员会|党委|党工委|办事处|管委会|镇|乡|街道|苏木|办公室|司法所)$"
)
_BODY_END = re.compile(r"(委员会|人民政府|政府|办事处|工委|管委会)$")
LONGEST_TITLE = 100
"""Characters of one line of a title."""
_HEAD_LINES = 8
_LINES_OF_TITLE = 4
_SHORTEST_REPEATED = 10


@dataclass(frozen=True, slots=True)
class Title:
    """``lines`` are the spans of the title's lines, in order; ``text`` is the title in one piece."""

    lines: tuple[tuple[int, int], ...]
    text: str


def _fits(line: str) -> bool:
    return 0 < len(line) <= LONGEST_TITLE and not _NO_TITLE_END.search(line) and not _MARKER.match(line)


def find_title(text: str, paragraphs: list[tuple[int, int]], known: str = "") -> Title:
    """The title among the first paragraphs; ``known`` is the title that the page's head states, "" if none.

    中共X镇委员会 / X镇人民政府 / 关于…的报告 over three lines is one title.
    """
    head = paragraphs[:_HEAD_LINES]
    lines = [text[a:b] for a, b in head]
    usable = next((i for i, line in enumerate(lines) if not _fits(line)), len(lines))
    last = next((i for i in range(usable) if _KIND.search(lines[i]) and len(lines[i]) >= 4), -1)
    if last < 0:
        last = next((i for i in range(min(usable, 3)) if _SUBJECT.search(lines[i]) and len(lines[i]) >= 6), -1)
    if last < 0:
        flat = re.sub(r"\s", "", known)
        last = next((i for i in range(usable) if flat and re.sub(r"\s", "", lines[i]) == flat), -1)
    if last < 0:
        return Title((), known)
    whole = _SUBJECT.search(lines[last]) is not None and (years(lines[last]) or lines[last].startswith("关于"))
    first = last
    while first > 0 and (leads_title(lines[first - 1]) or (not whole and not _DATE.match(lines[first - 1]))):
        first -= 1
    title = _joined(lines[first : last + 1])
    while again := _same_below(lines[last + 1 :], (title, known)):
        last += again  # the page's heading and the document's own title
    return Title(tuple(head[: last + 1]), title)


def _same_below(lines: list[str], titles: tuple[str, ...]) -> int:
    """How many of the next lines say a title once more, in one piece or over several lines; 0 if they do not."""
    flat = {re.sub(r"\s", "", title) for title in titles if title}
    for count in range(1, min(_LINES_OF_TITLE, len(lines)) + 1):
        if re.sub(r"\s", "", "".join(lines[:count])) in flat:
            return count
    return 0


def repeated_title(lines: list[str]) -> int | None:
    """The index of the last line that begins a title which stood before, as the page's heading; None if none does.

    The report's own title may be broken into several lines: 中共X镇委员会 / X镇人民政府 / 关于…的报告.
    """
    flat = [re.sub(r"\s", "", line) for line in lines]
    seen: set[str] = set()
    found: int | None = None
    for i, line in enumerate(flat):
        if not line:
            continue
        below = [other for other in flat[i : i + 2 * _LINES_OF_TITLE] if other][:_LINES_OF_TITLE]
        if any("".join(below[:count]) in seen for count in range(1, len(below) + 1)):
            found = i
        if len(line) >= _SHORTEST_REPEATED and is_title_end(lines[i]):
            seen.add(line)
    return found


def _joined(lines: list[str]) -> str:
    """Lines of a title in one; a body's name of its own line stays apart: 中共X镇委员会 X镇人民政府 关于…的报告."""
    title = ""
    for line in lines:
        title += (" " if _BODY_END.search(title) else "") + line
    return title


def is_title_end(line: str) -> bool:
    """Whether a line of a page's head is, or ends, the title of a report."""
    return _fits(line) and _KIND.search(line) is not None and _SUBJECT.search(line) is not None


def leads_title(line: str) -> bool:
    """Whether a line may be the upper part of a title: one or two bodies' names, or 2023年度法治政府建设."""
    return _ORGANS.match(line) is not None or (_SUBJECT.search(line) is not None and bool(years(line)))
