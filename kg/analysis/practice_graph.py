"""The graph of towns, practices and firms for drawing: nodes, edges and the sentences behind each edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Evidence, Scope, Service, Use
from kg.analysis.asking import Asks, name_of, select, select_each
from kg.analysis.naming import likely
from kg.analysis.scope import corpus
from kg.analysis.statements import proven, services, uses
from kg.analysis.wording.words import UNNAMED

MOST_NODES = 400
CONTEXT = 100  # characters of the report's text kept before and after a sentence
_BROADER = "SELECT DISTINCT ?narrow ?broad { ?narrow skos:broader ?broad . ?broad a gov:Mechanism }"
_TEXTS = "SELECT ?report ?text { ?report gov:text ?text }"
_DEFINITIONS = """SELECT ?practice ?definition ?language {
  ?practice skos:definition ?definition BIND(lang(?definition) AS ?language) }"""


@dataclass(frozen=True, slots=True)
class Node:
    """``kind``: "town", "practice", "firm", "office" or "lawyers" (those that a town's report does not name; one node
    for each town, whose ``id`` is no IRI of the graph). ``detail``: full name of a town, definition of a practice
    (``detail_en`` in English, empty where there is none).

    ``towns`` counts all towns that name it, also those that are not drawn (for a town: 1).
    """

    id: str
    kind: str
    label: str
    label_en: str
    detail: str
    discovered: bool
    towns: int
    detail_en: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """``relation``: "status" (town → practice), "role" (firm → town) or "broader" (practice → practice).

    ``value`` is the status or the role; one edge per pair and value, with all years that say so. ``lawyers`` and
    ``villages`` are the greatest number told, None where none is.
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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many did not fit into the drawing: what the fewest towns share goes first."""

    practices: int = 0
    towns: int = 0
    firms: int = 0


@dataclass(frozen=True, slots=True)
class PracticeGraph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    scope: Scope
    left_out: LeftOut
    town: str = ""
    practice: str = ""
    understood: tuple[str, ...] = ()  # whole names, where only parts of them were given


def practice_graph(
    store: Asks,
    *,
    town: str | None = None,
    practice: str | None = None,
    province: str | None = None,
    year: int | None = None,
    most_nodes: int = MOST_NODES,
) -> PracticeGraph:
    """Towns, the practices they name and the firms that advise them, within the filters.

    ``town`` keeps that town's practices and who else names them; ``practice`` keeps one family of practices.
    Raises UnknownNameError for names the graph does not have.
    """
    where = corpus(store, year=year, province=province)
    known = where.known
    found, advised = where.facts("adoptions"), where.facts("services")
    title_town = title_practice = ""
    understood: list[str] = []
    if town:
        asked_town = likely.town(where.towns, town)
        here = known.number("towns", asked_town.what.iri)
        understood += [asked_town.understood]
        title_town = asked_town.what.full_name
        own = found.filter(pl.col("town") == here).select("practice").unique()
        found = found.join(own, on="practice", how="semi", maintain_order="left")
        advised = advised.filter(pl.col("town") == here)
    if practice:
        asked = likely.practice(store, practice)
        understood += [asked.understood]
        title_practice = asked.what[0].label
        wanted = known.family(known.numbers("practices", [one.iri for one in asked.what]))
        found = found.filter(pl.col("practice").is_in(pl.Series(wanted, dtype=pl.UInt32).implode()))
        advised = advised.clear()
    # Before anything is left out: the counts on the nodes are of all towns, drawn or not.
    naming, clients = _joined(found, "practice"), _joined(_with_adviser(advised), "adviser")
    found, advised, left_out = _bounded(found, _with_adviser(advised), naming, most_nodes)
    shown, serving = _with_context(store, proven(store, uses(where, found)), services(store, where, advised))
    counts = {known.practice(number).iri: many for number, many in naming.iter_rows()}
    counts |= {known.firm(number).iri: many for number, many in clients.iter_rows() if number >= 0}
    nodes = _nodes(store, shown, serving, counts)
    kept = {node.id for node in nodes}
    edges = [*_status_edges(shown), *_role_edges(serving), *_broader_edges(store, kept)]
    edges.sort(key=lambda edge: (edge.source, edge.target, edge.relation, edge.value))
    return PracticeGraph(
        nodes, tuple(edges), where.scope, left_out, title_town, title_practice, tuple(filter(None, understood))
    )


def _bounded(
    found: pl.DataFrame, advised: pl.DataFrame, naming: pl.DataFrame, most: int
) -> tuple[pl.DataFrame, pl.DataFrame, LeftOut]:
    """At most ``most`` nodes: half for towns, an eighth for firms, and the practices that most towns name.

    Row numbers follow the IRIs, so they settle what is equal.
    """
    pairs = found.select("town", "practice").unique().join(naming, on="practice")
    weight = pl.concat(
        [pairs.select("town", weight=pl.col("towns") - 1), advised.select("town", weight=pl.lit(0, pl.UInt32))]
    )
    weight = weight.group_by("town").agg(pl.col("weight").sum()).sort("weight", "town", descending=[True, False])
    towns = weight.head(max(most // 2, 1)).select("town")
    found = found.join(towns, on="town", how="semi", maintain_order="left")
    firms = advised.filter(pl.col("adviser") >= 0)["adviser"].unique()
    advised = advised.join(towns, on="town", how="semi", maintain_order="left")
    kept = _widest(_joined(advised, "adviser"), max(most // 8, 1))
    advised = advised.join(kept, on="adviser", how="semi", maintain_order="left")
    practices = _widest(_joined(found, "practice"), max(most - len(towns) - len(kept), 1))
    found = found.join(practices, on="practice", how="semi", maintain_order="left")
    lost = len(firms) - int(kept["adviser"].is_in(firms.implode()).sum())
    return found, advised, LeftOut(len(naming) - len(practices), len(weight) - len(towns), lost)


def _with_adviser(advised: pl.DataFrame) -> pl.DataFrame:
    """With a key of who advises: the firm's number; of lawyers without a name, one below zero for each town."""
    unnamed = -1 - pl.col("town").cast(pl.Int64)
    return advised.with_columns(adviser=pl.coalesce(pl.col("firm").cast(pl.Int64), unnamed))


