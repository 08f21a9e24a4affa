"""Answers to questions about statements, worked out report by report when a report is read, and put together for a whole graph.

A store would have to look up millions of names for them. What the answers are is defined by the questions, in SPARQL; here
are the same rows in another order.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import NAMESPACES
from kg.tables import questions
from kg.tables.rows import Ask

_TYPE = ox.NamedNode(NAMESPACES["rdf"] + "type")
VERSION = 1  # of what ``answers_of`` gives: that of another version is worked out anew
COUNTED = ("Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation", "Passage")
"""Classes of what stands in the graphs of reports, by local name."""

_CITES = "cites"
_HELD = 1 << 26  # characters held in memory before they are written


def _full(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(NAMESPACES[prefix] + local)


_KINDS = {_full(name): kind for kind, name in questions.KINDS.items()}
_COUNTED = {ox.NamedNode(NAMESPACES["gov"] + name): name for name in COUNTED}
_PROPERTIES = {_full(one): column for column, path in questions.PROPERTIES.items() for one in path.split("|")}
_PROPERTIES[ox.NamedNode(NAMESPACES["gov"] + "cites")] = _CITES
# What only sentences and other things have, and no statement: they are left out where no table needs them.
_OF_STATEMENTS = frozenset({"report", "year"})

_ASKED = {questions.of_kind(kind): kind for kind in questions.KINDS}
_ASKED |= {questions.of_property(column): column for column in questions.PROPERTIES}
_HEADERS = dict.fromkeys(questions.KINDS, "node") | {name: f"node,{name}" for name in questions.PROPERTIES}
# What is derived from all reports is in no report's own graph: only the store can tell.
_ASKED.pop(questions.of_property("source"))


def answers_of(quads: Iterable[ox.Quad]) -> str:
    """What the graph of one report, given by its quads, adds to the answers."""
    parts: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    statements: set[ox.NamedNode | ox.BlankNode | ox.Triple] = set()
    later: list[tuple[str, ox.Quad]] = []
    for quad in quads:
        predicate = quad.predicate
        if predicate == _TYPE:
            of_class = quad.object
            assert isinstance(of_class, ox.NamedNode)
            counted = _COUNTED.get(of_class)
            if counted is not None:
                counts[counted] += 1
                kind = _KINDS.get(of_class)
                if kind is not None:
                    statements.add(quad.subject)
                    parts[kind].append(_field(quad.subject))
        elif (column := _PROPERTIES.get(predicate)) is not None:
            if column in _OF_STATEMENTS:
                later.append((column, quad))
            else:
                parts[column].append(f"{_field(quad.subject)},{_field(quad.object)}")
    for column, quad in later:
        if quad.subject in statements:
            parts[column].append(f"{_field(quad.subject)},{_field(quad.object)}")
    answers = {name: "".join(f"{row}\n" for row in rows) for name, rows in parts.items()}
    return json.dumps({"rows": answers, "counts": counts}, ensure_ascii=False, sort_keys=True)


def _field(term: object) -> str:
    """A term as SPARQL 1.1 Query Results CSV writes it."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    value = term.value
    if not value:
        return '""'  # an empty text is a text; nothing at all is none
    if '"' in value or "," in value or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


class Prepared:
    """The answers for a whole graph. What it does not know is asked of the graph itself."""

    def __init__(self, folder: Path, graph: Ask) -> None:
        """``folder``: an empty one, for what is put together."""
        self._folder = folder
        self._graph = graph
        self._names: set[str] = set()
        self.counts: dict[str, Counter[str]] = {}
        """For each report (its id) how many there are of each of COUNTED."""

    def gather(self, reports: Iterable[str], answers: Callable[[str], str]) -> None:
        """Put together what ``answers`` gives for each of ``reports`` (ids), see ``answers_of``."""
        held: dict[str, list[str]] = defaultdict(list)
        size = 0
        for report in reports:
            told = json.loads(answers(report))
            self.counts[report] = Counter(told["counts"])
            for name, rows in told["rows"].items():
                held[name].append(rows)
                size += len(rows)
            if size > _HELD:
                self._write(held)
                size = 0
        self._write(held)

    def __call__(self, question: str) -> bytes:
        """The rows of a SELECT as CSV."""
        name = _ASKED.get(question)
        if name is None:
            return self._graph(question)
        return f"{_HEADERS[name]}\n".encode() + self._read(name)

    def cited(self) -> Iterable[tuple[str, str]]:
        """Which report (IRI) cites which law (IRI)."""
        for row in self._read(_CITES).decode().splitlines():
            report, _, law = row.partition(",")
            yield report, law

    def _read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes() if name in self._names else b""

    def _write(self, held: dict[str, list[str]]) -> None:
        for name, rows in held.items():
            self._names.add(name)
            with (self._folder / name).open("ab") as file:
                file.write("".join(rows).encode())
        held.clear()
