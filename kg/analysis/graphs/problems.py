"""A town's problems, their causes, and the plans that answer them, as nodes and edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl
import pyoxigraph as ox

from kg.analysis.asking import Asks, Row, select_each
from kg.analysis.graphs.making import practice_node, town_node
from kg.analysis.graphs.parts import Edge, Node
from kg.analysis.scope import Corpus
from kg.analysis.statements import evidence

_SAID = """SELECT ?node ?heading ?description ?year { ?node gov:heading ?heading
  OPTIONAL { ?node dct:description ?description } OPTIONAL { ?node gov:year ?year } }"""
_TOPICS = """SELECT DISTINCT ?node ?topic ?label ?language { ?node gov:topic ?topic . ?topic skos:prefLabel ?label
  BIND(LANG(?label) AS ?language) }"""
_LINKS = """SELECT DISTINCT ?node ?relation ?other { ?node ?relation ?other
  VALUES ?relation { gov:cause gov:addresses gov:mechanism } }"""
_RELATIONS = {"cause": "cause", "addresses": "addresses", "mechanism": "concerns"}


def problems_of(store: Asks, where: Corpus, town: int) -> tuple[dict[str, Node], list[Edge]]:
    """Nodes (the town ``town``, a row number, among them) and edges of what its reports in scope say of problems,
    causes, plans and the practices that these name."""
    kinds: dict[str, str] = {}
    for kind in ("problem", "plan"):
        numbers = where.facts(f"{kind}s").filter(pl.col("town") == town)["number"].to_list()
        kinds |= dict.fromkeys(where.known.tables.nodes(f"{kind}s", numbers), kind)
    links = [
        (str(row["node"]), str(row["relation"]).rpartition("#")[2], str(row["other"]))
        for row in select_each(store, _LINKS, "node", [ox.NamedNode(iri) for iri in sorted(kinds)])
    ]
    kinds |= {other: "cause" for _, relation, other in links if relation == "cause"}
    terms = [ox.NamedNode(iri) for iri in sorted(kinds)]
    said: dict[str, Row] = {str(row["node"]): row for row in select_each(store, _SAID, "node", terms)}
    topics = _topics(store, terms)
    proofs = evidence(store, sorted(kinds))
    here = town_node(where.known.town(town))
    made = {here.id: here}
    for iri, kind in kinds.items():
        heading = str(said.get(iri, {}).get("heading", ""))
        description = str(said.get(iri, {}).get("description", ""))
        detail = description if description != heading else ""
        made[iri] = Node(iri, kind, heading, "", detail, False, 1, topics=topics.get(iri, ()))
    by_iri = {iri: number for iri in {other for _, _, other in links} if (number := _practice(where, iri)) is not None}
    made |= {iri: practice_node(where.known.practice(number)) for iri, number in by_iri.items()}
    edges = [
        Edge(here.id, iri, kind, kind, _years(said, iri), (), proofs.get(iri, ()))
        for iri, kind in kinds.items()
        if kind != "cause"
    ]
    for source, how, target in links:
        if target in made and (how == "mechanism") == (target in by_iri):
            relation = _RELATIONS[how]
            # A cause stands in a sentence of its own; the others in what names them.
            behind = proofs.get(target if relation == "cause" else source, ())
            edges.append(Edge(source, target, relation, relation, _years(said, source), (), behind))
    return made, edges


def _practice(where: Corpus, iri: str) -> int | None:
    return where.known.number("practices", iri)


def _years(said: Mapping[str, Row], iri: str) -> tuple[int, ...]:
    year = said.get(iri, {}).get("year")
    return () if year is None else (int(year),)


def _topics(store: Asks, terms: list[ox.NamedNode]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Statement → the types it has, (Chinese, English) each."""
    labels: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in select_each(store, _TOPICS, "node", terms):
        language = "en" if str(row["language"]).startswith("en") else "zh"
        labels[str(row["node"])][str(row["topic"])][language] = str(row["label"])
    return {
        node: tuple((names.get("zh", ""), names.get("en", "")) for _, names in sorted(of.items()))
        for node, of in labels.items()
    }
