"""The vocabulary as ontologists are used to reading it: pyLODE's documentation, term by term."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from kg import ontology
from kg.analysis.asking import Asks
from kg.pages.page import Page
from kg.rdf.terms import vocabulary

if TYPE_CHECKING:
    from markupsafe import Markup

PATH = "ontology/reference"


def page(store: Asks, query: Mapping[str, str]) -> Page:
    return Page(PATH, "reference.html", "reference", data={"terms": vocabulary(), "documented": documented})


@cache
def documented(lang: str) -> Markup:
    """What pyLODE says, in one language: a part of a page that ``scripts/refresh_reference.py`` made of the vocabulary."""
    from markupsafe import Markup

    return Markup((ontology.folder() / "reference" / f"{lang}.html").read_text(encoding="utf-8"))
