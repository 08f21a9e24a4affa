"""One node for a local brand, however the reports of a county spell it.

A report by itself cannot know how its neighbours write a name, so this is done when the graphs stand together: all
statements come to name one of the spellings' nodes. The others keep nothing but ``dct:isReplacedBy``, so that a query or
a link that names them still leads on. The same name in two counties stays two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.extractors.brands import brands
from kg.ontology import local_name
from kg.places.names import township_stem
from kg.rdf.asking import select
from kg.rdf.iris import MECH, MECHANISMS
from kg.rdf.vocabulary import DCT, GOV, RDF, SKOS

_DISCOVERED = """SELECT ?mechanism ?label (COUNT(DISTINCT ?report) AS ?reports) {
  ?mechanism gov:discovered true ; skos:prefLabel ?label . OPTIONAL { ?use gov:mechanism ?mechanism ; gov:report ?report } }
GROUP BY ?mechanism ?label"""
_TOWNS = """SELECT DISTINCT ?mechanism ?town {
  ?mechanism gov:discovered true . ?use gov:mechanism ?mechanism ; gov:township/skos:prefLabel ?town }"""
_ONE_VALUED = (GOV["confidence"], GOV["continues"])


def merge_brands(store: ox.Store) -> None:
    """Gives the spellings of each county's brands one node in ``store``: that which most reports name, else the fullest
    name, else the first by code point. Which node it is depends on the reports alone, not on their order."""
    for kept, others in _groups(store):
        for other in others:
            replace_mechanism(store, other, kept)


def _groups(store: ox.Store) -> Iterator[tuple[ox.NamedNode, list[ox.NamedNode]]]:
    """The node that stays and those that give way to it, county by county."""
    counties: dict[str, dict[str, tuple[ox.NamedNode, int]]] = defaultdict(dict)
    for node, label, reports in _rows(store, _DISCOVERED):
        assert isinstance(node, ox.NamedNode)
        scope = node.value.removeprefix(MECH.iri).removesuffix(local_name(label.value))
        counties[scope][label.value] = (node, int(reports.value))
    places = defaultdict(set)
    for node, town in _rows(store, _TOWNS):
        places[node.value].add(town.value)
    for scope in sorted(counties):
        known = counties[scope]
        towns = {town for node, _ in known.values() for town in places[node.value]}
        for group in brands(known, sorted(towns | {stem for town in towns if (stem := township_stem(town))})):
            first, *rest = sorted(group, key=lambda label: (-known[label][1], -len(label), label))
            yield known[first][0], [known[label][0] for label in rest]


def replace_mechanism(store: ox.Store, old: ox.NamedNode, new: ox.NamedNode) -> None:
    """All statements that name ``old`` name ``new`` from now on, and ``new`` has its names besides its own."""
    for quad in list(store.quads_for_pattern(None, GOV["mechanism"], old)):
        store.remove(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, new, quad.graph_name))
        _unite(store, quad.subject, new, quad.graph_name)
    placed = next(store.quads_for_pattern(new, SKOS["broader"], None, MECHANISMS), None) is not None
    for quad in list(store.quads_for_pattern(old, None, None, MECHANISMS)):
        store.remove(quad)
        if quad.predicate in (SKOS["prefLabel"], SKOS["altLabel"]):
            store.add(ox.Quad(new, SKOS["altLabel"], quad.object, MECHANISMS))
        elif quad.predicate == SKOS["broader"] and not placed:
            store.add(ox.Quad(new, SKOS["broader"], quad.object, MECHANISMS))
    store.add(ox.Quad(old, DCT["isReplacedBy"], new, MECHANISMS))


def _unite(store: ox.Store, node: object, mechanism: ox.NamedNode, graph: object) -> None:
    """One adoption for each report, mechanism and status: of two, that with the smaller identifier takes all."""
    assert isinstance(node, ox.NamedNode) and isinstance(graph, ox.NamedNode)
    status = next((quad.object for quad in store.quads_for_pattern(node, GOV["status"], None, graph)), None)
    if status is None or next(store.quads_for_pattern(node, RDF["type"], GOV["Adoption"], graph), None) is None:
        return
    twins = [
        quad.subject
        for quad in store.quads_for_pattern(None, GOV["mechanism"], mechanism, graph)
        if quad.subject != node
        and next(store.quads_for_pattern(quad.subject, RDF["type"], GOV["Adoption"], graph), None)
        and next(store.quads_for_pattern(quad.subject, GOV["status"], status, graph), None)
    ]
    for twin in twins:
        kept, gone = sorted((node, twin), key=str)
        for quad in list(store.quads_for_pattern(gone, None, None, graph)):
            store.remove(quad)
            store.add(ox.Quad(kept, quad.predicate, quad.object, graph))
        for predicate in _ONE_VALUED:
            values = sorted(store.quads_for_pattern(kept, predicate, None, graph), key=lambda quad: str(quad.object))
            for quad in values[:-1]:  # the surest stays; true is after false
                store.remove(quad)


def _rows(store: ox.Store, query: str) -> Iterator[tuple[ox.NamedNode | ox.Literal, ...]]:
    for solution in select(store, query):
        yield tuple(term for term in solution if isinstance(term, ox.NamedNode | ox.Literal))
