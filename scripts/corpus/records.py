"""A truth as one line of JSON: what stands in the report and where, without the text itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from corpus.truth import ReportTruth
from kg.model import Mechanism, Passage


def record(truth: ReportTruth) -> bytes:
    """One line. ``at`` are the passages of a fact as [start, end] in the clean text; ``there`` are numbers of passages
    of the report that was copied from."""
    return json.dumps(as_dict(truth), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_dict(truth: ReportTruth) -> dict[str, Any]:
    """The truth as plain values. Empty values are left out; a practice is an id of the scheme, or, with
    ``"discovered": true``, a label."""
    facts, identity = truth.facts, truth.facts.identity

    def at(indices: Iterable[int]) -> list[list[int]]:
        passages: tuple[Passage, ...] = truth.report.passages
        return [[passages[i].start, passages[i].end] for i in indices]

    body: dict[str, Any] = {
        "id": truth.id,
        "names": list(truth.names),
        "town": truth.town.full_name,
        "county": truth.county,
        "province": truth.province,
        "year": truth.year,
        "issue": truth.issue.value,
        "current": truth.current,
        "replaces": truth.replaces,
        "title": truth.report.title,
        "issuers": list(identity.issuers),
        "issued": identity.issued.isoformat() if identity.issued else None,
        "signed": identity.signed.isoformat() if identity.signed else None,
        "parts": [part.value for part in truth.parts],
        "numbering": truth.style,
        "characters": len(truth.report.text),
        "adoptions": [
            {
                **_practice(a.mechanism),
                "status": a.status.value,
                "continues": a.continues,
                "surfaces": list(a.surface_forms),
                "at": at(a.passages),
            }
            for a in facts.adoptions
        ],
        "unspoken": list(truth.left_out),
        "engagements": [
            {
                "firm": e.law_firm,
                "office": e.service_office,
                "role": e.role.value,
                "lawyers": e.lawyer_count,
                "villages": e.village_count,
                "years": e.contract_years,
                "at": at(e.passages),
            }
            for e in facts.engagements
        ],
        "problems": [
            {
                "heading": p.heading,
                "topics": list(p.topics),
                "practices": [m.id or m.label for m in p.mechanisms],
                "causes": [facts.causes[i].heading for i in p.causes],
                "since": course.since if course else None,
                "persists": course.persists if course else None,
                "at": at(p.passages),
            }
            for n, p in enumerate(facts.problems)
            for course in [next((c for c in truth.courses if c.problem == n), None)]
        ],
        "plans": [
            {
                "heading": p.heading,
                "topics": list(p.topics),
                "addresses": [facts.problems[i].heading for i in p.addresses],
                "practices": [m.id or m.label for m in p.mechanisms],
                "target": p.target_year,
                "fate": next((f.fate.value for f in truth.fates if f.plan == n), None),
                "at": at(p.passages),
            }
            for n, p in enumerate(facts.plans)
        ],
        "figures": [
            {
                "indicator": o.indicator,
                "counts": o.surface,
                "value": o.value,
                "unit": o.unit,
                "year": o.year,
                "at": at(o.passages),
            }
            for o in facts.observations
        ],
        "contradictions": [
            {
                "indicator": c.indicator,
                "counts": c.surface,
                "unit": c.unit,
                "year": c.year,
                "said": c.said,
                "other": c.other,
                "within": c.within,
            }
            for c in truth.contradictions
        ],
        "laws": [{"title": c.title, "at": at(c.passages)} for c in facts.citations],
        "copied": [
            {
                "town": c.source_town,
                "year": c.source_year,
                "report": c.source_report,
                "at": at(c.passages),
                "there": list(c.source_passages),
                "changed": list(c.changed),
            }
            for c in truth.copied
        ],
    }
    return {key: value for key, value in body.items() if value not in ("", [])}


def _practice(mechanism: Mechanism) -> dict[str, Any]:
    if mechanism.id is not None:
        return {"practice": mechanism.id}
    return {"practice": mechanism.label, "discovered": True, "broader": list(mechanism.broader)}
