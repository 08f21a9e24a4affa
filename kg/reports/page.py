"""Take the page away from around the report: head lines, share bars, page numbers and footers go into metadata and
``dropped``; what they say of publisher, date and place is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Metadata
from kg.reports.draft import Draft, Edit
from kg.reports.furniture import BARE_NUMBER, DOCUMENT_NUMBER, PAGE_NUMBER, Line, breadcrumb, labelled, line_kind
from kg.reports.title import is_title_end, leads_title

_HANZI = re.compile(r"[\u3400-\u9fff]")
_PROSE_END = re.compile(r"[。；！？;]")
_OPENING = re.compile(
    r"^[ \t\u3000\xa0]*(?:[（(]?[一二三四五六七八九十]{1,2}[）)、．.]|第[一二三][,，、]|[1１][.．、])"
)
_PLACE_NAMING = re.compile(r"主办|承办|协办|主管|版权|地址|公安备|公网安备")
PROSE_LENGTH = 40
"""Chinese characters from which a line with a sentence end counts as prose."""

LONGEST_HEAD_LINE = 250
"""Characters of a line that may be a page's head, navigation or footer."""


@dataclass(slots=True)
class Gathered:
    """Metadata while it is being gathered: the first value of a field stands."""

    values: dict[str, str] = field(default_factory=dict)
    breadcrumb: tuple[str, ...] = ()
    other: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        value = re.sub(r"\s+", " ", value).strip()
        if name and value:
            self.values.setdefault(name, value)

    def note(self, line: str) -> None:
        line = re.sub(r"\s+", " ", line).strip()
        if line and line not in self.other:
            self.other.append(line)

    def metadata(self) -> Metadata:
        get = self.values.get
        return Metadata(
            title=get("title", ""), publisher=get("publisher", ""), site=get("site", ""), url=get("url", ""),
            published=get("published", ""), document_date=get("document_date", ""),
            document_number=get("document_number", ""), breadcrumb=self.breadcrumb, other=tuple(self.other),
        )  # fmt: skip


def gather(line: str, kind: Line | None, gathered: Gathered) -> str:
    """Keep what a page's line says; returns the reason for which it is dropped, "" if it is no line of a page."""
    values = labelled(line) if len(line) <= LONGEST_HEAD_LINE else None
    if values is not None:
        for name, value in values:
            gathered.put(name, value)
        return "page head"
    if kind is None:
        return ""
    if kind.reason == "navigation":
        steps = breadcrumb(line)
        if len(steps) > 1 and not gathered.breadcrumb:
            gathered.breadcrumb = steps
    elif kind.reason == "site footer":
        if host := re.search(r"主办(?:单位)?[ \u3000]*[:：][ \u3000]*(\S+)", line):
            gathered.put("site", host[1])
        if _PLACE_NAMING.search(line):
            gathered.note(line)
    return kind.reason


def strip_page(draft: Draft, gathered: Gathered) -> None:
    """Drop the lines of the page around the report, and page numbers within it."""
    text = draft.text
    spans = draft.lines()
    lines = [text[a:b].strip(" \t\u3000\xa0\u2002\u2003\f") for a, b in spans]
    kinds = [line_kind(line) if 0 < len(line) <= LONGEST_HEAD_LINE else None for line in lines]
    prose = [i for i, line in enumerate(lines) if _is_prose(line, kinds[i])]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    title_at = next((i for i in range(first) if is_title_end(lines[i]) and kinds[i] is None), -1)
    edits: list[Edit] = []
    foot = valueless = False
    for i, line in enumerate(lines):
        if not line:
            continue
        reason = ""
        kind = kinds[i]
        if i < first:
            reason = _head_line(line, kind, i < title_at, valueless, gathered)
            valueless = reason == "page head" and line[-1] in ":：]】"
        elif i > last or (kind is not None and kind.foot):
            reason = gather(line, kind, gathered)
            foot = i > last and (foot or (kind is not None and kind.foot))
            if foot and not reason:
                reason = "site footer"
        if not reason and _is_page_number(lines, i, draft.text, spans[i]):
            reason = "page number"
        if reason:
            edits.append(Edit(*spans[i], "\f" if reason == "page number" else "", reason=reason))
    draft.apply("page", edits)


def _head_line(line: str, kind: Line | None, above_title: bool, valueless: bool, gathered: Gathered) -> str:
    """The reason for which a line above the text is dropped. ``valueless``: the line above was a label alone."""
    if DOCUMENT_NUMBER.match(line):
        gathered.put("document_number", line)
        return "document number"
    reason = gather(line, kind, gathered)
    if reason or not above_title or leads_title(line):
        return reason
    if not valueless and 1 < len(line) <= 40 and _HANZI.search(line):
        gathered.note(line)
    return "page head"


def _is_prose(line: str, kind: Line | None) -> bool:
    if kind is not None:
        return False
    if _OPENING.match(line) and len(line) > 4:
        return True
    return len(_HANZI.findall(line)) >= PROSE_LENGTH or (len(line) > 25 and _PROSE_END.search(line) is not None)


def _is_page_number(lines: list[str], i: int, text: str, span: tuple[int, int]) -> bool:
    """－ 1 －, - 2 -, 第3页 anywhere; a bare number only beside a form feed."""
    if PAGE_NUMBER.match(lines[i]):
        return True
    if not BARE_NUMBER.match(lines[i]):
        return False
    after = re.match(r"[ \n]*\f", text[span[1] : span[1] + 8])
    return after is not None or "\f" in text[max(0, span[0] - 4) : span[1]]
