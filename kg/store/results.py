"""The results of SELECT and ASK as SPARQL 1.1 writes them: JSON, XML, CSV and TSV, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.ontology import NAMESPACES

Term = NamedNode | BlankNode | Literal
Row = tuple[Term | None, ...]
Variables = Sequence[str]

_XSD_STRING = NAMESPACES["xsd"] + "string"
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'


@dataclass(frozen=True, slots=True)
class _Form:
    head: Callable[[Variables], str]
    row: Callable[[Variables, Row], str]
    between: str = ""
    tail: str = ""


def table(form: str, variables: Variables, rows: Iterable[Row]) -> Iterator[str]:
    """The text of a result in ``form`` (one of TABLES), in pieces of a row or less."""
    written = _FORMS[form]
    yield written.head(variables)
    between = ""
    for row in rows:
        yield between + written.row(variables, row)
        between = written.between
    yield written.tail


def boolean(form: str, answer: bool) -> str:
    """The text of the answer to an ASK in ``form`` (one of BOOLEANS)."""
    if form == "json":
        return _compact({"head": {}, "boolean": answer})
    return f"{_XML_HEAD}</head>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n"


def _json_head(variables: Variables) -> str:
    return f'{{"head":{{"vars":{_compact(list(variables))}}},"results":{{"bindings":['


def _json_row(variables: Variables, row: Row) -> str:
    bound = {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}
    return _compact(bound)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml_head(variables: Variables) -> str:
    return _XML_HEAD + "".join(f"<variable name={quoteattr(name)}/>" for name in variables) + "</head>\n<results>\n"


def _xml_row(variables: Variables, row: Row) -> str:
    bound = zip(variables, row, strict=True)
    cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in bound if t is not None)
    return f"<result>{''.join(cells)}</result>\n"


def _xml_term(term: Term) -> str:
    value = escape(_for_xml(term.value))
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype.value != _XSD_STRING:
        return f"<literal datatype={quoteattr(term.datatype.value)}>{value}</literal>"
    return f"<literal>{value}</literal>"


def _for_xml(value: str) -> str:
    """XML 1.0 has no control characters but tab and line ends."""
    return (
        "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in value).replace("\ufffe", "").replace("\uffff", "")
    )


def _csv_head(variables: Variables) -> str:
    return ",".join(variables) + "\r\n"


def _csv_row(variables: Variables, row: Row) -> str:
    """SPARQL 1.1 CSV: values only, for programs. (Spreadsheets are served by the export of tables.)"""
    return ",".join("" if term is None else _csv_cell(term.value) for term in row) + "\r\n"


def _csv_cell(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\r\n') else value


def _tsv_head(variables: Variables) -> str:
    return "\t".join("?" + name for name in variables) + "\n"


def _tsv_row(variables: Variables, row: Row) -> str:
    return "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


_FORMS = {
    "json": _Form(_json_head, _json_row, ",", "]}}"),
    "xml": _Form(_xml_head, _xml_row, tail="</results>\n</sparql>\n"),
    "csv": _Form(_csv_head, _csv_row),
    "tsv": _Form(_tsv_head, _tsv_row),
}
TABLES = tuple(_FORMS)
BOOLEANS = ("json", "xml")
