"""The graph of one report as rows for people who ask in SQL: adoptions, engagements, problems, plans, observations, passages.

Every row tells by itself which report, town and year it is of, names things by their labels, and quotes the first sentence
that says it; ``…_iri``, ``statement`` and ``passages`` lead back to the graph. Runs on the nodes of a cluster.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from kg.ontology import NAMESPACES
from kg.rdf.nquads import from_nquads

_TEXT, _WHOLE, _TRUTH, _REAL, _TEXTS = pa.string(), pa.int32(), pa.bool_(), pa.float64(), pa.list_(pa.string())
_OF_REPORT = {
    "report": _TEXT,  # its id, as in report:3f51fe86391b8547
    "file": _TEXT,
    "current": _TRUTH,  # false: another edition of the same town and year counts
    "town": _TEXT,
    "town_iri": _TEXT,
    "county": _TEXT,
    "prefecture": _TEXT,
    "province": _TEXT,
    "year": _WHOLE,  # that the report is about
}
_EVIDENCE = {"sentence": _TEXT, "passages": _TEXTS, "statement": _TEXT}
COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "adoptions": {
        **_OF_REPORT,
        "practice": _TEXT,
        "practice_iri": _TEXT,
        "discovered": _TRUTH,
        "status": _TEXT,
        "continues": _TRUTH,
        "confidence": _REAL,
        "surface_form": _TEXT,
        **_EVIDENCE,
    },
    "engagements": {
        **_OF_REPORT,
        "firm": _TEXT,
        "firm_iri": _TEXT,
        "kind": _TEXT,
        "role": _TEXT,
        "lawyers": _WHOLE,
        "villages": _WHOLE,
        "contract_years": _WHOLE,
        "contract_from": _WHOLE,
        "contract_until": _WHOLE,
        **_EVIDENCE,
    },
    "problems": {
        **_OF_REPORT,
        "heading": _TEXT,
        "description": _TEXT,
        "topics": _TEXTS,
        "practices": _TEXTS,
        "causes": _TEXTS,
        **_EVIDENCE,
    },
    "plans": {
        **_OF_REPORT,
        "heading": _TEXT,
        "description": _TEXT,
        "topics": _TEXTS,
        "practices": _TEXTS,
        "target_year": _WHOLE,
        "addresses": _TEXTS,  # headings of problems
        **_EVIDENCE,
    },
    "observations": {
        **_OF_REPORT,
        "indicator": _TEXT,
        "surface_form": _TEXT,
        "value": _REAL,
        "unit": _TEXT,
        "approximate": _TRUTH,
        "figure_year": _WHOLE,  # that the figure is of
        "practice": _TEXT,
        "practice_iri": _TEXT,
        **_EVIDENCE,
    },
    "passages": {**_OF_REPORT, "section": _TEXT, "sentence": _TEXT, "start": _WHOLE, "end": _WHOLE, "passage": _TEXT},
}
GIVEN = pa.schema([*((name, kind) for name, kind in _OF_REPORT.items()), ("graph", pa.binary())])
"""What is told of a report: the columns that all its rows share, and its graph (N-Quads, compressed)."""
PARTS = pa.schema(
    [("nquads", _TEXT), *((name, pa.list_(pa.struct([*columns.items()]))) for name, columns in COLUMNS.items())]
)
"""What a report gives: its graph, and its rows of each table."""

_GOV, _OA = NAMESPACES["gov"], NAMESPACES["oa"]
_TYPE = NAMESPACES["rdf"] + "type"
_PROOF = NAMESPACES["prov"] + "wasDerivedFrom"
_DESCRIPTION = NAMESPACES["dct"] + "description"

Node = Mapping[str, list[str]]  # values by property, in order
Nodes = Mapping[str, Node]


class Labels(Protocol):
    """By IRI how people call a practice, a firm, a topic or a unit; Spark sent it to each node once."""

    @property
    def value(self) -> Mapping[str, tuple[str, str]]:
        """The label, and what more is to be told: of a practice whether it is "discovered", of a firm its kind."""


def parts_of(batches: Iterator[pa.RecordBatch], labels: Labels) -> Iterator[pa.RecordBatch]:
    """Rows of GIVEN → rows of PARTS."""
    for batch in batches:
        rows = []
        for given in batch.to_pylist():
            graph = zlib.decompress(given.pop("graph"))
            tables = rows_of(graph, given, labels.value)
            rows.append({"nquads": graph.decode().removesuffix("\n"), **tables})
        yield pa.RecordBatch.from_pylist(rows, schema=PARTS)


def rows_of(
    graph: bytes, shared: Mapping[str, Any], labels: Mapping[str, tuple[str, str]]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table from the graph of a report; ``shared`` are the columns that all of them have."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in from_nquads(graph):
        nodes[_value(quad.subject)][quad.predicate.value].append(_value(quad.object))
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for iri in sorted(nodes):
        for kind in nodes[iri].get(_TYPE, ()):
            if (table := _TABLES.get(kind)) is not None:
                fact = _Fact(iri, nodes, labels)
                evidence = {} if table.name == "passages" else fact.evidence()
                found[table.name].append({**shared, **table.columns(fact), **evidence})
    return found


def _value(term: Any) -> str:
    value: str = term.value
    return value


@dataclass(frozen=True, slots=True)
class _Fact:
    """A statement or a passage, asked by the local names of its properties in the vocabulary."""

    iri: str
    nodes: Nodes
    labels: Mapping[str, tuple[str, str]]

    def all(self, name: str) -> list[str]:
        return self.nodes[self.iri].get(name if "/" in name else _GOV + name, [])

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)

    def local(self, name: str) -> str | None:
        value = self.one(name)
        return None if value is None else value.removeprefix(_GOV)

    def whole(self, name: str) -> int | None:
        value = self.one(name)
        return None if value is None else int(value)

    def real(self, name: str) -> float | None:
        value = self.one(name)
        return None if value is None else float(value)

    def true(self, name: str) -> bool:
        return self.one(name) == "true"

    def named(self, *names: str) -> list[str]:
        """The labels of all that properties name."""
        return [self.labels[iri][0] if iri in self.labels else iri for name in names for iri in self.all(name)]

    def name(self, *names: str) -> str | None:
        return next(iter(self.named(*names)), None)

    def more(self, *names: str) -> str:
        return next((self.labels[iri][1] for name in names for iri in self.all(name) if iri in self.labels), "")

    def headings(self, name: str) -> list[str]:
        return [heading for iri in self.all(name) for heading in self.nodes[iri].get(_GOV + "heading", ())]

    def evidence(self) -> dict[str, Any]:
        """The sentences, in the order of the text."""
        proofs = sorted(self.all(_PROOF), key=lambda iri: (int(self._of(iri, "start") or 0), iri))
        sentence = next((self._of(iri, "exact") for iri in proofs), None)
        return {"sentence": sentence, "passages": proofs, "statement": self.iri}

    def _of(self, passage: str, name: str) -> str | None:
        return next(iter(self.nodes[passage].get(_OA + name, ())), None)


def _adoption(fact: _Fact) -> dict[str, Any]:
    return {
        "practice": fact.name("mechanism"),
        "practice_iri": fact.one("mechanism"),
        "discovered": fact.more("mechanism") == "discovered",
        "status": fact.local("status"),
        "continues": fact.true("continues"),
        "confidence": fact.real("confidence"),
        "surface_form": fact.one("surfaceForm"),
    }


def _engagement(fact: _Fact) -> dict[str, Any]:
    return {
        "firm": fact.name("lawFirm", "serviceOffice"),
        "firm_iri": fact.one("lawFirm") or fact.one("serviceOffice"),
        "kind": fact.more("lawFirm", "serviceOffice") or None,
        "role": fact.local("role"),
        "lawyers": fact.whole("lawyerCount"),
        "villages": fact.whole("villageCount"),
        "contract_years": fact.whole("contractYears"),
        "contract_from": fact.whole("contractFrom"),
        "contract_until": fact.whole("contractUntil"),
    }


def _problem_or_plan(fact: _Fact) -> dict[str, Any]:
    return {
        "heading": fact.one("heading"),
        "description": fact.one(_DESCRIPTION),
        "topics": fact.named("topic"),
        "practices": fact.named("mechanism"),
    }


def _problem(fact: _Fact) -> dict[str, Any]:
    return {**_problem_or_plan(fact), "causes": fact.headings("cause")}


def _plan(fact: _Fact) -> dict[str, Any]:
    more = {"target_year": fact.whole("targetYear"), "addresses": fact.headings("addresses")}
    return {**_problem_or_plan(fact), **more}


def _observation(fact: _Fact) -> dict[str, Any]:
    return {
        "indicator": fact.name("indicator"),
        "surface_form": fact.one("surfaceForm"),
        "value": fact.real("value"),
        "unit": fact.name("unit"),
        "approximate": fact.true("approximate"),
        "figure_year": fact.whole("year"),
        "practice": fact.name("mechanism"),
        "practice_iri": fact.one("mechanism"),
    }


def _passage(fact: _Fact) -> dict[str, Any]:
    return {
        "section": fact.one("section"),
        "sentence": fact.one(_OA + "exact"),
        "start": fact.whole(_OA + "start"),
        "end": fact.whole(_OA + "end"),
        "passage": fact.iri,
    }


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: Callable[[_Fact], dict[str, Any]]


_TABLES = {
    _GOV + "Adoption": _Table("adoptions", _adoption),
    _GOV + "Engagement": _Table("engagements", _engagement),
    _GOV + "Problem": _Table("problems", _problem),
    _GOV + "Plan": _Table("plans", _plan),
    _GOV + "Observation": _Table("observations", _observation),
    _GOV + "Passage": _Table("passages", _passage),
}
