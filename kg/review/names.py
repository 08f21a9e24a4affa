"""Judgements on names, applied: discovered practices, spellings of firms, towns that nobody could tell.

A name that gives way keeps ``dct:isReplacedBy``, so that whoever asks by it, or links to it, is led on.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.errors import Bilingual
from kg.model import DivisionLevel
from kg.places import Gazetteer
from kg.rdf import iris
from kg.rdf.brands import replace_mechanism
from kg.rdf.divisions import write_known
from kg.rdf.vocabulary import DCT, GOV, SKOS, TYPE, chinese, english
from kg.review.graph import Held
from kg.review.judgement import Judgement, Values, Verdict, many_of, one_of
from kg.review.kinds import KINDS
from kg.review.statements import Applied, called

_SERVED = {"LawFirm": GOV["lawFirm"], "LegalServiceOffice": GOV["serviceOffice"]}


_VOUCHED = "经人审核接受的做法。"


def apply(held: Held, judgement: Judgement, gazetteer: Gazetteer) -> Applied:
    """Apply one judgement on a name."""
    return {"mechanism": _mechanism, "firm": _firm, "town": _town}[judgement.about.kind](held, judgement, gazetteer)


def concept(to: Values) -> tuple[str, str, tuple[str, ...], tuple[str, ...], str]:
    """Of an accepted practice: its name in Chinese and in English, other spellings, what it is a kind of (local names), a
    definition. Without an English name the Chinese one stands for it, without a definition one that says who vouches for it."""
    label = one_of(to, "label")
    return (
        label,
        one_of(to, "label_en") or label,
        many_of(to, "spellings"),
        many_of(to, "broader"),
        one_of(to, "definition") or _VOUCHED,
    )


def _mechanism(held: Held, judgement: Judgement, _: Gazetteer) -> Applied:
    old = iris.MECH[judgement.about.key["mechanism"]]
    if judgement.verdict is Verdict.ACCEPTED:
        new = iris.named(iris.MECH, one_of(judgement.to, "label"))
        if not held.has(old, iris.MECHANISMS):
            return _recognised(held, judgement, old, new)
        before = _quads(held, old, iris.MECHANISMS)
        if not held.has(new, iris.MECHANISMS):  # else it stands in the scheme, or in the file of what was accepted
            _describe(held, new, concept(judgement.to))
        if new != old:
            _replace_mechanism(held, old, new)
        return Applied(judgement, "applied", None, old, new, before)
    if judgement.verdict is Verdict.MERGED:
        new = held.now(iris.MECH[one_of(judgement.to, "into")])
        if not held.has(old, iris.MECHANISMS):
            return _recognised(held, judgement, old, new)
        if held.now(old) == new:
            return Applied(judgement, "agreed", None, old, new)
        if not held.has(new, iris.MECHANISMS):
            return _no_target(judgement, new)
        before = _quads(held, old, iris.MECHANISMS)
        _replace_mechanism(held, old, new)
        return Applied(judgement, "applied", None, old, new, before)
    if not held.has(old, iris.MECHANISMS):
        return gone(judgement)
    before = _quads(held, old, iris.MECHANISMS)
    for quad in list(held.store.quads_for_pattern(None, GOV["mechanism"], old, None)):
        graph, node = quad.graph_name, quad.subject
        if not (isinstance(graph, NamedNode) and isinstance(node, NamedNode)):
            continue
        if GOV["Adoption"] in held.values(node, TYPE, graph):
            held.remove(node, graph)
        else:
            held.store.remove(quad)
    held.remove(old, iris.MECHANISMS)
    return Applied(judgement, "applied", None, old, None, before)


def _recognised(held: Held, judgement: Judgement, old: NamedNode, new: NamedNode) -> Applied:
    """A name that is recognised since it was accepted, or merged, is not discovered any more; who asks by it is led on."""
    label = one_of(judgement.was, "label")
    spelled = [held.values(new, SKOS[name], iris.MECHANISMS) for name in ("prefLabel", "altLabel", "hiddenLabel")]
    labels = {one.value for those in spelled for one in those}
    if not labels or (judgement.verdict is Verdict.MERGED and label not in labels):
        return gone(judgement)
    held.add(old, DCT["isReplacedBy"], new, iris.MECHANISMS)
    if label and chinese(label) not in spelled[0]:
        held.add(new, SKOS["altLabel"], chinese(label), iris.MECHANISMS)
    return Applied(judgement, "agreed", None, old, new)


def _describe(held: Held, node: NamedNode, said: tuple[str, str, tuple[str, ...], tuple[str, ...], str]) -> None:
    label, label_en, spellings, broader, definition = said
    for kind in (GOV["Mechanism"], SKOS["Concept"]):
        held.add(node, TYPE, kind, iris.MECHANISMS)
    held.add(node, SKOS["inScheme"], GOV["mechanismScheme"], iris.MECHANISMS)
    held.add(node, SKOS["prefLabel"], chinese(label), iris.MECHANISMS)
    held.add(node, SKOS["prefLabel"], english(label_en), iris.MECHANISMS)
    for spelling in spellings:
        held.add(node, SKOS["altLabel"], chinese(spelling), iris.MECHANISMS)
    for one in broader:
        if held.has(iris.MECH[one], iris.MECHANISMS):
            held.add(node, SKOS["broader"], iris.MECH[one], iris.MECHANISMS)
    if definition:
        held.add(node, SKOS["definition"], chinese(definition), iris.MECHANISMS)


def _replace_mechanism(held: Held, old: NamedNode, new: NamedNode) -> None:
    """And what is left of the old name is no practice any more."""
    uses = [
        (quad.subject, quad.graph_name)
        for quad in held.store.quads_for_pattern(None, GOV["mechanism"], old, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
    ]
    replace_mechanism(held.store, old, new)
    for node, graph in uses:
        if held.has(node, graph):
            _rename(held, node, graph)
    own = held.values(new, SKOS["prefLabel"], iris.MECHANISMS)
    others = [one for one in held.values(new, SKOS["altLabel"], iris.MECHANISMS) if one not in own]
    held.set(new, SKOS["altLabel"], others, iris.MECHANISMS)


def _firm(held: Held, judgement: Judgement, _: Gazetteer) -> Applied:
    old = iris.FIRM[judgement.about.key["firm"]]
    if not held.has(old, iris.FIRMS):
        return gone(judgement)
    if judgement.verdict is Verdict.ACCEPTED:
        return Applied(judgement, "applied", None, old, old)
    new = held.now(iris.FIRM[one_of(judgement.to, "into")])
    if held.now(old) == new:
        return Applied(judgement, "agreed", None, old, new)
    if not held.has(new, iris.FIRMS):
        return _no_target(judgement, new)
    before = _quads(held, old, iris.FIRMS)
    for predicate in _SERVED.values():
        for quad in list(held.store.quads_for_pattern(None, predicate, old, None)):
            node, graph = quad.subject, quad.graph_name
            if isinstance(node, NamedNode) and isinstance(graph, NamedNode):
                held.store.remove(quad)
                held.add(node, predicate, new, graph)
                _rename(held, node, graph)
    for label in held.values(old, SKOS["prefLabel"], iris.FIRMS):
        if label not in held.values(new, SKOS["prefLabel"], iris.FIRMS):
            held.add(new, SKOS["altLabel"], label, iris.FIRMS)
    held.remove(old, iris.FIRMS)
    held.add(old, DCT["isReplacedBy"], new, iris.FIRMS)
    return Applied(judgement, "applied", None, old, new, before)


def _rename(held: Held, node: NamedNode, graph: NamedNode) -> None:
    """A statement is called after what it says; two that say the same are one."""
    for kind in KINDS.values():
        if GOV[kind.of_class] in held.values(node, TYPE, graph):
            new = called(held, kind, node, graph)
            if new != node:
                held.rename(node, new, graph)


def _town(held: Held, judgement: Judgement, gazetteer: Gazetteer) -> Applied:
    old = iris.PLACE[judgement.about.key["town"]]
    full_name = one_of(judgement.to, "into")
    division = gazetteer.division(full_name)
    if division is None or division.level is not DivisionLevel.TOWNSHIP:
        return Applied(
            judgement,
            "orphaned",
            Bilingual(f"“{full_name}” is no town of the official list", f"行政区划名单里没有“{full_name}”这个乡镇"),
        )
    if not held.has(old, iris.DIVISIONS):
        return gone(judgement)
    new = iris.named(iris.PLACE, division.full_name)
    before = _quads(held, old, iris.DIVISIONS)
    write_known(held, [division], gazetteer)
    for quad in list(held.store.quads_for_pattern(None, None, old, None)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            held.store.remove(quad)
            held.add(quad.subject, quad.predicate, new, quad.graph_name)
    held.remove(old, iris.DIVISIONS)
    held.add(old, DCT["isReplacedBy"], new, iris.DIVISIONS)
    return Applied(judgement, "applied", None, old, new, before)


def _quads(held: Held, node: NamedNode, graph: NamedNode) -> str:
    return "\n".join(f"{quad.triple} ." for quad in held.quads(node, graph))


def gone(judgement: Judgement) -> Applied:
    """What becomes of a judgement on a name that the graph has not."""
    return Applied(judgement, "orphaned", Bilingual("the name is not in the graph", "图谱里没有这个名称"))


def _no_target(judgement: Judgement, node: NamedNode) -> Applied:
    return Applied(
        judgement,
        "orphaned",
        Bilingual(f"{node.value}, which it is to be, is not in the graph", f"图谱里没有要并入的 {node.value}"),
    )
