"""The statements of a report as facts in the order of its text, each with the places where it is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.analysis.answers import Firm, Practice, Topic
from kg.analysis.asking import local_part
from kg.analysis.reading import marks
from kg.analysis.reading.answers import KINDS, Fact
from kg.analysis.reading.nodes import Node, Nodes
from kg.analysis.reading.segments import within
from kg.model import Span
from kg.ontology import NAMESPACES

_GOV = NAMESPACES["gov"]
_END = 1 << 62


def facts_of(text: str, about: Node, said: Nodes, things: Nodes) -> tuple[Fact, ...]:
    """All facts of the report ``about``. ``said`` are its statements and sentences, ``things`` what they point to."""
    found = []
    for one in said.values():
        for kind, (of_class, told) in _TOLD.items():
            if _GOV + of_class in one.all("rdf:type"):
                passages = [said[iri] for iri in one.all("prov:wasDerivedFrom") if iri in said]
                sentences = within(text, (span for passage in passages for span in passage.spans()))
                fact = told(text, sentences, one, things)
                found.append(replace(fact, kind=kind, sentences=sentences, year=_other_year(one, about)))
    whole = marks.without_parts({fact.iri: fact.words for fact in found if fact.kind == "practice"})
    found = [replace(fact, words=whole.get(fact.iri, fact.words)) for fact in found]
    found.sort(key=_place)
    number = {fact.iri: at for at, fact in enumerate(found, start=1)}
    return tuple(
        replace(
            fact,
            number=number[fact.iri],
            related=tuple(sorted(number[iri] for iri in _related(said[fact.iri]) if iri in number)),
        )
        for fact in found
    )


def _place(fact: Fact) -> tuple[int, int, int, str, str]:
    """By the first sentence, and in it by where the fact is named."""
    first = fact.sentences[0].start if fact.sentences else _END
    return (first, fact.words[0].start if fact.words else first, KINDS.index(fact.kind), fact.name, fact.iri)


def _practice(text: str, sentences: tuple[Span, ...], one: Node, things: Nodes) -> Fact:
    practice = _practices(one, things)[0] if one.all("gov:mechanism") else None
    surfaces = tuple(one.all("gov:surfaceForm"))
    return Fact(
        0,
        one.iri,
        "",
        practice.label if practice else "、".join(surfaces),
        practice.label_en if practice else "",
        thing=practice,
        status=one.first("gov:status").removeprefix(_GOV),
        continues=one.true("gov:continues"),
        surface_forms=surfaces,
        confidence=one.number("gov:confidence"),
        words=marks.named(text, sentences, surfaces or ([practice.label] if practice else [])),
    )


def _adviser(text: str, sentences: tuple[Span, ...], one: Node, things: Nodes) -> Fact:
    firm, office = one.first("gov:lawFirm"), one.first("gov:serviceOffice")
    node = things.get(firm or office, Node(firm or office))
    named = Firm(node.iri, node.label() or local_part(node.iri), office=not firm) if node.iri else None
    return Fact(
        0,
        one.iri,
        "",
        named.label if named else "",
        thing=named,
        role=one.first("gov:role").removeprefix(_GOV),
        lawyers=one.whole("gov:lawyerCount"),
        villages=one.whole("gov:villageCount"),
        words=marks.adviser(text, sentences, node.all("skos:prefLabel")),
    )


def _headed(text: str, sentences: tuple[Span, ...], one: Node, things: Nodes) -> Fact:
    heading = one.first("gov:heading")
    description = one.first("dct:description")
    return Fact(
        0,
        one.iri,
        "",
        heading,
        description="" if description == heading else description,
        target_year=one.whole("gov:targetYear"),
        topics=tuple(_topic(iri, things) for iri in one.all("gov:topic")),
        practices=_practices(one, things),
        words=marks.named(text, sentences, [heading]),
    )


def _figure(text: str, sentences: tuple[Span, ...], one: Node, things: Nodes) -> Fact:
    indicator, unit = one.first("gov:indicator"), one.first("gov:unit")
    counted, value = one.first("gov:surfaceForm"), one.decimal("gov:value")
    measured = _topic(unit, things) if unit else None
    return Fact(
        0,
        one.iri,
        "",
        counted,
        thing=_topic(indicator, things) if indicator else None,
        value=value,
        unit=measured,
        approximate=one.true("gov:approximate"),
        practices=_practices(one, things),
        words=marks.figure(text, sentences, counted, value, measured.label if measured else ""),
    )


def _law(text: str, sentences: tuple[Span, ...], one: Node, things: Nodes) -> Fact:
    law = one.first("gov:instrument")
    node = things.get(law, Node(law))
    # Reports write one law in several ways; this one is called as it is written here, where that is known.
    titles = sorted(node.all("dct:title"), key=lambda title: (-len(title), title))
    words = marks.named(text, sentences, titles)
    here = [title for title in titles if any(text[one.start : one.end] == title for one in words)]
    return Fact(0, one.iri, "", (here or titles or [local_part(law)])[0], law=law, words=words)


# Kind → the class of its nodes and what is read of them.
_TOLD: dict[str, tuple[str, Callable[[str, tuple[Span, ...], Node, Nodes], Fact]]] = {
    "practice": ("Adoption", _practice),
    "adviser": ("Engagement", _adviser),
    "problem": ("Problem", _headed),
    "cause": ("Cause", _headed),
    "plan": ("Plan", _headed),
    "figure": ("Observation", _figure),
    "law": ("Citation", _law),
}
CLASSES = tuple(of_class for of_class, _ in _TOLD.values())


def _related(one: Node) -> list[str]:
    return [*one.all("gov:cause"), *one.all("gov:addresses")]


def _other_year(one: Node, about: Node) -> int | None:
    year = one.whole("gov:year")
    return None if year == about.whole("gov:year") else year


def _practices(one: Node, things: Nodes) -> tuple[Practice, ...]:
    found = []
    for iri in one.all("gov:mechanism"):
        node = things.get(iri, Node(iri))
        name = node.label() or local_part(iri)
        found.append(Practice(iri, local_part(iri), name, node.label("en"), node.true("gov:discovered")))
    return tuple(found)


def _topic(iri: str, things: Nodes) -> Topic:
    node = things.get(iri, Node(iri))
    return Topic(iri, local_part(iri), node.label() or local_part(iri), node.label("en"))
