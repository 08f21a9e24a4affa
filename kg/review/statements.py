"""Judgements on statements, applied: what is accepted is sure, what is changed or rejected gives way, what was missed is
added with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from kg.errors import Bilingual
from kg.rdf import iris
from kg.rdf.vocabulary import DCT, GOV, OA, PROV, TYPE, decimal, integer, text
from kg.review.graph import Held, graph_of
from kg.review.judgement import About, Judgement, JudgementError, Values, Verdict, one_of
from kg.review.kinds import KINDS, Kind, Term

ADDED_FIELDS = ("sentence", "occurrence", "words", "section")
"""Of what is added: its sentence as the report has it, which of several like it (from 0), the words marked in it, the heading
that it stands under."""
_SURE = decimal("1")


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a judgement. ``state``: "applied", "agreed" (it is so without it) or "orphaned" (what it is about is
    not in the graph). ``before``, ``after``: the statement as extracted and as judged; ``quads``: as extracted, N-Triples."""

    judgement: Judgement
    state: str
    reason: Bilingual | None = None
    before: NamedNode | None = None
    after: NamedNode | None = None
    quads: str = ""


def apply(held: Held, judgements: Sequence[Judgement]) -> list[Applied]:
    """Apply judgements on statements. All are looked up first, as extracted: then what one changes is not taken for what
    another is about, not even where two change places."""
    there: dict[str, NamedNode | None] = {}
    applied: list[Applied] = []
    todo: dict[Verdict, list[Judgement]] = defaultdict(list)
    for one in judgements:
        try:
            there[one.id] = _found(held, one)
            todo[one.verdict].append(one)
        except JudgementError as error:
            so = _so_already(held, one)
            applied.append(Applied(one, "agreed", None, so, so) if so else Applied(one, "orphaned", error.reason))
    applied += [_rejected(held, one, there[one.id]) for one in todo[Verdict.REJECTED]]
    applied += _changed(held, [(one, there[one.id]) for one in todo[Verdict.CHANGED]])
    applied += [_accepted(held, one, there[one.id]) for one in todo[Verdict.ACCEPTED]]
    for one in todo[Verdict.ADDED]:
        try:
            applied.append(_added(held, one, KINDS[one.about.kind], find(held, one)))
        except JudgementError as error:
            applied.append(Applied(one, "orphaned", error.reason))
    return applied


def _found(held: Held, judgement: Judgement) -> NamedNode | None:
    """What a judgement is about; None for what is to be added. Raises JudgementError where it is not in the graph."""
    if not held.has(iris.REPORT[judgement.about.report], graph_of(judgement.about.report)):
        raise JudgementError("its report is not in the graph", "图谱里没有这份报告")
    node = find(held, judgement)
    if node is None and judgement.verdict is not Verdict.ADDED:
        raise JudgementError("it is no longer extracted", "现在不再抽取到这一条")
    return node


def _so_already(held: Held, judgement: Judgement) -> NamedNode | None:
    """What says by itself what a change asks for, where what was to be changed is not extracted any more: extractors learn."""
    about, kind = judgement.about, KINDS[judgement.about.kind]
    key = {name: one_of(judgement.to, name) if name in judgement.to else value for name, value in about.key.items()}
    if judgement.verdict is not Verdict.CHANGED or key == about.key:
        return None
    try:
        node = find(held, replace(judgement, about=About(about.kind, key)))
        return (
            node
            if node is not None and _says(held, kind, node, terms(held, kind, judgement.to), about.report)
            else None
        )
    except JudgementError:
        return None


def _says(held: Held, kind: Kind, node: NamedNode, wanted: Mapping[str, tuple[Term, ...]], report: str) -> bool:
    graph = graph_of(report)
    return all(set(held.values(node, kind.fields[name].predicate, graph)) == {*those} for name, those in wanted.items())


def _quads(held: Held, node: NamedNode, graph: NamedNode) -> str:
    return "\n".join(f"{quad.triple} ." for quad in held.quads(node, graph))


def _rejected(held: Held, judgement: Judgement, node: NamedNode | None) -> Applied:
    assert node is not None
    graph = graph_of(judgement.about.report)
    before = _quads(held, node, graph)
    held.remove(node, graph)
    return Applied(judgement, "applied", None, node, None, before)


