"""``graph:description``: the graph describes itself (VoID and DCAT): what, how many, which years, which licence."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.ontology import NAMESPACES
from kg.rdf.asking import select
from kg.rdf.iris import DESCRIPTION, GRAPH, ONTOLOGY, REPORT
from kg.rdf.vocabulary import DCAT, DCT, GOV, TYPE, VOID, XSD, chinese, english, integer

DATASET = GRAPH["dataset"]
_LICENCE = NamedNode("http://www.apache.org/licenses/LICENSE-2.0")
_STATEMENTS = ("Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation", "Passage")
_COUNTED = ("Report", "Township", "Mechanism", "LawFirm", "LegalServiceOffice", "LegalInstrument", *_STATEMENTS)

# What reports speak of and what they share: a report, and what is counted once for all.
_OF_REPORTS = {
    "Report": "?r a gov:Report BIND (?r AS ?s)",
    "Township": "?r a gov:Report ; gov:township ?s",
    "UnplacedTown": "?r a gov:Report ; gov:township ?s . ?s gov:unresolved true",
    "LegalInstrument": "?r gov:cites ?s",
    "LawFirm": "?n gov:lawFirm ?s ; gov:report ?r",
    "LegalServiceOffice": "?n gov:serviceOffice ?s ; gov:report ?r",
    "AdoptedMechanism": "?n a gov:Adoption ; gov:mechanism ?s ; gov:report ?r",
    "DiscoveredMechanism": "?s gov:discovered true . ?n gov:mechanism ?s ; a gov:Adoption ; gov:report ?r",
}


def counts(store: Store) -> dict[str, int]:
    """How many there are of each class, by the class's local name; ``quads``; and of the mechanisms those that
    some report adopts (``AdoptedMechanism``) or that no list has (``DiscoveredMechanism``), of the towns those that
    could not be told apart (``UnplacedTown``)."""
    found = dict.fromkeys(_COUNTED, 0)
    for kind, number in select(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"):
        name = kind.value.removeprefix(NAMESPACES["gov"])
        if name in found:
            found[name] = int(number.value)
    for name, pattern in (
        ("AdoptedMechanism", "?n a gov:Adoption ; gov:mechanism ?s"),
        ("DiscoveredMechanism", "?s gov:discovered true"),
        ("UnplacedTown", "?s gov:unresolved true"),
    ):
        for (number,) in select(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}"):
            found[name] = int(number.value)
    found["quads"] = len(store)
    return found


def current_counts(store: Store) -> dict[str, int]:
    """Like ``counts`` (without ``Mechanism`` and ``quads``), but only what current reports say; ``ReplacedReport`` are
    the editions that newer ones replace."""
    replaced = {report for (report,) in select(store, "SELECT DISTINCT ?r { ?r a gov:Report ; dct:isReplacedBy ?n }")}
    found = {name: 0 for name in _COUNTED if name != "Mechanism"}
    found["ReplacedReport"] = len(replaced)
    # What a report says stands in its graph: no need to ask of each statement whether its report is replaced.
    graphs = {GRAPH[report.value.removeprefix(REPORT.iri)] for report in replaced}
    for name in _STATEMENTS:
        found[name] = sum(q.graph_name not in graphs for q in store.quads_for_pattern(None, TYPE, GOV[name]))
    for name, pattern in _OF_REPORTS.items():
        rows = select(store, f"SELECT DISTINCT ?r ?s {{ {pattern} }}")
        found[name] = len({what for report, what in rows if report not in replaced})
    return found


def years(store: Store) -> tuple[int, ...]:
    """The years that are reported on, in order."""
    rows = select(store, "SELECT DISTINCT ?y WHERE { ?r a gov:Report ; gov:year ?y }")
    return tuple(sorted(int(year.value) for (year,) in rows))


def description_quads(store: Store) -> list[Quad]:
    """The description of what ``store`` holds, to be added last: it counts what is there before it."""
    numbers, covered = counts(store), years(store)
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
