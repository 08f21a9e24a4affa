"""The page of a type of problems: how many towns report it, why, and what they plan against it."""

from __future__ import annotations

from functools import partial

from kg.analysis import show_sparql
from kg.analysis.answers import ProblemTypeDossier
from kg.analysis.asking import Asks
from kg.analysis.charting.problem_years import problems_by_year
from kg.analysis.dossiers.dossier import dossier_of
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import of_kind


def page(store: Asks, told: ProblemTypeDossier) -> Page:
    topic, query = told.topic, show_sparql(told)
    whole = partial(dossier_of, store, topic.iri)
    every = problems_by_year(store).types
    panels = []
    if told.practices:
        panels.append(Panel("practices", "planned_against_it", "counted.html", {"counted": told.practices}))
    if told.causes:
        panels.append(Panel("causes", "causes", "causes.html", {"causes": told.causes, "left": told.causes_left}))
    if told.problems:
        data = {"statements": told.problems, "left": told.problems_left}
        panels.append(Panel("problems", "problems", "statements.html", data, of_kind(whole, "problem"), query))
    if told.plans:
        data = {"statements": told.plans, "left": told.plans_left}
        panels.append(Panel("plans", "plans_against_it", "statements.html", data, of_kind(whole, "plan"), query))
    return Page(
        path_of(topic.iri) or "",
        "problem_type.html",
        topic.label,
        "topic",
        told.definition,
        tuple(panels),
        {"told": told, "topic": topic, "again": next((one.again for one in every if one.topic == topic), None)},
        topic.iri,
    )
