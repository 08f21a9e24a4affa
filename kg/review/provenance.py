"""``graph:judgements``: who judged what, when and why, and what stood there before (PROV-O)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.iris import GRAPH, JUDGEMENTS
from kg.rdf.vocabulary import DCT, GOV, PROV, SKOS, TYPE, XSD, text
from kg.review.judgement import Judgement, Verdict
from kg.review.standing import Standing
from kg.review.statements import Applied


def node(judgement: str) -> NamedNode:
    """The IRI of a judgement, by its id."""
    return GRAPH[f"judgement_{judgement}"]


def judgement_quads(judgements: Iterable[Judgement], stand: Standing, outcomes: Iterable[Applied]) -> list[Quad]:
    """All judgements, also those that stand no more: what became of each is ``gov:standing``."""
    applied = {one.judgement.id: one for one in outcomes}
    found: dict[Quad, None] = {}
    for judgement in judgements:
        for quad in _one(judgement, state(judgement, stand, applied.get(judgement.id)), applied.get(judgement.id)):
            found[quad] = None
    return list(found)


def state(judgement: Judgement, stand: Standing, applied: Applied | None) -> str:
    """What became of a judgement: "applied", "agreed", "orphaned", "conflicting", "replaced" or "undone"."""
    if judgement.id in stand.undone:
        return "undone"
    if judgement.id in stand.replaced:
        return "replaced"
    if applied is not None:
        return applied.state
    if judgement.verdict is Verdict.UNDONE:
        return "applied"
    heads = stand.heads.get(judgement.about.text, ())
    return "conflicting" if len(heads) > 1 else "agreed"


def _one(judgement: Judgement, became: str, applied: Applied | None) -> Iterator[Quad]:
    own = node(judgement.id)
    person = GRAPH[f"person_{hashlib.sha256(judgement.by.encode()).hexdigest()[:16]}"]
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (own, TYPE, GOV["Judgement"]),
        (own, TYPE, PROV["Activity"]),
        (own, GOV["verdict"], GOV[judgement.verdict]),
        (own, GOV["standing"], GOV[became]),
        (own, GOV["judgedKey"], text(judgement.about.text)),
        (own, PROV["wasAssociatedWith"], person),
        (own, PROV["endedAtTime"], Literal(judgement.at, datatype=XSD["dateTime"])),
        (person, TYPE, PROV["Person"]),
        (person, SKOS["prefLabel"], text(judgement.by)),
    ]
    if judgement.why:
        said.append((own, DCT["description"], text(judgement.why)))
    said += [(own, GOV["replacesJudgement"], node(one)) for one in judgement.replaces]
    if "judgement" in judgement.about.key:
        said.append((own, GOV["undoes"], node(judgement.about.key["judgement"])))
    if applied is not None and became in ("applied", "agreed"):
        if applied.before is not None:
            said.append((own, PROV["used"], applied.before))
        if applied.after is not None:
            said.append((applied.after, GOV["judgedBy"], own))
        if applied.quads:
            said.append((own, GOV["asExtracted"], text(applied.quads)))
    for subject, predicate, value in said:
        yield Quad(subject, predicate, value, JUDGEMENTS)
