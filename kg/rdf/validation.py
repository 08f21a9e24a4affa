"""Whether a graph is what the contract says: the SHACL shapes, and that every passage is the text it claims to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import KgError
from kg.rdf.index import Index, local
from kg.rdf.vocabulary import GOV, OA, PROV

if TYPE_CHECKING:
    from rdflib import Graph

_STATEMENTS = ("Adoption", "Engagement", "Problem", "Cause", "Plan", "Observation", "Citation")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One fault. ``focus`` is the node, ``path`` the property ("" for the node itself), both with prefixes;
    ``value`` is what is wrong, "" where something is missing."""

    focus: str
    path: str
    message_zh: str
    message_en: str
    value: str = ""
    severity: str = "Violation"


def validate(quads: Iterable[Quad], shapes: Path) -> tuple[Violation, ...]:
    """All faults of a graph by the SHACL file ``shapes`` and by its passages, in order. Empty: it conforms.

    The whole graph is held in memory; 100,000 triples take some seconds. Raises KgError for a faulty shapes file.
    """
    quads = list(quads)
    return tuple(sorted({*_by_shapes(quads, shapes), *check_passages(quads)}))


def check_passages(quads: Iterable[Quad]) -> list[Violation]:
    """Passages that are not the text at their offsets, and statements whose words none of their passages holds:
    what SHACL cannot compare."""
    index = Index(quads)
    found = []
    for passage in index.members(GOV["Passage"]):
        report = index.node(passage, GOV["report"])
        text = index.text(report, GOV["text"]) if report is not None else ""
        start, end = index.text(passage, OA["start"]), index.text(passage, OA["end"])
        quote = index.text(passage, OA["exact"])
        if not (start.isdecimal() and end.isdecimal() and quote and text[int(start) : int(end)] == quote):
            messages = ("引文与原文该位置的文字不符", "the passage is not the text at its offsets")
            found.append(Violation(local(passage), local(OA["exact"]), *messages, value=quote))
    for kind in _STATEMENTS:
        for node in index.members(GOV[kind]):
            said = index.texts(node, GOV["surfaceForm"]) or index.texts(node, GOV["heading"])
            quotes = [_bare(index.text(p, OA["exact"])) for p in index.nodes(node, PROV["wasDerivedFrom"])]
            if said and not any(_bare(word) in quote for word in said for quote in quotes):
                messages = ("所引语句中没有该陈述的文字", "no passage of the statement holds its words")
                found.append(Violation(local(node), local(PROV["wasDerivedFrom"]), *messages, value=said[0]))
    return found


def _bare(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _by_shapes(quads: Sequence[Quad], shapes: Path) -> list[Violation]:
    import pyshacl
    import rdflib

    rules = rdflib.Graph()
    try:
        rules.parse(shapes, format="turtle")
    except Exception as error:  # whatever rdflib's parser makes of a faulty file
        raise KgError(
            f"{shapes} cannot be read as shapes: {error}", f"{shapes} 不能作为 SHACL 形状读取：{error}"
        ) from error
    _, report, _ = pyshacl.validate(_rdflib(quads), shacl_graph=rules, inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise KgError(f"{shapes} cannot be used as shapes: {report}", f"{shapes} 不能作为 SHACL 形状使用：{report}")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    return [_violation(report, result, sh) for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)]


def _violation(report: Graph, result: Any, sh: Any) -> Violation:
    messages = {
        getattr(m, "language", None) or "en": str(m) for m in sorted(report.objects(result, sh.resultMessage), key=str)
    }
    english = messages.get("en", "") or next(iter(messages.values()), "")
    value = report.value(result, sh.value)
    path = report.value(result, sh.resultPath)
    return Violation(
        focus=_short(report.value(result, sh.focusNode)),
        path="" if path is None else _short(path),
        message_zh=messages.get("zh", english),
        message_en=english,
        value="" if value is None else _short(value),
        severity=str(report.value(result, sh.resultSeverity)).rpartition("#")[2],
    )


def _short(term: Any) -> str:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return local(NamedNode(str(term)))
    # A path of several steps is a blank node, whose name changes from run to run.
    return "" if isinstance(term, rdflib.BNode) else str(term)[:200]


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """The union of the graphs, for pyshacl; terms are made one by one, which is faster than parsing text anew."""
    import rdflib

    graph = rdflib.Graph()
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            value: rdflib.term.Node
            if isinstance(quad.object, Literal):
                language = quad.object.language
                kind = None if language else rdflib.URIRef(quad.object.datatype.value)
                # Lexical forms are kept: "01" must not become "1" before it is checked.
                value = rdflib.Literal(quad.object.value, lang=language, datatype=kind, normalize=False)
            elif isinstance(quad.object, NamedNode):
                value = rdflib.URIRef(quad.object.value)
            else:
                continue
            graph.add((rdflib.URIRef(quad.subject.value), rdflib.URIRef(quad.predicate.value), value))
    return graph
