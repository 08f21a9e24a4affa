"""Groups and positions in a network: communities after Louvain, what their members share, and who stands in between.

Nodes are whole numbers in the order of their identifiers and every draw has a fixed seed, so that the same graph gives
the same answer from run to run and machine to machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.analysis.cooccurrence import chance

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]

SEED = 20_240_101
_STEPS = 4_000_000  # ties that betweenness may walk: some seconds
_RATE = 0.05
_LEAST_SOURCES = 50  # with fewer, a sample tells nothing


@dataclass(frozen=True)
class Positions:
    """For each node: its community (0 the largest; −1 for nodes without ties), how many ties it has, their strength in
    all, and the share of shortest paths that go through it (None where that was not computed). ``sources``: from how
    many nodes paths were followed (of all where it is exact). ``modularity``: how much more ties run inside communities
    than chance would have it."""

    community: Whole
    degree: Whole
    strength: Reals
    betweenness: Reals | None
    sources: int
    modularity: float

    @property
    def communities(self) -> int:
        """How many communities there are."""
        return int(self.community.max(initial=-1)) + 1


@dataclass(frozen=True)
class Feature:
    """What members of a community have more than others: column ``what``, had by ``inside`` of ``members`` and by
    ``outside`` of ``others``."""

    what: int
    inside: int
    members: int
    outside: int
    others: int


def positions(size: int, a: Whole, b: Whole, weight: Reals) -> Positions:
    """Of a network of ``size`` nodes with ties between ``a`` and ``b`` (positions, each pair once, none with itself)."""
    import networkx as nx

    degree = np.bincount(a, minlength=size) + np.bincount(b, minlength=size)
    strength = np.zeros(size)
    for ends in (a, b):
        strength += np.bincount(ends, weights=weight, minlength=size)
    graph = nx.Graph()
    graph.add_nodes_from(np.flatnonzero(degree).tolist())
    graph.add_weighted_edges_from(zip(a.tolist(), b.tolist(), weight.tolist(), strict=True))
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if len(a) else []
    parts = sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))
    community = np.full(size, -1, dtype=np.int64)
    for number, part in enumerate(parts):
        community[part] = number
    modularity = nx.community.modularity(graph, parts, weight="weight") if len(a) else 0.0
    between, sources = _between(graph, size)
    return Positions(community, degree, strength, between, sources, float(modularity))


def _between(graph: Any, size: int) -> tuple[Reals | None, int]:
    """Betweenness along fewest ties: exact in small networks, from a sample of nodes in larger ones, else none."""
    import networkx as nx

    nodes, ties = graph.number_of_nodes(), graph.number_of_edges()
    sources = min(nodes, _STEPS // max(ties, 1))
    if not ties or (sources < nodes and sources < _LEAST_SOURCES):
        return None, 0
    found = nx.betweenness_centrality(graph, k=None if sources == nodes else sources, seed=SEED)
    between = np.zeros(size)
    between[list(found)] = list(found.values())
    return between, sources


def features(community: Whole, having: Any, number: int, most: int, least: int = 2) -> list[list[Feature]]:
    """For each of ``number`` communities what its members have more than all other nodes of the network, the surest first.

    ``having``: sparse matrix of 0 and 1, a row for each node. Sure is what is least likely by chance (the upper tail of
    the hypergeometric distribution); only what at least ``least`` members have, and more often than others at a rate of
    false discovery of at most 5 % over all communities and all that is had.
    """
    from scipy.sparse import csr_matrix

    placed = np.flatnonzero(community >= 0)
    member = csr_matrix((np.ones(len(placed)), (community[placed], placed)), shape=(number, len(community)))
    sizes = np.bincount(community[placed], minlength=number)
    counts = (member @ having).tocoo()
    whole = np.asarray(having[placed].sum(axis=0), dtype=np.int64).ravel()
    of, what, inside = counts.row.astype(np.int64), counts.col.astype(np.int64), counts.data.round().astype(np.int64)
    more = inside * (len(placed) - sizes[of]) > (whole[what] - inside) * sizes[of]
    kept = np.flatnonzero((inside >= least) & more)
    of, what, inside = of[kept], what[kept], inside[kept]
    log_p = chance.log_upper_tail(inside, sizes[of], whole[what], len(placed))
    sure = chance.adjusted(log_p, number * having.shape[1]) <= _RATE
    of, what, inside, log_p = of[sure], what[sure], inside[sure], log_p[sure]
    order = np.lexsort((what, -inside, log_p.round(6), of))
    found: list[list[Feature]] = [[] for _ in range(number)]
    for at in order.tolist():
        told = found[of[at]]
        if len(told) < most:
            size = int(sizes[of[at]])
            outside = int(whole[what[at]] - inside[at])
            told.append(Feature(int(what[at]), int(inside[at]), size, outside, len(placed) - size))
    return found


def strongest(a: Whole, b: Whole, weight: Reals, k: int, size: int) -> NDArray[np.bool_]:
    """Which ties are among the ``k`` strongest of either end (those of one weight by position)."""
    kept = np.zeros(len(a), dtype=bool)
    tie = np.arange(len(a))
    ends, others, ties = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([tie, tie])
    order = np.lexsort((others, -weight[ties].round(9), ends))
    first = np.searchsorted(ends[order], np.arange(size))
    rank = np.arange(len(order)) - first[ends[order]]
    kept[ties[order][rank < k]] = True
    return kept
