"""What a query answers, in plain Python: a table, yes or no, or triples; and how it is written out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import KgError
from kg.ontology import NAMESPACES
from kg.rdf.exporters import rdf_syntaxes

Term = NamedNode | BlankNode | Literal
Row = tuple[Term | None, ...]

_XSD_STRING = NAMESPACES["xsd"] + "string"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a SELECT (``variables`` and ``rows``), an ASK (``boolean``) or a CONSTRUCT or DESCRIBE
    (``triples``); the two others are empty or None. Iterating gives the rows of a SELECT.

    ``rows`` are tuples of terms in the order of ``variables`` (names without ``?``), None where unbound.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def kind(self) -> str:
        """ "table", "boolean" or "graph"."""
        if self.triples is not None:
            return "graph"
        return "table" if self.boolean is None else "boolean"

    def plain(self) -> list[dict[str, str]]:
        """The rows as {variable: text}, unbound variables left out."""
        return [
            {name: term.value for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]

    def serialize(self, form: str) -> bytes:
        """The answer in UTF-8 as ``json``, ``xml``, ``csv`` or ``tsv`` (SPARQL 1.1 results; ASK: json, xml) or, for
        triples, ``ttl``, ``nt`` or ``xml`` (RDF/XML), each triple once and sorted. Raises KgError for a form that does
        not fit, naming those that do.
        """
        writers = _WRITERS[self.kind]
        if form not in writers:
            what, what_zh = _KINDS[self.kind]
            raise KgError(
                f"{what} cannot be written as {form}; choose one of {', '.join(writers)}",
                f"{what_zh}不能写成 {form} 格式；可用的有：{'、'.join(writers)}",
            )
        return writers[form](self)


def _json(answer: Answer) -> bytes:
    body: dict[str, Any] = {"head": {}}
    if answer.boolean is not None:
        body["boolean"] = answer.boolean
    else:
        body["head"]["vars"] = list(answer.variables)
        body["results"] = {"bindings": [_json_row(answer.variables, row) for row in answer.rows]}
    return json.dumps(body, ensure_ascii=False).encode() + b"\n"


def _json_row(variables: Sequence[str], row: Row) -> dict[str, dict[str, str]]:
    return {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}


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


def _xml(answer: Answer) -> bytes:
    out = io.StringIO()
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>')
    out.write("".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables) + "</head>\n")
    if answer.boolean is not None:
        out.write(f"<boolean>{str(answer.boolean).lower()}</boolean>\n")
    else:
        out.write("<results>\n")
        for row in answer.rows:
            bound = zip(answer.variables, row, strict=True)
            cells = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in bound if t is not None)
            out.write(f"<result>{''.join(cells)}</result>\n")
        out.write("</results>\n")
    out.write("</sparql>\n")
    return out.getvalue().encode()


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


def _csv(answer: Answer) -> bytes:
    """SPARQL 1.1 CSV: values only, for programs. (Spreadsheets are served by the export of tables.)"""
    lines = [",".join(answer.variables)]
    lines += [",".join("" if term is None else _csv_cell(term.value) for term in row) for row in answer.rows]
    return "".join(line + "\r\n" for line in lines).encode()


def _csv_cell(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\r\n') else value


def _tsv(answer: Answer) -> bytes:
    lines = ["\t".join("?" + name for name in answer.variables)]
    lines += ["\t".join("" if term is None else _tsv_cell(term) for term in row) for row in answer.rows]
    return "".join(line + "\n" for line in lines).encode()


def _tsv_cell(term: Term) -> str:
    return str(term).replace("\t", "\\t")


def _graph(write: Callable[[Iterable[Triple]], bytes]) -> Callable[[Answer], bytes]:
    return lambda answer: write(answer.triples or ())


_KINDS = {
    "table": ("a table", "表格（SELECT 的答案）"),
    "boolean": ("yes or no", "是或否（ASK 的答案）"),
    "graph": ("a graph", "三元组（CONSTRUCT、DESCRIBE 的答案）"),
}
_WRITERS: dict[str, dict[str, Callable[[Answer], bytes]]] = {
    "table": {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv},
    "boolean": {"json": _json, "xml": _xml},
    "graph": {
        "ttl": _graph(rdf_syntaxes.turtle),
        "nt": _graph(rdf_syntaxes.ntriples),
        "xml": _graph(rdf_syntaxes.rdfxml),
    },
}
