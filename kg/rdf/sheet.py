"""A sheet on which the quads of one report are written: knows the report, its town and its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.model import Identity, Mechanism, Passage, Report
from kg.ontology import Concept, Ontology
from kg.rdf import iris
from kg.rdf.vocabulary import GOV, OA, PROV, SKOS, TRUE, TYPE, chinese, integer, text


class Sheet:
    """Collects quads; a quad said twice is kept once, in the order first said."""

    def __init__(self, report: Report, identity: Identity, ontology: Ontology) -> None:
        self.report = report
        self.identity = identity
        self.ontology = ontology
        self.graph = iris.GRAPH[report.id]
        self.node = iris.REPORT[report.id]
        self.town = iris.town(identity, report.id)
        self._quads: dict[Quad, None] = {}
        self._passages: dict[int, NamedNode] = {}
        self._occurrence = _occurrences(report.passages)

    def quads(self) -> list[Quad]:
        return list(self._quads)

    def add(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode | None = None
    ) -> None:
        """Say one thing, in the report's own graph unless another is given."""
        self._quads[Quad(subject, predicate, value, graph or self.graph)] = None

    def statement(self, kind: str, *about: str, passages: Iterable[int]) -> NamedNode:
        """Begin a statement node of class ``gov:<kind>`` that rests on passages (indices into the report).

        Raises ValueError where it rests on none: everything in the graph traces to sentences.
        """
        node = iris.statement(self.report.id, kind.lower(), *about)
        self.add(node, TYPE, GOV[kind])
        self.add(node, GOV["report"], self.node)
        cited = [self._passage(index) for index in dict.fromkeys(passages)]
        if not cited:
            raise ValueError(f"{kind} {'/'.join(about)} of {self.report.file_name} rests on no passage")
        for passage in cited:
            self.add(node, PROV["wasDerivedFrom"], passage)
        return node

    def place_and_year(self, node: NamedNode, year: int | None = None) -> None:
        """Whom and when a statement is about; the report's own year where none is given."""
        self.add(node, GOV["township"], self.town)
        year = self.identity.year if year is None else year
        if year is not None:
            self.add(node, GOV["year"], integer(year))

    def mechanism(self, what: Mechanism) -> NamedNode:
        """The mechanism's IRI. One of no list is described too, for a person to confirm, merge or reject.

        Raises KgError where it claims an id that the scheme lacks.
        """
        for concept in what.broader if what.id is None else (what.id,):
            if concept not in self.ontology.mechanisms:
                raise KgError(
                    f"mech:{concept} is not in the scheme of mechanisms", f"mech:{concept} 不在治理机制的概念体系里"
                )
        node = iris.mechanism(what, self.identity, self.report.id)
        if what.id is None:
            for kind in (GOV["Mechanism"], SKOS["Concept"]):
                self.add(node, TYPE, kind, iris.MECHANISMS)
            self.add(node, SKOS["prefLabel"], chinese(what.label), iris.MECHANISMS)
            self.add(node, SKOS["inScheme"], GOV["mechanismScheme"], iris.MECHANISMS)
            self.add(node, GOV["discovered"], TRUE, iris.MECHANISMS)
            for broader in what.broader:
                self.add(node, SKOS["broader"], iris.MECH[broader], iris.MECHANISMS)
        return node

    def topic(self, concept: str) -> NamedNode:
        """A problem or plan type's IRI."""
        return self._concept(concept, self.ontology.problem_types)

    def indicator(self, concept: str) -> NamedNode:
        return self._concept(concept, self.ontology.indicators)

    def unit(self, concept: str) -> NamedNode:
        return self._concept(concept, self.ontology.units)

    def _concept(self, concept: str, scheme: Mapping[str, Concept]) -> NamedNode:
        if concept not in scheme:
            raise KgError(f"topic:{concept} is not in its scheme", f"topic:{concept} 不在它的概念体系里")
        return iris.TOPIC[concept]

    def _passage(self, index: int) -> NamedNode:
        """The IRI of a passage; the first who cites it brings it into the graph."""
        known = self._passages.get(index)
        if known is not None:
            return known
        passage = self.report.passages[index]
        # Text and occurrence, not offsets: a line dropped elsewhere by a better reader renames no passage.
        node = iris.statement(self.report.id, "passage", passage.text, str(self._occurrence[index]))
        for kind in (GOV["Passage"], PROV["Entity"], OA["TextQuoteSelector"], OA["TextPositionSelector"]):
            self.add(node, TYPE, kind)
        self.add(node, GOV["report"], self.node)
        self.add(node, OA["exact"], text(passage.text))
        self.add(node, OA["start"], integer(passage.start))
        self.add(node, OA["end"], integer(passage.end))
        heading = self._heading(passage.section)
        if heading:
            self.add(node, GOV["section"], text(heading))
        self._passages[index] = node
        return node

    def _heading(self, section: int | None) -> str:
        """The innermost heading that a passage stands under; empty before the first."""
        while section is not None:
            found = self.report.sections[section]
            if found.heading:
                return found.heading
            section = found.parent
        return ""


def _occurrences(passages: tuple[Passage, ...]) -> list[int]:
    """For each passage, how many before it have the same text."""
    seen: Counter[str] = Counter()
    result = []
    for passage in passages:
        result.append(seen[passage.text])
        seen[passage.text] += 1
    return result
