"""Who reported: the towns of a store, the denominators, and the filters by year, province and county."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Count, Scope
from kg.analysis.asking import Asks, Term
from kg.analysis.catalogue import Catalogue, Towns, catalogue
from kg.analysis.matching import DivisionError, UnknownNameError, nearest, same
from kg.places.names import short_forms


@dataclass(frozen=True)
class Corpus:
    """Everything the counts rest on. ``reports``: the current reports in scope (a row of ``number``, ``town``, ``year``
    and so on for each)."""

    known: Catalogue
    reports: pl.DataFrame
    scope: Scope
    bindings: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    @property
    def towns(self) -> Towns:
        return Towns(self.known)

    @cached_property
    def reported(self) -> Mapping[str, tuple[int, ...]]:
        """Town IRI → years of its current reports, in scope."""
        years = self.reports.group_by("town").agg(pl.col("year").drop_nulls().unique().sort())
        named = years.join(self.known.tables["towns"].select(town="number", iri="iri"), on="town").sort("iri")
        return {iri: tuple(those) for iri, those in named.select("iri", "year").iter_rows()}

    @cached_property
    def whole(self) -> bool:
        """Whether nothing was filtered."""
        return self.scope.year is None and not self.scope.province and not self.scope.county

    def facts(self, table: str) -> pl.DataFrame:
        """The rows of a table of statements whose report is in scope."""
        rows = self.known.tables[table]
        if self.whole:
            return rows
        return rows.join(self.reports.select(report="number"), on="report", how="semi", maintain_order="left")

    def towns_in(self, rows: pl.DataFrame) -> Count:
        """How many of the towns in scope the rows (column ``town``) are of."""
        return Count(rows["town"].n_unique(), self.scope.towns)


def all_towns(store: Asks) -> Towns:
    """Every township that any report is of, by IRI."""
    return Towns(catalogue(store))


def corpus(store: Asks, *, year: int | None = None, province: str | None = None, county: str | None = None) -> Corpus:
    """The reports in scope. UnknownNameError where no report is of that year, province or county.

    Reports that a newer edition replaces are left out (``dct:isReplacedBy``).
    """
    known = catalogue(store)
    towns, reports = known.tables["towns"], known.tables["reports"].filter(pl.col("current"))
    province = _named("province", province, towns["province"]) if province else ""
    county = _named("county", county, towns.filter(_in(province))["county"]) if county else ""
    if year is not None:
        if not (reports["year"] == year).any():
            years = reports["year"].drop_nulls().unique().sort()
            raise UnknownNameError("year", str(year), (str(y) for y in years))
        reports = reports.filter(pl.col("year") == year)
    there = towns.filter(_in(province, county)).select(town="number", unresolved="unresolved")
    reports = reports.join(there, on="town", how="inner", maintain_order="left")
    scope = Scope(
        tuple(reports["year"].drop_nulls().unique().sort()),
        reports["town"].n_unique(),
        len(reports),
        int(reports["unresolved"].sum()),
        year,
        province,
        county,
    )
    bindings: dict[str, tuple[Term, ...]] = {}
    if year is not None:
        bindings["year"] = (ox.Literal(year),)
    if province or county:
        iris = towns.join(reports.select(number="town").unique(), on="number", how="semi")["iri"].sort()
        bindings["town"] = tuple(ox.NamedNode(iri) for iri in iris)
    return Corpus(known, reports.drop("unresolved"), scope, bindings)


def _in(province: str, county: str = "") -> pl.Expr:
    here = pl.lit(True)
    if province:
        here &= pl.col("province") == province
    if county:
        here &= pl.col("county") == county
    return here


def _named(what: str, name: str, labels: pl.Series) -> str:
    """The division called so among ``labels``, by its name or a short form of it (重庆 for 重庆市)."""
    known: list[str] = [label for label in labels.unique().sort() if label]
    found = _called(name, known)
    if not found:
        raise UnknownNameError(what, name, nearest(name, known), examples=known[:5])
    return found[0]


def _called(name: str, known: Iterable[str]) -> list[str]:
    """The divisions called ``name``, by their whole name, else by a short form of it."""
    known = list(known)
    found = [label for label in known if same(label, name)]
    return found or [label for label in known if any(same(form, name) for form in (*short_forms(label), label[:-1]))]


def check_no_division(known: Catalogue, name: str) -> None:
    """Raises DivisionError where ``name`` is that of a province or county with towns that reported."""
    towns = known.tables["towns"]
    for kind in ("province", "county"):
        for division in _called(name, (label for label in towns[kind].unique().sort() if label)):
            raise DivisionError(name, kind, division)
