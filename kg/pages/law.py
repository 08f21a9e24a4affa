"""The page of a law, regulation or document: which reports cite it."""

from __future__ import annotations

from kg.analysis.asking import Asks
from kg.analysis.dossiers.law import law_dossier, law_sparql
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import left_of


def page(store: Asks, iri: str, shown: int, most: int | None = None) -> Page:
    """``most``: see ``Site``."""
    told = law_dossier(store, iri, limit=shown)
    panel = Panel(
        "citations",
        "cited_by",
        "cited.html",
        {"citations": told.citations, "left": told.left_out},
        lambda: (law_dossier(store, iri, limit=most) if told.left_out else told).table(),
        law_sparql(told),
        left=left_of(len(told.citations) + told.left_out, most),
    )
    return Page(path_of(iri) or "", "law.html", told.title, "law", panels=(panel,), data={"told": told}, iri=iri)
