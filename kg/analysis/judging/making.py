"""Statements and names of a graph as tasks: what a judgement on them says, and the sentence that they rest on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.analysis.answers import Evidence
from kg.analysis.asking import Asks, local_part, select_each
from kg.analysis.judging.tasks import Task
from kg.analysis.naming.catalogue import Catalogue, catalogue
from kg.analysis.statements import evidence
from kg.ontology import NAMESPACES
from kg.review.judgement import STATEMENTS, About, Judgement, about
from kg.review.kinds import KINDS, Kind

_SAID = "SELECT DISTINCT ?node ?property ?value { ?node ?property ?value }"
_GOV = NAMESPACES["gov"]
_CLASSES = {_GOV + kind.of_class: name for name, kind in KINDS.items()}
_LABELS = ("practices", "topics", "firms")
_SURFACE = _GOV + "surfaceForm"

Said = Mapping[str, Sequence[str]]


def statement_tasks(store: Asks, nodes: Sequence[str], reason: str = "statement", drawn: str = "") -> list[Task]:
    """A task for each statement (IRI), in their order; IRIs of nothing that can be judged are left out."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select_each(store, _SAID, "node", [ox.NamedNode(node) for node in nodes]):
        said[str(row["node"])][str(row["property"])].append(_plain(row["value"]))
    proofs = evidence(store, [node for node in nodes if node in said])
    before = _judged(store, said)
    known = catalogue(store)
    found = []
    for node in nodes:
        kind = next((_CLASSES[one] for one in said[node][NAMESPACES["rdf"] + "type"] if one in _CLASSES), "")
        if kind:
            task = _task(known, kind, said[node], proofs.get(node, ()), reason, drawn)
            found.append(replace(task, about=before[node]) if node in before else task)
    return found


def _judged(store: Asks, said: Mapping[str, Said]) -> dict[str, About]:
    """Of statements that stand as somebody judged them, what that judgement is about: the statement as it was extracted. A
    further one must be about the same, to take its place."""
    by = {one: node for node, values in said.items() for one in values.get(_GOV + "judgedBy", ())}
    found = {}
    asked = [ox.NamedNode(one) for one in sorted(by)]
    for row in select_each(store, "SELECT DISTINCT ?j ?key { ?j gov:judgedKey ?key }", "j", asked):
        kind, key = json.loads(str(row["key"]))
        if kind in STATEMENTS:
            found[by[str(row["j"])]] = about(kind, **key)
    return found


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _task(known: Catalogue, kind: str, said: Said, proofs: Sequence[Evidence], reason: str, drawn: str) -> Task:
    of = KINDS[kind]
    values = fields_of(of, said)
    report = local_part(next(iter(said.get(_GOV + "report", ())), ""))
    key = {name: next(iter(values[name]), "") for name in of.key}
    town = known.number("towns", next(iter(said.get(_GOV + "township", ())), ""))
    first = proofs[0] if proofs else None
    names = labels(known, [one for those in values.values() for one in those])
    was = {name: those if of.fields[name].many else those[0] for name, those in values.items() if those}
    year = next(iter(said.get(_GOV + "year", ())), "")
    made = Task(
        about(kind, report=report, **key),
        was,
        reason,
        _claim(kind, key, names),
        town=known.town(town).full_name if town is not None else "",
        year=int(year) if year else None,
        report=report,
        words=tuple(said.get(_SURFACE, ())),
        confidence=float(said[_GOV + "confidence"][0]) if said.get(_GOV + "confidence") else None,
        names=names,
        drawn=drawn,
    )
    if first is None:
        return made
    return replace(
        made, title=first.title, section=first.section, sentence=first.sentence, start=first.start, end=first.end
    )


def fields_of(kind: Kind, said: Said) -> dict[str, tuple[str, ...]]:
    """What a statement says, by the names of its fields, as judgements write it."""
    return {
        name: tuple(sorted(field.said(field.term(_local(one))) for one in said.get(field.predicate.value, ())))
        for name, field in kind.fields.items()
    }


def _local(value: str) -> str:
    return local_part(value) if value.startswith("https://w3id.org/towngov/") else value


def labels(known: Catalogue, ids: Sequence[str]) -> dict[str, str]:
    """Chinese labels of practices, types, indicators, units and firms by their local names; others are left out."""
    found = {}
    for one in ids:
        for table, prefix in zip(_LABELS, ("mech", "topic", "firm"), strict=True):
            number = known.number(table, NAMESPACES[prefix] + one)
            if number is not None:
                found[one] = str(known.tables[table].row(number, named=True)["label"])
    return found


def _claim(kind: str, key: Mapping[str, str], names: Mapping[str, str]) -> str:
    if kind == "adoption":
        return names.get(key["mechanism"], key["mechanism"])
    if kind == "engagement":
        firm = key["firm"] or key["office"]
        return names.get(firm, firm)
    if kind == "observation":
        return f"{key['surface']} {key['value']} {names.get(key['unit'], key['unit'])}".strip()
    return key["heading"]


def verdicts(tasks: Sequence[Task], standing: Mapping[str, Sequence[Judgement]]) -> list[Task]:
    """The tasks with the verdict that stands on each, "conflicting" where several do. ``standing``: heads by what they are
    about (``Standing.heads``)."""
    found = []
    for task in tasks:
        heads = standing.get(task.about.text, ())
        verdict = "conflicting" if len(heads) > 1 else str(heads[0].verdict) if heads else ""
        found.append(replace(task, verdict=verdict, stood=tuple(one.id for one in heads)))
    return found


def is_statement(what: About) -> bool:
    """Whether it is about a statement, not a name."""
    return what.kind in STATEMENTS
