"""How much of the truth the extractors find in the generated texts, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from corpus.truth import ReportTruth
from kg.errors import KgError
from kg.model import Facts, Observation, Report

Item = tuple[object, ...]


def _adopted(facts: Facts) -> Iterator[Item]:
    yield from {(a.mechanism.id or f"〔{a.mechanism.label}〕",) for a in facts.adoptions}


def _statuses(facts: Facts) -> Iterator[Item]:
    yield from ((a.mechanism.id or f"〔{a.mechanism.label}〕", a.status.value) for a in facts.adoptions)


def _counted(facts: Facts) -> Iterator[Observation]:
    """The figures but those of advisers, which engagements tell."""
    hired = {at for e in facts.engagements for at in e.passages}
    yield from (o for o in facts.observations if hired.isdisjoint(o.passages))


KINDS: dict[str, Callable[[Facts], Iterable[Item]]] = {
    "town": lambda f: [(f.identity.division.full_name if f.identity.division else f.identity.name,)],
    "year": lambda f: [(f.identity.year,)],
    "dates": lambda f: [("issued", f.identity.issued), ("signed", f.identity.signed)],
    "issuers": lambda f: [(i,) for i in f.identity.issuers],
    "practices": _adopted,
    "statuses": _statuses,
    "continued": lambda f: [(a.mechanism.id or a.mechanism.label,) for a in f.adoptions if a.continues],
    "firms": lambda f: [(e.law_firm or e.service_office, e.role.value) for e in f.engagements],
    "lawyers": lambda f: [
        (e.law_firm, e.role.value, e.lawyer_count, e.village_count, e.contract_years) for e in f.engagements
    ],
    "problems": lambda f: [(p.heading,) for p in f.problems],
    "problem topics": lambda f: [(p.heading, t) for p in f.problems for t in p.topics],
    "problems' practices": lambda f: [(p.heading, m.id or m.label) for p in f.problems for m in p.mechanisms],
    "causes": lambda f: [(p.heading, f.causes[i].heading) for p in f.problems for i in p.causes],
    "plans": lambda f: [(p.heading,) for p in f.plans],
    "plan topics": lambda f: [(p.heading, t) for p in f.plans for t in p.topics],
    "answers": lambda f: [(p.heading, f.problems[i].heading) for p in f.plans for i in p.addresses],
    "target years": lambda f: [(p.heading, p.target_year) for p in f.plans],
    "plans' practices": lambda f: [(p.heading, m.id or m.label) for p in f.plans for m in p.mechanisms],
    "figures": lambda f: [(o.indicator, o.value, o.unit, o.year) for o in _counted(f)],
    "laws": lambda f: [(c.title,) for c in f.citations],
}


@dataclass(slots=True)
class Score:
    """Hits, misses and wrong ones of a kind, with the commonest of each."""

    hits: int = 0
    missed: Counter[Item] = field(default_factory=Counter)
    wrong: Counter[Item] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed.total())

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.wrong.total())

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.missed.total() + self.wrong.total())


def _evidence(report: Report, facts: Facts) -> set[Item]:
    """The sentences in which practices, problems and figures stand."""
    said = [(a.mechanism.id or a.mechanism.label, a.passages) for a in facts.adoptions]
    said += [(p.heading, p.passages) for p in facts.problems]
    said += [(p.heading, p.passages) for p in facts.plans]
    said += [(o.indicator, o.passages) for o in _counted(facts)]
    return {(what, report.passages[at].text) for what, passages in said for at in passages}


def recovery(
    truths: Iterable[ReportTruth], note: Callable[[ReportTruth, str, Item, bool], None] | None = None
) -> dict[str, Score]:
    """Scores by kind over the documents as they would lie in files. ``note`` is told of each error: the report, its
    kind, the item, whether it was missed."""
    from kg import ontology, places
    from kg.extractors import extract
    from kg.reports import read_report

    scores = {kind: Score() for kind in KINDS}
    scores |= {"sentences": Score(), "read": Score()}
    for truth in truths:
        try:
            report = read_report(truth.document, truth.names[0])
            found = extract(report, ontology.load(), places.load())
        except KgError as error:
            scores["read"].missed[(truth.names[0], str(error))] += 1
            continue
        scores["read"].hits += 1
        pairs = {kind: (set(items(truth.facts)), set(items(found))) for kind, items in KINDS.items()}
        pairs["sentences"] = _evidence(truth.report, truth.facts), _evidence(report, found)
        for kind, (told, seen) in pairs.items():
            score = scores[kind]
            score.hits += len(told & seen)
            score.missed.update(told - seen)
            score.wrong.update(seen - told)
            if note is not None:
                for item in sorted(told ^ seen, key=str):
                    note(truth, kind, item, item in told)
    return scores


def table(scores: dict[str, Score], errors: int) -> str:
    """The scores, a line for each kind, with the commonest errors below."""
    lines = [f"{'':20}{'told':>8}{'precision':>11}{'recall':>9}{'F1':>9}"]
    for kind, score in scores.items():
        told = score.hits + score.missed.total()
        lines.append(f"{kind:20}{told:>8}{score.precision:>11.4f}{score.recall:>9.4f}{score.f1:>9.4f}")
        for what, found in (("missed", score.missed), ("wrong", score.wrong)):
            lines += [f"    {what} {n}× {item}" for item, n in found.most_common(errors)]
    return "\n".join(lines)
