"""Networks: towns by what they share, practices by what goes together, firms with the towns that they advise.

    towns       each town with its ``neighbours`` nearest; weight: the likeness of ``kg similar`` (rarity-weighted
                overlap, see ``kg.analysis.networks.projection``); a tie shares at least ``least`` practices by name
    practices   pairs that at least ``least`` towns name both as running and that go together more than chance (rate of
                false discovery ≤ 5 %, see ``kg.analysis.cooccurrence.pairs``), each with its ``neighbours`` strongest;
                weight: their correlation φ
    firms       firms that at least ``least`` towns name, tied to these towns; weight: reports that say so

Communities are Louvain's, told by what their members have more often than the others. That towns stand in one community
says that their reports are alike, not that they know of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.adopting import adoptions, running
from kg.analysis.answers import Count
from kg.analysis.asking import Asks, local_part
from kg.analysis.cooccurrence import pairs as cooccurrence
from kg.analysis.cooccurrence.incidence import Incidence, incidence, kin
from kg.analysis.likeness.rarity import rarity
from kg.analysis.networks.answers import Community, NetworkAnswer, Node, Tie, Trait, practice_kind
from kg.analysis.networks.brokers import firm_network
from kg.analysis.networks.communities import Feature, Positions, features, positions, strongest
from kg.analysis.networks.projection import nearest
from kg.analysis.scope import Corpus, corpus

OF = {"towns": 2, "practices": 5, "firms": 2}  # with the least that a tie must share where nobody says
_RATE = 0.05
_TRAITS = 5  # told of each community

Whole = NDArray[np.int64]
Reals = NDArray[np.float64]


def network(
    store: Asks,
    of: str = "towns",
    *,
    least: int | None = None,
    neighbours: int = 5,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    copies: bool = False,
) -> NetworkAnswer:
    """The network ``of`` towns, practices or firms in scope. What the numbers mean says ``kg.analysis.networks.projections``.

    Mentions in text copied from another town alone are left out, unless ``copies``. Raises UnknownNameError for a year
    or place that the graph lacks.
    """
    if of not in OF:
        raise ValueError(f"of must be one of {tuple(OF)}")
    if neighbours < 1:
        raise ValueError("neighbours must be at least 1")
    where = corpus(store, year=year, province=province, county=county)
    least = OF[of] if least is None else least
    if of == "firms":
        return firm_network(where, least)
    if of == "towns":
        return _towns(where, least, neighbours, copies)
    return _practices(where, least, neighbours, copies)


def _towns(where: Corpus, least: int, neighbours: int, copies: bool) -> NetworkAnswer:
    named = incidence(where, adoptions(where, copies=copies))
    ties = nearest(rarity(where, "practices", copies), named.towns, neighbours)
    shared = _shared(named.matrix, ties.a, ties.b)
    kept = shared >= least
    a, b, weight, shared = ties.a[kept], ties.b[kept], ties.weight[kept], shared[kept]
    where_to = positions(len(named.towns), a, b, weight)
    known = where.known
    counts = np.asarray(named.matrix.sum(axis=1)).ravel()
    towns = [known.town(int(number)) for number in named.towns]
    nodes = [
        _node(
            where_to,
            at,
            f"place:{local_part(one.iri)}",
            one.name,
            "town",
            place=one.full_name.removesuffix(one.name),
            province=one.province,
            count=int(counts[at]),
        )
        for at, one in enumerate(towns)
    ]
    told = features(where_to.community, named.matrix, where_to.communities, _TRAITS)
    traits = [[_practice_trait(where, named, one) for one in each] for each in told]
    return NetworkAnswer(
        "towns",
        where.scope,
        least,
        neighbours,
        copies,
        ties.pairs,
        int((where_to.degree == 0).sum()),
        where_to.modularity,
        where_to.sources,
        tuple(nodes),
        _ties(a, b, weight, shared),
        communities(where_to, traits, [one.province for one in nodes]),
    )


def _practices(where: Corpus, least: int, neighbours: int, copies: bool) -> NetworkAnswer:
    named = incidence(where, running(adoptions(where, copies=copies)))
    named = named.keeping(named.named_by() >= least)
    tested = cooccurrence.all_pairs(named, kin(where, named.practices))
    sure = np.sort(tested.surest(least, _RATE))
    size = len(named.practices)
    a, b = np.minimum(tested.a, tested.b)[sure], np.maximum(tested.a, tested.b)[sure]
    weight, both = tested.phi[sure], tested.both[sure]
    kept = strongest(a, b, weight, neighbours, size)
    a, b, weight, both = a[kept], b[kept], weight[kept], both[kept]
    where_to = positions(size, a, b, weight)
    counts = named.named_by()
    practices = [where.known.practice(int(number)) for number in named.practices]
    nodes = [
        _node(where_to, at, f"mech:{one.id}", one.label, practice_kind(one), count=int(counts[at]))
        for at, one in enumerate(practices)
    ]
    above = _above(where, named)
    told = features(where_to.community, above.matrix, where_to.communities, _TRAITS)
    traits = [[_practice_trait(where, above, one) for one in each] for each in told]
    return NetworkAnswer(
        "practices",
        where.scope,
        least,
        neighbours,
        copies,
        len(sure),
        int((where_to.degree == 0).sum()),
        where_to.modularity,
        where_to.sources,
        tuple(nodes),
        _ties(a, b, weight, both),
        communities(where_to, traits, [""] * size),
    )


def _shared(matrix: Any, a: Whole, b: Whole) -> Whole:
    """How many practices both rows of each pair have."""
    if not len(a):
        return np.zeros(0, dtype=np.int64)
    found: Whole = np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1), dtype=np.int64).ravel()
    return found


def _above(where: Corpus, named: Incidence) -> Incidence:
    """For each practice what it is a kind of, itself left out, as a matrix over all of these."""
    from scipy.sparse import csr_matrix

    pairs = where.known.tables["families"].filter(pl.col("narrow") != pl.col("broad"))
    pairs = pairs.filter(pl.col("narrow").is_in(pl.Series(named.practices.astype(np.uint32)).implode()))
    rows = np.searchsorted(named.practices, pairs["narrow"].to_numpy().astype(np.int64))
    broad, columns = np.unique(pairs["broad"].to_numpy().astype(np.int64), return_inverse=True)
    ones = np.ones(len(pairs), dtype=np.int32)
    return Incidence(
        named.practices, broad, csr_matrix((ones, (rows, columns)), shape=(len(named.practices), len(broad)))
    )


def _node(
    where_to: Positions, at: int, name: str, label: str, kind: str, *, count: int, place: str = "", province: str = ""
) -> Node:
    between = where_to.betweenness
    return Node(
        name,
        label,
        kind,
        place,
        province,
        count,
        int(where_to.community[at]) + 1,
        int(where_to.degree[at]),
        float(where_to.strength[at]),
        None if between is None else float(between[at]),
    )


def _ties(a: Whole, b: Whole, weight: Reals, shared: Whole) -> tuple[Tie, ...]:
    order = np.lexsort((b, a))
    return tuple(Tie(*one) for one in zip(*(part[order].tolist() for part in (a, b, weight, shared)), strict=True))


def _practice_trait(where: Corpus, named: Incidence, one: Feature) -> Trait:
    practice = where.known.practice(int(named.practices[one.what]))
    return Trait(f"mech:{practice.id}", practice.label, Count(one.inside, one.members), Count(one.outside, one.others))


def communities(
    where_to: Positions, traits: Sequence[Sequence[Trait]], provinces: Sequence[str]
) -> tuple[Community, ...]:
    """The communities in order, with the traits of each and the provinces of its nodes ("" for nodes without one)."""
    order = np.lexsort((np.arange(len(where_to.community)), -where_to.strength.round(9), where_to.community))
    members: list[list[int]] = [[] for _ in traits]
    for at in order.tolist():
        if where_to.community[at] >= 0:
            members[int(where_to.community[at])].append(at)
    found = []
    for number, (those, of) in enumerate(zip(members, traits, strict=True), 1):
        lies = [provinces[at] for at in those if provinces[at]]
        counted = sorted(((name, lies.count(name)) for name in set(lies)), key=lambda one: (-one[1], one[0]))
        found.append(Community(number, tuple(those), tuple(of), tuple(counted)))
    return tuple(found)
