"""Copied text as quads of ``graph:derived``, and what comparing reports needs to know from the graph.

``gov:CopiedText`` is a stretch of a report with the place in the earlier report that it stands in;
``gov:copiedFrom`` also leads from each sentence that a statement rests on to that report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.copies import Copied, Reported
from kg.rdf import iris
from kg.rdf.editions import editions
from kg.rdf.vocabulary import GOV, OA, PROV, SKOS, TYPE, decimal, integer

_LEVELS = ("County", "Prefecture", "Province")


def reported(store: Store) -> list[Reported]:
    """The current reports of a graph, with what tells which is earlier and which are near each other."""
    above = _Above(store)
    return [
        Reported(
            current.year,
            current.issued or current.signed,
            current.report.value.removeprefix(iris.REPORT.iri),
            current.town.value,
            **above.of(current.town),
        )
        for current, *_ in editions(store)
    ]


class _Above:
    """The divisions above each: read once, as looking up each town's would take long."""

    def __init__(self, store: Store) -> None:
        self._up: dict[object, list[object]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, GOV["within"], None):
            self._up[quad.subject].append(quad.object)
        self._level = {
            quad.subject: level.lower() for level in _LEVELS for quad in store.quads_for_pattern(None, TYPE, GOV[level])
        }

    def of(self, town: NamedNode) -> dict[str, str]:
        """By level the IRI of the division that a town lies in; the first of several."""
        found: dict[str, str] = {}
        seen: set[object] = set()
        todo = list(self._up[town])
        while todo:
            up = todo.pop()
            if up not in seen and isinstance(up, NamedNode):
                seen.add(up)
                todo += self._up[up]
                if (level := self._level.get(up)) is not None:
                    found[level] = min(up.value, found.get(level, up.value))
        return found


def copied_quads(store: Store, copies: Iterable[Copied]) -> Iterator[Quad]:
    """What is copied, for copies that come report by report."""
    for report, of_report in groupby(copies, key=lambda one: one.report):
        passages = list(of_report)
        text = _text(store, report)
        seen: Counter[tuple[str, str]] = Counter()
        for one in passages:
            # Text and occurrence, not offsets, as with sentences.
            about = (one.source, text[one.start : one.end])
            node = iris.statement(report, "copied", *about, str(seen[about]))
            seen[about] += 1
            yield from _copied_text(node, one)
        for passage, start, end in _sentences(store, report):
            for one in passages:
                if one.start <= start and end <= one.end:
                    yield Quad(passage, GOV["copiedFrom"], iris.REPORT[one.source], iris.DERIVED)


def _copied_text(node: NamedNode, one: Copied) -> Iterator[Quad]:
    said: tuple[tuple[NamedNode, NamedNode | Literal], ...] = (
        (TYPE, GOV["CopiedText"]),
        (TYPE, PROV["Entity"]),
        (GOV["report"], iris.REPORT[one.report]),
        (GOV["copiedFrom"], iris.REPORT[one.source]),
        (OA["start"], integer(one.start)),
        (OA["end"], integer(one.end)),
        (GOV["sourceStart"], integer(one.source_start)),
        (GOV["sourceEnd"], integer(one.source_end)),
        (GOV["similarity"], decimal(f"{one.similarity:.3f}")),
        (GOV["otherReports"], integer(one.others)),
    )
    for predicate, value in said:
        yield Quad(node, predicate, value, iris.DERIVED)


def _text(store: Store, report: str) -> str:
    quads = store.quads_for_pattern(iris.REPORT[report], GOV["text"], None, iris.GRAPH[report])
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), "")


def _sentences(store: Store, report: str) -> Iterator[tuple[NamedNode, int, int]]:
    """The sentences of a report that statements rest on, with their places."""
    ends = {q.subject: q.object for q in store.quads_for_pattern(None, OA["end"], None, iris.GRAPH[report])}
    for quad in store.quads_for_pattern(None, OA["start"], None, iris.GRAPH[report]):
        node, start, end = quad.subject, quad.object, ends.get(quad.subject)
        if isinstance(node, NamedNode) and isinstance(start, Literal) and isinstance(end, Literal):
            yield node, int(start.value), int(end.value)


def text_and_names(quads: Iterable[Quad], report: str) -> tuple[str, tuple[str, ...]]:
    """The clean text of a report and the names of its town and of what lies above, from its quads."""
    text, town = "", None
    up: dict[object, object] = {}
    names: dict[object, str] = {}
    own, node = iris.GRAPH[report], iris.REPORT[report]
    for quad in quads:
        if quad.graph_name == own:
            if quad.subject != node:
                continue
            if quad.predicate == GOV["text"] and isinstance(quad.object, Literal):
                text = quad.object.value
            elif quad.predicate == GOV["township"]:
                town = quad.object
        elif quad.graph_name == iris.DIVISIONS:
            if quad.predicate == GOV["within"]:
                up[quad.subject] = quad.object
            elif quad.predicate == SKOS["prefLabel"] and isinstance(quad.object, Literal):
                names[quad.subject] = quad.object.value
    found: list[str] = []
    place: object = town
    while place is not None and place in names and len(found) < 5:  # a circle in someone's data must not be one here
        found.append(names[place])
        place = up.get(place)
    return text, tuple(found)
