"""The page of a law, regulation or document: which reports cite it."""

from __future__ import annotations

from kg.analysis.asking import Asks
from kg.analysis.dossiers.law import law_dossier, law_sparql
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel


def page(store: Asks, iri: str, shown: int) -> Page:
    told = law_dossier(store, iri, limit=shown)
    panel = Panel(
        "citations",
        "cited_by",
        "cited.html",
        {"citations": told.citations, "left": told.left_out},
        lambda: law_dossier(store, iri).table(),
        law_sparql(told),
    )
    return Page(path_of(iri) or "", "law.html", told.title, "law", panels=(panel,), data={"told": told}, iri=iri)
