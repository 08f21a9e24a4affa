"""From what reports say to the nodes and edges of a drawing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from kg.analysis.answers import Practice, Service, Town, Use
from kg.analysis.asking import Asks, select, select_each
from kg.analysis.graphs.parts import Edge, Node
from kg.analysis.wording.words import UNNAMED

_BROADER = "SELECT DISTINCT ?narrow ?broad { ?narrow skos:broader ?broad . ?broad a gov:Mechanism }"
_DEFINITIONS = """SELECT ?practice ?definition ?language {
  ?practice skos:definition ?definition BIND(lang(?definition) AS ?language) }"""


def adviser(service: Service) -> str:
    """Node id of the firm; where the report names none, of that town's unnamed lawyers."""
    return service.firm.iri or service.town.iri + "#lawyers"


def town_node(town: Town) -> Node:
    return Node(town.iri, "town", town.name, "", town.full_name, False, 1, province=town.province)


def practice_node(one: Practice) -> Node:
    return Node(one.iri, "practice", one.label, one.label_en, "", one.discovered, 0)


def adviser_node(service: Service) -> Node:
    town, firm = service.town, service.firm
    if not firm.iri:
        return Node(adviser(service), "lawyers", *UNNAMED, town.full_name, False, 0, town.full_name)
    return Node(firm.iri, "office" if firm.office else "firm", firm.label, "", "", False, 0)


def nodes(found: Iterable[Use], advised: Iterable[Service]) -> dict[str, Node]:
    """The ends of uses and services by their ids."""
    made: dict[str, Node] = {}
    for use in found:
        made[use.town.iri] = town_node(use.town)
        made[use.practice.iri] = practice_node(use.practice)
    for service in advised:
        made.setdefault(service.town.iri, town_node(service.town))
        made[adviser(service)] = adviser_node(service)
    return made


def described(
    store: Asks, made: Mapping[str, Node], towns: Mapping[str, int], neighbours: Mapping[str, int]
) -> tuple[Node, ...]:
    """The nodes in the order of their ids, with definitions, the towns that name each, and how many neighbours it has."""
    concepts = [ox.NamedNode(iri) for iri, node in sorted(made.items()) if node.kind == "practice"]
    definitions = {
        (str(row["practice"]), str(row["language"])): str(row["definition"])
        for row in select_each(store, _DEFINITIONS, "practice", concepts)
    }
    return tuple(
        replace(
            node,
            detail=node.detail or definitions.get((iri, "zh"), ""),
            detail_en=node.detail_en or definitions.get((iri, "en"), ""),
            towns=towns.get(iri, 0) or node.towns,
            neighbours=neighbours.get(iri, 0) or node.neighbours,
        )
        for iri, node in sorted(made.items())
    )


def status_edges(found: Iterable[Use]) -> list[Edge]:
    grouped: dict[tuple[str, str, str], list[Use]] = defaultdict(list)
    for use in found:
        grouped[use.town.iri, use.practice.iri, use.status].append(use)
    return [
        Edge(
            town,
            practice,
            "status",
            status,
            tuple(sorted({use.year for use in group if use.year is not None})),
            tuple(sorted({form for use in group for form in use.surface_forms})),
            tuple(proof for use in group for proof in use.evidence),
        )
        for (town, practice, status), group in grouped.items()
    ]


def role_edges(advised: Iterable[Service]) -> list[Edge]:
    grouped: dict[tuple[str, str, str], list[Service]] = defaultdict(list)
    for service in advised:
        grouped[adviser(service), service.town.iri, service.role].append(service)
    return [
        Edge(
            firm,
            town,
            "role",
            role,
            tuple(sorted({service.year for service in group if service.year is not None})),
            (),
            tuple(proof for service in group for proof in service.evidence),
            max((service.lawyers for service in group if service.lawyers is not None), default=None),
            max((service.villages for service in group if service.villages is not None), default=None),
        )
        for (firm, town, role), group in grouped.items()
    ]


def broader_edges(store: Asks, kept: set[str]) -> list[Edge]:
    pairs = {(str(row["narrow"]), str(row["broad"])) for row in select(store, _BROADER)}
    return [Edge(a, b, "broader", "broader", (), (), ()) for a, b in sorted(pairs) if a in kept and b in kept]


def in_order(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation, edge.value))