def _joined(pairs: pl.DataFrame, column: str) -> pl.DataFrame:
    """How many ``towns`` each has to do with."""
    return pairs.group_by(column).agg(pl.col("town").n_unique().alias("towns"))


def _widest(joined: pl.DataFrame, most: int) -> pl.DataFrame:
    """The ``most`` that are joined to the most towns."""
    column = joined.columns[0]
    return joined.sort("towns", column, descending=[True, False]).head(most).select(column)


def _adviser(service: Service) -> str:
    """Node id of the firm; where the report names none, of that town's unnamed lawyers."""
    return service.firm.iri or service.town.iri + "#lawyers"


def _nodes(store: Asks, found: Iterable[Use], advised: Iterable[Service], towns: Mapping[str, int]) -> tuple[Node, ...]:
    nodes: dict[str, Node] = {}
    for use in found:
        nodes[use.town.iri] = Node(use.town.iri, "town", use.town.name, "", use.town.full_name, False, 1)
        one = use.practice
        nodes[one.iri] = Node(one.iri, "practice", one.label, one.label_en, "", one.discovered, 0)
    for service in advised:
        town, adviser = service.town, _adviser(service)
        nodes.setdefault(town.iri, Node(town.iri, "town", town.name, "", town.full_name, False, 1))
        kind = "office" if service.firm.office else "firm"
        nodes[adviser] = (
            Node(adviser, kind, service.firm.label, "", "", False, 0)
            if service.firm.iri
            else Node(adviser, "lawyers", *UNNAMED, town.full_name, False, 0, town.full_name)
        )
    concepts = [ox.NamedNode(iri) for iri, node in sorted(nodes.items()) if node.kind == "practice"]
    definitions = {
        (str(row["practice"]), str(row["language"])): str(row["definition"])
        for row in select_each(store, _DEFINITIONS, "practice", concepts)
    }
    return tuple(
        replace(
            node,
            detail=node.detail or definitions.get((iri, "zh"), ""),
            detail_en=definitions.get((iri, "en"), ""),
            towns=towns.get(iri, 0) or node.towns,
        )
        for iri, node in sorted(nodes.items())
    )


def _status_edges(found: Iterable[Use]) -> list[Edge]:
    grouped: dict[tuple[str, str, str], list[Use]] = defaultdict(list)
    for use in found:
        grouped[use.town.iri, use.practice.iri, use.status].append(use)
    return [
        Edge(
            town,
            practice,
            "status",
            status,
            tuple(sorted({use.year for use in group if use.year is not None})),
            tuple(sorted({form for use in group for form in use.surface_forms})),
            tuple(proof for use in group for proof in use.evidence),
        )
        for (town, practice, status), group in grouped.items()
    ]


def _role_edges(advised: Iterable[Service]) -> list[Edge]:
    grouped: dict[tuple[str, str, str], list[Service]] = defaultdict(list)
    for service in advised:
        grouped[_adviser(service), service.town.iri, service.role].append(service)
    return [
        Edge(
            firm,
            town,
            "role",
            role,
            tuple(sorted({service.year for service in group if service.year is not None})),
            (),
            tuple(proof for service in group for proof in service.evidence),
            max((service.lawyers for service in group if service.lawyers is not None), default=None),
            max((service.villages for service in group if service.villages is not None), default=None),
        )
        for (firm, town, role), group in grouped.items()
    ]


def _broader_edges(store: Asks, kept: set[str]) -> list[Edge]:
    pairs = {(str(row["narrow"]), str(row["broad"])) for row in select(store, _BROADER)}
    return [Edge(a, b, "broader", "broader", (), (), ()) for a, b in sorted(pairs) if a in kept and b in kept]


def _with_context(
    store: Asks, found: Sequence[Use], advised: Sequence[Service]
) -> tuple[tuple[Use, ...], tuple[Service, ...]]:
    proofs = [one.evidence for one in found] + [one.evidence for one in advised]
    reports = sorted({proof.report for those in proofs for proof in those})
    terms = [name_of("report", report) for report in reports]
    texts = {str(row["report"]): str(row["text"]) for row in select_each(store, _TEXTS, "report", terms)}
    by_id: Mapping[str, str] = {report: texts.get(term.value, "") for report, term in zip(reports, terms, strict=True)}

    def told(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(in_context(proof, by_id[proof.report]) for proof in evidence)

    return (
        tuple(replace(use, evidence=told(use.evidence)) for use in found),
        tuple(replace(service, evidence=told(service.evidence)) for service in advised),
    )


def in_context(proof: Evidence, text: str) -> Evidence:
    """``proof`` with up to ``CONTEXT`` characters before and after, cut at sentence ends where there are any."""
    before = text[max(proof.start - CONTEXT, 0) : proof.start]
    if proof.start > CONTEXT:
        cuts = [before.find(mark) + 1 for mark in "。！？；\n" if mark in before[:-1]]
        before = before[min(cuts) :] if cuts else "…" + before
    after = text[proof.end : proof.end + CONTEXT]
    if proof.end + CONTEXT < len(text):
        last = max(after.rfind(mark) for mark in "。！？；\n")
        after = after[: last + 1] if last > 0 else after + "…"
    return replace(proof, before=before, after=after)
