"""A report as it is read: text in segments, facts in the order of the text, and which rests on which.

Frozen dataclasses, free of RDF. All offsets are code points of the report's clean text (``gov:text``), end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.analysis.answers import Firm, Practice, Topic, Town
from kg.analysis.tabular import Cells, Tabular
from kg.model import Span

KINDS = ("practice", "adviser", "problem", "cause", "plan", "figure", "law")


@dataclass(frozen=True, slots=True)
class Fact:
    """What the report says in one or several sentences.

    ``number`` counts from 1 in the order of the text. ``kind`` is one of ``KINDS``. ``name`` is what it is about, as the
    graph calls it: the practice, firm, heading, what is counted, the law; ``name_en`` where there is a translation.
    ``thing`` has a page of its own: a practice, a firm, of a figure its indicator. ``topics`` and ``practices`` are what a
    problem, cause or plan is of and names. ``related`` are numbers of facts: the causes of a problem, the problems
    that a plan addresses. ``sentences`` are what it rests on, ``words`` the places in them where it is named (empty where
    the wording is another). ``copied`` is "" for text of its own; where all its sentences stand in earlier reports "own"
    if these are the town's, else "elsewhere". ``year`` is given where it is not the report's.
    """

    number: int
    iri: str
    kind: str
    name: str
    name_en: str = ""
    thing: Practice | Firm | Topic | None = None
    law: str = ""  # IRI of the legal instrument
    status: str = ""  # a value of model.Status
    continues: bool = False
    role: str = ""  # a value of model.AdviserRole
    lawyers: int | None = None
    villages: int | None = None
    description: str = ""
    value: Decimal | None = None
    unit: Topic | None = None
    approximate: bool = False
    year: int | None = None
    target_year: int | None = None
    surface_forms: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    practices: tuple[Practice, ...] = ()
    related: tuple[int, ...] = ()
    confidence: float | None = None
    sentences: tuple[Span, ...] = ()
    words: tuple[Span, ...] = ()
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch (``here``) that stands almost word for word in an earlier report (``there``, offsets of that text).

    ``own``: of the same town. ``similarity`` is from 0 to 1; ``others`` in how many other reports the same stands.
    """

    here: Span
    there: Span
    report: str  # id of the earlier report
    title: str
    town: Town | None
    year: int | None
    own: bool
    similarity: float
    others: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch within which nothing begins or ends. ``facts`` rest on it and ``words`` name themselves in it, by number;
    ``copies`` are indices into ``Reading.copies``, ``sentences`` into ``Reading.sentences``."""

    start: int
    end: int
    text: str
    facts: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    copies: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with its line break. ``heading``: it is one that sentences of facts stand under."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ReportHead:
    """Whose report it is, and where it was found. Dates are ISO, "" where unknown; ``newer`` is the id of the edition
    that replaces it, ``source`` the web address that the document states."""

    id: str
    iri: str
    title: str
    town: Town | None
    year: int | None
    issued: str
    signed: str
    issuers: tuple[str, ...]
    file: str
    source: str
    newer: str
    sha256: str


@dataclass(frozen=True, slots=True, repr=False)
class Reading(Tabular):
    """A report, its clean text and all that was taken from it. The segments of all paragraphs, one after another, are
    the text. ``sentences`` are those that facts rest on, in text order."""

    report: ReportHead
    text: str
    paragraphs: tuple[Paragraph, ...]
    facts: tuple[Fact, ...]
    copies: tuple[Copy, ...]
    sentences: tuple[Span, ...]

    def fact(self, number: int) -> Fact:
        return self.facts[number - 1]

    @property
    def copied(self) -> int:
        """How many characters stand in an earlier report."""
        return sum(one.end - one.start for line in self.paragraphs for one in line.segments if one.copies)

    def table(self) -> Cells:
        """A row for each fact and sentence; without a sentence where the report's text lacks it."""
        columns = (
            *("number", "kind", "name", "name_en", "status", "continues", "role", "lawyers", "villages"),
            *("value", "unit", "approximate", "year", "target_year", "topics", "practices", "related", "description"),
            *("confidence", "copied", "sentence", "start", "end", "iri"),
        )
        rows: list[tuple[object, ...]] = []
        for one in self.facts:
            what = (one.number, one.kind, one.name, one.name_en, one.status, one.continues, one.role)
            value = None if one.value is None else str(one.value)
            counts = (one.lawyers, one.villages, value, one.unit.label if one.unit else "", one.approximate)
            years = (one.year or self.report.year, one.target_year)
            links = ("、".join(topic.label for topic in one.topics), "、".join(p.label for p in one.practices))
            related = "、".join(self.fact(number).name for number in one.related)
            told = (*what, *counts, *years, *links, related, one.description, one.confidence, one.copied)
            rows += [(*told, self.text[s.start : s.end], s.start, s.end, one.iri) for s in one.sentences]
            if not one.sentences:
                rows.append((*told, None, None, None, one.iri))
        return columns, rows
