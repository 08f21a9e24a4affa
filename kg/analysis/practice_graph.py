"""The graph of towns, practices, firms and problems as data for drawing: nodes, edges and the sentences behind each edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from kg.analysis.asking import Asks
from kg.analysis.graphs import making
from kg.analysis.graphs.bounding import Facts, Kept, drawn, held, joined, weights, with_adviser
from kg.analysis.graphs.context import CONTEXT, in_context, with_context
from kg.analysis.graphs.parts import MOST_EDGES, MOST_NODES, MOST_PROVEN, Edge, LeftOut, Node, PracticeGraph, edges_for
from kg.analysis.graphs.problems import problems_of
from kg.analysis.graphs.proving import proven_within
from kg.analysis.naming import likely, names
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import services, uses
from kg.errors import KgError


def practice_graph(
    store: Asks,
    *,
    town: str | None = None,
    practice: str | None = None,
    province: str | None = None,
    year: int | None = None,
    most_nodes: int = MOST_NODES,
    firm: str | None = None,
    problems: bool = False,
    most_edges: int | None = None,
    most_held: int = MOST_NODES,
    most_proven: int = MOST_PROVEN,
) -> PracticeGraph:
    """Towns, the practices they name and the firms that advise them, within the filters.

    ``town`` keeps that town's practices and who else names them; with ``problems`` its problems, their causes and its plans
    instead. ``practice`` keeps one family of practices, ``firm`` the towns that a firm advises and who else does. At most
    ``most_nodes`` are drawn, with at most ``most_edges`` edges (None: ``edges_for``); up to ``most_held`` of their
    neighbours are held beside. ``most_proven`` statements come with their sentences, those that are drawn first. Raises
    UnknownNameError for names the graph does not have, KgError for ``problems`` without a town.
    """
    if problems and not town:
        raise KgError(
            "problems are drawn of one town: say which (--town NAME)", "问题与计划按乡镇画：请指明乡镇（--town 名称）"
        )
    where = corpus(store, year=year, province=province)
    known = where.known
    whole = Facts(where.facts("adoptions"), with_adviser(where.facts("services")))
    found, advised = whole.found, whole.advised
    titles, understood, here, focus = {"town": "", "practice": "", "firm": ""}, [], None, ""
    if town:
        asked_town = likely.town(where.towns, town)
        here = known.numbers("towns", [asked_town.what.iri])[0]
        understood.append(asked_town.understood)
        titles["town"], focus = asked_town.what.full_name, asked_town.what.iri
        own = found.filter(pl.col("town") == here).select("practice").unique()
        found = found.join(own, on="practice", how="semi", maintain_order="left")
        advised = advised.filter(pl.col("town") == here)
    if practice:
        asked = likely.practice(store, practice)
        understood.append(asked.understood)
        titles["practice"], focus = asked.what[0].label, asked.what[0].iri
        wanted = known.family(known.numbers("practices", [one.iri for one in asked.what]))
        found = found.filter(pl.col("practice").is_in(pl.Series(wanted, dtype=pl.UInt32).implode()))
        advised = advised.clear()
    if firm:
        asked_firm = likely.firm(names.firms(store), firm)
        understood.append(asked_firm.understood)
        titles["firm"], focus = asked_firm.what.label, asked_firm.what.iri
        clients = advised.filter(pl.col("firm") == known.numbers("firms", [asked_firm.what.iri])[0]).select("town")
        advised = advised.join(clients.unique(), on="town", how="semi", maintain_order="left")
        advised, found = advised.drop_nulls("firm"), found.clear()
    # Before anything is left out: the counts on the nodes are of all towns, drawn or not.
    naming = joined(found, "practice")
    asked_facts = Facts(found, advised)
    weight = weights(asked_facts, naming, known.number("practices", focus) if practice and not town else None)
    beside: tuple[dict[str, Node], list[Edge]] = ({}, [])
    if here is not None:
        beside = problems_of(store, where, here)
    if problems:
        kept, left_out = _of_town(asked_facts, where, beside[0].values()), LeftOut()
    else:
        kept, left_out = drawn(asked_facts, naming, weight, most_nodes, most_edges or edges_for(most_nodes))
    more = held(whole, kept, joined(whole.found, "practice"), weight, most_held)
    nodes, edges = _made(store, where, kept.facts, most_proven)
    more_nodes, more_edges = _made(store, where, more.facts, most_proven - len(kept.facts.found))
    for into_nodes, into_edges in ((nodes, edges) if problems else (more_nodes, more_edges),):
        into_nodes.update({iri: node for iri, node in beside[0].items() if iri not in into_nodes})
        into_edges += beside[1]
    shown = set(nodes)
    more_nodes = {iri: node for iri, node in more_nodes.items() if iri not in shown}
    wide = making.broader_edges(store, shown | set(more_nodes))
    edges += [edge for edge in wide if edge.source in shown and edge.target in shown]
    more_edges += [edge for edge in wide if not (edge.source in shown and edge.target in shown)]
    left_out = replace(left_out, sentences=_unproven(edges), held_sentences=_unproven(more_edges))
    counts = _counts(where, whole, {*nodes, *more_nodes})
    joins = _neighbours(where, whole, beside[1])
    return PracticeGraph(
        making.described(store, nodes, counts, joins),
        tuple(making.in_order(with_context(store, edges))),
        where.scope,
        left_out,
        titles["town"],
        titles["practice"],
        tuple(filter(None, understood)),
        titles["firm"],
        "problems" if problems else "practices",
        making.described(store, more_nodes, counts, joins),
        tuple(making.in_order(with_context(store, more_edges))),
        focus if focus in nodes else "",
    )


def _of_town(asked: Facts, where: Corpus, beside: Iterable[Node]) -> Kept:
    """Of a town's practices those that its problems and plans name."""
    iris = [node.id for node in beside]
    towns, practices = where.known.numbers("towns", iris), where.known.numbers("practices", iris)
    town = pl.DataFrame({"town": towns}, schema_overrides={"town": pl.UInt32})
    named = pl.DataFrame({"practice": practices}, schema_overrides={"practice": pl.UInt32})
    found = asked.found.join(town, on="town", how="semi", maintain_order="left")
    return Kept(
        Facts(found.join(named, on="practice", how="semi", maintain_order="left"), asked.advised.clear()),
        town,
        named,
        asked.advised.select("adviser").clear(),
    )


