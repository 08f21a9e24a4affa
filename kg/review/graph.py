"""A graph that judgements are applied to: the few ways of looking and changing that this takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.rdf.iris import GRAPH
from kg.rdf.vocabulary import DCT, GOV, PROV, TYPE
from kg.review.kinds import Kind, Term

_SINGLE = tuple(
    GOV[name]
    for name in (
        *("confidence", "continues", "approximate", "targetYear", "lawyerCount", "villageCount"),
        *("contractYears", "contractFrom", "contractUntil"),
    )
)


class Held:
    """One store, asked graph by graph."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def add(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode | None = None
    ) -> None:
        self.store.add(ox.Quad(subject, predicate, value, graph or ox.DefaultGraph()))

    def values(self, node: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> list[Term]:
        """In order of their text; of all graphs where none is given."""
        found = {q.object for q in self.store.quads_for_pattern(node, predicate, None, graph)}
        return sorted((one for one in found if isinstance(one, NamedNode | Literal)), key=str)

    def quads(self, node: NamedNode, graph: NamedNode) -> list[ox.Quad]:
        return sorted(self.store.quads_for_pattern(node, None, None, graph), key=str)

    def has(self, node: NamedNode, graph: NamedNode | None = None) -> bool:
        return next(self.store.quads_for_pattern(node, None, None, graph), None) is not None

    def members(self, of_class: NamedNode, graph: NamedNode) -> Iterator[NamedNode]:
        for quad in self.store.quads_for_pattern(None, TYPE, of_class, graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def now(self, node: NamedNode) -> NamedNode:
        """What took the place of a name, or the name itself."""
        seen = {node}
        while True:
            after = self.values(node, DCT["isReplacedBy"])
            if not after or not isinstance(after[0], NamedNode) or after[0] in seen:
                return node
            node = after[0]
            seen.add(node)

    def set(self, node: NamedNode, predicate: NamedNode, values: Iterable[Term], graph: NamedNode) -> None:
        """``values`` stand there, and nothing else."""
        for quad in list(self.store.quads_for_pattern(node, predicate, None, graph)):
            self.store.remove(quad)
        for value in values:
            self.add(node, predicate, value, graph)

    def remove(self, node: NamedNode, graph: NamedNode) -> None:
        """A statement, and what of its report only it cited."""
        cited = [*self.values(node, PROV["wasDerivedFrom"], graph), *self.values(node, GOV["cause"], graph)]
        for pattern in ((node, None), (None, node)):
            for quad in list(self.store.quads_for_pattern(pattern[0], None, pattern[1], graph)):
                self.store.remove(quad)
        for one in cited:
            if isinstance(one, NamedNode):
                self._remove_uncited(one, graph)

    def _remove_uncited(self, node: NamedNode, graph: NamedNode) -> None:
        if next(self.store.quads_for_pattern(None, None, node, graph), None) is None and self.has(node, graph):
            self.remove(node, graph)

    def rename(self, old: NamedNode, new: NamedNode, graph: NamedNode) -> None:
        """All that is said of ``old`` in a graph, and to it, is from now on of ``new``; where that is there too, both are one,
        and of what stands once the value of ``old`` stays."""
        taken = {quad.predicate for quad in self.quads(old, graph)}
        for predicate in _SINGLE:
            if predicate in taken:
                self.set(new, predicate, (), graph)
        for quad in list(self.store.quads_for_pattern(old, None, None, graph)):
            self.store.remove(quad)
            self.store.add(ox.Quad(new, quad.predicate, quad.object, graph))
        for quad in list(self.store.quads_for_pattern(None, None, old, graph)):
            self.store.remove(quad)
            self.store.add(ox.Quad(quad.subject, quad.predicate, new, graph))

    def said(self, kind: Kind, node: NamedNode, graph: NamedNode) -> dict[str, tuple[str, ...]]:
        """What a statement says, by the names of its fields; "" stands for none."""
        return {
            name: tuple(field.said(term) for term in self.values(node, field.predicate, graph))
            for name, field in kind.fields.items()
        }


def graph_of(report: str) -> NamedNode:
    """The graph of a report, by its id."""
    return GRAPH[report]
