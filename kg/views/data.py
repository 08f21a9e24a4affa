"""What the page's scripts read: the graph as JSON, small enough for thousands of nodes.

Edges name nodes by position, sentences name reports by position; ``dom.js`` puts the names back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from kg.analysis.answers import Evidence
from kg.analysis.practice_graph import Edge, Node, PracticeGraph
from kg.analysis.wording import words as wording
from kg.ontology import NAMESPACES
from kg.tables.pinyin import initials, spoken
from kg.views.network import as_data, lines, look, network, size
from kg.views.style import EDGES, NODES
from kg.views.wording import KIND, PAGE, RELATION

Address = Callable[[str], str | None]


def title(graph: PracticeGraph, lang: str) -> str:
    """What the graph is of, in words."""
    key, name = _title(graph)
    return PAGE[key][0 if lang == "zh" else 1].replace("{name}", name)


def data(graph: PracticeGraph, lang: str, address: Address | None = None) -> dict[str, Any]:
    """The whole JSON. ``address`` tells the pages about nodes and reports by their IRIs, where there are any. ``network`` holds pyvis's nodes and edges of what is drawn; ``nodes`` and ``edges`` begin with
    these in the same order, then come those that are held (from ``drawn`` on)."""
    nodes, edges = [*graph.nodes, *graph.held_nodes], [*graph.edges, *graph.held_edges]
    at = {node.id: number for number, node in enumerate(nodes)}
    proofs: dict[Evidence, int] = {}
    told = [_edge(edge, at, proofs) for edge in edges]
    reports: dict[tuple[str, int | None, str, str], int] = {}
    scope, key = graph.scope, _title(graph)
    return {
        "lang": lang,
        "title": {"key": key[0], "name": key[1]},
        "view": graph.view,
        "focus": graph.focus,
        "words": {
            "page": PAGE,
            "status": wording.STATUS,
            "role": wording.ROLE,
            "kind": KIND,
            "relation": RELATION,
        },
        "looks": {
            "nodes": {
                kind: {"shape": s.shape, "fill": s.fill, "border": s.border, "size": s.size}
                for kind, s in NODES.items()
            },
            "edges": {value: {"colour": s.colour, "dashes": s.dashes, "width": s.width} for value, s in EDGES.items()},
        },
        "scope": {
            "years": scope.years,
            "towns": scope.towns,
            "reports": scope.reports,
            "unplaced": scope.unplaced,
            "left_out": {
                "practices": graph.left_out.practices,
                "towns": graph.left_out.towns,
                "firms": graph.left_out.firms,
            },
            "only": {
                "town": graph.town,
                "practice": graph.practice,
                "firm": graph.firm,
                "province": scope.province,
                "year": str(scope.year or ""),
            },
        },
        "drawn": {"nodes": len(graph.nodes), "edges": len(graph.edges)},
        "nodes": [_node(node, address) for node in nodes],
        "edges": told,
        "evidence": [_proof(proof, reports) for proof in proofs],
        "reports": [
            {"file": file, "year": year, "title": name, **_page(NAMESPACES["report"] + report, address)}
            for file, year, name, report in reports
        ],
        "network": as_data(network(graph)),
        "held": _held(graph.held_nodes, graph.held_edges),
    }


def _title(graph: PracticeGraph) -> tuple[str, str]:
    """A word of ``PAGE`` and the name that it speaks of."""
    if graph.view == "problems":
        return "title_problems", graph.town
    if graph.view == "likeness":
        return ("title_likeness_of", graph.town) if graph.town else ("title_likeness", "")
    for key in ("firm", "town", "practice"):
        if name := getattr(graph, key):
            return f"title_{key}", name
    return "title", ""


def _node(node: Node, address: Address | None) -> dict[str, Any]:
    """A node without what is empty. ``said``: how its names are spoken, in full and by first letters."""
    names = [node.label, node.detail] if node.kind == "town" else [node.label]
    told: dict[str, Any] = {
        "id": node.id,
        "kind": look(node),
        "label": node.label,
        "label_en": node.label_en,
        "detail": node.detail,
        "detail_en": node.detail_en,
        "towns": node.towns,
        "said": " ".join(dict.fromkeys(way for name in names for way in (spoken(name), initials(name)))),
        "province": node.province,
        "neighbours": node.neighbours,
        "topics": node.topics,
    }
    told |= _page(node.id, address)
    return {key: value for key, value in told.items() if value or key in ("label", "towns")}


def _page(iri: str, address: Address | None) -> dict[str, str]:
    """The address of the page about something. ValueError for one that is no place but runs (javascript:)."""
    found = address(iri) if address else None
    if found and urlsplit(found).scheme not in ("", "http", "https"):
        raise ValueError(f"no address of a page: {found}")
    return {"page": found} if found else {}


def _edge(edge: Edge, at: dict[str, int], proofs: dict[Evidence, int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "source": at[edge.source],
        "target": at[edge.target],
        "relation": edge.relation,
        "value": edge.value,
        "years": edge.years,
        "forms": edge.surface_forms,
        "lawyers": edge.lawyers,
        "villages": edge.villages,
        "weight": edge.weight,
        "shared": edge.shared,
        "common": edge.common,
        "evidence": [proofs.setdefault(proof, len(proofs)) for proof in edge.evidence],
    }
    return {key: value for key, value in told.items() if value or key in ("source", "target")}


def _proof(proof: Evidence, reports: dict[tuple[str, int | None, str, str], int]) -> tuple[object, ...]:
    """Report, section, sentence, offsets; context where there is any."""
    report = reports.setdefault((proof.file, proof.year, proof.title, proof.report), len(reports))
    told = (report, proof.section, proof.sentence, proof.start, proof.end)
    return (*told, proof.before, proof.after) if proof.before or proof.after else told


def _held(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, Any]:
    """Sizes of the nodes and lines of the edges that are not drawn at first."""
    particular = [{key: value for key, value in line.items() if key not in ("source", "dest")} for line in lines(edges)]
    return {"sizes": [size(node) for node in nodes], "lines": particular}
