"""What is answered about copied text: frozen dataclasses. It says that texts are the same, not who wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.answers import Count, Scope, Town
from kg.analysis.tabular import Cells, Tabular


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a report: ``start``–``end`` are code points of its clean text, end exclusive. ``before`` and
    ``after`` are what stands beside it."""

    town: Town
    report: str  # id
    file: str
    year: int | None
    title: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage and where it stands almost word for word in an earlier report. ``own``: of the same town.

    ``similarity`` is from 0.85 to 1, figures, dates and place names left out; ``others`` is in how many other reports
    the same sentences stand.
    """

    iri: str
    here: Stretch
    there: Stretch
    own: bool
    similarity: float
    others: int


@dataclass(frozen=True, slots=True)
class TextSource:
    """A report of which so many characters stand in another."""

    town: Town
    report: str
    year: int | None
    characters: int


@dataclass(frozen=True, slots=True)
class CopiedReport:
    """How much of a report is copied: ``copied`` of its ``characters``, ``own`` of them from the town's own earlier
    reports, ``elsewhere`` from other towns'. ``sources`` are those reports, the greatest part first."""

    town: Town
    report: str
    file: str
    year: int | None
    title: str
    characters: int
    copied: int
    own: int
    elsewhere: int
    share: float
    sources: tuple[TextSource, ...]


@dataclass(frozen=True, slots=True, repr=False)
class CopiedTownAnswer(Tabular):
    """What is copied in the reports of one town, side by side with its sources, in text order, latest report first.

    ``reports`` are all that are in the graph, also those in which nothing is.
    """

    town: Town
    reports: tuple[CopiedReport, ...]
    passages: tuple[CopiedPassage, ...]
    year: int | None = None
    understood: str = ""

    def table(self) -> Cells:
        """A row for each passage."""
        columns = (
            *("town", "year", "text", "source", "source_year", "source_text", "own", "similarity", "others"),
            *("file", "report", "start", "end", "source_file", "source_report", "source_start", "source_end"),
        )
        rows: list[tuple[object, ...]] = []
        for one in self.passages:
            here, there = one.here, one.there
            told = (here.town.full_name, here.year, here.text, there.town.full_name, there.year, there.text)
            places = (here.file, here.report, here.start, here.end, there.file, there.report, there.start, there.end)
            rows.append((*told, one.own, one.similarity, one.others, *places))
        return columns, rows


@dataclass(frozen=True, slots=True, repr=False)
class CopiedReportsAnswer(Tabular):
    """Reports by the share of them that is copied, the greatest first. ``copied``, ``own`` and ``elsewhere`` count the
    reports with any such text, with some from the own town's and from other towns'; of those in scope. ``least``: only
    reports of which at least this share is copied; ``left_out``: further ones beyond the limit."""

    scope: Scope
    copied: Count
    own: Count
    elsewhere: Count
    least: float
    reports: tuple[CopiedReport, ...]
    left_out: int = 0

    def table(self) -> Cells:
        """A row for each report."""
        columns = (
            *("town", "year", "share", "copied", "characters", "own", "elsewhere", "sources"),
            *("file", "report"),
        )
        rows: list[tuple[object, ...]] = []
        for one in self.reports:
            sources = "、".join(f"{of.town.full_name} {of.year or ''}".strip() for of in one.sources)
            counts = (one.share, one.copied, one.characters, one.own, one.elsewhere)
            rows.append((one.town.full_name, one.year, *counts, sources, one.file, one.report))
        return columns, rows


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two towns and how much of their reports is the same: characters, passages and reports in which they stand."""

    town: Town
    other: Town
    characters: int
    passages: int
    reports: int


@dataclass(frozen=True, slots=True, repr=False)
class SharedTextAnswer(Tabular):
    """Pairs of towns by the characters that their reports have in common, most first. ``towns`` counts the towns that
    are in any pair. ``left_out``: further pairs beyond the limit."""

    scope: Scope
    towns: Count
    pairs: tuple[TextPair, ...]
    left_out: int = 0

    def table(self) -> Cells:
        """A row for each pair."""
        rows: list[tuple[object, ...]] = [
            (one.town.full_name, one.other.full_name, one.characters, one.passages, one.reports) for one in self.pairs
        ]
        return ("town", "other", "characters", "passages", "reports"), rows
