"""The practice graph in pyvis's data model: nodes and edges with looks and places, ready for vis-network."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.practice_graph import Edge, Node, PracticeGraph
from kg.views.layout import place
from kg.views.style import ARROWS, EDGES, NODES

if TYPE_CHECKING:
    from pyvis.network import Network


def network(graph: PracticeGraph) -> Network:
    """A pyvis Network with fixed positions. Node ids are IRIs; edge ids count through ``graph.edges``.

    Labels are not given to vis-network: the page draws them itself, as on a map, so that they never overlap; it also
    colours lines by ``style.EDGES``. What is held and not drawn is not in it: the page places it when it is asked for.
    """
    import pyvis.edge
    import pyvis.node
    from pyvis.network import Network

    net = Network(directed=True)
    where = place(graph)
    # Not by ``add_node`` and ``add_edge``, which look through all nodes each time.
    for node in graph.nodes:
        style = NODES[look(node)]
        x, y = where[node.id]
        options = pyvis.node.Node(
            node.id,
            style.shape,
            " ",
            color={"background": style.fill, "border": style.border},
            size=size(node),
            borderWidth=2,
            x=x,
            y=y,
        ).options
        net.nodes.append(options)
        net.node_ids.append(node.id)
        net.node_map[node.id] = options
    for number, options in enumerate(lines(graph.edges)):
        net.edges.append(pyvis.edge.Edge(**options, id=number).options)
    return net


def lines(edges: Sequence[Edge]) -> Iterator[dict[str, Any]]:
    """The ends of each edge and what is particular to its line: dashes, an arrow, a curve beside another line."""
    parallel: dict[tuple[str, str], int] = defaultdict(int)
    for edge in edges:
        nth = parallel[edge.source, edge.target]
        parallel[edge.source, edge.target] += 1
        line: dict[str, Any] = {"source": edge.source, "dest": edge.target}
        if EDGES[edge.value].dashes:
            line["dashes"] = list(EDGES[edge.value].dashes)
        if edge.relation in ARROWS:
            line["arrows"] = "to"
        if nth:
            line["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": round(0.15 * nth, 2)}
        yield line


def look(node: Node) -> str:
    """The row of ``style.NODES`` for a node."""
    return "discovered" if node.kind == "practice" and node.discovered else node.kind


def size(node: Node) -> int:
    """Radius in pixels: what more towns name is larger."""
    base = NODES[look(node)].size
    return (
        base if node.kind == "town" else base + min(3 * (node.towns - 1), round(5 * math.log2(max(node.towns, 1))), 32)
    )


def as_data(net: Network) -> dict[str, Any]:
    """``{"nodes": […], "edges": […]}`` as vis-network reads it."""
    return {"nodes": net.nodes, "edges": net.edges}
