"""All towns on one picture, and the same as a table of provinces; the page of a province or county with its towns."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.landscape.divisions import division, provinces, provinces_sparql
from kg.analysis.naming.matching import UnknownNameError
from kg.pages.addresses import iri_of, path_of
from kg.pages.overview_wording import words
from kg.pages.page import Page, Panel

PATH = "overview"
_WORDS = {lang: words(lang) for lang in ("zh", "en")}


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """The page. The picture's data come in scripts of their own (``overview_data``)."""
    answer = provinces(store)
    table = Panel(
        "provinces", "reports_by_province", "provinces.html", {"answer": answer}, answer.table, provinces_sparql(answer)
    )
    return Page(PATH, "overview.html", "overview", panels=(table,), data={"words": _WORDS})


def division_page(store: Asks, path: str) -> Page | None:
    """The page at a path that is a division's, None where no town there reported."""
    try:
        found = division(store, iri_of(path))
    except UnknownNameError:
        return None
    return Page(path, "division.html", found.name, "division", data={"told": found, "words": _WORDS}, iri=found.iri)


def province_paths(store: Asks) -> list[str]:
    """The paths of all provinces with towns that reported."""
    return [path for one in provinces(store).provinces if (path := path_of(one.iri)) is not None]
