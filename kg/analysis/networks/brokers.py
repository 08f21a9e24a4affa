"""Firms and the towns that they advise: who serves many, who joins counties that nobody else joins."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import polars as pl

from kg.analysis.answers import Count
from kg.analysis.asking import local_part
from kg.analysis.networks.answers import Broker, Community, NetworkAnswer, Node, Tie, Trait
from kg.analysis.networks.communities import Positions, Whole, features, positions
from kg.analysis.scope import Corpus

_TRAITS = 5
_COUNTIES = 400  # of a firm that serves more, pairs are not counted one by one: it joins nearly all that it serves


def firm_network(where: Corpus, least: int) -> NetworkAnswer:
    """Firms that at least ``least`` towns name, with these towns. Offices (法律服务所) are no law firms and marked so;
    lawyers without a firm's name are left out. Names are as reports write them: spellings of one firm that nobody has
    merged count apart."""
    known = where.known
    rows = where.facts("services").drop_nulls("firm")
    naming = rows["town"].n_unique()
    pairs = rows.group_by("firm", "town").agg(pl.col("report").n_unique().alias("reports")).sort("firm", "town")
    serves = pairs.group_by("firm").agg(pl.col("town").n_unique().alias("towns"))
    pairs = pairs.join(serves.filter(pl.col("towns") >= least).select("firm"), on="firm", how="semi").sort(
        "firm", "town"
    )
    firms = pairs["firm"].unique().sort().to_numpy().astype(np.int64)
    towns = pairs["town"].unique().sort().to_numpy().astype(np.int64)
    a = np.searchsorted(firms, pairs["firm"].to_numpy().astype(np.int64))
    b = np.searchsorted(towns, pairs["town"].to_numpy().astype(np.int64)) + len(firms)
    reports = pairs["reports"].to_numpy().astype(np.int64)
    where_to = positions(len(firms) + len(towns), a, b, reports.astype(np.float64))
    between = where_to.betweenness
    nodes = []
    for at, number in enumerate([*firms.tolist(), *towns.tolist()]):
        own = (
            int(where_to.community[at]) + 1,
            int(where_to.degree[at]),
            float(where_to.strength[at]),
            None if between is None else float(between[at]),
        )
        count = int(where_to.degree[at])
        if at < len(firms):
            firm = known.firm(number)
            kind = "office" if firm.office else "firm"
            nodes.append(Node(f"firm:{local_part(firm.iri)}", firm.label, kind, "", "", count, *own))
        else:
            town = known.town(number)
            place = town.full_name.removesuffix(town.name)
            nodes.append(Node(f"place:{local_part(town.iri)}", town.name, "town", place, town.province, count, *own))
    placed, traits = _lying(where, where_to, firms, towns)
    order = np.lexsort((np.arange(len(nodes)), -where_to.strength, where_to.community))
    members: list[list[int]] = [[] for _ in traits]
    for at in order.tolist():
        members[int(where_to.community[at])].append(at)
    found = []
    for number, (those, told) in enumerate(zip(members, traits, strict=True), 1):
        lies = Counter(nodes[at].province for at in those if nodes[at].province)
        provinces = tuple(sorted(lies.items(), key=lambda one: (-one[1], one[0])))
        found.append(Community(number, tuple(those), tuple(told), provinces))
    return NetworkAnswer(
        "firms",
        where.scope,
        least,
        None,
        True,
        len(pairs),
        0,
        where_to.modularity,
        where_to.sources,
        tuple(nodes),
        tuple(
            Tie(*one)
            for one in zip(a.tolist(), b.tolist(), reports.astype(float).tolist(), reports.tolist(), strict=True)
        ),
        tuple(found),
        _brokers(where, pairs, firms, placed, naming, nodes),
    )


def _lying(
    where: Corpus, where_to: Positions, firms: Whole, towns: Whole
) -> tuple[dict[int, tuple[str, str]], list[list[Trait]]]:
    """The county (else prefecture) and the province of each town, and in which counties the towns of each community lie
    more often than others."""
    from scipy.sparse import csr_matrix

    table = where.known.tables["towns"].filter(pl.col("number").is_in(pl.Series(towns.astype(np.uint32)).implode()))
    table = table.with_columns(
        above=pl.when(pl.col("county_iri") != "").then("county_iri").otherwise("prefecture_iri"),
        label=pl.when(pl.col("county") != "").then("county").otherwise("prefecture"),
    ).sort("number")
    placed = {n: (above, up) for n, above, up in table.select("number", "above", "province").iter_rows()}
    names, columns = np.unique(table["above"].to_numpy().astype(str), return_inverse=True)
    labels = dict(table.select("above", "label").iter_rows())
    of_towns = where_to.community[len(firms) :]
    lying = csr_matrix((np.ones(len(table)), (np.arange(len(table)), columns)), shape=(len(table), len(names)))
    told = features(of_towns, lying, where_to.communities, _TRAITS)
    traits = [
        [
            Trait(
                f"place:{local_part(str(names[one.what]))}" if names[one.what] else "",
                labels[str(names[one.what])],
                Count(one.inside, one.members),
                Count(one.outside, one.others),
            )
            for one in each
        ]
        for each in told
    ]
    return placed, traits


def _brokers(
    where: Corpus,
    pairs: pl.DataFrame,
    firms: Whole,
    placed: dict[int, tuple[str, str]],
    naming: int,
    nodes: list[Node],
) -> tuple[Broker, ...]:
    """Firms by the number of their towns, then of counties that only they join, then by name."""
    counties: dict[int, set[str]] = {int(firm): set() for firm in firms}
    provinces: dict[int, set[str]] = {int(firm): set() for firm in firms}
    towns: Counter[int] = Counter()
    for firm, town in pairs.select("firm", "town").iter_rows():
        towns[firm] += 1
        county, province = placed[town]
        counties[firm] |= {county} - {""}
        provinces[firm] |= {province} - {""}
    joined: Counter[tuple[str, str]] = Counter()
    for those in counties.values():
        if len(those) <= _COUNTIES:
            joined.update(combinations(sorted(those), 2))
    found = []
    for at, firm in enumerate(firms.tolist()):
        pairs_of = combinations(sorted(counties[firm]), 2) if len(counties[firm]) <= _COUNTIES else ()
        alone = sum(joined[pair] == 1 for pair in pairs_of)
        found.append(
            Broker(
                where.known.firm(firm),
                Count(towns[firm], naming),
                len(counties[firm]),
                len(provinces[firm]),
                alone,
                nodes[at].betweenness,
                nodes[at].community,
            )
        )
    return tuple(
        sorted(found, key=lambda one: (-one.towns.number, -one.alone, -one.counties, one.firm.label, one.firm.iri))
    )
