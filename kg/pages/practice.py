"""The page of a practice: what it is, which towns run it, how it spread, what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kg.analysis import show_sparql, together, together_sparql, towns, towns_sparql
from kg.analysis.answers import PracticeDossier
from kg.analysis.asking import Asks
from kg.analysis.dossiers.dossier import dossier_of
from kg.analysis.tabular import Cells
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import of_kind
from kg.pages.spreading import spread_panels

_TOGETHER = 10


def page(store: Asks, told: PracticeDossier, query: Mapping[str, str], *, outlined: bool = False) -> Page:
    """``outlined``: whether boundaries lie below the map."""
    practice, answer = told.practice, told.answer
    whole = partial(dossier_of, store, practice.iri)
    panels = [
        Panel(
            "towns",
            "towns_that_name_it",
            "uses.html",
            {"answer": answer},
            lambda: towns(store, practice.id).table(),
            towns_sparql(answer),
        )
    ]
    if answer.uses:
        panels += [*spread_panels(store, told, query, outlined=outlined), *_together(store, told)]
    for part, statements, left in (
        ("problems", told.problems, told.problems_left),
        ("plans", told.plans, told.plans_left),
    ):
        if statements:
            kind = part.removesuffix("s")
            panels.append(
                Panel(
                    part,
                    f"{part}_naming_it",
                    "statements.html",
                    {"statements": statements, "left": left},
                    of_kind(whole, kind),
                    show_sparql(told),
                )
            )
    return Page(
        path_of(practice.iri) or "",
        "practice.html",
        practice.label,
        "discovered" if practice.discovered else "practice",
        told.definition,
        tuple(panels),
        {"told": told, "practice": practice},
        practice.iri,
    )


def _together(store: Asks, told: PracticeDossier) -> list[Panel]:
    answer = together(store, told.practice.id, limit=_TOGETHER, sentences=False)
    if not answer.pairs:
        return []
    data = {"pairs": answer.pairs, "practice": told.practice}

    def whole() -> Cells:
        return together(store, told.practice.id, sentences=False).table()

    return [Panel("together", "together", "together.html", data, whole, together_sparql(answer))]
