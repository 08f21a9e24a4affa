"""One report from the graph, to be read: four queries bound to it, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from kg.analysis import reproducing
from kg.analysis.answers import Town
from kg.analysis.asking import Asks, bound, local_part
from kg.analysis.reading import telling as telling  # registers its words
from kg.analysis.reading.answers import Copy, Fact, Reading, ReportHead
from kg.analysis.reading.asked import report_id
from kg.analysis.reading.facts import CLASSES, facts_of
from kg.analysis.reading.nodes import Node, Nodes
from kg.analysis.reading.segments import paragraphs, within
from kg.model import Span
from kg.ontology import NAMESPACES

_OF = "SELECT DISTINCT ?node ?property ?value { ?node ?property ?value }"
# What a report says lies side by side in its own graph, and is read several times faster than from the union.
_SAID = """SELECT DISTINCT ?node ?property ?value {
  GRAPH ?graph { ?node gov:report ?report ; ?property ?value } }"""
_SAID_ANYWHERE = "SELECT DISTINCT ?node ?property ?value { ?node gov:report ?report ; ?property ?value }"
_CALLED = """SELECT DISTINCT ?node ?property ?value { ?node ?property ?value
  FILTER(?property IN (skos:prefLabel, dct:title, gov:discovered, gov:year, gov:township)) }"""
# A name, since Virtuoso begins a path of any length at what a pattern gives, not at VALUES.
_PLACES = """SELECT DISTINCT ?place ?node ?property ?value {
  ?place gov:fullName ?called ; gov:within* ?node . ?node ?property ?value
  FILTER(?property IN (rdf:type, skos:prefLabel, gov:fullName, gov:unresolved)) }"""
_GOV = NAMESPACES["gov"]
_BATCH = 500


def reading(store: Asks, report: str) -> Reading:
    """The report with its facts. ``report`` is its id (16 hex digits, also as ``report:…`` or IRI), the name of its file,
    or a town, whose latest report is meant, with or without the year (新安镇 2024).

    Raises UnknownReportError for an id or file that the graph lacks, UnknownNameError for another name.
    """
    found = report_id(store, report)
    node = ox.NamedNode(NAMESPACES["report"] + found)
    about = _nodes(store, bound(_OF, node=[node])).get(node.value, Node(node.value))
    graphs = [ox.NamedNode(NAMESPACES["graph"] + name) for name in (found, "derived")]
    said = _nodes(store, bound(_SAID, report=[node], graph=graphs))
    said = said or _nodes(store, bound(_SAID_ANYWHERE, report=[node]))  # a store that keeps no graphs apart
    things = _things(store, about, said)
    earlier = [one for one in things.values() if one.iri.startswith(NAMESPACES["report"])]
    towns = _towns(store, {iri for one in (about, *earlier) for iri in one.all("gov:township")})
    text = about.first("gov:text")
    copies = _copies(text, said, things, towns, about)
    facts = facts_of(text, about, said, things)
    facts = tuple(_with_copied(fact, copies) for fact in facts)
    sentences = within(text, (span for fact in facts for span in fact.sentences))
    return Reading(
        _head(found, about, towns),
        text,
        paragraphs(
            text,
            {fact.number: fact.sentences for fact in facts},
            {fact.number: fact.words for fact in facts},
            {at: (one.here,) for at, one in enumerate(copies)},
            {at: (span,) for at, span in enumerate(sentences)},
            (heading for one in said.values() for heading in one.all("gov:section")),
        ),
        facts,
        copies,
        sentences,
    )


def reading_sparql(answer: Reading) -> str:
    """The query that gives every statement of the report with its sentences and their places."""
    name = answer.report.title or answer.report.id
    return reproducing.query(
        (f"《{name}》的每条陈述和原句", f"Every statement of the report {name}, with its sentences"),
        "DISTINCT ?kind ?statement ?start ?end ?sentence",
        [
            reproducing.values("report", [answer.report.iri]),
            "?statement gov:report ?report ; a ?kind ; prov:wasDerivedFrom ?passage .",
            f"VALUES ?kind {{ {' '.join('gov:' + of_class for of_class in CLASSES)} }}",
            "?passage oa:exact ?sentence ; oa:start ?start ; oa:end ?end .",
        ],
        "ORDER BY ?start ?kind ?statement",
    )


def _head(found: str, about: Node, towns: Mapping[str, Town]) -> ReportHead:
    newer = about.first("dct:isReplacedBy")
    return ReportHead(
        found,
        about.iri,
        about.first("dct:title"),
        towns.get(about.first("gov:township")),
        about.whole("gov:year"),
        about.first("dct:issued"),
        about.first("gov:signed"),
        tuple(about.all("gov:issuer")),
        about.first("gov:fileName"),
        about.first("dct:source"),
        local_part(newer) if newer else "",
        about.first("gov:sha256"),
    )


def _nodes(store: Asks, query: str) -> Nodes:
    """The rows ?node ?property ?value of a query as nodes by IRI."""
    found: dict[str, Node] = {}
    for node, predicate, value in store.query(query):
        found.setdefault(node.value, Node(node.value)).add(predicate.value, value)
    return found


def _things(store: Asks, about: Node, said: Nodes) -> Nodes:
    """What the statements point to, as it is called: practices, firms, concepts, laws, earlier reports."""
    iris = {iri for one in (about, *said.values()) for iri in one.links} - said.keys()
    kinds = ("mech", "topic", "firm", "law", "report")
    spaces = tuple(NAMESPACES[kind] for kind in kinds)
    wanted = [ox.NamedNode(iri) for iri in sorted(iris - {about.iri}) if iri.startswith(spaces)]
    found: dict[str, Node] = {}
    for start in range(0, len(wanted), _BATCH):
        found |= _nodes(store, bound(_CALLED, node=wanted[start : start + _BATCH]))
    return found


def _towns(store: Asks, iris: Iterable[str]) -> dict[str, Town]:
    """Towns by IRI, with the short names of what lies above them."""
    places = [ox.NamedNode(iri) for iri in sorted(iris)]
    above: dict[str, dict[str, Node]] = {}
    for start in range(0, len(places), _BATCH):
        for place, node, predicate, value in store.query(bound(_PLACES, place=places[start : start + _BATCH])):
            known = above.setdefault(place.value, {})
            known.setdefault(node.value, Node(node.value)).add(predicate.value, value)
    towns = {}
    for iri, chain in above.items():
        own = chain.get(iri, Node(iri))
        chained = sorted(chain.values(), key=lambda one: one.iri)
        county, prefecture, province = (
            next((one.label() for one in chained if one.iri != iri and _GOV + kind in one.all("rdf:type")), "")
            for kind in ("County", "Prefecture", "Province")
        )
        name = own.label() or local_part(iri)
        full = own.first("gov:fullName") or name
        unresolved = own.first("gov:unresolved") in ("true", "1")
        towns[iri] = Town(iri, name, full, county, prefecture, province, unresolved)
    return towns


def _copies(text: str, said: Nodes, things: Nodes, towns: Mapping[str, Town], about: Node) -> tuple[Copy, ...]:
    own = about.first("gov:township")
    found = []
    for one in said.values():
        if _GOV + "CopiedText" not in one.all("rdf:type"):
            continue
        source = things.get(one.first("gov:copiedFrom"), Node(one.first("gov:copiedFrom")))
        from_, to = one.whole("gov:sourceStart"), one.whole("gov:sourceEnd")
        there = Span(from_ or 0, to or 0)
        town = source.first("gov:township")
        for here in within(text, one.spans()):
            found.append(
                Copy(
                    here,
                    there,
                    local_part(source.iri),
                    source.first("dct:title"),
                    towns.get(town),
                    source.whole("gov:year"),
                    bool(town) and town == own,
                    one.number("gov:similarity") or 0.0,
                    one.whole("gov:otherReports") or 0,
                )
            )
    return tuple(sorted(found, key=lambda c: (c.here.start, c.here.end, c.report, c.there.start)))


def _with_copied(fact: Fact, copies: tuple[Copy, ...]) -> Fact:
    """The fact, told whether it rests on copied sentences alone."""
    own = []
    for span in fact.sentences:
        holding = [one.own for one in copies if one.here.start <= span.start and span.end <= one.here.end]
        if not holding:
            return fact
        own.append(all(holding))
    return replace(fact, copied="own" if all(own) else "elsewhere") if own else fact
