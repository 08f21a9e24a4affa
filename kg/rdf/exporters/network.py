"""The network of towns, practices and law firms for Gephi, yEd or networkx: GraphML and GEXF.

Nodes carry ``label``, ``kind`` (town, practice, law firm, legal service office) and ``place``; edges ``relation``
(adopts, advised by, broader), ``status`` or role, and ``year``. Reports that a newer edition replaces are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.rdf.index import Index, local
from kg.rdf.vocabulary import DCT, GOV, SKOS

# What XML 1.0 cannot hold.
_CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# networkx writes the day of writing into GEXF; exports have no clock.
_DATE = re.compile(rb' lastmodifieddate="[^"]*"')
_FIRMS = {"lawFirm": "law firm", "serviceOffice": "legal service office"}


def network(quads: Iterable[Quad]) -> Any:
    """A ``networkx.MultiDiGraph``; nodes are called ``place:…``, ``mech:…`` and ``firm:…``, edges by their statement."""
    import networkx as nx

    index = Index(quads)
    graph = nx.MultiDiGraph()
    nodes: dict[NamedNode, dict[str, str]] = {}
    edges: list[tuple[NamedNode, NamedNode, str, dict[str, str]]] = []
    for adoption, town in _current(index, "Adoption"):
        for mechanism in index.nodes(adoption, GOV["mechanism"]):
            nodes[town] = _town(index, town)
            nodes[mechanism] = {"label": index.label(mechanism), "kind": "practice", "place": ""}
            status = index.node(adoption, GOV["status"])
            said = {"relation": "adopts", "status": local(status).partition(":")[2] if status else ""}
            edges.append((town, mechanism, local(adoption), said | {"year": index.text(adoption, GOV["year"])}))
    for engagement, town in _current(index, "Engagement"):
        for predicate, kind in _FIRMS.items():
            for firm in index.nodes(engagement, GOV[predicate]):
                nodes[town] = _town(index, town)
                nodes[firm] = {"label": index.label(firm), "kind": kind, "place": ""}
                role = index.node(engagement, GOV["role"])
                said = {"relation": "advised by", "status": local(role).partition(":")[2] if role else ""}
                edges.append((town, firm, local(engagement), said | {"year": index.text(engagement, GOV["year"])}))
    for node in list(nodes):
        for broader in index.nodes(node, SKOS["broader"]):
            if broader in nodes:
                edges.append((node, broader, "broader", {"relation": "broader", "status": "", "year": ""}))
    for node in sorted(nodes, key=lambda n: n.value):
        graph.add_node(local(node), **{name: _CONTROL.sub("", value) for name, value in nodes[node].items()})
    for start, end, key, said in sorted(edges, key=lambda e: (e[0].value, e[1].value, e[2])):
        graph.add_edge(local(start), local(end), key=key, **said)
    return graph


def graphml(quads: Iterable[Quad]) -> bytes:
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(network(quads), out, named_key_ids=True)
    return out.getvalue()


def gexf(quads: Iterable[Quad]) -> bytes:
    import networkx as nx

    graph = network(quads)
    for number, (_, _, said) in enumerate(graph.edges(data=True)):
        said["id"] = str(number)  # GEXF wants an id for each of several edges between two nodes
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    return _DATE.sub(b"", out.getvalue())


def _current(index: Index, kind: str) -> Iterable[tuple[NamedNode, NamedNode]]:
    """(statement, town) of a class, from current reports."""
    for node in index.members(GOV[kind]):
        report, town = index.node(node, GOV["report"]), index.node(node, GOV["township"])
        if report is not None and town is not None and not any(index.nodes(report, DCT["isReplacedBy"])):
            yield node, town


def _town(index: Index, town: NamedNode) -> dict[str, str]:
    above = index.above(town)
    place = "".join(above[level] for level in ("province", "prefecture", "county"))
    return {"label": index.label(town), "kind": "town", "place": place}
