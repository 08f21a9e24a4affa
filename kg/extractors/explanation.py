"""Why a statement has its topics, and why a plan answers its problems: the words and weights that decided."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extractors.affinity import Reason, Subject, compared, subject
from kg.extractors.problems import sentence_after
from kg.extractors.topics import TopicScore, weighed
from kg.model import Facts, Report, Span
from kg.ontology import Ontology

CLEAR = 1.6
"""The score from which a plan answers a problem; a link below it is the report's own (told after it, or named)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A problem that a plan answers and why; ``stated``: the report itself says so, or tells the plan beside it."""

    problem: str
    reasons: tuple[Reason, ...]
    score: float
    stated: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """``kind`` is problem, cause or plan."""

    kind: str
    heading: str
    topics: tuple[TopicScore, ...]
    links: tuple[Link, ...] = ()


def explain(report: Report, facts: Facts, ontology: Ontology) -> tuple[Explanation, ...]:
    """Problems, causes and plans in the order of ``facts``, each with all topics that any word speaks for."""
    told = [("problem", p.heading, p.description) for p in facts.problems]
    told += [("cause", c.heading, "".join(report.passages[i].text for i in c.passages)) for c in facts.causes]
    told += [("plan", p.heading, p.description) for p in facts.plans]
    scored = [
        Explanation(kind, heading, weighed(heading, _after(said, heading), ontology)) for kind, heading, said in told
    ]
    plans = scored[len(facts.problems) + len(facts.causes) :]
    return (*scored[: len(scored) - len(plans)], *_linked(facts, plans, ontology))


def _after(said: str, heading: str) -> str:
    at = said.find(heading)
    return sentence_after(said, Span(at, at + len(heading)), Span(0, len(said))) if at >= 0 else ""


def _linked(facts: Facts, plans: list[Explanation], ontology: Ontology) -> list[Explanation]:
    def about(heading: str, said: str, of: tuple[str, ...]) -> Subject:
        return subject(heading, said, of, ontology)

    pairs = compared(
        [about(p.heading, p.description, p.topics) for p in facts.plans],
        [about(p.heading, p.description, p.topics) for p in facts.problems],
    )
    found: list[Explanation] = []
    for plan, row, one in zip(facts.plans, pairs, plans, strict=True):
        links = []
        for at in plan.addresses:
            total = sum(reason.score for reason in row[at])
            links.append(Link(facts.problems[at].heading, row[at], total, total < CLEAR))
        found.append(Explanation(one.kind, one.heading, one.topics, tuple(links)))
    return found
