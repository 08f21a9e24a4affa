"""Sentences with what stands around them in their report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.analysis.answers import Evidence
from kg.analysis.asking import Asks, name_of, select_each
from kg.analysis.graphs.parts import Edge

CONTEXT = 100  # characters of the report's text kept before and after a sentence
MOST_IN_CONTEXT = 8_000  # sentences; of more only the sentences are kept: context is most of what a page weighs
_TEXTS = "SELECT ?report ?text { ?report gov:text ?text }"


def with_context(store: Asks, edges: Sequence[Edge]) -> list[Edge]:
    """The same edges, their evidence with context, unless there are more than ``MOST_IN_CONTEXT`` sentences."""
    proofs = {proof for edge in edges for proof in edge.evidence}
    if len(proofs) > MOST_IN_CONTEXT:
        return list(edges)
    reports = sorted({proof.report for proof in proofs})
    terms = [name_of("report", report) for report in reports]
    texts = {str(row["report"]): str(row["text"]) for row in select_each(store, _TEXTS, "report", terms)}
    by_id: Mapping[str, str] = {report: texts.get(term.value, "") for report, term in zip(reports, terms, strict=True)}
    told = {proof: in_context(proof, by_id[proof.report]) for proof in proofs}
    return [replace(edge, evidence=tuple(told[proof] for proof in edge.evidence)) for edge in edges]


def in_context(proof: Evidence, text: str) -> Evidence:
    """``proof`` with up to ``CONTEXT`` characters before and after, cut at sentence ends where there are any."""
    before = text[max(proof.start - CONTEXT, 0) : proof.start]
    if proof.start > CONTEXT:
        cuts = [before.find(mark) + 1 for mark in "。！？；\n" if mark in before[:-1]]
        before = before[min(cuts) :] if cuts else "…" + before
    after = text[proof.end : proof.end + CONTEXT]
    if proof.end + CONTEXT < len(text):
        last = max(after.rfind(mark) for mark in "。！？；\n")
        after = after[: last + 1] if last > 0 else after + "…"
    return replace(proof, before=before, after=after)
