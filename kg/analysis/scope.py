"""Who reported: the towns of a store, the denominators, and the filters by year and province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.analysis.answers import Scope, Town
from kg.analysis.asking import CURRENT, Asks, Row, Term, select
from kg.analysis.matching import UnknownNameError, nearest, same

_TOWNS = """SELECT DISTINCT ?town ?name ?full ?unresolved {
  ?report a gov:Report ; gov:township ?town . ?town skos:prefLabel ?name ; gov:fullName ?full .
  OPTIONAL { ?town gov:unresolved ?unresolved } }"""
_ABOVE = """SELECT DISTINCT ?town ?up ?label ?type {
  ?report a gov:Report ; gov:township ?town . ?town gov:within+ ?up .
  ?up skos:prefLabel ?label ; a ?type . VALUES ?type { gov:County gov:Prefecture gov:Province } }"""
_REPORTS = """SELECT ?report ?town ?year {
  ?report a gov:Report . OPTIONAL { ?report gov:township ?town } OPTIONAL { ?report gov:year ?year } %s }"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything the counts rest on. ``reported``: town IRI → years of its current reports, in scope."""

    towns: Mapping[str, Town]
    reported: Mapping[str, tuple[int, ...]]
    scope: Scope
    bindings: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)


def all_towns(store: Asks) -> dict[str, Town]:
    """Every township that any report is of, by IRI."""
    above: dict[str, dict[str, str]] = defaultdict(dict)
    for row in select(store, _ABOVE):
        above[str(row["town"])][str(row["type"]).rpartition("#")[2]] = str(row["label"])
    towns = {}
    for row in select(store, _TOWNS):
        iri, ups = str(row["town"]), above[str(row["town"])]
        towns[iri] = Town(
            iri,
            str(row["name"]),
            str(row["full"]),
            ups.get("County", ""),
            ups.get("Prefecture", ""),
            ups.get("Province", ""),
            bool(row.get("unresolved", False)),
        )
    return dict(sorted(towns.items()))


def corpus(store: Asks, *, year: int | None = None, province: str | None = None) -> Corpus:
    """The reports in scope. UnknownNameError where no report is of that year or province.

    Reports that a newer edition replaces are left out (``dct:isReplacedBy``).
    """
    towns = all_towns(store)
    rows = select(store, _REPORTS % CURRENT)
    province = _province(towns, province) if province else ""
    if year is not None and not any(row.get("year") == year for row in rows):
        raise UnknownNameError("year", str(year), (str(y) for y in _years(rows)))
    reported: dict[str, set[int]] = defaultdict(set)
    unplaced = reports = 0
    years: set[int] = set()
    for row in rows:
        if year is not None and row.get("year") != year:
            continue
        town = towns.get(str(row.get("town")))
        if town is None or (province and town.province != province):
            continue
        reports += 1
        unplaced += town.unresolved
        reported[town.iri] |= {int(row["year"])} if "year" in row else set()
        years |= reported[town.iri]
    scope = Scope(tuple(sorted(years)), len(reported), reports, unplaced, year, province)
    bindings: dict[str, tuple[Term, ...]] = {}
    if year is not None:
        bindings["year"] = (ox.Literal(year),)
    if province:
        bindings["town"] = tuple(ox.NamedNode(iri) for iri in sorted(reported))
    return Corpus(towns, {iri: tuple(sorted(reported[iri])) for iri in sorted(reported)}, scope, bindings)


def _years(rows: list[Row]) -> list[int]:
    return sorted({int(row["year"]) for row in rows if "year" in row})


def _province(towns: Mapping[str, Town], name: str) -> str:
    known = sorted({town.province for town in towns.values() if town.province})
    found = [label for label in known if same(label, name) or same(_bare(label), name)]
    if not found:
        raise UnknownNameError("province", name, nearest(name, known) or known[:5])
    return found[0]


def _bare(province: str) -> str:
    for ending in ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"):
        if province.endswith(ending):
            return province.removesuffix(ending)
    return province
