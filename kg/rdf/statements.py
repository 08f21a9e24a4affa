"""The facts of a report as statement nodes: adoptions, engagements, problems, causes, plans, figures, citations.

Two facts with one key (the same mechanism and status, the same heading …) are one node with the passages of both.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.model import Adoption, Cause, Citation, Engagement, Facts, Observation, Plan, Problem
from kg.rdf import iris
from kg.rdf.firms import Places, is_placed
from kg.rdf.sheet import Sheet
from kg.rdf.vocabulary import DCT, GOV, ORG, SKOS, TRUE, TYPE, chinese, decimal, integer, text

_Fact = TypeVar("_Fact", Adoption, Engagement, Problem, Cause, Plan, Observation, Citation)
_Issue = TypeVar("_Issue", Problem, Plan)


def write(sheet: Sheet, facts: Facts, gazetteer: Places) -> None:
    """Write all facts of a report onto its sheet."""
    for adoptions in _together(facts.adoptions, lambda a: (sheet.mechanism(a.mechanism), a.status)):
        _adoption(sheet, adoptions)
    for engagements in _together(facts.engagements, lambda e: (e.role, *_served_by(sheet, e, gazetteer))):
        _engagement(sheet, engagements, *_served_by(sheet, engagements[0], gazetteer))
    # Nodes of causes and problems by index, for those who refer to them.
    causes = [_cause_iri(sheet, cause) for cause in facts.causes]
    problems = [_problem_iri(sheet, problem) for problem in facts.problems]
    for same_cause in _together(facts.causes, lambda c: c.heading):
        _cause(sheet, same_cause)
    for same_problem in _together(facts.problems, lambda p: p.heading):
        _problem(sheet, same_problem, causes)
    for same_plan in _together(facts.plans, lambda p: p.heading):
        _plan(sheet, same_plan, problems)
    for figures in _together(facts.observations, lambda o: _observation_key(sheet, o)):
        _observation(sheet, figures)
    for citations in _together(facts.citations, lambda c: _law(sheet, c, gazetteer)):
        _citation(sheet, citations, _law(sheet, citations[0], gazetteer))


def _together(facts: Iterable[_Fact], key: Callable[[_Fact], Hashable]) -> list[list[_Fact]]:
    """Facts of one key side by side, in the order first said."""
    groups: dict[Hashable, list[_Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def _passages(facts: Iterable[_Fact]) -> list[int]:
    return sorted({index for fact in facts for index in fact.passages})


def _adoption(sheet: Sheet, same: list[Adoption]) -> None:
    first = same[0]
    mechanism = sheet.mechanism(first.mechanism)
    node = sheet.statement("Adoption", mechanism.value, first.status, passages=_passages(same))
    sheet.place_and_year(node)
    sheet.add(node, GOV["mechanism"], mechanism)
    sheet.add(node, GOV["status"], GOV[first.status])
    for surface in dict.fromkeys(s for a in same for s in a.surface_forms):
        sheet.add(node, GOV["surfaceForm"], text(surface))
    if any(a.continues for a in same):
        sheet.add(node, GOV["continues"], TRUE)
    confidence = min(1.0, max(0.0, max(a.confidence for a in same)))
    sheet.add(node, GOV["confidence"], decimal(f"{confidence:.3f}"))


def _served_by(sheet: Sheet, engagement: Engagement, gazetteer: Places) -> tuple[NamedNode | None, NamedNode | None]:
    """The law firm and the legal service office of an engagement; both None for lawyers without a name."""
    firm, office = engagement.law_firm, engagement.service_office
    identity, report = sheet.identity, sheet.report.id
    return (
        None if firm is None else iris.law_firm(firm, identity, report, placed=is_placed(firm, gazetteer)),
        None if office is None else iris.service_office(office, identity, report, placed=is_placed(office, gazetteer)),
    )


def _engagement(sheet: Sheet, same: list[Engagement], firm: NamedNode | None, office: NamedNode | None) -> None:
    role = same[0].role
    key = [node.value if node else "" for node in (firm, office)]
    node = sheet.statement("Engagement", *key, role, passages=_passages(same))
    sheet.place_and_year(node)
    sheet.add(node, GOV["role"], GOV[role])
    for engagement in same:
        if firm is not None and engagement.law_firm is not None:
            sheet.add(node, GOV["lawFirm"], firm)
            _organization(sheet, firm, "LawFirm", engagement.law_firm)
        if office is not None and engagement.service_office is not None:
            sheet.add(node, GOV["serviceOffice"], office)
            _organization(sheet, office, "LegalServiceOffice", engagement.service_office)
    for name, counts in (
        ("lawyerCount", [e.lawyer_count for e in same]),
        ("villageCount", [e.village_count for e in same]),
        ("contractYears", [e.contract_years for e in same]),
        ("contractFrom", [e.contract_from for e in same]),
        ("contractUntil", [e.contract_until for e in same]),
    ):
        count = next((c for c in counts if c is not None), None)
        if count is not None:
            sheet.add(node, GOV[name], integer(count))


def _organization(sheet: Sheet, firm: NamedNode, kind: str, name: str) -> None:
    sheet.add(firm, TYPE, GOV[kind], iris.FIRMS)
    sheet.add(firm, TYPE, ORG["Organization"], iris.FIRMS)
    sheet.add(firm, SKOS["prefLabel"], chinese(name), iris.FIRMS)


def _cause_iri(sheet: Sheet, cause: Cause) -> NamedNode:
    return iris.statement(sheet.report.id, "cause", cause.heading)


def _problem_iri(sheet: Sheet, problem: Problem) -> NamedNode:
    return iris.statement(sheet.report.id, "problem", problem.heading)


def _cause(sheet: Sheet, same: list[Cause]) -> None:
    node = sheet.statement("Cause", same[0].heading, passages=_passages(same))
    sheet.add(node, GOV["heading"], text(same[0].heading))
    _topics(sheet, node, same)


def _problem(sheet: Sheet, same: list[Problem], causes: list[NamedNode]) -> None:
    node = _problem_or_plan(sheet, "Problem", same)
    for problem in same:
        for cause in problem.causes:
            sheet.add(node, GOV["cause"], causes[cause])


def _plan(sheet: Sheet, same: list[Plan], problems: list[NamedNode]) -> None:
    node = _problem_or_plan(sheet, "Plan", same)
    target = next((plan.target_year for plan in same if plan.target_year is not None), None)
    if target is not None:
        sheet.add(node, GOV["targetYear"], integer(target))
    for plan in same:
        for problem in plan.addresses:
            sheet.add(node, GOV["addresses"], problems[problem])


def _problem_or_plan(sheet: Sheet, kind: str, same: list[_Issue]) -> NamedNode:
    """The node with what problems and plans have in common."""
    heading = same[0].heading
    node = sheet.statement(kind, heading, passages=_passages(same))
    sheet.place_and_year(node)
    sheet.add(node, GOV["heading"], text(heading))
    # A heading without text under it describes itself.
    described = next((fact.description for fact in same if fact.description), heading)
    sheet.add(node, DCT["description"], text(described))
    _topics(sheet, node, same)
    for fact in same:
        for mechanism in fact.mechanisms:
            sheet.add(node, GOV["mechanism"], sheet.mechanism(mechanism))
    return node


def _topics(sheet: Sheet, node: NamedNode, same: list[Cause] | list[Problem] | list[Plan]) -> None:
    for fact in same:
        for topic in fact.topics:
            sheet.add(node, GOV["topic"], sheet.topic(topic))


def _observation_key(sheet: Sheet, fact: Observation) -> tuple[str, ...]:
    year = sheet.identity.year if fact.year is None else fact.year
    return (fact.indicator, fact.surface, decimal(fact.value).value, fact.unit, "" if year is None else str(year))


def _observation(sheet: Sheet, same: list[Observation]) -> None:
    first = same[0]
    node = sheet.statement("Observation", *_observation_key(sheet, first), passages=_passages(same))
    sheet.place_and_year(node, first.year)
    sheet.add(node, GOV["indicator"], sheet.indicator(first.indicator))
    sheet.add(node, GOV["surfaceForm"], text(first.surface))
    sheet.add(node, GOV["value"], decimal(first.value))
    sheet.add(node, GOV["unit"], sheet.unit(first.unit))
    if any(figure.approximate for figure in same):
        sheet.add(node, GOV["approximate"], TRUE)
    mechanism = next((figure.mechanism for figure in same if figure.mechanism is not None), None)
    if mechanism is not None:
        sheet.add(node, GOV["mechanism"], sheet.mechanism(mechanism))


def _law(sheet: Sheet, citation: Citation, gazetteer: Places) -> NamedNode:
    placed = is_placed(citation.title, gazetteer)
    return iris.law(citation.title, sheet.identity, sheet.report.id, placed=placed)


def _citation(sheet: Sheet, same: list[Citation], law: NamedNode) -> None:
    node = sheet.statement("Citation", law.value, passages=_passages(same))
    sheet.add(node, GOV["instrument"], law)
    sheet.add(sheet.node, GOV["cites"], law)
    sheet.add(law, TYPE, GOV["LegalInstrument"], iris.LAWS)
    for citation in same:
        sheet.add(law, DCT["title"], text(citation.title), iris.LAWS)
