"""What is true of a generated report: its text with an outline, the facts that stand in it, and what a reader of
several years would have to find out.

The facts are those of ``kg.model``; each names the passages in which it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Division, Facts, Report


class Part(StrEnum):
    """The parts that a report should have."""

    MEASURES = "measures"
    DUTIES = "duties"  # of the first responsible persons
    PROBLEMS = "problems"
    PLANS = "plans"


class Fate(StrEnum):
    """What the report of the next year says of a plan."""

    DONE = "done"  # what it was to bring runs
    UNDER_WAY = "under way"  # it is tried or on its way
    AGAIN = "planned again"
    SILENT = "never again"
    UNKNOWN = "unknown"  # no report follows


class Issue(StrEnum):
    """Why there is a second document of one town and year."""

    FIRST = "first"
    CORRECTED = "corrected"  # says something else, and says so
    COPY = "copy"  # the same bytes under another name
    REPRINT = "reprint"  # the same text on another page


@dataclass(frozen=True, slots=True)
class PlanFate:
    """Of the plan ``plan`` (index into the facts' plans)."""

    plan: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class ProblemCourse:
    """Of the problem ``problem`` (index into the facts' problems): the year since which the town has it without a
    break, and whether the report of the next year tells it again (None where no report follows)."""

    problem: int
    since: int
    persists: bool | None


@dataclass(frozen=True, slots=True)
class Copied:
    """Passages taken over word for word, or almost: those here, those there, and for each the share of its characters
    that is not the same.

    ``source_town`` is a full name, ``source_report`` an id; the source's year is the same or the one before.
    """

    passages: tuple[int, ...]
    source_town: str
    source_year: int
    source_report: str
    source_passages: tuple[int, ...]
    changed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values for one figure. ``within``: both in this report; else the other is in the report of last year, and
    this one tells another value for last year."""

    indicator: str
    surface: str
    unit: str
    year: int  # which the figure is of
    said: str  # here
    other: str
    within: bool


@dataclass(frozen=True, slots=True)
class ReportTruth:
    """One document and all that is true of it. ``current``: no newer document of its town and year replaces it;
    ``replaces`` is the id of the older one. ``names`` are the files with these very bytes, the first first."""

    town: Division
    county: str  # full name; the prefecture's for a town right below it
    province: str
    year: int
    report: Report
    facts: Facts
    names: tuple[str, ...]
    document: bytes
    issue: Issue = Issue.FIRST
    current: bool = True
    replaces: str = ""
    parts: tuple[Part, ...] = ()
    fates: tuple[PlanFate, ...] = ()
    courses: tuple[ProblemCourse, ...] = ()
    copied: tuple[Copied, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    style: str = ""  # of its numbering
    left_out: tuple[str, ...] = ()  # ids of practices that run and that this report does not name

    @property
    def id(self) -> str:
        return self.report.id
