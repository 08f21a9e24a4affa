"""What a report is and what it says: the dataclasses that every room shares.

No imports of its own but the errors, no behaviour beyond derived look-ups. All offsets are code points into
``Report.text`` (the clean text), end exclusive, unless a name says ``original``.
Facts refer to passages by their index in ``Report.passages`` and to each other by index within ``Facts``;
only ``kg.rdf`` turns them into IRIs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Whoever handles reports handles what is wrong with them.
from kg.errors import KgError as KgError
from kg.errors import NotATownshipReport as NotATownshipReport
from kg.errors import UnreadableReport as UnreadableReport


class Role(StrEnum):
    """What a stretch of a report is for. Told by wording, not by position alone."""

    TITLE = "title"
    INTRO = "intro"  # opening paragraphs and the addressee (县委、县政府：)
    MEASURES = "measures"  # what was done
    DUTIES = "duties"  # 党政主要负责人履行第一责任人职责: also things done
    PROBLEMS = "problems"
    CAUSES = "causes"
    PLANS = "plans"
    SIGNATURE = "signature"
    BOILERPLATE = "boilerplate"  # attachments, 抄送, page numbers that survived


class Status(StrEnum):
    """How far a practice is adopted; the value is the local name in the ``gov:`` namespace."""

    IMPLEMENTED = "implemented"
    PILOTING = "piloting"
    IN_PROGRESS = "inProgress"
    PLANNED = "planned"


class AdviserRole(StrEnum):
    """Whom a law firm serves; the value is the local name in the ``gov:`` namespace."""

    GOVERNMENT = "governmentAdviser"
    VILLAGE = "villageAdviser"
    OTHER = "otherAdviser"


class DivisionLevel(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


# --- a report as read ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One mending of the original text: what kind, where in the original, what stood there and what stands now.

    ``lost`` says that bytes could not be recovered and nothing was invented in their place.
    """

    kind: str  # "encoding", "width", "script", "pinyin", "enumerator", "space", "line-break", …
    original_start: int
    original_end: int
    before: str
    after: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the original that is not part of the report (navigation, share bar, page number …)."""

    reason: str
    original_start: int
    original_end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Clean → original offsets as runs: ``clean[i]`` starts a run whose original begins at ``original[i]``.

    Within a run both advance by one. Both tuples have the same length and start with the run at clean 0.
    """

    clean: tuple[int, ...]
    original: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or unnumbered part of the outline, in document order.

    Inline items (``一是 …；二是 …`` inside a paragraph) are sections too, below the section they stand in.
    ``start``–``end`` covers marker, heading, body and children. ``heading_start``–``heading_end`` is the heading
    without its marker (for a heading that runs on into text: its first sentence without the full stop; empty
    where there is none). ``body_start`` is where the text after the heading begins.
    ``role`` is the section's own or, where its wording says nothing, its parent's.
    """

    index: int
    parent: int | None
    level: int  # 1 for the uppermost
    marker: str  # as written: "一、", "（一）", "1.", "①", "一是", "第一，", "" for none
    style: str  # "hanzi-comma", "hanzi-paren", "arabic-dot", "arabic-paren", "circled", "item-shi", "ordinal", "plain"
    heading: str
    role: Role
    start: int
    end: int
    heading_start: int
    heading_end: int
    body_start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or heading, or table row): ``text == report.text[start:end]``.

    ``section`` is the index of the innermost section, None before the first.
    """

    index: int
    start: int
    end: int
    text: str
    section: int | None
    role: Role


