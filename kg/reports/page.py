"""Take the page away from around the report: head lines, share bars, page numbers and footers go into metadata and
``dropped``; what they say of publisher, date and place is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Metadata
from kg.reports.draft import Draft, Edit
from kg.reports.furniture import (
    BARE_NUMBER,
    DATE_TIME,
    DOCUMENT_NUMBER,
    PAGE_NUMBER,
    Line,
    breadcrumb,
    is_rule,
    labelled,
    line_kind,
)
from kg.reports.title import is_title_end, leads_title, repeated_title

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


_BULLET = re.compile(r"^[•·*▪◦‣-][ \t\u3000\xa0]+")
_TAIL_OF_TITLE = re.compile(
    r"(?<=\S)(?:[ \t\u3000\xa0]+(?=\S)|[ \t\u3000\xa0]*[-_|｜—–]+[ \t\u3000\xa0]*(?=[\u4e00-\u9fff]))"
)
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9/_.:-]*$")
LONGEST_VALUE = 40


def strip_page(draft: Draft, gathered: Gathered) -> None:
    """Drop the lines of the page around the report, and page numbers within it."""
    _clear_titles(draft, gathered)
    text = draft.text
    spans = draft.lines()
    lines = [_BULLET.sub("", text[a:b].strip(" \t\u3000\xa0\u2002\u2003\f")) for a, b in spans]
    kinds = [line_kind(line) if 0 < len(line) <= LONGEST_HEAD_LINE else None for line in lines]
    prose = [i for i, line in enumerate(lines) if _is_prose(line, kinds[i])]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    head = _Head(lines[:first], kinds[:first], gathered)
    edits: list[Edit] = []
    foot = False
    for i, line in enumerate(lines):
        if not line:
            continue
        reason = ""
        kind = kinds[i]
        if i < first:
            reason = head.reasons[i]
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


def _clear_titles(draft: Draft, gathered: Gathered) -> None:
    """Take away what a line of the page's head has behind the title: its date, the site's column and name.

    …情况报告 2025-02-28; …情况报告_街镇文件_湘江县人民政府门户网站.
    """
    edits: list[Edit] = []
    for start, end in draft.lines()[:_HEAD_LINES]:
        line = draft.text[start:end].rstrip()
        if not 8 <= len(line) <= LONGEST_HEAD_LINE:
            continue
        for gap in _TAIL_OF_TITLE.finditer(line):
            if not is_title_end(line[: gap.start()].strip()):
                continue
            behind = line[gap.end() :]
            values = labelled(behind)
            if values is None and not gap[0].isspace() and _SITE_BEHIND.search(behind):
                values = [("site", re.split(r"[-_|｜—–]", behind)[-1])]
            if values is not None:
                for name, value in values:
                    gathered.put(name, value)
                edits.append(Edit(start + gap.start(), start + len(line), "", reason="page head"))
                break
    draft.apply("page", edits)


_HEAD_LINES = 60
"""Lines of a document among which the page's titles stand."""

_SITE_BEHIND = re.compile("(?:网|网站|政府|平台|门户|公开|频道|中心)$")


class _Head:
    """The lines above the text: ``reasons`` says of each for which reason it is dropped, "" for the report's own."""

    def __init__(self, lines: list[str], kinds: list[Line | None], gathered: Gathered) -> None:
        self.lines = lines
        self.gathered = gathered
        again = repeated_title(lines)
        title_at = (
            next((i for i, line in enumerate(lines) if is_title_end(line) and kinds[i] is None), -1)
            if again is None
            else again
        )
        self.titles = {re.sub(r"\s", "", line) for line in lines[: title_at + 1] if is_title_end(line)}
        self.furniture = [kind is not None or labelled_head(line) for line, kind in zip(lines, kinds, strict=True)]
        self.reasons: list[str] = []
        self.waiting = False  # the line above was a label without value
        self.field = ""
        for i, kind in enumerate(kinds):
            self.reasons.append(self._reason(i, kind, i < title_at) if lines[i] else "")
        if again is not None:
            self._drop_above(title_at)

    def _reason(self, i: int, kind: Line | None, above_title: bool) -> str:
        line = self.lines[i]
        waiting, self.waiting = self.waiting, False
        if is_rule(line):
            return "page head"
        if DOCUMENT_NUMBER.match(line):
            self.gathered.put("document_number", line)
            return "document number"
        reason = gather(line, kind, self.gathered)
        if reason:
            values = labelled(line) if reason == "page head" and len(line) <= LONGEST_HEAD_LINE else None
            if values and not values[-1][1]:
                self.waiting, self.field = True, values[-1][0]
            return reason
        if waiting and self._is_value(i):
            self.gathered.put(self.field, line)
            return "page head"
        if not above_title or leads_title(line) or re.sub(r"\s", "", line) in self.titles:
            return ""
        if not waiting and 1 < len(line) <= LONGEST_VALUE and _HANZI.search(line):
            self.gathered.note(line)
        return "page head"

    def _is_value(self, i: int) -> bool:
        """Whether a line below a label alone is its value: a date, a code, or what another line of the page follows."""
        line = self.lines[i]
        if len(line) > LONGEST_VALUE or is_title_end(line):
            return False
        if DATE_TIME.fullmatch(line) or _CODE.match(line):
            return True
        return next((self.furniture[k] for k in range(i + 1, len(self.lines)) if self.lines[k]), False)

    def _drop_above(self, title_at: int) -> None:
        """Above the report's own title, which the page's heading had before, only its upper lines stay."""
        i = title_at - 1
        while i >= 0 and (not self.lines[i] or not self.reasons[i]) and not self._is_title(i):
            i -= 1
        for k in range(i, -1, -1):
            if self.lines[k] and not self.reasons[k] and not self._is_title(k):
                self.gathered.note(self.lines[k])
                self.reasons[k] = "page head"

    def _is_title(self, i: int) -> bool:
        return re.sub(r"\s", "", self.lines[i]) in self.titles


def labelled_head(line: str) -> bool:
    """Whether a line of the head says what the page is: labels with values, or the rule of their table."""
    return 0 < len(line) <= LONGEST_HEAD_LINE and (is_rule(line) or labelled(line) is not None)


def _is_prose(line: str, kind: Line | None) -> bool:
    if kind is not None:
        return False
    if _OPENING.match(line) and len(line) > 4:
        return True
    if len(_HANZI.findall(line)) < PROSE_LENGTH and not (len(line) > 25 and _PROSE_END.search(line)):
        return False
    if "。" in line or len(line) > LONGEST_HEAD_LINE:
        return True
    return not _is_long_title(line) and labelled(line) is None


def _is_long_title(line: str) -> bool:
    """中共…委员会　…人民政府关于2025年度…情况的报告 may be longer than a sentence."""
    return re.search("[，。；：,;:]", line) is None and is_title_end(line)


def _is_page_number(lines: list[str], i: int, text: str, span: tuple[int, int]) -> bool:
    """－ 1 －, - 2 -, 第3页 anywhere; a bare number only beside a form feed."""
    if PAGE_NUMBER.match(lines[i]):
        return True
    if not BARE_NUMBER.match(lines[i]):
        return False
    after = re.match(r"[ \n]*\f", text[span[1] : span[1] + 8])
    return after is not None or "\f" in text[max(0, span[0] - 4) : span[1]]
