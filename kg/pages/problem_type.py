"""The page of a type of problems: how many towns report it, why, and what they plan against it."""

from __future__ import annotations

from functools import cache, partial

from kg.analysis import show_sparql
from kg.analysis.answers import Dossier, ProblemTypeDossier
from kg.analysis.asking import Asks
from kg.analysis.charting.problem_years import problems_by_year
from kg.analysis.dossiers.dossier import dossier_of
from kg.analysis.held_sparql import causes_sparql, planned_sparql
from kg.analysis.spread.reporting import type_by_county
from kg.analysis.tabular import Cells
from kg.pages.addresses import path_of
from kg.pages.mapping import problem_map
from kg.pages.page import Page, Panel
from kg.pages.parts import left_of, of_kind


def page(store: Asks, told: ProblemTypeDossier, most: int | None = None, *, outlined: bool = False) -> Page:
    """``most``: see ``Site``. ``outlined``: whether boundaries lie below the map."""
    topic, query = told.topic, show_sparql(told)
    left_out = told.problems_left or told.plans_left or told.practices_left or told.causes_left
    whole = cache(partial(dossier_of, store, topic.iri, limit=most) if left_out else lambda: told)  # once for both
    every = problems_by_year(store).types
    drawn = problem_map(type_by_county(store, topic), outlined=outlined)
    panels = [] if drawn is None else [drawn]
    if told.practices:
        counted = {"counted": told.practices}
        left = left_of(len(told.practices) + told.practices_left, most)
        asked = planned_sparql(told)
        panels.append(
            Panel(
                "practices", "planned_against_it", "counted.html", counted, lambda: _planned(whole()), asked, left=left
            )
        )
    if told.causes:
        data = {"causes": told.causes, "left": told.causes_left}
        left = left_of(len(told.causes) + told.causes_left, most)
        asked = causes_sparql(told)
        panels.append(Panel("causes", "causes", "causes.html", data, lambda: _causes(whole()), asked, left=left))
    if told.problems:
        data = {"statements": told.problems, "left": told.problems_left}
        left = left_of(len(told.problems) + told.problems_left, most)
        table = of_kind(whole, "problem")
        panels.append(Panel("problems", "problems", "statements.html", data, table, query, left=left))
    if told.plans:
        data = {"statements": told.plans, "left": told.plans_left}
        left = left_of(len(told.plans) + told.plans_left, most)
        table = of_kind(whole, "plan")
        panels.append(Panel("plans", "plans_against_it", "statements.html", data, table, query, left=left))
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


def _planned(told: Dossier) -> Cells:
    assert isinstance(told, ProblemTypeDossier)
    rows: list[tuple[object, ...]] = [
        (one.label, one.label_en, one.iri, one.discovered, count.number, count.of) for one, count in told.practices
    ]
    return ("practice", "practice_en", "iri", "discovered", "towns", "of"), rows


def _causes(told: Dossier) -> Cells:
    assert isinstance(told, ProblemTypeDossier)
    return ("cause", "towns", "of"), [(cause, count.number, count.of) for cause, count in told.causes]
