"""Which law firms advise the towns of a place: how many towns each, and in which role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kg.analysis.answers import Count, Firm, Scope
from kg.analysis.asking import Asks
from kg.analysis.scope import corpus
from kg.analysis.tabular import Cells, Tabular
from kg.model import AdviserRole

ROLES = tuple(role.value for role in AdviserRole)


@dataclass(frozen=True, slots=True)
class Adviser:
    """``towns``: that name the firm, of the towns in scope that reported; ``by_role``: towns in each of ``ROLES``."""

    firm: Firm
    towns: Count
    by_role: Mapping[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class AdvisersAnswer(Tabular):
    """Firms by the number of their towns, most first, as reports write their names: spellings that nobody has merged
    count apart. ``naming``: towns that name any firm. ``unnamed``: towns that tell of lawyers without a firm's name."""

    scope: Scope
    naming: Count
    unnamed: Count
    firms: tuple[Adviser, ...]

    def table(self) -> Cells:
        """A row for each firm."""
        rows: list[tuple[object, ...]] = [
            (one.firm.label, one.firm.office, one.towns.number, one.towns.of, *(one.by_role[role] for role in ROLES))
            for one in self.firms
        ]
        return ("firm", "office", "towns", "of", *ROLES), rows


def advisers(
    store: Asks, *, year: int | None = None, province: str | None = None, county: str | None = None
) -> AdvisersAnswer:
    """The law firms and legal service offices that reports in scope name. Raises UnknownNameError for a year, province
    or county that the graph lacks."""
    where = corpus(store, year=year, province=province, county=county)
    rows = where.facts("services").select("firm", "town", "role")
    named = rows.drop_nulls("firm")
    by: dict[int, dict[str, int]] = {}
    for firm, role, towns in named.group_by("firm", "role").agg(pl.col("town").n_unique()).iter_rows():
        by.setdefault(firm, dict.fromkeys(ROLES, 0))[role] = towns
    firms = where.known.tables["firms"].select("iri", firm="number")
    counts = named.group_by("firm").agg(pl.col("town").n_unique().alias("towns")).join(firms, on="firm")
    listed = counts.sort("towns", "iri", descending=[True, False]).select("firm", "towns").iter_rows()
    of = where.scope.towns
    return AdvisersAnswer(
        where.scope,
        where.towns_in(named),
        where.towns_in(rows.filter(pl.col("firm").is_null())),
        tuple(Adviser(where.known.firm(firm), Count(towns, of), by[firm]) for firm, towns in listed),
    )
