"""What a query answers, in plain Python: a table, yes or no, or triples; and how it is written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Triple

from kg.errors import KgError
from kg.rdf.exporters import rdf_syntaxes
from kg.store.results import BOOLEANS, TABLES, Row, Term, boolean, table


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


def _table(form: str) -> Callable[[Answer], bytes]:
    return lambda answer: "".join(table(form, answer.variables, answer.rows)).encode()


def _boolean(form: str) -> Callable[[Answer], bytes]:
    return lambda answer: boolean(form, bool(answer.boolean)).encode()


def _graph(write: Callable[[Iterable[Triple]], bytes]) -> Callable[[Answer], bytes]:
    return lambda answer: write(answer.triples or ())


_KINDS = {
    "table": ("a table", "表格（SELECT 的答案）"),
    "boolean": ("yes or no", "是或否（ASK 的答案）"),
    "graph": ("a graph", "三元组（CONSTRUCT、DESCRIBE 的答案）"),
}
_WRITERS: dict[str, dict[str, Callable[[Answer], bytes]]] = {
    "table": {form: _table(form) for form in TABLES},
    "boolean": {form: _boolean(form) for form in BOOLEANS},
    "graph": {
        "ttl": _graph(rdf_syntaxes.turtle),
        "nt": _graph(rdf_syntaxes.ntriples),
        "xml": _graph(rdf_syntaxes.rdfxml),
    },
}

__all__ = ["Answer", "Row", "Term"]
