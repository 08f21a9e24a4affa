"""``graph:description``: the graph describes itself (VoID and DCAT): what, how many, which years, which licence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.ontology import NAMESPACES
from kg.rdf.asking import select
from kg.rdf.iris import DESCRIPTION, GRAPH, ONTOLOGY, REPORT
from kg.rdf.vocabulary import DCAT, DCT, GOV, TRUE, TYPE, VOID, XSD, chinese, english, integer

DATASET = GRAPH["dataset"]
_LICENCE = NamedNode("http://www.apache.org/licenses/LICENSE-2.0")
_STATEMENTS = ("Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation", "Passage")
_COUNTED = ("Report", "Township", "Mechanism", "LawFirm", "LegalServiceOffice", "LegalInstrument", *_STATEMENTS)

_OF_REPORTS = {
    "LegalInstrument": "SELECT DISTINCT ?r ?s { ?r gov:cites ?s }",
    "LawFirm": "SELECT DISTINCT ?r ?s { ?n gov:lawFirm ?s ; gov:report ?r }",
    "LegalServiceOffice": "SELECT DISTINCT ?r ?s { ?n gov:serviceOffice ?s ; gov:report ?r }",
    "AdoptedMechanism": "SELECT DISTINCT ?r ?s { ?n a gov:Adoption ; gov:mechanism ?s ; gov:report ?r }",
}


@dataclass(frozen=True, slots=True)
class Told:
    """How much reports tell of. ``statements``: for each report (its id) how many there are of each class (local name);
    ``named``: pairs of a report (its IRI) and what it names, by what that is: a key of the queries above."""

    statements: Mapping[str, Mapping[str, int]]
    named: Callable[[str], Iterable[tuple[str, ...]]]


def told(store: Store) -> Told:
    """How much the reports in ``store`` tell of."""
    statements: dict[str, Counter[str]] = defaultdict(Counter)
    for name in _STATEMENTS:
        for quad in store.quads_for_pattern(None, TYPE, GOV[name]):
            # What a report says stands in its graph, and nowhere else.
            if isinstance(quad.graph_name, NamedNode):
                statements[quad.graph_name.value.removeprefix(GRAPH.iri)][name] += 1
    return Told(statements, lambda name: ((r.value, what.value) for r, what in select(store, _OF_REPORTS[name])))


def counts(store: Store, of: Told | None = None) -> dict[str, int]:
    """How many there are of each class, by the class's local name; ``quads``; and of the mechanisms those that
    some report adopts (``AdoptedMechanism``) or that no list has (``DiscoveredMechanism``), of the towns those that
    could not be told apart (``UnplacedTown``). ``of``: how much reports tell of, if that is known already."""
    of = of or told(store)
    found = {name: _instances(store, name) for name in _COUNTED if name not in _STATEMENTS}
    found |= {name: sum(one.get(name, 0) for one in of.statements.values()) for name in _STATEMENTS}
    found["AdoptedMechanism"] = len({what for _, what in of.named("AdoptedMechanism")})
    for name, mark in (("DiscoveredMechanism", "discovered"), ("UnplacedTown", "unresolved")):
        found[name] = len({quad.subject for quad in store.quads_for_pattern(None, GOV[mark], TRUE)})
    found["quads"] = len(store)
    return found


def _instances(store: Store, name: str) -> int:
    return len({quad.subject for quad in store.quads_for_pattern(None, TYPE, GOV[name])})


def current_counts(store: Store, of: Told | None = None) -> dict[str, int]:
    """Like ``counts`` (without ``Mechanism`` and ``quads``), but only what current reports say; ``ReplacedReport`` are
    the editions that newer ones replace."""
    of = of or told(store)
    reports = {quad.subject for quad in store.quads_for_pattern(None, TYPE, GOV["Report"])}
    replaced = {quad.subject for quad in store.quads_for_pattern(None, DCT["isReplacedBy"], None)} & reports
    current = {report.value for report in reports - replaced if isinstance(report, NamedNode)}
    found = {name: 0 for name in _COUNTED if name != "Mechanism"}
    found |= {"Report": len(current), "ReplacedReport": len(replaced)}
    for name in _STATEMENTS:
        found[name] = sum(one.get(name, 0) for report, one in of.statements.items() if REPORT.iri + report in current)
    for name in _OF_REPORTS:
        found[name] = len({what for report, what in of.named(name) if report in current})
    discovered = {quad.subject for quad in store.quads_for_pattern(None, GOV["discovered"], TRUE)}
    adopted = {what for report, what in of.named("AdoptedMechanism") if report in current}
    found["DiscoveredMechanism"] = len({one for one in adopted if NamedNode(one) in discovered})
    # Asked report by report: every statement names its town too.
    towns = {
        quad.object for report in reports - replaced for quad in store.quads_for_pattern(report, GOV["township"], None)
    }
    unplaced = {quad.subject for quad in store.quads_for_pattern(None, GOV["unresolved"], TRUE)}
    return found | {"Township": len(towns), "UnplacedTown": len(towns & unplaced)}


def years(store: Store) -> tuple[int, ...]:
    """The years that are reported on, in order."""
    rows = select(store, "SELECT DISTINCT ?y WHERE { ?r a gov:Report ; gov:year ?y }")
    return tuple(sorted(int(year.value) for (year,) in rows))


def description_quads(store: Store, of: Told | None = None) -> list[Quad]:
    """The description of what ``store`` holds, to be added last: it counts what is there before it. ``of`` as in ``counts``."""
    numbers, covered = counts(store, of), years(store)
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (DESCRIPTION, TYPE, VOID["DatasetDescription"]),
        (DATASET, TYPE, VOID["Dataset"]),
        (DATASET, TYPE, DCAT["Dataset"]),
        (DATASET, DCT["title"], chinese("乡镇法治政府建设年度报告知识图谱")),
        (DATASET, DCT["title"], english("Knowledge graph of township rule-of-law reports")),
        (DATASET, DCT["license"], _licence(store)),
        (DATASET, VOID["uriSpace"], Literal(NAMESPACES["gov"].removesuffix("ontology#"))),
        (DATASET, VOID["triples"], integer(numbers["quads"])),
        (DATASET, VOID["documents"], integer(numbers["Report"])),
    ]
    said += [(DATASET, VOID["vocabulary"], NamedNode(NAMESPACES[p])) for p in ("gov", "skos", "prov", "dct", "oa")]
    for name in _COUNTED:
        part = GRAPH[f"dataset_{name}"]
        said += [
            (DATASET, VOID["classPartition"], part),
            (part, VOID["class"], GOV[name]),
            (part, VOID["entities"], integer(numbers[name])),
        ]
    if covered:
        period = GRAPH["dataset_years"]
        said += [
            (DATASET, DCT["temporal"], period),
            (period, TYPE, DCT["PeriodOfTime"]),
            (period, DCAT["startDate"], Literal(str(covered[0]), datatype=XSD["gYear"])),
            (period, DCAT["endDate"], Literal(str(covered[-1]), datatype=XSD["gYear"])),
        ]
    return [Quad(*triple, DESCRIPTION) for triple in said]


def _licence(store: Store) -> NamedNode:
    """The licence that the vocabulary states; the graph goes out under the same."""
    for quad in store.quads_for_pattern(None, DCT["license"], None, ONTOLOGY):
        if isinstance(quad.object, NamedNode):
            return quad.object
    return _LICENCE