def _accepted(held: Held, judgement: Judgement, node: NamedNode | None) -> Applied:
    assert node is not None
    _make_sure(held, KINDS[judgement.about.kind], node, graph_of(judgement.about.report))
    return Applied(judgement, "applied", None, node, node)


def find(held: Held, judgement: Judgement) -> NamedNode | None:
    """The statement that a judgement is about, told by what it says; names that another took the place of are known by both."""
    about, kind = judgement.about, KINDS[judgement.about.kind]
    graph = graph_of(about.report)
    wanted = {
        name: held.now(term) if isinstance(term := kind.fields[name].term(about.key[name]), NamedNode) else term
        for name in kind.key
        if about.key[name]
    }
    first = next(iter(wanted), "")
    if not first:
        return None
    for quad in held.store.quads_for_pattern(None, kind.fields[first].predicate, wanted[first], graph):
        node = quad.subject
        if isinstance(node, NamedNode) and _is(held, node, kind, wanted, graph):
            return node
    return None


def _is(held: Held, node: NamedNode, kind: Kind, wanted: Mapping[str, Term], graph: NamedNode) -> bool:
    if GOV[kind.of_class] not in held.values(node, TYPE, graph):
        return False
    for name in kind.key:
        there = held.values(node, kind.fields[name].predicate, graph)
        if (wanted[name] not in there) if name in wanted else there:
            return False
    return True


def _changed(held: Held, judgements: Sequence[tuple[Judgement, NamedNode | None]]) -> list[Applied]:
    applied: list[Applied] = []
    lifted: list[tuple[Judgement, NamedNode, NamedNode, dict[str, tuple[Term, ...]], str]] = []
    for judgement, node in judgements:
        assert node is not None
        kind, graph = KINDS[judgement.about.kind], graph_of(judgement.about.report)
        try:
            wanted = terms(held, kind, judgement.to)
        except JudgementError as error:
            applied.append(Applied(judgement, "orphaned", error.reason))
            continue
        if _says(held, kind, node, wanted, judgement.about.report):
            applied.append(Applied(judgement, "agreed", None, node, node))
            continue
        before, aside = _quads(held, node, graph), iris.statement(judgement.about.report, "judged", judgement.id)
        held.rename(node, aside, graph)
        lifted.append((judgement, node, aside, wanted, before))
    for judgement, node, aside, wanted, before in lifted:
        kind, graph = KINDS[judgement.about.kind], graph_of(judgement.about.report)
        for name, those in wanted.items():
            held.set(aside, kind.fields[name].predicate, those, graph)
        after = called(held, kind, aside, graph)
        held.rename(aside, after, graph)
        _make_sure(held, kind, after, graph)
        applied.append(Applied(judgement, "applied", None, node, after, before))
    return applied


def called(held: Held, kind: Kind, node: NamedNode, graph: NamedNode) -> NamedNode:
    """The identifier of a statement that says what ``node`` says now."""
    first = {
        name: those[0] for name, field in kind.fields.items() if (those := held.values(node, field.predicate, graph))
    }
    return iris.statement(graph.value.removeprefix(iris.GRAPH.iri), kind.of_class.lower(), *kind.about(first))


def terms(held: Held, kind: Kind, values: Values) -> dict[str, tuple[Term, ...]]:
    """What judged values stand for; "" or () for nothing. Raises JudgementError for a field that there is not, or a value that
    cannot stand in it."""
    found: dict[str, tuple[Term, ...]] = {}
    for name, value in values.items():
        field = kind.fields.get(name)
        if field is None or not field.may_change:
            allowed = [one for one, its in kind.fields.items() if its.may_change]
            raise JudgementError(
                f"{kind.of_class} has no “{name}” to change: there are {', '.join(allowed)}",
                f"{kind.of_class} 没有可改的“{name}”：可改的有 {'、'.join(allowed)}",
            )
        several = [value] if isinstance(value, str) else list(value)
        several = [one for one in several if one]
        if len(several) > 1 and not field.many:
            raise JudgementError(f"“{name}” takes one value", f"“{name}”只能填一个")
        made = [field.term(one) for one in several]
        found[name] = tuple(held.now(one) if isinstance(one, NamedNode) else one for one in made)
        for one in found[name]:
            if isinstance(one, NamedNode) and not one.value.startswith(GOV.iri) and not held.has(one):
                raise JudgementError(f"{one.value} is not in the graph", f"图谱里没有 {one.value}")
    return found


