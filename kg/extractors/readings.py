"""Where a report names its author: signature, title, header, source line, page around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extractors.authors import Author, AuthorKind, read_signature, read_title
from kg.extractors.dates import plain
from kg.extractors.remembered import once_a_report
from kg.model import Report, Role
from kg.places import Gazetteer

TOWN_KINDS = (AuthorKind.TOWNSHIP, AuthorKind.ZONE)
_TAIL_LINES = 20
_HEAD_LINES = 6
_ORGAN_ENDS = re.compile(r".+?(?:委员会|人民政府|办事处|党工委|工委|管委会|党委)(?=中共|中国共产党|[\u4e00-\u9fff]|$)")
_ORGANS = re.compile("委|政府|办事处")  # one of which _ORGAN_ENDS needs


@dataclass(frozen=True, slots=True)
class Reading:
    """An author with the place where it was read (signature, title, header, source, page, file)."""

    author: Author
    where: str


@once_a_report
def readings(report: Report, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """All authors that a report names, in the order signature, title, header, source, page."""
    found = [Reading(a, "signature") for line in signature_lines(report) for a in organs(line, gazetteer)]
    if (titled := read_title(report.title, gazetteer)) is not None:
        found.append(Reading(titled, "title"))
    before = re.split(r"关于|20\d\d", plain(report.title))[0]
    found += [Reading(author, "header") for author in organs(before, gazetteer)]
    head = [line for line in report.text.splitlines() if line.strip()][:_HEAD_LINES]
    for line in head:
        if len(line) <= 60 and not re.search(r"[。;；]|[:：]\s*$", line):
            author = read_title(line, gazetteer) if line.strip() != report.title else None
            found += [Reading(a, "header") for a in organs(line, gazetteer) or ([author] if author else [])]
    meta = report.metadata
    found += [Reading(author, "source") for author in organs(meta.publisher, gazetteer)]
    for line in (meta.site, *meta.breadcrumb):
        found += [Reading(author, "page") for author in organs(line, gazetteer)]
    return tuple(found)


def signature_lines(report: Report) -> tuple[str, ...]:
    """Short lines at the end of a report that may be its signature, and lines that the outline calls so."""
    titles = max((s.end for s in report.sections if s.role is Role.TITLE), default=0)
    lines = [line for line in report.text[titles:].splitlines() if line.strip()]
    tail = [line.rsplit("。", 1)[-1] for line in lines[-_TAIL_LINES:]]
    signed = [p.text for p in report.passages if p.role is Role.SIGNATURE]
    short = [line for line in (*tail, *signed) if len(re.sub(r"\s", "", line)) <= 70 and "抄送" not in line]
    return tuple(dict.fromkeys(short))


def organs(line: str, gazetteer: Gazetteer) -> list[Author]:
    """The authors of one line: one, or several side by side (中共王集镇委员会　王集镇人民政府)."""
    if not line.strip():
        return []
    whole = read_signature(line, gazetteer)
    if whole is not None and whole.kind in TOWN_KINDS:
        return [whole]
    together = re.sub(r"\s+", "", plain(line))
    ends = _ORGAN_ENDS.findall(together) if _ORGANS.search(together) else []
    for pieces in (line.split(), ends):
        several = [read_signature(piece, gazetteer) for piece in pieces] if len(pieces) > 1 else []
        if towns := [author for author in several if author is not None and author.kind in TOWN_KINDS]:
            return towns
    return [whole] if whole is not None else []
