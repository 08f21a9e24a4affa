"""Towns joined by the practices that they share: the network of ``kg.analysis.networks.projections``, for drawing."""

from __future__ import annotations

from heapq import heappop, heappush

import polars as pl

from kg.analysis.adopting import adoptions
from kg.analysis.answers import Evidence
from kg.analysis.asking import Asks, name_of
from kg.analysis.graphs.context import with_context
from kg.analysis.graphs.making import in_order, town_node
from kg.analysis.graphs.neighbourhood import Near, around
from kg.analysis.graphs.parts import MOST_NODES, Edge, LeftOut, PracticeGraph
from kg.analysis.naming import likely
from kg.analysis.networks.projections import network
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import proven, uses

_NAMED = 8  # practices told of each pair, the rarest first
_PROVEN = 3  # of these with the sentences of both towns
_PLACES = 9  # decimals of a weight that decide an order


def likeness_graph(
    store: Asks,
    *,
    town: str | None = None,
    province: str | None = None,
    year: int | None = None,
    most_nodes: int = MOST_NODES,
    neighbours: int = 5,
) -> PracticeGraph:
    """Each town tied to the ``neighbours`` most like it by the practices they name; of ``town`` those within two ties.

    At most ``most_nodes`` towns: the nearest to ``town``, else those with the strongest ties. Raises UnknownNameError for
    names the graph does not have.
    """
    where = corpus(store, year=year, province=province)
    asked = likely.town(where.towns, town) if town else None
    middle = where.known.number("towns", asked.what.iri) if asked else None
    left_out = 0
    if middle is not None and (where.reports["town"] == middle).any():
        ties = around(where, middle, neighbours, most_nodes)
        towns = {middle, *(end for tie in ties for end in (tie.a, tie.b))}
    else:
        ties, towns, left_out = _strongest(store, where, neighbours, most_nodes)
    pairs = pl.DataFrame([(tie.a, tie.b) for tie in ties], schema={"a": pl.UInt32, "b": pl.UInt32}, orient="row")
    common, proofs = _common(store, where, pairs)
    edges = []
    for tie in ties:
        pair = (tie.a, tie.b)
        those = common.get(pair, [])
        practices = [where.known.practice(number) for number in those]
        edges.append(
            Edge(
                where.known.town(tie.a).iri,
                where.known.town(tie.b).iri,
                "likeness",
                "likeness",
                (),
                (),
                tuple(proof for number in those[:_PROVEN] for at in pair for proof in proofs.get((at, number), ())),
                weight=round(tie.weight, 6),
                shared=tie.shared,
                common=tuple((one.label, one.label_en) for one in practices),
            )
        )
    nodes = {one.id: one for one in (town_node(where.known.town(number)) for number in towns)}
    return PracticeGraph(
        tuple(node for _, node in sorted(nodes.items())),
        tuple(in_order(with_context(store, edges))),
        where.scope,
        LeftOut(towns=left_out),
        asked.what.full_name if asked else "",
        understood=tuple(filter(None, (asked.understood,) if asked else ())),
        view="likeness",
        focus=asked.what.iri if asked else "",
    )


def _strongest(store: Asks, where: Corpus, neighbours: int, most: int) -> tuple[list[Near], set[int], int]:
    """Of all towns in scope at most ``most`` with their ties, and how many are left out: what grows from the town with the
    strongest ties, by the strongest tie each time, so that what is drawn hangs together."""
    answer = network(
        store, "towns", neighbours=neighbours, year=where.scope.year, province=where.scope.province or None
    )
    tied_to: dict[int, list[tuple[float, int]]] = {}
    for tie in answer.ties:
        tied_to.setdefault(tie.a, []).append((-round(tie.weight, _PLACES), tie.b))
        tied_to.setdefault(tie.b, []).append((-round(tie.weight, _PLACES), tie.a))
    kept: set[int] = set()
    for start in sorted(range(len(answer.nodes)), key=lambda at: (-round(answer.nodes[at].strength, _PLACES), at)):
        waiting = [(0.0, start)]
        while waiting and len(kept) < most:
            _, at = heappop(waiting)
            if at not in kept:
                kept.add(at)
                for tie_to in tied_to.get(at, ()):
                    heappush(waiting, tie_to)
    names = {at: name_of(*answer.nodes[at].id.split(":", 1)).value for at in kept}
    numbers = {at: number for at, iri in names.items() if (number := where.known.number("towns", iri)) is not None}
    ties = [
        Near(numbers[tie.a], numbers[tie.b], tie.weight, tie.shared)
        for tie in answer.ties
        if tie.a in numbers and tie.b in numbers
    ]
    return ties, set(numbers.values()), len(answer.nodes) - len(kept)


def _common(
    store: Asks, where: Corpus, pairs: pl.DataFrame
) -> tuple[dict[tuple[int, int], list[int]], dict[tuple[int, int], tuple[Evidence, ...]]]:
    """What each pair of towns names, the rarest first; and a sentence of each town for the rarest."""
    rows = adoptions(where)
    named = rows.select("town", "practice").unique()
    towns = named.group_by("practice").agg(pl.len().alias("towns"))
    both = pairs.join(named.rename({"town": "a"}), on="a").join(
        named.select(b="town", practice="practice"), on=["b", "practice"]
    )
    both = both.join(towns, on="practice").sort("a", "b", "towns", "practice")
    kept = both.group_by("a", "b", maintain_order=True).agg(pl.col("practice").head(_NAMED))
    common = {(a, b): list(those) for a, b, those in kept.iter_rows()}
    told = sorted({(at, number) for pair, those in common.items() for number in those[:_PROVEN] for at in pair})
    wanted = pl.DataFrame(told, schema={"town": pl.UInt32, "practice": pl.UInt32}, orient="row")
    latest = rows.join(wanted, on=["town", "practice"], how="semi", maintain_order="left")
    latest = latest.sort("year", "number", descending=[True, False], nulls_last=True)
    latest = latest.unique(["town", "practice"], keep="first", maintain_order=True).sort("number")
    key = {where.known.town(at).iri: at for at, _ in told}
    practice = {where.known.practice(number).iri: number for _, number in told}
    found = proven(store, uses(where, latest))
    return common, {(key[use.town.iri], practice[use.practice.iri]): use.evidence[:1] for use in found}
