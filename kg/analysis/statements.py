"""What reports say, read from the graph with its evidence: uses of practices, services of firms, other statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.analysis.answers import Evidence, Firm, Practice, Service, Statement, Use
from kg.analysis.asking import CURRENT, Asks, Row, Term, local_part, select, select_each
from kg.analysis.scope import Corpus
from kg.model import Status

# A variable that is bound from outside must not first occur in an OPTIONAL: where the OPTIONAL finds nothing the
# outer value would stay, as if the node had it. %s is the year, asked for or required.
_USES = f"""SELECT DISTINCT ?node ?town ?practice ?status ?year ?continues ?confidence {{
  ?node a gov:Adoption ; gov:township ?town ; gov:mechanism ?practice ; gov:status ?status ; gov:report ?report .
  %s OPTIONAL {{ ?node gov:continues ?continues }}
  OPTIONAL {{ ?node gov:confidence ?confidence }} {CURRENT} }}"""
_SURFACES = "SELECT ?node ?surface { ?node gov:surfaceForm ?surface }"
_SERVICES = f"""SELECT DISTINCT ?node ?town ?firm ?label ?office ?role ?year ?lawyers ?villages {{
  ?node a gov:Engagement ; gov:township ?town ; gov:role ?role ; gov:report ?report .
  %s
  OPTIONAL {{ ?node gov:serviceOffice ?office }} OPTIONAL {{ ?node gov:lawyerCount ?lawyers }}
  OPTIONAL {{ ?node gov:villageCount ?villages }} {CURRENT} }}"""
_FIRM = "?node gov:lawFirm|gov:serviceOffice ?firm . OPTIONAL { ?firm skos:prefLabel ?label }"
_YEAR = "?node gov:year ?year ."
_EVIDENCE = """SELECT DISTINCT ?node ?exact ?start ?end ?section ?report ?file ?year ?title {
  ?node prov:wasDerivedFrom ?passage . ?passage oa:exact ?exact ; oa:start ?start ; oa:end ?end ; gov:report ?report .
  OPTIONAL { ?passage gov:section ?section } OPTIONAL { ?report gov:fileName ?file }
  OPTIONAL { ?report gov:year ?year } OPTIONAL { ?report dct:title ?title } }"""

STATUSES = tuple(status.value for status in Status)  # most settled first


def status_terms(status: str) -> tuple[Term, ...]:
    return (ox.NamedNode("https://w3id.org/towngov/ontology#" + status),)


def uses(store: Asks, corpus: Corpus, practices: Mapping[str, Practice], **values: Iterable[Term]) -> tuple[Use, ...]:
    """Adoptions in the corpus, restricted by the bound terms, sorted by town, practice, year and status.

    Without surface forms and evidence, which ``proven`` adds: counting needs neither.
    """
    query = _USES % _asked(_YEAR, "year" in corpus.bindings)
    found = [
        Use(
            str(row["node"]),
            corpus.towns[str(row["town"])],
            practices[str(row["practice"])],
            local_part(str(row["status"])),
            _int(row, "year"),
            bool(row.get("continues", False)),
            float(row["confidence"]) if "confidence" in row else None,
        )
        for row in select(store, query, **{**corpus.bindings, **values})
        if row["town"] in corpus.reported and row["practice"] in practices
    ]
    return tuple(sorted(found, key=_use_order))


def proven(store: Asks, found: Sequence[Use]) -> tuple[Use, ...]:
    """The same uses with the names as written and the sentences behind them."""
    nodes = [use.iri for use in found]
    surfaces, proofs = _surfaces(store, nodes), evidence(store, nodes)
    return tuple(
        replace(use, surface_forms=surfaces.get(use.iri, ()), evidence=proofs.get(use.iri, ())) for use in found
    )


def services(store: Asks, corpus: Corpus, **values: Iterable[Term]) -> tuple[Service, ...]:
    """Engagements of firms in the corpus with their evidence, sorted by town, firm, year and role."""
    year = _asked(_YEAR, "year" in corpus.bindings)
    query = _SERVICES % f"{year} {_asked(_FIRM, 'firm' in values)}"
    rows = select(store, query, **{**corpus.bindings, **values})
    rows = [row for row in rows if row["town"] in corpus.reported]
    proofs = evidence(store, [str(row["node"]) for row in rows])
    found = [
        Service(
            str(row["node"]),
            corpus.towns[str(row["town"])],
            Firm(str(row.get("firm", "")), str(row.get("label", "")), "office" in row),
            local_part(str(row["role"])),
            _int(row, "year"),
            _int(row, "lawyers"),
            _int(row, "villages"),
            proofs.get(str(row["node"]), ()),
        )
        for row in rows
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


def evidence(store: Asks, nodes: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
    """The sentences behind each node (by IRI), in text order."""
    found: dict[str, set[Evidence]] = defaultdict(set)
    terms = [ox.NamedNode(node) for node in sorted(set(nodes))]
    for row in select_each(store, _EVIDENCE, "node", terms):
        found[str(row["node"])].add(
            Evidence(
                str(row["exact"]),
                int(row["start"]),
                int(row["end"]),
                str(row.get("section", "")),
                local_part(str(row["report"])),
                str(row.get("file", "")),
                _int(row, "year"),
                str(row.get("title", "")),
            )
        )
    return {node: tuple(sorted(proofs, key=lambda e: (e.file, e.start, e.end))) for node, proofs in found.items()}


def _asked(pattern: str, required: bool) -> str:
    return pattern if required else f"OPTIONAL {{ {pattern} }}"


def _surfaces(store: Asks, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    terms = [ox.NamedNode(node) for node in sorted(set(nodes))]
    for row in select_each(store, _SURFACES, "node", terms):
        found[str(row["node"])].add(str(row["surface"]))
    return {node: tuple(sorted(forms)) for node, forms in found.items()}


def _use_order(use: Use) -> tuple[str, str, int, int, str]:
    rank = STATUSES.index(use.status) if use.status in STATUSES else len(STATUSES)
    return (use.town.full_name, use.practice.id, -(use.year or 0), rank, use.iri)


def _place(evidence: Sequence[Evidence]) -> tuple[str, int]:
    return (evidence[0].file, evidence[0].start) if evidence else ("", 0)


def _int(row: Row, name: str) -> int | None:
    return int(row[name]) if name in row else None
