"""How analyses ask the store: SPARQL with bound terms, plain Python values back.

Nothing a person typed is ever pasted into a query. Values come in as terms that pyoxigraph has parsed, and are
written by its serialiser, which escapes; so the same query text works embedded and on any SPARQL 1.1 server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import pyoxigraph as ox

from kg.ontology import NAMESPACES

CURRENT = "FILTER NOT EXISTS { ?report dct:isReplacedBy ?newer }"
_BATCH = 500

Term = ox.NamedNode | ox.Literal
Value = str | int | float | bool
Row = Mapping[str, Value]


class Asks(Protocol):
    """What an analysis needs of a store."""

    def query(self, sparql: str) -> Any:
        """Answers a SPARQL query, knowing the prefixes; for SELECT: ``variables`` and rows of terms."""


def name_of(prefix: str, local: str) -> ox.NamedNode:
    """The IRI of a local name; ValueError if ``local`` cannot be part of an IRI."""
    return ox.NamedNode(NAMESPACES[prefix] + local)


def local_part(iri: str) -> str:
    """``https://w3id.org/towngov/mechanism/枫桥经验`` → ``枫桥经验``; unchanged where no prefix fits."""
    for namespace in NAMESPACES.values():
        if iri.startswith(namespace):
            return iri[len(namespace) :]
    return iri


def bound(query: str, **values: Iterable[Term]) -> str:
    """``query`` with each variable restricted to the given terms (by VALUES at the start of its first group)."""
    head, brace, tail = query.partition("{")
    blocks = "".join(
        f" VALUES ?{variable} {{ {' '.join(str(term) for term in terms)} }}" for variable, terms in values.items()
    )
    return head + brace + blocks + tail


def select(store: Asks, query: str, **values: Iterable[Term]) -> list[Row]:
    """Rows of a SELECT as {variable: value}; unbound variables are absent. Values are bound."""
    solutions = store.query(bound(query, **values))
    names = [str(variable).removeprefix("?") for variable in solutions.variables]
    return [
        {name: _plain(term) for name, term in zip(names, row, strict=True) if term is not None} for row in solutions
    ]


def select_each(store: Asks, query: str, variable: str, terms: Sequence[Term]) -> Iterator[Row]:
    """Like ``select`` with many terms for one variable, asked in portions that a server accepts."""
    for start in range(0, len(terms), _BATCH):
        yield from select(store, query, **{variable: terms[start : start + _BATCH]})


def _plain(term: Any) -> Value:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(NAMESPACES["xsd"])
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
    return str(term.value)
