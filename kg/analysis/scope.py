"""Who reported: the towns of a store, the denominators, and the filters by year, province and county."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl
import pyoxigraph as ox

from kg.analysis.answers import Count, Scope
from kg.analysis.asking import Asks, Term, local_part
from kg.analysis.naming.catalogue import Catalogue, Towns, catalogue
from kg.analysis.naming.matching import DivisionError, UnknownNameError, nearest
from kg.ontology import folded
from kg.places.names import short_forms


@dataclass(frozen=True)
class Corpus:
    """Everything the counts rest on. ``reports``: the current reports in scope (a row of ``number``, ``town``, ``year``
    and so on for each)."""

    known: Catalogue
    reports: pl.DataFrame
    scope: Scope
    bindings: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    kept: dict[tuple[str, int], pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    """What many pages ask for alike, made once: by what it is and its year."""

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
    asked = (year, province or "", county or "")
    found = known.scopes.get(asked)
    if found is None:
        found = _corpus(known, *asked)
        if len(known.scopes) >= _MOST:
            known.scopes.clear()
        known.scopes[asked] = found
    return found


_MOST = 64  # scopes kept: of a country each is a few megabytes at most


def _corpus(known: Catalogue, year: int | None, province: str, county: str) -> Corpus:
    towns, reports = known.tables["towns"], known.tables["reports"].filter(pl.col("current"))
    province = _division(towns, "province", province) if province else ""
    if province:
        towns = towns.filter(pl.col("province_iri") == province)
    county = _division(towns, "county", county) if county else ""
    if county:
        towns = towns.filter(pl.col("county_iri") == county)
    if year is not None:
        if not (reports["year"] == year).any():
            years = reports["year"].drop_nulls().unique().sort()
            raise UnknownNameError("year", str(year), (str(y) for y in years))
        reports = reports.filter(pl.col("year") == year)
    there = towns.select(town="number", unresolved="unresolved")
    reports = reports.join(there, on="town", how="inner", maintain_order="left")
    scope = Scope(
        tuple(reports["year"].drop_nulls().unique().sort()),
        reports["town"].n_unique(),
        len(reports),
        int(reports["unresolved"].sum()),
        year,
        towns["province"][0] if province else "",
        towns["county"][0] if county else "",
        county or province,
    )
    bindings: dict[str, tuple[Term, ...]] = {}
    if year is not None:
        bindings["year"] = (ox.Literal(year),)
    if province or county:
        iris = towns.join(reports.select(number="town").unique(), on="number", how="semi")["iri"].sort()
        bindings["town"] = tuple(ox.NamedNode(iri) for iri in iris)
    return Corpus(known, reports.drop("unresolved"), scope, bindings)


def check_no_division(known: Catalogue, name: str) -> None:
    """Raises DivisionError where ``name`` is that of a province or county with towns that reported."""
    towns = known.tables["towns"]
    for kind in ("province", "county"):
        for _, label in _called(towns, kind, name):
            raise DivisionError(name, kind, label)


def _division(towns: pl.DataFrame, level: str, name: str) -> str:
    """IRI of the province or county called so (重庆 for 重庆市, 长春朝阳区 for one of two 朝阳区)."""
    found = _called(towns, level, name)
    if not found:
        known = [label for label in towns[level].unique().sort() if label]
        raise UnknownNameError(level, name, nearest(name, known), examples=known[:5])
    if len(found) > 1:
        raise UnknownNameError(level, name, (local_part(iri) for iri, _ in found), ambiguous=True)
    return found[0][0]


def _called(towns: pl.DataFrame, level: str, name: str) -> list[tuple[str, str]]:
    """IRI and name of the divisions called ``name``, wholly or in short, with or without what lies above them."""
    columns = [f"{level}_iri", level, *(["prefecture", "province"] if level == "county" else [])]
    rows = towns.filter(pl.col(level) != "").select(columns).unique().sort(columns[0])
    found = [
        (str(iri), str(label)) for iri, label, *above in rows.iter_rows() if folded(name) in _ways(iri, label, above)
    ]
    return [(iri, label) for iri, label in found if folded(label) == folded(name)] or found


def _ways(iri: str, label: str, above: list[str]) -> set[str]:
    forms = {label, *short_forms(label), label[:-1]}
    lead = {form for up in above if up for form in (up, *short_forms(up))}
    return {folded(way) for way in (local_part(iri), *forms, *(up + form for up in lead for form in forms))}
