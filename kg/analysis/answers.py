"""What the analyses answer: frozen dataclasses, free of RDF, ready for a table, a page or JSON.

Every statement carries its evidence, every count its denominator. IRIs are kept beside names, so that a program
can go on asking; people are shown the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from kg.analysis.tabular import Cells, Tabular
from kg.model import Status

_STATUSES = tuple(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class Count:
    """``number`` of ``of``: towns, unless said otherwise. What is not counted in was not said; it may still be so."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a report. ``start``–``end`` are code points in the report's clean text, end exclusive.

    ``before`` and ``after`` are neighbouring sentences, filled only where they were asked for.
    """

    sentence: str
    start: int
    end: int
    section: str
    report: str  # id of the report
    file: str
    year: int | None
    title: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """A township that reported. ``county``, ``prefecture``, ``province`` are short names, empty where there is none.

    ``unresolved``: its report does not tell which of several towns it is; ``full_name`` is then the name alone.
    """

    iri: str
    name: str
    full_name: str
    county: str = ""
    prefecture: str = ""
    province: str = ""
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """A mechanism. ``id`` is its local name; ``discovered`` says that no one has reviewed it yet."""

    iri: str
    id: str
    label: str
    label_en: str = ""
    discovered: bool = False


@dataclass(frozen=True, slots=True)
class Firm:
    """A law firm, or (``office``) a legal service office (法律服务所), which is none. ``label`` "" : unnamed lawyers."""

    iri: str
    label: str
    office: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A type of problems and plans, an indicator or a unit. ``id`` is its local name."""

    iri: str
    id: str
    label: str
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One town's report says that it runs, tries or plans a practice. ``status`` is a value of ``model.Status``.

    ``surface_forms`` and ``evidence`` are empty where only counts were asked for.
    """

    iri: str
    town: Town
    practice: Practice
    status: str
    year: int | None
    continues: bool
    confidence: float | None
    surface_forms: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def use_records(uses: Iterable[Use]) -> Cells:
    """Columns and rows of uses for programs: ids, whole sentences, offsets in columns of their own; a row for each
    sentence, one without where none was asked for."""
    columns = (
        *("town", "practice", "practice_id", "discovered", "status", "continues", "year", "confidence", "as_written"),
        *("sentence", "section", "file", "report", "start", "end"),
    )
    rows: list[tuple[object, ...]] = []
    for use in uses:
        one = use.practice
        about = (use.town.full_name, one.label, one.id, one.discovered, use.status, use.continues, use.year)
        told = (*about, use.confidence, "、".join(use.surface_forms))
        rows += [(*told, e.sentence, e.section, e.file, e.report, e.start, e.end) for e in use.evidence]
        if not use.evidence:
            rows.append((*told, *(None,) * 6))
    return columns, rows


@dataclass(frozen=True, slots=True)
class Service:
    """One town's report says whom a firm advises. ``role`` is a value of ``model.AdviserRole``."""

    iri: str
    town: Town
    firm: Firm
    role: str
    year: int | None
    lawyers: int | None
    villages: int | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What was looked at: the filters that were set and the reports that remain.

    ``towns`` is the denominator: towns with a current report in scope. ``unplaced`` are reports of unresolved towns:
    they count, but under no province.
    """

    years: tuple[int, ...]
    towns: int
    reports: int
    unplaced: int
    year: int | None = None
    province: str = ""
    county: str = ""
    within: str = ""  # IRI of the county, else of the province, that was asked for


@dataclass(frozen=True, slots=True, repr=False)
class TownsAnswer(Tabular):
    """Which towns share a practice, or (``joined`` "and") each of several, or ("or") any of them.

    ``family``: narrower practices that count as well (empty where ``exact``). ``uses`` are those of the towns that are
    shown, in their order; ``left_out``: how many towns beyond the limit are not. ``understood``, here and in dossiers: the whole name of what was asked for, where only a part of it was given.
    """

    practices: tuple[Practice, ...]
    family: tuple[Practice, ...]
    exact: bool
    status: str | None
    scope: Scope
    towns: Count
    by_status: Mapping[str, Count]
    uses: tuple[Use, ...]
    understood: str = ""
    joined: str = "or"
    left_out: int = 0
    groups: tuple[tuple[Practice, ...], ...] = ()  # each of what was asked for: discovered practices may share a name

    def table(self) -> Cells:
        """A row for each use and sentence."""
        return use_records(self.uses)


@dataclass(frozen=True, slots=True)
class SharedPractice:
    """A practice with the towns that name it: how many, and (as many as were asked for) which, by full name."""

    practice: Practice
    towns: Count
    by_status: Mapping[str, Count]
    uses: tuple[Use, ...]
    which: tuple[Town, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class SharedAnswer(Tabular):
    """Practices by the number of towns that name them, most first. ``left_out``: further ones beyond the limit.

    The uses carry no evidence unless it was asked for: there may be tens of thousands.
    """

    scope: Scope
    least: int
    families: bool
    status: str | None
    practices: tuple[SharedPractice, ...]
    left_out: int = 0

    def table(self) -> Cells:
        """A row for each practice."""
        rows: list[tuple[object, ...]] = []
        for one in self.practices:
            by = [one.by_status[s].number if s in one.by_status else 0 for s in _STATUSES]
            which = "、".join(town.full_name for town in one.which)
            about = (one.practice.label, one.practice.id, one.practice.discovered)
            rows.append((*about, one.towns.number, one.towns.of, *by, which))
        return ("practice", "practice_id", "discovered", "towns", "of", *_STATUSES, "which"), rows


@dataclass(frozen=True, slots=True)
class ReportEntry:
    id: str
    title: str
    year: int | None
    file: str
    issued: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A problem, cause, plan, figure or citation of a report, in words. ``related`` are headings it points to."""

    iri: str
    heading: str
    description: str
    year: int | None
    town: Town | None
    related: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class _Dossier(Tabular):
    """An answer of ``show``: several tables, which ``table`` gives as one, the kind of each row in its first column."""

    __slots__ = ()

    def table(self) -> Cells:
        """A row for each statement and sentence: ``kg.analysis.records``."""
        from kg.analysis.records import COLUMNS, records

        return COLUMNS, records(cast("Dossier", self))


