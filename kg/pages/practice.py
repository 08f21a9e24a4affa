"""The page of a practice: what it is, which towns run it, how it spread, what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from kg.analysis import show_sparql, together, together_sparql, towns_sparql
from kg.analysis.answers import PracticeDossier
from kg.analysis.asking import Asks
from kg.analysis.dossiers.dossier import dossier_of
from kg.analysis.tabular import Cells
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import left_of, of_kind
from kg.pages.spreading import spread_panels

_TOGETHER = 10


def page(
    store: Asks, told: PracticeDossier, query: Mapping[str, str], *, outlined: bool = False, most: int | None = None
) -> Page:
    """``outlined``: whether boundaries lie below the map. ``most``: see ``Site``."""
    practice, answer = told.practice, told.answer
    whole = cache(partial(_dossier, store, told, most))  # once for all that take of it
    panels = [
        Panel(
            "towns",
            "towns_that_name_it",
            "uses.html",
            {"answer": answer},
            lambda: whole().answer.table(),
            towns_sparql(answer),
            left=left_of(answer.towns.number, most),
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
                    left=left_of(len(statements) + left, most),
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


def _dossier(store: Asks, told: PracticeDossier, most: int | None) -> PracticeDossier:
    if not (told.answer.left_out or told.problems_left or told.plans_left):
        return told
    found = dossier_of(store, told.practice.iri, limit=most)
    assert isinstance(found, PracticeDossier)
    return found


def _together(store: Asks, told: PracticeDossier) -> list[Panel]:
    answer = together(store, told.practice.id, limit=_TOGETHER, sentences=False)
    if not answer.pairs:
        return []
    data = {"pairs": answer.pairs, "practice": told.practice}

    def whole() -> Cells:
        return together(store, told.practice.id, sentences=False).table()

    return [Panel("together", "together", "together.html", data, whole, together_sparql(answer))]
