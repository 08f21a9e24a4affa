"""What a graph for drawing is made of: nodes, edges and the sentences behind each edge."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.answers import Evidence, Scope

MOST_NODES = 400
MOST_EDGES = 25_000  # lines that a browser still moves; where there are more, fewer towns are drawn

MOST_PROVEN = (
    6_000  # statements with their sentences: a thousand take a quarter of a second, two where the disk is cold
)
_LINES = 15  # for each node


def edges_for(nodes: int) -> int:
    """How many edges so many nodes may have at most: of an ordinary drawing as many as come with their sentences."""
    return min(MOST_EDGES, max(MOST_PROVEN, _LINES * nodes))


@dataclass(frozen=True, slots=True)
class Node:
    """``kind``: "town", "practice", "firm", "office", "lawyers" (those that a town's report does not name; one node
    for each town, whose ``id`` is no IRI of the graph), "problem", "cause" or "plan". ``detail``: full name of a town,
    definition of a practice, description of a problem, cause or plan (``detail_en`` in English, empty where there is none).

    ``towns`` counts all towns that name it, also those that are not drawn (for a town: 1). ``province`` is a town's.
    ``neighbours`` counts the nodes that it is joined to in scope, drawn or not (``broader`` aside); 0 where nobody counted.
    ``topics``: the types of a problem, cause or plan as (Chinese, English).
    """

    id: str
    kind: str
    label: str
    label_en: str
    detail: str
    discovered: bool
    towns: int
    detail_en: str = ""
    province: str = ""
    neighbours: int = 0
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """``relation``: "status" (town → practice), "role" (firm → town), "broader" (practice → practice), "problem" and
    "plan" (town → these), "cause" (problem → cause), "addresses" (plan → problem), "concerns" (problem or plan →
    practice) or "likeness" (town – town).

    ``value`` is the status or the role, else the relation; one edge per pair and value, with all years that say so.
    Of very many edges each has the sentences of its last year only, of still more some have none.
    ``lawyers`` and ``villages`` are the greatest number told, None where none is. Of a likeness: ``weight`` (0..1),
    ``shared`` (how many practices both name) and ``common``, the rarest of these as (Chinese, English).
    """

    source: str
    target: str
    relation: str
    value: str
    years: tuple[int, ...]
    surface_forms: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    lawyers: int | None = None
    villages: int | None = None
    weight: float | None = None
    shared: int | None = None
    common: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many did not fit into the drawing: what the fewest towns share goes first.

    ``sentences``: lines from a town to a practice that are drawn but come without the sentences behind them;
    ``held_sentences``: the same of the lines that are held beside the drawing.
    """

    practices: int = 0
    towns: int = 0
    firms: int = 0
    sentences: int = 0
    held_sentences: int = 0


@dataclass(frozen=True, slots=True)
class PracticeGraph:
    """``nodes`` and ``edges`` are drawn. ``held_nodes`` did not fit but are at hand for whoever looks further from a
    node, with their edges to each other and to what is drawn (``held_edges``); ``left_out`` counts them as well.

    ``town``, ``practice``, ``firm``: the whole name of what the graph is about, ``focus`` its node. ``view``: "practices", "problems" (of
    the town) or "likeness" (towns that share practices).
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    scope: Scope
    left_out: LeftOut
    town: str = ""
    practice: str = ""
    understood: tuple[str, ...] = ()  # whole names, where only parts of them were given
    firm: str = ""
    view: str = "practices"
    held_nodes: tuple[Node, ...] = ()
    held_edges: tuple[Edge, ...] = ()
    focus: str = ""
