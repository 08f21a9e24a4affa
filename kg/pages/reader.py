"""The reader: a report's text with every fact that was taken from it, from the fact to the sentence and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.analysis.asking import Asks
from kg.analysis.copying.telling import percent
from kg.analysis.reading.answers import KINDS, Reading, Segment
from kg.analysis.reading.report import reading, reading_sparql
from kg.model import Span
from kg.pages import reader_wording as wording
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.plain import visible

_SURE = 0.995  # what a higher confidence says is not worth its place
# Whose colour words take that several facts are named in: the narrower name stands inside the wider.
_NARROW = ("practice", "adviser", "law", "figure", "cause", "problem", "plan")


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as the page shows it. ``anchors`` and ``copies`` (numbers from 1) begin with it, what
    ``notes`` (numbers of facts) rest on ends with it; ``kinds`` and ``words`` are kinds of facts, the narrowest
    first; ``named`` are the facts whose words it holds."""

    text: str
    start: int
    end: int
    facts: tuple[int, ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    named: tuple[int, ...]
    copied: bool
    anchors: tuple[str, ...]
    copies: tuple[int, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the page shows it; ``copies`` (numbers from 1) begin in it."""

    pieces: tuple[Piece, ...]
    heading: bool
    copies: tuple[int, ...]


def page(store: Asks, report: str) -> Page:
    """The page of a report, by its id. Raises UnknownReportError where the graph lacks it."""
    return page_of(reading(store, report))


def page_of(read: Reading) -> Page:
    """The page of a reading. What it says is the same in every language; the template picks the words."""
    title = visible(read.report.title) or read.report.id
    panel = Panel("facts", "reports", "reports.html", table=read.table, sparql=reading_sparql(read))
    counts = {kind: sum(fact.kind == kind for fact in read.facts) for kind in KINDS}
    data: dict[str, Any] = {
        "reading": read,
        "head": read.report,
        "lines": lines(read),
        "counts": {kind: number for kind, number in counts.items() if number},
        "source": web_address(read.report.source),
        "copied_share": percent(read.copied / len(read.text)) if read.text else "",
        "panel": panel,
        "say": wording.say,
        "kind_name": wording.kind,
        "letter": wording.letter,
        "visible": visible,
        "anchor": anchor,
        "number": number,
        "percent": percent,
        "sure": _SURE,
        "path_of": path_of,
    }
    description = "、".join(dict.fromkeys(visible(fact.name) for fact in read.facts if fact.kind == "practice"))[:150]
    return Page(path_of(read.report.iri) or "", "reader.html", title, "", description, (panel,), data, read.report.iri)


def lines(read: Reading) -> tuple[Line, ...]:
    """The paragraphs in the order of the text; what is empty is left out."""
    ends: dict[int, list[int]] = {}
    for fact in read.facts:
        for end in run_ends(read.text, fact.sentences):
            ends.setdefault(end, []).append(fact.number)
    starts: dict[int, dict[str, None]] = {}
    for span in (*read.sentences, *(copy.here for copy in read.copies)):
        starts.setdefault(span.start, {})[anchor(span)] = None
    return tuple(
        Line(pieces, paragraph.heading, tuple(number for piece in pieces for number in piece.copies))
        for paragraph in read.paragraphs
        if (pieces := tuple(_pieces(read, paragraph.segments, starts, ends))) and any(p.text.strip() for p in pieces)
    )


def _pieces(
    read: Reading, segments: tuple[Segment, ...], starts: dict[int, dict[str, None]], ends: dict[int, list[int]]
) -> Iterator[Piece]:
    for one in segments:
        yield Piece(
            visible(one.text),
            one.start,
            one.end,
            one.facts,
            _kinds(read, one.facts),
            _kinds(read, one.words),
            one.words,
            bool(one.copies),
            tuple(starts.get(one.start, ())),
            tuple(at + 1 for at in one.copies if read.copies[at].here.start == one.start),
            tuple(ends.get(one.end, ())),
        )


def _kinds(read: Reading, facts: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(sorted({read.fact(number).kind for number in facts}, key=_NARROW.index))


def run_ends(text: str, sentences: tuple[Span, ...]) -> list[int]:
    """Where sentences in text order end; of those that follow one another in a line, where the last does."""
    found: list[int] = []
    for span in sentences:
        between = text[found[-1] : span.start] if found else "\n"
        if found and span.start <= found[-1]:  # they overlap, or touch
            found[-1] = max(found[-1], span.end)
        elif "\n" in between or between.strip():
            found.append(span.end)
        else:
            found[-1] = span.end
    return found


def anchor(span: Span) -> str:
    """The name of a place in the text, in code points: c123-145."""
    return f"c{span.start}-{span.end}"


def web_address(source: str) -> str:
    """An address that may be linked to; "" for any other scheme than the web's."""
    return source if source.lower().startswith(("http://", "https://")) else ""


def number(value: Decimal) -> str:
    """12,000 · 98.5"""
    return f"{value:,f}"