@dataclass(frozen=True, slots=True, repr=False)
class TownDossier(_Dossier):
    town: Town
    reports: tuple[ReportEntry, ...]
    uses: tuple[Use, ...]
    services: tuple[Service, ...]
    problems: tuple[Statement, ...]  # related: causes
    plans: tuple[Statement, ...]  # related: the problems they address
    figures: tuple[Statement, ...]
    citations: tuple[Statement, ...]
    understood: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PracticeDossier(_Dossier):
    """``broader`` and ``narrower`` are direct. ``answer`` is of the practice with its family."""

    practice: Practice
    definition: str
    definition_en: str
    spellings: tuple[str, ...]
    broader: tuple[Practice, ...]
    narrower: tuple[Practice, ...]
    answer: TownsAnswer
    problems: tuple[Statement, ...]
    plans: tuple[Statement, ...]
    understood: str = ""
    problems_left: int = 0  # further ones beyond the limit
    plans_left: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class FirmDossier(_Dossier):
    firm: Firm
    scope: Scope
    towns: Count
    services: tuple[Service, ...]
    understood: str = ""
    perhaps: tuple[Firm, ...] = ()  # names that may be spellings of the same firm; nothing is merged
    left_out: int = 0  # services beyond the limit


@dataclass(frozen=True, slots=True, repr=False)
class ProblemTypeDossier(_Dossier):
    """A type of problems; narrower types count as well. ``broader`` and ``narrower`` are direct, with their towns.

    ``by_year``: towns that name such a problem, of those that reported on the year. ``problems`` and the ``plans`` that
    address them are those of the first towns by name; ``problems_left`` and ``plans_left`` say how many more there are.
    ``causes`` (as written) and ``practices`` (named in those plans) are counted in towns, most first.
    """

    topic: Topic
    definition: str
    definition_en: str
    broader: tuple[Topic, ...]
    narrower: tuple[tuple[Topic, Count], ...]
    scope: Scope
    towns: Count
    by_year: Mapping[int, Count]
    problems: tuple[Statement, ...]  # related: causes
    causes: tuple[tuple[str, Count], ...]
    plans: tuple[Statement, ...]  # related: the problems they address
    practices: tuple[tuple[Practice, Count], ...]
    understood: str = ""
    problems_left: int = 0
    plans_left: int = 0
    causes_left: int = 0
    practices_left: int = 0


Dossier = TownDossier | PracticeDossier | FirmDossier | ProblemTypeDossier
