"""The graph of towns, practices and firms for drawing: nodes, edges and the sentences behind each edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.analysis import likely, names
from kg.analysis.answers import Evidence, Scope, Service, Use
from kg.analysis.asking import Asks, name_of, select, select_each
from kg.analysis.scope import corpus
from kg.analysis.sharing import family
from kg.analysis.statements import proven, services, uses
from kg.analysis.wording import UNNAMED

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
    known = names.practices(store)
    found = uses(store, where, known)
    advised = services(store, where)
    title_town = title_practice = ""
    understood: list[str] = []
    if town:
        asked_town = likely.town(where.towns.values(), town)
        here = asked_town.what
        understood += [asked_town.understood]
        title_town = here.full_name
        own = {use.practice.iri for use in found if use.town == here}
        found = tuple(use for use in found if use.practice.iri in own)
        advised = tuple(service for service in advised if service.town == here)
    if practice:
        asked = likely.practice(store, practice)
        meant = asked.what
        understood += [asked.understood]
        title_practice = meant[0].label
        wanted = {one.iri for one in (*meant, *family(store, meant, known))}
        found = tuple(use for use in found if use.practice.iri in wanted)
        advised = ()
    # Before anything is left out: the counts on the nodes are of all towns, drawn or not.
    joined = _joined((use.practice.iri, use.town.iri) for use in found)
    joined |= _joined((_adviser(service), service.town.iri) for service in advised)
    found, advised, left_out = _bounded(found, advised, most_nodes)
    found, advised = _with_context(store, proven(store, found), advised)
    nodes = _nodes(store, found, advised, joined)
    kept = {node.id for node in nodes}
    edges = [*_status_edges(found), *_role_edges(advised), *_broader_edges(store, kept)]
    edges.sort(key=lambda edge: (edge.source, edge.target, edge.relation, edge.value))
    return PracticeGraph(
        nodes, tuple(edges), where.scope, left_out, title_town, title_practice, tuple(filter(None, understood))
    )


def _bounded(
    found: tuple[Use, ...], advised: tuple[Service, ...], most: int
) -> tuple[tuple[Use, ...], tuple[Service, ...], LeftOut]:
    """At most ``most`` nodes: half for towns, an eighth for firms, and the practices that most towns name."""
    sharing = _joined((use.practice.iri, use.town.iri) for use in found)
    weight: dict[str, int] = defaultdict(int)
    for service in advised:
        weight[service.town.iri] += 0
    for towns in sharing.values():
        for town in towns:
            weight[town] += len(towns) - 1
    towns_kept = set(sorted(weight, key=lambda iri: (-weight[iri], iri))[: max(most // 2, 1)])
    found = tuple(use for use in found if use.town.iri in towns_kept)
    advised = tuple(service for service in advised if service.town.iri in towns_kept)
    clients = _joined((_adviser(service), service.town.iri) for service in advised)
    named = {service.firm.iri for service in advised} - {""}
    firms_kept = _widest(clients, max(most // 8, 1))
    advised = tuple(service for service in advised if _adviser(service) in firms_kept)
    naming = _joined((use.practice.iri, use.town.iri) for use in found)
    practices_kept = _widest(naming, max(most - len(towns_kept) - len(firms_kept), 1))
    found = tuple(use for use in found if use.practice.iri in practices_kept)
    left_out = LeftOut(len(sharing) - len(practices_kept), len(weight) - len(towns_kept), len(named - firms_kept))
    return found, advised, left_out


def _adviser(service: Service) -> str:
    """Node id of the firm; where the report names none, of that town's unnamed lawyers."""
    return service.firm.iri or service.town.iri + "#lawyers"


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    joined: dict[str, set[str]] = defaultdict(set)
    for one, town in pairs:
        joined[one].add(town)
    return joined


def _widest(joined: Mapping[str, set[str]], most: int) -> set[str]:
    """The ``most`` that are joined to the most towns."""
    return set(sorted(joined, key=lambda iri: (-len(joined[iri]), iri))[:most])


def _nodes(
    store: Asks, found: Iterable[Use], advised: Iterable[Service], joined: Mapping[str, set[str]]
) -> tuple[Node, ...]:
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
            towns=len(joined.get(iri, ())) or node.towns,
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
