"""Why a report that was in the graph is no longer: what became of its file."""

from __future__ import annotations

from kg.build.corpus import Document, Run
from kg.build.manifest import Record
from kg.build.readings import NO_TOWNSHIP, REPORT_READ
from kg.build.sources import Found, Source
from kg.errors import Bilingual

_GONE = Bilingual("the file is gone", "文件不在了")
_LEFT_OUT = Bilingual("the file is no longer among those that are read", "文件还在，但不在读取之列了")
_REPLACED = Bilingual("the file was changed: the graph holds what it says now", "文件已改动：图谱里换成了它现在的内容")
_UNKNOWN = Bilingual("", "")


def reason(record: Record, found: Found, run: Run) -> Bilingual:
    """Why ``record`` was withdrawn by a run over ``found``; empty where no file had to do with it."""
    now = {source: document for document in run.documents.values() for source in document.sources}
    refused = {**run.unread, **found.ignored}
    reasons = dict.fromkeys(
        _of_file(record, source, now.get(source), refused.get(source))
        for source in record.sources
        if found.covers(source)
    )
    return Bilingual("; ".join(one.en for one in reasons), "；".join(one.zh for one in reasons))


def _of_file(record: Record, source: Source, document: Document | None, refused: Bilingual | None) -> Bilingual:
    if not source.is_there:
        return _GONE
    if document is None and refused is None and source.is_remote:  # all that is there was listed
        return _GONE
    if document is None:
        return _unreadable(refused, changed=True) if refused else _LEFT_OUT
    changed = document.sha256 != record.sha256
    if document.reading is None:
        return _unreadable(document.reason or _UNKNOWN, changed)
    if document.reading.outcome == REPORT_READ:
        return _REPLACED
    why = Bilingual(document.reading.reason, document.reading.reason_zh)
    if document.reading.outcome == NO_TOWNSHIP:
        return _no_township(why, changed)
    return _unreadable(why, changed)


# Where the file is the same, the rules by which it is read are others.
def _unreadable(why: Bilingual, changed: bool) -> Bilingual:
    if changed:
        return Bilingual(
            f"the file was changed and can no longer be read: {why.en}", f"文件已改动，现在读不了：{why.zh}"
        )
    return Bilingual(f"the file can no longer be read: {why.en}", f"按现在的规则，文件读不了：{why.zh}")


def _no_township(why: Bilingual, changed: bool) -> Bilingual:
    if changed:
        return Bilingual(
            f"the file was changed and is no township report any more: {why.en}",
            f"文件已改动，不再是乡镇的年度报告：{why.zh}",
        )
    return Bilingual(
        f"the file is no township report any more: {why.en}", f"按现在的规则，不是乡镇的年度报告：{why.zh}"
    )
