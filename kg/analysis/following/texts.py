"""Sentences on what was done, out of a report's clean text: what the graph cites is not all that a report says."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.analysis.answers import Evidence
from kg.analysis.asking import CURRENT, Asks, local_part, select
from kg.model import Role
from kg.reports import read_report
from kg.reports.passages import sentences as cut

_TEXTS = f"""SELECT ?report ?text ?file ?year ?title {{
  ?report a gov:Report ; gov:township ?town ; gov:year ?year ; gov:text ?text .
  OPTIONAL {{ ?report gov:fileName ?file }} OPTIONAL {{ ?report dct:title ?title }} {CURRENT} }}"""
_DONE = (Role.MEASURES, Role.DUTIES)


def done_sentences(store: Asks, town: str, years: Iterable[int]) -> dict[int, tuple[Evidence, ...]]:
    """Year → sentences of the town's reports on it that tell what was done, in text order; no headings, and
    nothing on plans, problems or causes. The outline is read anew from the clean text."""
    found: dict[int, list[Evidence]] = {}
    rows = select(
        store, _TEXTS, town=(ox.NamedNode(town),), year=tuple(ox.Literal(year) for year in sorted(set(years)))
    )
    for row in sorted(rows, key=lambda row: str(row["report"])):
        text = str(row["text"])
        if not text.strip():
            continue
        read = read_report(text.encode(), str(row.get("file", "")))
        sections = {section.index: section for section in read.sections}
        about = (local_part(str(row["report"])), str(row.get("file", "")), int(row["year"]), str(row.get("title", "")))
        after = 0
        for passage in read.passages:
            under = sections.get(passage.section) if passage.section is not None else None
            # A heading (（六）凝聚工作合力。) says what a part is about, not what was done.
            if passage.role not in _DONE or (under is not None and passage.end <= under.body_start):
                continue
            # Clean text stays as it is when cleaned again; should it not, a sentence is found where it stands.
            start = text.find(passage.text, after if read.text != text else passage.start)
            if start < 0:
                continue
            after = start + len(passage.text)
            section = under.heading if under is not None else ""
            for first, last in cut(text, start, after):
                found.setdefault(about[2], []).append(Evidence(text[first:last], first, last, section, *about))
    return {year: tuple(those) for year, those in found.items()}
