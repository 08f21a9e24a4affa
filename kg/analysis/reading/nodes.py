"""A node of the graph with all that was asked about it, by prefixed property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

from kg.model import Span
from kg.ontology import NAMESPACES

_SPACES = sorted(((iri, prefix) for prefix, iri in NAMESPACES.items()), key=lambda pair: -len(pair[0]))


@dataclass(slots=True)
class Node:
    """Values are kept as text. Two stores may give the same in another order: whoever reads, reads them sorted."""

    iri: str
    values: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # property → (text, language)
    links: set[str] = field(default_factory=set)  # IRIs of all values that are such

    def add(self, predicate: str, value: Any) -> None:
        if isinstance(value, ox.Literal):
            self.values.setdefault(_short(predicate), set()).add((value.value, value.language or ""))
        elif isinstance(value, ox.NamedNode):
            self.values.setdefault(_short(predicate), set()).add((value.value, ""))
            self.links.add(value.value)

    def all(self, name: str) -> list[str]:
        return sorted({text for text, _ in self.values.get(name, ())})

    def first(self, name: str) -> str:
        """The first value in order, "" where there is none."""
        return min((text for text, _ in self.values.get(name, ())), default="")

    def label(self, language: str = "zh") -> str:
        """``skos:prefLabel`` in English where asked for, else what is not in English, or the only one that there is."""
        labels = self.values.get("skos:prefLabel", set())
        if language == "en":
            return min((text for text, lang in labels if lang.startswith("en")), default="")
        return min((text for text, lang in labels if not lang.startswith("en")), default=self.first("skos:prefLabel"))

    def number(self, name: str) -> float | None:
        value = self.decimal(name)
        return None if value is None else float(value)

    def whole(self, name: str) -> int | None:
        value = self.decimal(name)
        return None if value is None else int(value)

    def decimal(self, name: str) -> Decimal | None:
        try:
            value = Decimal(self.first(name))
        except InvalidOperation:
            return None
        return value if value.is_finite() else None

    def true(self, name: str) -> bool:
        return self.first(name) in ("true", "1")

    def spans(self) -> tuple[Span, ...]:
        """``oa:start``–``oa:end``, where it says both."""
        start, end = self.whole("oa:start"), self.whole("oa:end")
        return () if start is None or end is None else (Span(start, end),)


Nodes = Mapping[str, Node]
_KNOWN: dict[str, str] = {}


def _short(iri: str) -> str:
    """``gov:year`` for its IRI."""
    known = _KNOWN.get(iri)
    if known is None:
        known = next((f"{prefix}:{iri[len(space) :]}" for space, prefix in _SPACES if iri.startswith(space)), iri)
        if iri.startswith(tuple(NAMESPACES.values())):  # what others add is not kept: there may be any number of them
            _KNOWN[iri] = known
    return known
