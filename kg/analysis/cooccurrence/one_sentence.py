"""Whether two practices are named in one breath: a formula that says little of either."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Count
from kg.analysis.asking import Asks, Term, select_each
from kg.analysis.scope import Corpus

_LOOKED_AT = 10  # towns of each pair whose sentences are compared
_PASSAGES = "SELECT ?node ?passage { ?node prov:wasDerivedFrom ?passage }"


def in_one_sentence(
    store: Asks, where: Corpus, rows: pl.DataFrame, pairs: Sequence[tuple[Sequence[int], ...]]
) -> list[Count]:
    """For each pair of practices (row numbers of what counts for each): in how many of the reports looked at one
    sentence names both.

    ``rows`` are adoptions. Looked at is the latest report that names both of each of some towns, which are spread evenly
    over all; 0 of 0 where no report names both.
    """
    looked: list[pl.DataFrame] = []
    for at, practices in enumerate(pairs):
        sides = [
            rows.filter(pl.col("practice").is_in(pl.Series(list(of), dtype=pl.UInt32).implode())) for of in practices
        ]
        reports = sides[0].join(sides[1].select("report").unique(), on="report", how="semi")
        last = reports.sort("town", "year", "report").unique("town", keep="last", maintain_order=True)
        chosen = last.gather_every(max(1, -(-len(last) // _LOOKED_AT))).select("report")
        looked += [
            side.join(chosen, on="report", how="semi").select("report", "number", pair=pl.lit(at), side=pl.lit(n))
            for n, side in enumerate(sides)
        ]
    if not looked:
        return []
    every = pl.concat(looked)
    numbers = every["number"].unique().sort().to_list()
    nodes = where.known.tables.nodes("adoptions", numbers)
    by_node = dict(zip(nodes, numbers, strict=True))
    terms: list[Term] = [ox.NamedNode(node) for node in nodes]
    said = [(by_node[str(row["node"])], str(row["passage"])) for row in select_each(store, _PASSAGES, "node", terms)]
    passages = pl.DataFrame(said, schema={"number": pl.UInt32, "passage": pl.String}, orient="row")
    told = every.join(passages, on="number").group_by("pair", "report", "passage").agg(pl.col("side").n_unique())
    same = dict(told.filter(pl.col("side") == 2).group_by("pair").agg(pl.col("report").n_unique()).iter_rows())
    of_all = dict(every.group_by("pair").agg(pl.col("report").n_unique()).iter_rows())
    return [Count(same.get(at, 0), of_all.get(at, 0)) for at in range(len(pairs))]
