"""The practice graph in pyvis's data model: nodes and edges with looks and places, ready for vis-network."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.analysis.practice_graph import Node, PracticeGraph
from kg.views.layout import place
from kg.views.style import EDGES, NODES

if TYPE_CHECKING:
    from pyvis.network import Network


def network(graph: PracticeGraph) -> Network:
    """A pyvis Network with fixed positions. Node ids are IRIs; edge ids count through ``graph.edges``.

    Labels are not given to vis-network: the page draws them itself, as on a map, so that they never overlap.
    """
    from pyvis.network import Network

    # Directed, because pyvis looks through all edges for a twin of each undirected one and drops parallel edges.
    net = Network(directed=True)
    where = place(graph)
    for node in graph.nodes:
        style = NODES[look(node)]
        x, y = where[node.id]
        net.add_node(
            node.id,
            label=" ",
            shape=style.shape,
            color={"background": style.fill, "border": style.border},
            size=_size(node),
            borderWidth=2,
            x=x,
            y=y,
        )
    parallel: dict[tuple[str, str], int] = defaultdict(int)
    for number, edge in enumerate(graph.edges):
        nth = parallel[edge.source, edge.target]
        parallel[edge.source, edge.target] += 1
        line = EDGES[edge.value]
        net.add_edge(
            edge.source,
            edge.target,
            id=number,
            arrows="to" if edge.relation == "broader" else "",
            color={"color": line.colour, "highlight": line.colour, "hover": line.colour, "opacity": 0.75},
            dashes=list(line.dashes) or False,
            width=line.width,
            smooth={"enabled": nth > 0, "type": "curvedCW", "roundness": round(0.15 * nth, 2)},
        )
    return net


def look(node: Node) -> str:
    """The row of ``style.NODES`` for a node."""
    return "discovered" if node.kind == "practice" and node.discovered else node.kind


def _size(node: Node) -> int:
    base = NODES[look(node)].size
    return base + 3 * min(node.towns - 1, 6) if node.kind != "town" else base


def as_data(net: Network) -> dict[str, Any]:
    """``{"nodes": […], "edges": […]}`` as vis-network reads it."""
    return {"nodes": net.nodes, "edges": net.edges}