def _made(store: Asks, where: Corpus, facts: Facts, most: int) -> tuple[dict[str, Node], list[Edge]]:
    """The rows as nodes and edges, at most ``most`` uses of practices with their sentences."""
    found = proven_within(store, uses(where, facts.found), most)
    advised = services(store, where, facts.advised)
    return making.nodes(found, advised), [*making.status_edges(found), *making.role_edges(advised)]


def _unproven(edges: Iterable[Edge]) -> int:
    return sum(edge.relation == "status" and not edge.evidence for edge in edges)


def _counts(where: Corpus, whole: Facts, wanted: set[str]) -> dict[str, int]:
    """How many towns name each practice and are advised by each firm."""
    counts: dict[str, int] = {}
    for rows, column, table in (
        (joined(whole.found, "practice"), "practice", "practices"),
        (joined(whole.advised.filter(pl.col("adviser") >= 0), "adviser"), "adviser", "firms"),
    ):
        iris = where.known.tables[table].select(pl.col("number").cast(rows[column].dtype).alias(column), "iri")
        rows = rows.join(iris, on=column).filter(pl.col("iri").is_in(pl.Series(sorted(wanted)).implode()))
        counts |= dict(rows.select("iri", "towns").iter_rows())
    return counts


def _neighbours(where: Corpus, whole: Facts, more: Iterable[Edge]) -> dict[str, int]:
    """How many nodes each node is joined to in scope: practices and advisers of a town, towns of the others; with those
    that ``more`` edges join it to."""
    towns = pl.concat(
        [
            joined(whole.found, "town", "practice").select("town", n="practices"),
            joined(whole.advised, "town", "adviser").select("town", n="advisers"),
        ]
    )
    towns = towns.group_by("town").agg(pl.col("n").sum())
    iris = where.known.tables["towns"].select(town="number", iri="iri")
    counts = dict(towns.join(iris, on="town").select("iri", "n").iter_rows())
    for rows, column, table in ((whole.found, "practice", "practices"), (whole.advised, "adviser", "firms")):
        every = where.known.tables[table].select(pl.col("number").cast(rows[column].dtype).alias(column), "iri")
        counts |= dict(joined(rows, column).join(every, on=column).select("iri", "towns").iter_rows())
    further: dict[str, set[str]] = {}
    for edge in more:
        further.setdefault(edge.source, set()).add(edge.target)
        further.setdefault(edge.target, set()).add(edge.source)
    return counts | {iri: counts.get(iri, 0) + len(ends) for iri, ends in further.items()}


__all__ = [
    "CONTEXT",
    "MOST_EDGES",
    "MOST_NODES",
    "Edge",
    "LeftOut",
    "Node",
    "PracticeGraph",
    "in_context",
    "practice_graph",
]
