"""CSV tables for spreadsheets: one file for each kind of statement, with labels instead of identifiers.

UTF-8 with a byte-order mark, without which Excel garbles Chinese. A cell that a spreadsheet would take for a formula
begins with an apostrophe: report text must not run on the reader's machine.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.rdf.exporters.cells import safe_cell
from kg.rdf.index import Index, local
from kg.rdf.vocabulary import DCT, GOV, OA, PROV, SKOS

_BETWEEN = "；"  # several values in one cell

Column = Callable[[Index, NamedNode], str]


def tables(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of each table; rows in order of province, county, town, year and identifier."""
    index = Index(quads)
    for name, (kind, columns) in _TABLES.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        rows = ([safe_cell(column(index, node)) for column in columns.values()] for node in index.members(GOV[kind]))
        writer.writerows(sorted(rows))
        yield f"{name}.csv", b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _text(name: str) -> Column:
    return lambda index, node: _BETWEEN.join(index.texts(node, GOV[name]))


def _label(name: str) -> Column:
    return lambda index, node: _BETWEEN.join(index.label(value) for value in index.nodes(node, GOV[name]))


def _local(name: str) -> Column:
    return lambda index, node: _BETWEEN.join(local(value) for value in index.nodes(node, GOV[name]))


def _status(index: Index, node: NamedNode) -> str:
    return _BETWEEN.join(local(status).removeprefix("gov:") for status in index.nodes(node, GOV["status"]))


def _role(index: Index, node: NamedNode) -> str:
    return _BETWEEN.join(local(role).removeprefix("gov:") for role in index.nodes(node, GOV["role"]))


def _families(index: Index, node: NamedNode) -> str:
    broader = {b for m in index.nodes(node, GOV["mechanism"]) for b in index.nodes(m, SKOS["broader"])}
    return _BETWEEN.join(sorted(index.label(b) for b in broader))


def _discovered(index: Index, node: NamedNode) -> str:
    return _BETWEEN.join(t for m in index.nodes(node, GOV["mechanism"]) for t in index.texts(m, GOV["discovered"]))


def _evidence(index: Index, node: NamedNode) -> str:
    return " ".join(index.text(passage, OA["exact"]) for passage in index.nodes(node, PROV["wasDerivedFrom"]))


def _current(index: Index, node: NamedNode) -> str:
    return "false" if any(index.nodes(_report(index, node), DCT["isReplacedBy"])) else "true"


def _report(index: Index, node: NamedNode) -> NamedNode:
    return index.node(node, GOV["report"]) or node


def _town(index: Index, node: NamedNode) -> NamedNode | None:
    return index.node(_report(index, node), GOV["township"])


def _above(level: str) -> Column:
    def column(index: Index, node: NamedNode) -> str:
        town = _town(index, node)
        return index.above(town)[level] if town is not None else ""

    return column


def _town_name(index: Index, node: NamedNode) -> str:
    town = _town(index, node)
    return index.label(town) if town is not None else ""


_WHERE: dict[str, Column] = {
    "province": _above("province"),
    "prefecture": _above("prefecture"),
    "county": _above("county"),
    "town": _town_name,
}
_SAID: dict[str, Column] = {**_WHERE, "year": _text("year")}
_SOURCE: dict[str, Column] = {
    "evidence": _evidence,
    "current_edition": _current,
    "report": lambda index, node: local(_report(index, node)),
    "id": lambda index, node: local(node),
}

_TABLES: dict[str, tuple[str, dict[str, Column]]] = {
    "reports": (
        "Report",
        {
            **_SAID,
            "title": lambda index, node: index.text(node, DCT["title"]),
            "issued": lambda index, node: index.text(node, DCT["issued"]),
            "signed": _text("signed"),
            "issuer": _text("issuer"),
            "file": _text("fileName"),
            "source": lambda index, node: _BETWEEN.join(s.value for s in index.nodes(node, DCT["source"])),
            "current_edition": _current,
            "id": lambda index, node: local(node),
        },
    ),
    "adoptions": (
        "Adoption",
        {
            **_SAID,
            "practice": _label("mechanism"),
            "status": _status,
            "continues": _text("continues"),
            "family": _families,
            "discovered": _discovered,
            "as_written": _text("surfaceForm"),
            "confidence": _text("confidence"),
            "practice_id": _local("mechanism"),
            **_SOURCE,
        },
    ),
    "engagements": (
        "Engagement",
        {
            **_SAID,
            "law_firm": _label("lawFirm"),
            "legal_service_office": _label("serviceOffice"),
            "role": _role,
            "lawyers": _text("lawyerCount"),
            "villages": _text("villageCount"),
            "contract_years": _text("contractYears"),
            "contract_from": _text("contractFrom"),
            "contract_until": _text("contractUntil"),
            **_SOURCE,
        },
    ),
    "problems": (
        "Problem",
        {
            **_SAID,
            "heading": _text("heading"),
            "description": lambda index, node: index.text(node, DCT["description"]),
            "topics": _label("topic"),
            "causes": _label("cause"),
            "practices": _label("mechanism"),
            **_SOURCE,
        },
    ),
    "plans": (
        "Plan",
        {
            **_SAID,
            "target_year": _text("targetYear"),
            "heading": _text("heading"),
            "description": lambda index, node: index.text(node, DCT["description"]),
            "topics": _label("topic"),
            "addresses": _label("addresses"),
            "practices": _label("mechanism"),
            **_SOURCE,
        },
    ),
    "observations": (
        "Observation",
        {
            **_SAID,
            "indicator": _label("indicator"),
            "counted": _text("surfaceForm"),
            "value": _text("value"),
            "unit": _label("unit"),
            "approximate": _text("approximate"),
            "practice": _label("mechanism"),
            **_SOURCE,
        },
    ),
    "citations": ("Citation", {**_WHERE, "instrument": _label("instrument"), **_SOURCE}),
    "passages": (
        "Passage",
        {
            **_WHERE,
            "section": _text("section"),
            "start": lambda index, node: index.text(node, OA["start"]),
            "end": lambda index, node: index.text(node, OA["end"]),
            "text": lambda index, node: index.text(node, OA["exact"]),
            "report": lambda index, node: local(_report(index, node)),
            "id": lambda index, node: local(node),
        },
    ),
}