def _make_sure(held: Held, kind: Kind, node: NamedNode, graph: NamedNode) -> None:
    if kind.of_class == "Adoption":
        held.set(node, GOV["confidence"], (_SURE,), graph)


def _added(held: Held, judgement: Judgement, kind: Kind, node: NamedNode | None) -> Applied:
    if node is not None:
        return Applied(judgement, "agreed", None, node, node)
    report = judgement.about.report
    graph, own = graph_of(report), iris.REPORT[report]
    said = {name: value for name, value in judgement.to.items() if name not in ADDED_FIELDS}
    fixed = {
        name: kind.fields[name].term(value) for name, value in judgement.about.key.items() if name in kind.key and value
    }
    values: dict[str, tuple[Term, ...]] = {  # what was put right since it was added counts, not its key
        **{name: (held.now(one) if isinstance(one, NamedNode) else one,) for name, one in fixed.items()},
        **terms(held, kind, said),
    }
    for one in (one for those in values.values() for one in those if isinstance(one, NamedNode)):
        if not one.value.startswith(GOV.iri) and not held.has(one):
            raise JudgementError(f"{one.value} is not in the graph", f"图谱里没有 {one.value}")
    first = {name: those[0] for name, those in values.items() if those}
    made = iris.statement(report, kind.of_class.lower(), *kind.about(first))
    if held.has(made, graph):
        return Applied(judgement, "agreed", None, made, made)
    passage = _passage(held, judgement)
    held.add(made, TYPE, GOV[kind.of_class], graph)
    held.add(made, GOV["report"], own, graph)
    held.add(made, PROV["wasDerivedFrom"], passage, graph)
    for shared in ("township", "year"):
        for value in held.values(own, GOV[shared], graph):
            if not (shared == "year" and "year" in values):
                held.add(made, GOV[shared], value, graph)
    for name, those in values.items():
        held.set(made, kind.fields[name].predicate, those, graph)
    words = judgement.to.get("words", "")
    if kind.of_class == "Adoption" and isinstance(words, str):
        held.add(made, GOV["surfaceForm"], text(words), graph)
        _make_sure(held, kind, made, graph)
    if kind.of_class in ("Problem", "Plan"):
        held.add(made, DCT["description"], text(one_of(judgement.to, "sentence")), graph)
    return Applied(judgement, "applied", None, None, made)


def _passage(held: Held, judgement: Judgement) -> NamedNode:
    """The sentence of what was missed, brought into the graph where nothing cited it. JudgementError where the report's text
    has it no more."""
    report = judgement.about.report
    graph, own = graph_of(report), iris.REPORT[report]
    sentence, words = one_of(judgement.to, "sentence"), one_of(judgement.to, "words")
    turn = one_of(judgement.to, "occurrence") or "0"
    whole = next((one.value for one in held.values(own, GOV["text"], graph)), "")
    start = -1
    for _ in range(int(turn) + 1 if turn.isascii() and turn.isdecimal() and len(turn) < 5 else 1):
        start = whole.find(sentence, start + 1) if sentence else -1
        if start < 0:
            raise JudgementError("its sentence is not in the report’s text any more", "报告正文里已经没有这句话")
    if words not in sentence:
        raise JudgementError("the words marked are not in the sentence", "标出的词句不在这句话里")
    node = iris.statement(report, "passage", sentence, turn)
    if not held.has(node, graph):
        for one in (GOV["Passage"], PROV["Entity"], OA["TextQuoteSelector"], OA["TextPositionSelector"]):
            held.add(node, TYPE, one, graph)
        section = one_of(judgement.to, "section")
        said: list[tuple[NamedNode, NamedNode | Literal]] = [
            (GOV["report"], own),
            (OA["exact"], text(sentence)),
            (OA["start"], integer(start)),
            (OA["end"], integer(start + len(sentence))),
        ]
        for predicate, value in [*said, *([(GOV["section"], text(section))] if section else [])]:
            held.add(node, predicate, value, graph)
    return node


def without_report(judgement: Judgement) -> Applied:
    """What becomes of a judgement on a report that the graph has not."""
    return Applied(judgement, "orphaned", Bilingual("its report is not in the graph", "图谱里没有这份报告"))
