"""What an audit answers: findings, each of one report (or of a town without one), and who is there of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.analysis.answers import Count, Evidence, Scope, Town
from kg.analysis.auditing.checks import CHECKS, SEVERITY
from kg.analysis.tabular import Cells, Tabular
from kg.analysis.wording.words import say

_COLUMNS = (
    *("province", "county", "town", "year", "check", "group", "severity", "finding", "finding_en"),
    *("sentences", "report", "file", "title", "issued", "signed", "source"),
)


@dataclass(frozen=True, slots=True)
class Audited:
    """A report that was looked at. ``id`` is its id, ``source`` the address of its page, dates as 2025-03-04 or empty;
    ``parts`` the local names of the prescribed parts that it has."""

    id: str
    town: Town
    year: int | None
    title: str = ""
    file: str = ""
    source: str = ""
    issued: str = ""
    signed: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``check`` is an id of ``audit_checks.CHECKS``, ``severity`` "error", "warning" or "note".

    ``report`` is None for a town without one; ``area`` is the county (the prefecture of a town right below it) by its
    full name, empty where the town's place is not known; ``values`` fill the check's sentence; ``nodes`` are the IRIs of
    the statements concerned, ``evidence`` their sentences.
    """

    check: str
    severity: str
    area: str
    town: Town
    year: int | None
    report: Audited | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    nodes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def told(self, lang: str) -> str:
        """The finding as a sentence, in "zh" or "en"."""
        zh, en = CHECKS[self.check].says
        return (zh if lang == "zh" else en).format_map(self.values)

    def title(self, lang: str) -> str:
        zh, en = CHECKS[self.check].title
        return zh if lang == "zh" else en

    @property
    def group(self) -> str:
        return CHECKS[self.check].group


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose reports on a year are there, of the townships of a county on the official list (or on one's own list).

    ``listed``: how many there are; ``missing``: those without a report, by name; ``others``: towns that reported and are
    not on the list (development zones, towns that were since merged or renamed). ``sure``: so many are there that a
    missing one is a finding; where a graph holds a few towns of a county, most of the missing were never looked for.
    """

    area: str
    year: int
    listed: int
    present: int
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class AuditAnswer(Tabular):
    """``findings`` stand by county, town, year and severity. ``by_check``: how many reports (of those that the check
    applies to) have such a finding; of "no-report" how many towns of those expected. ``counties``: in how many counties
    of the places asked for any town reported. ``left_out``: findings beyond the limit, all of them counted."""

    scope: Scope
    due: str  # as 04-01
    reports: tuple[Audited, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]
    by_check: Mapping[str, Count]
    by_severity: Mapping[str, int]
    counties: Count
    clean: Count  # reports without error or warning
    left_out: int = 0
    asked: tuple[str, ...] = ()  # only these checks

    def table(self) -> Cells:
        rows: list[tuple[object, ...]] = []
        for one in self.findings:
            report = one.report
            rows.append(
                (
                    one.town.province,
                    one.area,
                    one.town.full_name,
                    one.year,
                    one.check,
                    one.group,
                    one.severity,
                    one.told("zh"),
                    one.told("en"),
                    "\n".join(proof.sentence for proof in one.evidence),
                    report.id if report else None,
                    report.file if report else None,
                    report.title if report else None,
                    (report.issued or None) if report else None,
                    (report.signed or None) if report else None,
                    (report.source or None) if report else None,
                )
            )
        return _COLUMNS, rows


def severity_name(severity: str, lang: str) -> str:
    return say(SEVERITY, severity, lang)


def names(of: Sequence[str], lang: str, most: int = 12) -> str:
    """The first names of a list, and how many there are if there are more."""
    between = "、" if lang == "zh" else ", "
    more = f" 等 {len(of)} 个" if lang == "zh" else f" … ({len(of)})"
    return between.join(of[:most]) + (more if len(of) > most else "")
