"""What the service says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import NAMESPACES
from kg.web.accepting import SYNTAXES
from kg.web.sparql.forms import GRAPH, TABLE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_OWN = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
}


def description(address: str, kind: str, *, federated: bool) -> bytes:
    """The description of the service at ``address``, in the syntax of the media type ``kind`` (of SYNTAXES).
    ``federated``: whether SERVICE may go anywhere."""
    written = ox.serialize(
        list(_told(address, federated)),
        format=SYNTAXES[kind],
        prefixes={"sd": _SD, "formats": _FORMATS, "dct": NAMESPACES["dct"]},
    )
    assert written is not None
    return written


def _told(address: str, federated: bool) -> Iterator[ox.Triple]:
    service, dataset, graph = ox.NamedNode(address), ox.BlankNode("dataset"), ox.BlankNode("graph")
    a = ox.NamedNode(NAMESPACES["rdf"] + "type")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    yield ox.Triple(service, a, sd("Service"))
    yield ox.Triple(service, sd("endpoint"), service)
    yield ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield ox.Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    if federated:
        yield ox.Triple(service, sd("feature"), sd("BasicFederatedQuery"))
    for form in dict.fromkeys((*TABLE.values(), *GRAPH.values())):
        yield ox.Triple(service, sd("resultFormat"), ox.NamedNode(_FORMATS + _OWN[form]))
    yield ox.Triple(service, sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, a, sd("Dataset"))
    yield ox.Triple(dataset, sd("defaultGraph"), graph)
    yield ox.Triple(graph, a, sd("Graph"))
    title = ox.NamedNode(NAMESPACES["dct"] + "title")
    yield ox.Triple(dataset, title, ox.Literal("基层治理做法图谱", language="zh"))
    yield ox.Triple(dataset, title, ox.Literal("Knowledge graph of governance practices", language="en"))
