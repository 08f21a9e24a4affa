"""A dossier as one table for programs: a row for each statement and sentence, whatever kind the statement is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.analysis.answers import (
    Dossier,
    Evidence,
    PracticeDossier,
    ProblemTypeDossier,
    Service,
    Statement,
    TownDossier,
    Use,
)
from kg.analysis.asking import local_part

KINDS = ("practice", "service", "problem", "plan", "figure", "citation")
COLUMNS = (
    *("kind", "town", "what", "id", "year", "status", "continues", "discovered", "role", "lawyers", "villages"),
    *("value", "related", "as_written", "sentence", "section", "file", "report", "start", "end"),
)
Record = dict[str, object]


def records(dossier: Dossier) -> list[tuple[object, ...]]:
    """Rows under ``COLUMNS``: of a town all that its reports say, of a practice its uses and the problems and plans that
    name it, of a firm its services, of a problem type the problems and the plans that address them. ``related``: the causes of a problem, the problems that a plan answers."""
    found: list[Record] = []
    if isinstance(dossier, TownDossier):
        found += _uses(dossier.uses)
        found += _services(dossier.services)
        for kind, statements in (
            ("problem", dossier.problems),
            ("plan", dossier.plans),
            ("figure", dossier.figures),
            ("citation", dossier.citations),
        ):
            found += _statements(kind, statements, dossier.town.full_name)
    elif isinstance(dossier, PracticeDossier):
        found += _uses(dossier.answer.uses)
        found += _statements("problem", dossier.problems)
        found += _statements("plan", dossier.plans)
    elif isinstance(dossier, ProblemTypeDossier):
        found += _statements("problem", dossier.problems)
        found += _statements("plan", dossier.plans)
    else:
        found += _services(dossier.services)
    return [tuple(record.get(column) for column in COLUMNS) for record in found]


def _uses(uses: Sequence[Use]) -> Iterator[Record]:
    for use in uses:
        told: Record = {
            "kind": "practice",
            "town": use.town.full_name,
            "what": use.practice.label,
            "id": use.practice.id,
            "year": use.year,
            "status": use.status,
            "continues": use.continues,
            "discovered": use.practice.discovered,
            "as_written": "、".join(use.surface_forms),
        }
        yield from _with(told, use.evidence)


def _services(services: Sequence[Service]) -> Iterator[Record]:
    for one in services:
        told: Record = {
            "kind": "service",
            "town": one.town.full_name,
            "what": one.firm.label,
            "id": local_part(one.firm.iri),
            "year": one.year,
            "role": one.role,
            "lawyers": one.lawyers,
            "villages": one.villages,
        }
        yield from _with(told, one.evidence)


def _statements(kind: str, statements: Sequence[Statement], town: str = "") -> Iterator[Record]:
    for one in statements:
        told: Record = {
            "kind": kind,
            "town": one.town.full_name if one.town else town,
            "what": one.heading,
            "id": local_part(one.iri),
            "year": one.year,
            "related": "；".join(one.related),
            "value": one.description if kind == "figure" else None,
        }
        yield from _with(told, one.evidence)


def _with(told: Record, evidence: Sequence[Evidence]) -> Iterator[Record]:
    for e in evidence:
        where: Record = {"section": e.section, "file": e.file, "report": e.report, "start": e.start, "end": e.end}
        yield {**told, "sentence": e.sentence, **where}
    if not evidence:
        yield told