@dataclass(frozen=True, slots=True)
class Table:
    """A data table: rows of cells as spans of the clean text; the first row is the header where there is one.

    In the clean text each row is a line of its own and cells are separated by one tab.
    """

    rows: tuple[tuple[Span, ...], ...]
    section: int | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stood around the report and helps to tell who published it, where and when. Empty where absent."""

    title: str = ""
    publisher: str = ""  # 来源, 发布机构, 发文单位
    site: str = ""  # site name, 主办单位
    url: str = ""  # canonical address if the page states one
    published: str = ""  # as written: "2024-01-26 09:42"
    document_date: str = ""  # 成文日期, as written
    document_number: str = ""  # 福政报〔2025〕2号
    breadcrumb: tuple[str, ...] = ()
    other: tuple[str, ...] = ()  # further dropped header and footer lines that may name a place


@dataclass(frozen=True, slots=True)
class Report:
    """One report as published, cleaned and outlined."""

    id: str  # first 16 hex digits of sha256
    sha256: str
    file_name: str  # relative to the folder that was built
    media_type: str  # "text/plain" or "text/html"
    encoding: str
    title: str
    text: str
    original: str  # the decoded document, before any repair
    offsets: OffsetMap
    metadata: Metadata
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...] = ()
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()


# --- places -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division. ``full_name`` is the key: 天津市宝坻区新安镇."""

    full_name: str
    name: str  # 新安镇
    level: DivisionLevel
    type: str  # 镇 乡 民族乡 街道 苏木 县 区 市 旗 省 …
    parent: str | None  # full name of the direct parent, None for a province
    code: str | None = None  # Ministry of Civil Affairs
    valid_from: int | None = None
    valid_to: int | None = None
    replaced_by: tuple[str, ...] = ()  # full names of what took its place
    latitude: float | None = None  # degrees, WGS84; of the seat, where known
    longitude: float | None = None


# --- facts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports on which year. ``division`` is None where the town is unresolved or ambiguous."""

    name: str  # town as named: 新安镇
    division: Division | None
    ancestors: tuple[Division, ...]  # county, prefecture, province: nearest first
    candidates: tuple[str, ...]  # full names that remained, where ambiguous
    year: int | None
    issued: date | None
    signed: date | None
    issuers: tuple[str, ...]  # as named: 重庆市江津区四屏镇人民政府
    evidence: tuple[str, ...] = ()  # which hints decided, for people


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism that a report names: one of the scheme (``id``) or a discovered one (``id`` is None).

    ``broader`` holds ids of the scheme.
    """

    label: str
    id: str | None = None  # local name in the scheme
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a mechanism is named: the span of the name, its passage and the status its clause gives.

    ``status`` is None where the clause says that the practice is absent, ended or another town's; ``explicit``
    says that a wording told so, and not the kind of section alone; ``widens`` that a plan takes it to further places.
    """

    mechanism: Mechanism
    span: Span
    surface: str
    passage: int
    status: Status | None
    continues: bool = False
    explicit: bool = False
    widens: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Adoption:
    mechanism: Mechanism
    status: Status
    surface_forms: tuple[str, ...]
    passages: tuple[int, ...]
    continues: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Engagement:
    """A law firm or legal service office (or unnamed lawyers, both None) in one role. ``contract_years`` is how long
    the contract runs, ``contract_from`` and ``contract_until`` the calendar years in which it begins and ends."""

    role: AdviserRole
    passages: tuple[int, ...]
    law_firm: str | None = None
    service_office: str | None = None
    lawyer_count: int | None = None
    village_count: int | None = None
    contract_years: int | None = None
    contract_from: int | None = None
    contract_until: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    heading: str
    passages: tuple[int, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """``causes`` are indices into ``Facts.causes``; ``mechanisms`` are what its text names."""

    heading: str
    description: str
    passages: tuple[int, ...]
    topics: tuple[str, ...] = ()
    causes: tuple[int, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """``addresses`` are indices into ``Facts.problems``."""

    heading: str
    description: str
    passages: tuple[int, ...]
    target_year: int | None = None
    topics: tuple[str, ...] = ()
    addresses: tuple[int, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure. ``value`` is a decimal in plain notation ("12000", "98.5"); ``indicator`` and ``unit`` are
    concept ids of the topics scheme; ``surface`` is what is counted, as written."""

    indicator: str
    surface: str
    value: str
    unit: str
    year: int | None
    passages: tuple[int, ...]
    approximate: bool = False
    mechanism: Mechanism | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal instrument by its title without brackets."""

    title: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one report says."""

    identity: Identity
    adoptions: tuple[Adoption, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    problems: tuple[Problem, ...] = ()
    causes: tuple[Cause, ...] = ()
    plans: tuple[Plan, ...] = ()
    observations: tuple[Observation, ...] = ()
    citations: tuple[Citation, ...] = ()
