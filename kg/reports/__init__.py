"""Reading: a file as published → a clean, outlined Report.

    decode → characters → residue → script → page → tables → lines → width → spaces → title → outline → passages

Every step works on a Draft that carries the origin of each character, so the clean text maps back to the original.
"""

from __future__ import annotations

import hashlib

from kg.errors import UnreadableReport
from kg.model import Report
from kg.reports.draft import Draft
from kg.reports.encoding import MAX_REPORT_BYTES, decode
from kg.reports.html import is_html, read_html
from kg.reports.linebreaks import join_lines
from kg.reports.outline import outline
from kg.reports.page import Gathered, strip_page
from kg.reports.passages import passages
from kg.reports.residue import recover_shifted, remove_pinyin
from kg.reports.script import to_simplified
from kg.reports.spaces import split_run_in_headings, split_run_in_paragraphs, tidy_spaces
from kg.reports.tables import mark_flat_tables, rows_of, tables
from kg.reports.title import find_title
from kg.reports.width import narrow, tidy_controls

__all__ = ["MAX_REPORT_BYTES", "UnreadableReport", "read_report"]


def read_report(data: bytes, file_name: str) -> Report:
    """Read one document: plain text or HTML, in any of the encodings of Chinese sites.

    ``file_name`` is kept as given (relative to the folder that was built). Never decides whether the document is a
    township's report. Raises UnreadableReport, with one clear line, for empty, binary and overlong input.
    """
    original, encoding = decode(data, file_name)
    gathered = Gathered()
    page = is_html(original)
    draft = read_html(original, gathered) if page else Draft.of(original)
    clean(draft, gathered, flat=not page)
    text = draft.text
    if not text:
        raise UnreadableReport("no text of a report in it", "里面没有报告正文", where=file_name)
    paragraphs = [(a, b) for a, b in draft.lines() if b > a]
    table_rows = {start for group in rows_of(text) for start, _ in group}
    metadata = gathered.metadata()
    title = find_title(text, paragraphs, metadata.title)
    sections = outline(text, paragraphs, title, table_rows)
    digest = hashlib.sha256(data).hexdigest()
    return Report(
        id=digest[:16],
        sha256=digest,
        file_name=file_name,
        media_type="text/html" if page else "text/plain",
        encoding=encoding,
        title=title.text,
        text=text,
        original=original,
        offsets=draft.offset_map(),
        metadata=metadata,
        sections=sections,
        passages=passages(text, sections, table_rows),
        tables=tables(text, sections),
        repairs=tuple(draft.repairs),
        dropped=tuple(draft.dropped),
    )


def clean(draft: Draft, gathered: Gathered, flat: bool = True) -> None:
    """The chain of repairs; what stood around the report goes into ``gathered``. ``flat``: tables have lost their cells."""
    tidy_controls(draft)
    remove_pinyin(draft)
    recover_shifted(draft)
    to_simplified(draft)
    split_run_in_paragraphs(draft)
    split_run_in_headings(draft)
    strip_page(draft, gathered)
    if flat:
        mark_flat_tables(draft)
    join_lines(draft)
    narrow(draft)
    rows = [span for group in rows_of(draft.text) for span in group]
    tidy_spaces(draft, rows)
