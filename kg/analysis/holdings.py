"""What a graph covers and how good it is: reports beside the official list of towns, what is unsure, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from kg import places
from kg.analysis.answers import Count, Scope
from kg.analysis.asking import Asks
from kg.analysis.auditing import copies as audit_copies
from kg.analysis.auditing import reports as audit_reports
from kg.analysis.auditing.checks import CHECKS
from kg.analysis.curation import UNSURE
from kg.analysis.scope import Corpus, corpus
from kg.analysis.tabular import Cells, Tabular
from kg.places.gazetteer import Gazetteer

QUICK_GROUPS = ("dates", "parts", "answers", "copied")
"""Checks of an audit that need no sentence, and so are counted at once. Of figures and of missing towns ``audit`` tells."""
_STEPS = 10  # of confidence


@dataclass(frozen=True, slots=True)
class ProvinceCovered:
    """``towns``: of the towns on today's official list those that reported at all; ``years``: those that reported on each
    year. ``others``: towns that reported and are not on the list (development zones, towns since merged or renamed)."""

    name: str
    towns: Count
    others: int
    reports: int
    years: Mapping[int, Count]


@dataclass(frozen=True, slots=True)
class Quality:
    """Reports without a ``year``, a place (``unplaced``), a day of publication or signature (``undated``), or a text that
    stands mostly in earlier reports (``copied``, from the audit's half on); of all reports. ``characters``: how many stand
    almost word for word in an earlier report. ``unsure``: uses of practices of low confidence. ``confidence``: uses by
    tenths, the first from 0 to 0.1; uses of no told confidence are in none."""

    year: Count
    unplaced: Count
    undated: Count
    copied: Count
    characters: Count
    unsure: Count
    confidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Holdings(Tabular):
    """``provinces``: with reports, by their number; ``silent``: provinces without, with the towns that they have.
    ``whole``: listed towns of the country that reported. ``checks``: reports with such a finding, by check, of those to
    which it applies."""

    scope: Scope
    years: tuple[int, ...]
    whole: Count
    provinces: tuple[ProvinceCovered, ...]
    silent: tuple[ProvinceCovered, ...]
    quality: Quality
    checks: Mapping[str, Count]

    def table(self) -> Cells:
        """A row for each province and year; without a year: towns that reported on any."""
        rows: list[tuple[object, ...]] = []
        for one in (*self.provinces, *self.silent):
            rows.append((one.name, None, one.towns.number, one.towns.of, one.others, one.reports))
            rows += [(one.name, year, count.number, count.of, None, None) for year, count in one.years.items()]
        return ("province", "year", "towns", "listed_towns", "other_towns", "reports"), rows


def holdings(store: Asks) -> Holdings:
    """Coverage, quality and the quick checks of an audit, over all current reports."""
    where = corpus(store)
    gazetteer = places.load()
    listed = listed_towns(gazetteer)
    covered = _provinces(where, gazetteer, listed)
    present = [one for one in covered if one.reports]
    return Holdings(
        where.scope,
        where.scope.years,
        Count(sum(one.towns.number for one in covered), sum(listed.values())),
        tuple(present),
        tuple(one for one in covered if not one.reports),
        _quality(where),
        _checks(where),
    )


@lru_cache(maxsize=2)
def listed_towns(gazetteer: Gazetteer) -> Mapping[str, int]:
    """How many townships each province has on the official list, by its full name."""
    found: dict[str, int] = {}
    here = ""
    for full in gazetteer.all_townships():  # province after province
        if not here or not full.startswith(here):
            here = _province_of(full, gazetteer)
        found[here] = found.get(here, 0) + 1
    return found


def _province_of(full: str, gazetteer: Gazetteer) -> str:
    division = gazetteer.division(full)
    above = gazetteer.ancestors(division) if division is not None else ()
    return above[-1].full_name if above else full


def _provinces(where: Corpus, gazetteer: Gazetteer, listed: Mapping[str, int]) -> list[ProvinceCovered]:
    """Every province of the list or of a report, those of most towns first."""
    towns = where.known.tables["towns"].select("province", "full_name", town="number")
    known = pl.Series([gazetteer.is_listed(full) for full in towns["full_name"]], dtype=pl.Boolean)
    rows = where.reports.select("town", "year").join(towns.with_columns(listed=known), on="town")
    rows = rows.filter(pl.col("province") != "")
    of_list = rows.filter("listed")
    reports = dict(rows.group_by("province").len().iter_rows())
    others = dict(rows.filter(~pl.col("listed")).group_by("province").agg(pl.col("town").n_unique()).iter_rows())
    whole = dict(of_list.group_by("province").agg(pl.col("town").n_unique()).iter_rows())
    yearly = of_list.drop_nulls("year").group_by("province", "year").agg(pl.col("town").n_unique())
    by_year = {(province, year): many for province, year, many in yearly.iter_rows()}
    found = [
        ProvinceCovered(
            name,
            Count(whole.get(name, 0), listed.get(name, 0)),
            others.get(name, 0),
            reports.get(name, 0),
            {year: Count(by_year.get((name, year), 0), listed.get(name, 0)) for year in where.scope.years},
        )
        for name in {**listed, **dict.fromkeys(sorted(reports))}
    ]
    return sorted(found, key=lambda one: (-one.towns.number, -one.towns.of, one.name))


def _quality(where: Corpus) -> Quality:
    reports = where.reports
    every = len(reports)
    uses = where.facts("adoptions")["confidence"]
    told = uses.drop_nulls()
    tenth = (told * _STEPS).floor().clip(0, _STEPS - 1).cast(pl.Int32)
    many = dict(tenth.value_counts().iter_rows())
    copied = audit_copies.found(where)
    characters = reports["characters"].sum() or 0
    return Quality(
        Count(int(reports["year"].null_count()), every),
        Count(where.scope.unplaced, every),
        Count(len(reports.filter(pl.col("issued").is_null() & pl.col("signed").is_null())), every),
        Count(len(copied), every),
        Count(min(_copied_characters(where), int(characters)), int(characters)),
        Count(int((told < UNSURE).sum()), len(uses)),
        tuple(many.get(step, 0) for step in range(_STEPS)),
    )


def _copied_characters(where: Corpus) -> int:
    """Characters within any copied stretch; what several stretches hold counts once."""
    rows = where.facts("copies").select("report", "start", "end").sort("report", "start", "end")
    before = pl.col("end").cum_max().shift(1).over("report").fill_null(0)
    fresh = pl.col("end").cast(pl.Int64) - pl.max_horizontal(pl.col("start"), before).cast(pl.Int64)
    return int(rows.select(fresh.clip(lower_bound=0).sum()).item() or 0)


def _checks(where: Corpus) -> dict[str, Count]:
    found = audit_reports.found(where).select("check", "report")
    copied = audit_copies.found(where).select("check", "report")
    many = dict(pl.concat([found, copied]).group_by("check").agg(pl.col("report").n_unique()).iter_rows())
    with_parts = where.facts("parts")["report"].n_unique()
    return {
        check.id: Count(many.get(check.id, 0), with_parts if check.group == "parts" else len(where.reports))
        for check in CHECKS.values()
        if check.group in QUICK_GROUPS
    }
