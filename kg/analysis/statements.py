"""What reports say, read from the graph with its evidence: uses of practices, services of firms, other statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Evidence, Service, Statement, Use
from kg.analysis.asking import Asks, Row, Term, local_part, select, select_each
from kg.analysis.own_graphs import select_said
from kg.analysis.scope import Corpus
from kg.model import Status

# What stands on the report is asked once a report: asked with each sentence it takes three times as long.
_SENTENCE = """?node prov:wasDerivedFrom ?passage .
  ?passage oa:exact ?exact ; oa:start ?start ; oa:end ?end ; gov:report ?report .
  OPTIONAL { ?passage gov:section ?section }"""
_REPORTS = """SELECT DISTINCT ?report ?file ?year ?title {
  OPTIONAL { ?report gov:fileName ?file } OPTIONAL { ?report gov:year ?year } OPTIONAL { ?report dct:title ?title } }"""

STATUSES = tuple(status.value for status in Status)  # most settled first


def uses(corpus: Corpus, rows: pl.DataFrame) -> tuple[Use, ...]:
    """Rows of the table of adoptions as uses, sorted by town, practice, year (the latest first) and status.

    Without surface forms and evidence, which ``proven`` adds: counting needs neither.
    """
    known = corpus.known
    nodes = known.tables.nodes("adoptions", rows["number"].to_list())
    found = [
        Use(
            node,
            known.town(row["town"]),
            known.practice(row["practice"]),
            row["status"],
            row["year"],
            row["continues"],
            row["confidence"],
        )
        for node, row in zip(nodes, rows.iter_rows(named=True), strict=True)
    ]
    return tuple(sorted(found, key=_use_order))


def proven(store: Asks, found: Sequence[Use]) -> tuple[Use, ...]:
    """The same uses with the names as written and the sentences behind them."""
    nodes = [use.iri for use in found]
    surfaces, proofs = _surfaces(store, nodes), evidence(store, nodes)
    return tuple(
        replace(use, surface_forms=surfaces.get(use.iri, ()), evidence=proofs.get(use.iri, ())) for use in found
    )


def services(store: Asks, corpus: Corpus, rows: pl.DataFrame) -> tuple[Service, ...]:
    """Rows of the table of services with their evidence, sorted by town, firm, year and role."""
    known = corpus.known
    nodes = known.tables.nodes("services", rows["number"].to_list())
    proofs = evidence(store, nodes)
    found = [
        Service(
            node,
            known.town(row["town"]),
            known.firm(row["firm"]),
            row["role"],
            row["year"],
            row["lawyers"],
            row["villages"],
            proofs.get(node, ()),
        )
        for node, row in zip(nodes, rows.iter_rows(named=True), strict=True)
    ]
    return tuple(sorted(found, key=lambda s: (s.town.full_name, s.firm.label, s.year or 0, s.role, s.iri)))


def statements(store: Asks, corpus: Corpus, query: str, **values: Iterable[Term]) -> tuple[Statement, ...]:
    """Rows of ``query`` (?node ?heading ?description ?year ?town ?related ?start) as statements, in text order."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in select(store, query, **values):
        grouped[str(row["node"])].append(row)
    proofs = evidence(store, sorted(grouped))
    found = []
    for node, rows in grouped.items():
        first = rows[0]
        related = sorted({str(row["related"]) for row in rows if "related" in row})
        found.append(
            Statement(
                node,
                str(first.get("heading", "")),
                str(first.get("description", "")),
                _int(first, "year"),
                corpus.towns.get(str(first.get("town"))),
                tuple(related),
                proofs.get(node, ()),
            )
        )
    return tuple(sorted(found, key=lambda s: (s.year or 0, _place(s.evidence), s.heading, s.iri)))


def evidence(store: Asks, nodes: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """The sentences behind each node (by IRI), in text order."""
    rows = list(select_said(store, "?exact ?start ?end ?section ?report", _SENTENCE, nodes))
    reports_of = [ox.NamedNode(report) for report in sorted({str(row["report"]) for row in rows})]
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in select_each(store, _REPORTS, "report", reports_of):
        reports[str(row["report"])].append(row)
    found: dict[str, set[Evidence]] = defaultdict(set)
    for row in rows:
        found[str(row["node"])].update(
            Evidence(
                str(row["exact"]),
                int(row["start"]),
                int(row["end"]),
                str(row.get("section", "")),
                local_part(str(row["report"])),
                str(report.get("file", "")),
                _int(report, "year"),
                str(report.get("title", "")),
            )
            for report in reports[str(row["report"])]
        )
    return {node: tuple(sorted(proofs, key=lambda e: (e.file, e.start, e.end))) for node, proofs in found.items()}


def _surfaces(store: Asks, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in select_said(store, "?surface", "?node gov:surfaceForm ?surface", nodes):
        found[str(row["node"])].add(str(row["surface"]))
    return {node: tuple(sorted(forms)) for node, forms in found.items()}


def _use_order(use: Use) -> tuple[str, str, int, int, str]:
    rank = STATUSES.index(use.status) if use.status in STATUSES else len(STATUSES)
    return (use.town.full_name, use.practice.id, -(use.year or 0), rank, use.iri)


def _place(evidence: Sequence[Evidence]) -> tuple[str, int]:
    return (evidence[0].file, evidence[0].start) if evidence else ("", 0)


def _int(row: Row, name: str) -> int | None:
    return int(row[name]) if name in row else None
