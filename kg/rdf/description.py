"""``graph:description``: the graph describes itself (VoID and DCAT): what, how many, which years, which licence."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.ontology import NAMESPACES
from kg.rdf.iris import DESCRIPTION, GRAPH, ONTOLOGY
from kg.rdf.vocabulary import DCAT, DCT, GOV, TYPE, VOID, XSD, chinese, english, integer

DATASET = GRAPH["dataset"]
_LICENCE = NamedNode("http://www.apache.org/licenses/LICENSE-2.0")
_COUNTED = (
    *("Report", "Township", "Mechanism", "Adoption", "LawFirm", "LegalServiceOffice", "Engagement"),
    *("Problem", "Cause", "Plan", "Observation", "LegalInstrument", "Citation", "Passage"),
)


def counts(store: Store) -> dict[str, int]:
    """How many there are of each class, by the class's local name; ``quads``; and of the mechanisms those that
    some report adopts (``AdoptedMechanism``) or that no list has (``DiscoveredMechanism``)."""
    found = dict.fromkeys(_COUNTED, 0)
    for kind, number in _select(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"):
        name = kind.value.removeprefix(NAMESPACES["gov"])
        if name in found:
            found[name] = int(number.value)
    for name, pattern in (
        ("AdoptedMechanism", "?n a gov:Adoption ; gov:mechanism ?s"),
        ("DiscoveredMechanism", "?s gov:discovered true"),
    ):
        for (number,) in _select(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}"):
            found[name] = int(number.value)
    found["quads"] = len(store)
    return found


def current_counts(store: Store) -> dict[str, int]:
    """Like ``counts`` (without ``Mechanism`` and ``quads``), but only what current reports say; ``ReplacedReport`` are
    the editions that newer ones replace."""
    replaced = "FILTER EXISTS { ?r dct:isReplacedBy ?newer }"
    (number,) = next(iter(_select(store, f"SELECT (COUNT(?r) AS ?n) {{ ?r a gov:Report {replaced} }}")))
    found = dict.fromkeys(_COUNTED, 0)
    found["ReplacedReport"] = int(number.value)
    current = replaced.replace("EXISTS", "NOT EXISTS") if found["ReplacedReport"] else ""
    statements = f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {{ ?s gov:report ?r ; a ?c {current} }} GROUP BY ?c"
    for kind, count in _select(store, statements):
        name = kind.value.removeprefix(NAMESPACES["gov"])
        if name in found:
            found[name] = int(count.value)
    for name, pattern in (
        ("Report", "?r a gov:Report BIND (?r AS ?s)"),
        ("Township", "?r a gov:Report ; gov:township ?s"),
        ("LegalInstrument", "?r gov:cites ?s"),
        ("LawFirm", "?n gov:report ?r ; gov:lawFirm ?s"),
        ("LegalServiceOffice", "?n gov:report ?r ; gov:serviceOffice ?s"),
        ("AdoptedMechanism", "?n a gov:Adoption ; gov:report ?r ; gov:mechanism ?s"),
        ("DiscoveredMechanism", "?n a gov:Adoption ; gov:report ?r ; gov:mechanism ?s . ?s gov:discovered true"),
    ):
        for (count,) in _select(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} {current} }}"):
            found[name] = int(count.value)
    del found["Mechanism"]
    return found


def years(store: Store) -> tuple[int, ...]:
    """The years that are reported on, in order."""
    rows = _select(store, "SELECT DISTINCT ?y WHERE { ?r a gov:Report ; gov:year ?y }")
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


def _select(store: Store, query: str) -> QuerySolutions:
    result = store.query(query, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)  # every query here is a SELECT
    return result
