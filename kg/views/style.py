"""How kinds, statuses and roles look: one row each. Shape and pattern say what colour says, so that no one needs to
tell colours apart. Colours are of the Okabe–Ito and Tol palettes, made for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NodeStyle:
    shape: str  # a shape of vis-network
    fill: str
    border: str
    size: int


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    colour: str
    dashes: tuple[int, ...]  # empty: a solid line
    width: float


NODES: Mapping[str, NodeStyle] = {
    "town": NodeStyle("dot", "#0072b2", "#004b76", 24),
    "practice": NodeStyle("diamond", "#e69f00", "#8a5f00", 9),
    "discovered": NodeStyle("diamond", "#ffffff", "#b87f00", 9),
    "firm": NodeStyle("triangle", "#009e73", "#00614a", 15),
    "lawyers": NodeStyle("triangle", "#ffffff", "#00614a", 14),
    "office": NodeStyle("triangleDown", "#b5e3d5", "#00614a", 14),
    "problem": NodeStyle("square", "#d55e00", "#7f3800", 12),
    "cause": NodeStyle("star", "#cc79a7", "#7d3f62", 13),
    "plan": NodeStyle("hexagon", "#56b4e9", "#1d6a99", 13),
}
EDGES: Mapping[str, EdgeStyle] = {
    "implemented": EdgeStyle("#5b6b78", (), 1.6),
    "piloting": EdgeStyle("#aa3377", (12, 5), 2.0),
    "inProgress": EdgeStyle("#0077bb", (12, 4, 3, 4), 2.0),
    "planned": EdgeStyle("#cc3311", (3, 5), 2.2),
    "governmentAdviser": EdgeStyle("#009e73", (), 2.0),
    "villageAdviser": EdgeStyle("#009e73", (8, 4), 2.0),
    "otherAdviser": EdgeStyle("#009e73", (2, 4), 2.0),
    "broader": EdgeStyle("#c9a44c", (1, 4), 1.2),
    "problem": EdgeStyle("#d55e00", (), 1.8),
    "cause": EdgeStyle("#a8517f", (8, 4), 1.8),
    "plan": EdgeStyle("#2f83b7", (), 1.8),
    "addresses": EdgeStyle("#2f83b7", (8, 4), 2.0),
    "concerns": EdgeStyle("#8a5f00", (2, 4), 1.4),
    "likeness": EdgeStyle("#0072b2", (), 1.6),
}
ARROWS = ("broader", "cause", "addresses")
"""Relations whose lines tell a direction."""
