"""Quads by subject, for those who walk a whole graph: exports and validation. (Questions are asked of a store.)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import NAMESPACES
from kg.rdf.vocabulary import DCT, GOV, SKOS, TYPE

_LEVELS = {
    "province": (GOV["Province"],),
    "prefecture": (GOV["Prefecture"],),
    "county": (GOV["County"],),
}


class Index:
    """The union of the graphs. Values come in order of their text, so that nothing depends on the order of quads."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[NamedNode, dict[NamedNode, set[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(set))
        self._members: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for quad in quads:
            s, o = quad.subject, quad.object
            if isinstance(s, NamedNode) and isinstance(o, NamedNode | Literal):
                self._values[s][quad.predicate].add(o)
                if quad.predicate == TYPE and isinstance(o, NamedNode):
                    self._members[o].add(s)

    def members(self, kind: NamedNode) -> list[NamedNode]:
        """The nodes of a class, in order."""
        return sorted(self._members.get(kind, ()), key=lambda node: node.value)

    def values(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        found = self._values[node][predicate] if node in self._values and predicate in self._values[node] else ()
        return sorted(found, key=str)

    def nodes(self, node: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
        return (value for value in self.values(node, predicate) if isinstance(value, NamedNode))

    def node(self, node: NamedNode, predicate: NamedNode) -> NamedNode | None:
        return next(self.nodes(node, predicate), None)

    def texts(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        return [value.value for value in self.values(node, predicate) if isinstance(value, Literal)]

    def text(self, node: NamedNode, predicate: NamedNode) -> str:
        """The value, "" where there is none."""
        return next(iter(self.texts(node, predicate)), "")

    def label(self, node: NamedNode) -> str:
        """The Chinese name of a node, else its title, heading or local name."""
        for value in self.values(node, SKOS["prefLabel"]):
            if isinstance(value, Literal) and value.language in (None, "zh"):
                return value.value
        return self.text(node, DCT["title"]) or self.text(node, GOV["heading"]) or local(node).partition(":")[2]

    def above(self, town: NamedNode) -> dict[str, str]:
        """Labels of the divisions above a town: {"province": …, "prefecture": …, "county": …}, "" where none."""
        found = dict.fromkeys(_LEVELS, "")
        node, steps = self.node(town, GOV["within"]), 0
        while node is not None and steps < 9:  # a circle in someone's data must not be one here
            for level, kinds in _LEVELS.items():
                if any(kind in self.values(node, TYPE) for kind in kinds):
                    found[level] = self.label(node)
            node, steps = self.node(node, GOV["within"]), steps + 1
        return found


def local(node: NamedNode) -> str:
    """``mech:枫桥经验``; the whole IRI where no prefix fits."""
    for prefix, namespace in NAMESPACES.items():
        if node.value.startswith(namespace):
            return f"{prefix}:{node.value[len(namespace) :]}"
    return node.value
