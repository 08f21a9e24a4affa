"""Practices that people accepted, as a Turtle file beside the scheme: read with it from then on (``ontology.load``), so that
what was discovered once is recognised wherever it is named. So are the spellings that were merged into known practices.

The file is made anew from the judgements; whoever wants it in the scheme itself moves its lines there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.errors import Bilingual
from kg.ontology import Ontology, folded, local_name
from kg.rdf import iris
from kg.rdf.vocabulary import GOV, SKOS, TYPE, chinese, english
from kg.review.judgement import Judgement, Verdict, one_of
from kg.review.names import concept

SUFFIX = ".mechanisms.ttl"


def beside(store: Path) -> Path:
    """Where the accepted practices of a store's judgements are written."""
    return store.with_name(store.name + SUFFIX)


@dataclass(slots=True)
class Accepted:
    """``text``: of the file, "" where nothing is accepted. ``faults``: by id of a judgement why it has no part in it."""

    text: str = ""
    faults: dict[str, Bilingual] = field(default_factory=dict)


def accepted(settled: Sequence[Judgement], known: Ontology) -> Accepted:
    """What judgements that stand add to the scheme ``known``. A name or spelling that is one already is a fault: it would make
    two practices one."""
    found = Accepted()
    spelled = {folded(s): one.id for one in known.mechanisms.values() for s in one.spellings}
    ids = set(known.mechanisms)
    lines: list[str] = []
    on_mechanisms = [one for one in settled if one.about.kind == "mechanism"]
    for one in (one for one in on_mechanisms if one.verdict is Verdict.ACCEPTED):
        label, _, spellings, _, _ = concept(one.to)
        clash = next((spelled[folded(s)] for s in (label, *spellings) if folded(s) in spelled), "")
        if not local_name(label) or clash or local_name(label) in ids:
            who = clash or local_name(label) or label
            found.faults[one.id] = Bilingual(
                f"“{label}” is known already, as mech:{who}: merge it into that one",
                f"“{label}”已经是 mech:{who}：请并入那一个",
            )
            continue
        ids.add(local_name(label))
        spelled |= {folded(s): local_name(label) for s in (label, *spellings)}
    for one in on_mechanisms:
        if one.id in found.faults:
            continue
        if one.verdict is Verdict.ACCEPTED:
            lines += _concept(one, ids)
        elif one.verdict is Verdict.MERGED and one_of(one.to, "into") in ids:
            into, label = one_of(one.to, "into"), one_of(one.was, "label")
            if label and folded(label) not in spelled:
                spelled[folded(label)] = into
                lines.append(_line(iris.MECH[into], SKOS["altLabel"], chinese(label)))
    found.text = _file(lines)
    return found


def kept(before: str, now: str) -> str:
    """The file ``now`` with what ``before`` said of practices that it does not name."""
    named = {line.partition(" ")[0] for line in _lines(now)}
    return _file([*_lines(now), *(line for line in _lines(before) if line.partition(" ")[0] not in named)])


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("<")]


def _file(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    head = "# Accepted by people: made from the judgements, and made anew when they change.\n"
    return head + "\n".join(lines) + "\n"


def _concept(judgement: Judgement, ids: set[str]) -> Iterator[str]:
    label, label_en, spellings, broader, definition = concept(judgement.to)
    node = iris.named(iris.MECH, label)
    for kind in (GOV["Mechanism"], SKOS["Concept"]):
        yield _line(node, TYPE, kind)
    yield _line(node, SKOS["inScheme"], GOV["mechanismScheme"])
    yield _line(node, SKOS["prefLabel"], chinese(label))
    yield _line(node, SKOS["prefLabel"], english(label_en))
    for one in spellings:
        if folded(one) != folded(label):
            yield _line(node, SKOS["altLabel"], chinese(one))
    for one in broader:
        if one in ids and one != local_name(label):
            yield _line(node, SKOS["broader"], iris.MECH[one])
    if definition:
        yield _line(node, SKOS["definition"], chinese(definition))


def _line(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> str:
    """In N-Triples, which is Turtle too: nothing that people wrote needs escaping by us."""
    return f"{subject} {predicate} {value} ."
