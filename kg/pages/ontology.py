"""The vocabulary as a page: what every class, property and value means, at the address that its IRI names."""

from __future__ import annotations

from collections.abc import Mapping

from kg import ontology
from kg.analysis.answers import Count, Topic
from kg.analysis.asking import Asks
from kg.analysis.vocabulary_use import problem_type_use, vocabulary_use
from kg.ontology import NAMESPACES, Concept
from kg.pages.page import Page
from kg.rdf.terms import vocabulary

Types = list[tuple[tuple[Topic, Count], list[tuple[Topic, Count]]]]


def page(store: Asks, query: Mapping[str, str]) -> Page:
    terms = vocabulary()
    known = ontology.load()
    return Page(
        "ontology",
        "ontology.html",
        "ontology",
        data={
            "terms": terms,
            "use": vocabulary_use(store),
            "types": _types(problem_type_use(store), known.problem_types),
            "indicators": tuple(known.indicators.values()),
            "units": tuple(known.units.values()),
        },
        iri=NAMESPACES["gov"].removesuffix("#"),
    )


def _types(counted: Mapping[Topic, Count], concepts: Mapping[str, Concept]) -> Types:
    """Types by their group, groups in the order of the scheme; a type of several groups stands in each."""
    by_id = {topic.id: (topic, count) for topic, count in counted.items()}
    groups: dict[str, list[tuple[Topic, Count]]] = {key: [] for key, one in concepts.items() if not one.broader}
    for key, one in concepts.items():
        for group in one.broader:
            if key in by_id:
                groups.setdefault(group, []).append(by_id[key])
    # A graph of another version may have other types than this program knows.
    other = [by_id[key] for key in by_id if key not in concepts]
    found: Types = [(by_id[key], sorted(those, key=_most)) for key, those in groups.items() if key in by_id]
    return sorted(found + [(one, []) for one in other], key=lambda group: _most(group[0]))


def _most(one: tuple[Topic, Count]) -> tuple[int, str]:
    return -one[1].number, one[0].iri
