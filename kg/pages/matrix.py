"""Towns by practices on one page: chosen by year, place, family and status; with scripts also found, walked and asked."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis.asking import Asks
from kg.analysis.matrix import PRACTICES, TOWNS, Matrix, NothingSharedError, matrix, matrix_sparql, widest
from kg.analysis.overview import overview
from kg.analysis.scope import corpus
from kg.analysis.wording import telling
from kg.errors import KgError
from kg.pages.asking import chosen
from kg.pages.page import Page, Panel

_ASKED = ("year", "province", "county", "family", "status", "least", "size")
SIZES = (30, 60, 120)
"""How many towns and practices may be asked for."""


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """Where nothing is shared among what was asked for, the page says so and keeps the question. Raises KgError for a
    wrong name or number."""
    asked = {name: query.get(name, "").strip() for name in _ASKED}
    of = chosen(query)
    where = corpus(store, year=of.year, province=of.province, county=of.county)
    held = overview(store, newest=0, types=0)
    found = _found(store, asked, query)
    panels: tuple[Panel, ...] = ()
    if found is not None:
        provinces = sorted({town.province for town in found.towns if town.province})
        data = {"matrix": found, "provinces": provinces}
        panels = (Panel("matrix", "matrix", "matrix.html", data, found.table, matrix_sparql(found)),)
    families = widest(where)
    more = {
        "asked": asked,
        "years": sorted(held.years, reverse=True),
        "regions": sorted(region.name for region in held.regions),
        "families": [one for one, _ in families],
        "sizes": SIZES,
        "size": asked["size"] or str(TOWNS),
        "scope": where.scope,
        "headline": {lang: telling.scope(where.scope, lang) for lang in ("zh", "en")},
        "found": found,
    }
    return Page("matrix", "matrix.html", "matrix", panels=panels, data=more)


def _found(store: Asks, asked: Mapping[str, str], query: Mapping[str, str]) -> Matrix | None:
    of = chosen(query)
    size = _number(asked["size"], PRACTICES)
    if size not in SIZES:
        raise KgError(f"no such size: {size}", f"没有这种大小：{size}")
    try:
        return matrix(
            store,
            year=of.year,
            province=of.province,
            county=of.county,
            towns=size,
            practices=size,
            family=asked["family"] or None,
            status=asked["status"] or None,
            least=_number(asked["least"], 2),
        )
    except NothingSharedError:
        return None


def _number(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise KgError(f"no number: {text}", f"不是数：{text}")
    return int(text)
