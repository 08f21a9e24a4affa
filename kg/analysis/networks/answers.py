"""What the analysis of networks answers: nodes, ties, communities, brokers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.answers import Count, Firm, Practice, Scope
from kg.analysis.tabular import Cells, Tabular

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Node:
    """A town, practice or firm. ``id`` is its prefixed name (place:…), ``kind`` "town", "practice", "discovered",
    "firm" or "office". ``place`` is a town's county and all above it. ``count``: practices that a town names, towns
    that name a practice or that a firm advises. ``community`` counts from 1 (the largest); 0 for nodes without ties.
    ``betweenness`` (0..1) is None where it was not computed."""

    id: str
    label: str
    kind: str
    place: str
    province: str
    count: int
    community: int
    degree: int
    strength: float
    betweenness: float | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Between the nodes at positions ``a`` < ``b``. ``shared``: practices that both towns name, towns that name both
    practices, reports that tell of the firm's service to the town."""

    a: int
    b: int
    weight: float
    shared: int


@dataclass(frozen=True, slots=True)
class Trait:
    """What members of a community have more often than other nodes: ``inside`` of its members, ``outside`` of the
    others. ``id`` is a prefixed name, or that of a province."""

    id: str
    label: str
    inside: Count
    outside: Count


@dataclass(frozen=True, slots=True)
class Community:
    """``members`` are positions of nodes, the strongest first. ``provinces``: where its towns lie, most first."""

    number: int
    members: tuple[int, ...]
    traits: tuple[Trait, ...]
    provinces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Broker:
    """A firm by the towns that name it. ``towns`` are of the towns in scope that name any firm. ``alone``: pairs of
    counties that it joins and no other firm does."""

    firm: Firm
    towns: Count
    counties: int
    provinces: int
    alone: int
    betweenness: float | None
    community: int


@dataclass(frozen=True, slots=True, repr=False)
class NetworkAnswer(Tabular):
    """A network ``of`` "towns", "practices" or "firms" (with the towns they advise).

    ``pairs`` could have been tied, ``neighbours`` is how many each node kept at least, ``least`` what a tie had to
    share. ``isolated`` nodes have no tie. ``sources``: from how many nodes betweenness was computed. ``brokers``: firms
    by towns. ``shown`` communities are told of, ``communities_in_all`` there are.
    """

    of: str
    scope: Scope
    least: int
    neighbours: int | None
    copies: bool
    pairs: int
    isolated: int
    modularity: float
    sources: int
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    communities: tuple[Community, ...]
    brokers: tuple[Broker, ...] = field(default=())

    def table(self) -> Cells:
        """A row for each node, the strongest first; of firms for each firm."""
        if self.of == "firms":
            of_firms = ("firm", "office", "towns", "of", "counties", "provinces", "alone", "betweenness", "community")
            return of_firms, [
                (
                    *(one.firm.label, one.firm.office, one.towns.number, one.towns.of, one.counties, one.provinces),
                    *(one.alone, one.betweenness, one.community),
                )
                for one in self.brokers
            ]
        columns = (
            "id",
            "label",
            "kind",
            "province",
            "place",
            "count",
            "community",
            "degree",
            "strength",
            "betweenness",
        )
        return columns, [tuple(getattr(one, column) for column in columns) for one in self.central()]

    def central(self) -> list[Node]:
        """Nodes by the strength of their ties, the strongest first."""
        return sorted(self.nodes, key=lambda one: (-round(one.strength, 9), one.id))

    def save(self, file: str | Path) -> Path:
        """Write the network for Gephi (.gexf) or as GraphML (.graphml), by the ending of ``file``. Raises KgError for
        another ending or a place that cannot be written."""
        from kg.rdf.exporters.graph_files import Edge, save

        edges = (
            Edge(self.nodes[tie.a].id, self.nodes[tie.b].id, {"weight": tie.weight, "shared": tie.shared})
            for tie in self.ties
        )
        return save(file, [(one.id, _told(one)) for one in self.nodes], edges)

    def to_networkx(self) -> networkx.Graph[Any]:
        """The network as ``networkx.Graph``: nodes called by their ids with all that is known of them, edges with
        ``weight`` and ``shared``."""
        import networkx as nx

        graph = nx.Graph()
        for one in self.nodes:
            graph.add_node(one.id, **_told(one))
        for tie in self.ties:
            graph.add_edge(self.nodes[tie.a].id, self.nodes[tie.b].id, weight=tie.weight, shared=tie.shared)
        return graph


def _told(one: Node) -> dict[str, str | int | float]:
    """What is known of a node. What was not computed is left out: no format has a word for it."""
    told: dict[str, str | int | float] = {
        "label": one.label,
        "kind": one.kind,
        "place": one.place,
        "province": one.province,
        "count": one.count,
        "community": one.community,
        "degree": one.degree,
        "strength": one.strength,
    }
    return told if one.betweenness is None else told | {"betweenness": one.betweenness}


def practice_kind(one: Practice) -> str:
    return "discovered" if one.discovered else "practice"
