"""The page of a law firm or a legal service office: which towns it serves, and as what."""

from __future__ import annotations

from kg.analysis import show_sparql
from kg.analysis.answers import FirmDossier
from kg.analysis.asking import Asks
from kg.analysis.dossiers.dossier import dossier_of
from kg.pages.addresses import path_of
from kg.pages.page import Page, Panel
from kg.pages.parts import of_kind


def page(store: Asks, told: FirmDossier) -> Page:
    firm = told.firm
    panel = Panel(
        "clients",
        "clients",
        "clients.html",
        {"services": told.services, "left": told.left_out},
        of_kind(lambda: dossier_of(store, firm.iri), "service"),
        show_sparql(told),
    )
    return Page(
        path_of(firm.iri) or "",
        "firm.html",
        firm.label,
        "office" if firm.office else "firm",
        panels=(panel,),
        data={"told": told, "firm": firm},
        iri=firm.iri,
    )
