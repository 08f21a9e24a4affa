"""A town's figures by what they count, those of one year beside those of another where both tell the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kg.analysis.answers import Statement, Topic, Town
from kg.analysis.asking import Asks
from kg.analysis.naming.catalogue import Catalogue, catalogue
from kg.ontology import folded


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What is counted, in the words of the latest report that does, and its figures by the year that they count; None
    for those of no told year. Several figures of one year where a report tells several."""

    heading: str
    years: Mapping[int | None, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one indicator, those that several years tell first; ``indicator`` None: of none that is known."""

    indicator: Topic | None
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresByYear:
    """``years``: the latest first, None last. ``groups``: those of most rows first, figures of no indicator last."""

    years: tuple[int | None, ...]
    groups: tuple[FigureGroup, ...]


def figures_by_year(store: Asks, town: Town, figures: Sequence[Statement]) -> FiguresByYear:
    """The figures of a town's dossier, arranged. Two figures tell the same where they are told in the same words (but for
    quotes and spaces), with the same unit, of the same indicator: nothing else is safe to compare."""
    known = catalogue(store)
    about = _about(known, town)
    rows: dict[tuple[int | None, int | None, str], dict[int | None, list[Statement]]] = {}
    for one in sorted(figures, key=lambda one: -(one.year or 0)):
        indicator, unit = about.get(one.iri, (None, None))
        rows.setdefault((indicator, unit, folded(one.heading)), {}).setdefault(one.year, []).append(one)
    groups: dict[int | None, list[FigureRow]] = {}
    for (indicator, _, _), by in rows.items():
        latest = next(iter(by.values()))[0]
        groups.setdefault(indicator, []).append(FigureRow(latest.heading, {year: tuple(of) for year, of in by.items()}))
    told = {one.year for one in figures}
    ordered = sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1]), group[0] or 0))
    return FiguresByYear(
        (*sorted((year for year in told if year is not None), reverse=True), *((None,) if None in told else ())),
        tuple(
            FigureGroup(
                None if indicator is None else known.topic(indicator),
                tuple(sorted(those, key=lambda row: -len(row.years))),
            )
            for indicator, those in ordered
        ),
    )


def _about(known: Catalogue, town: Town) -> dict[str, tuple[int | None, int | None]]:
    """Indicator and unit of each figure of the town, by its IRI."""
    own = known.tables["figures"].filter(pl.col("town") == known.number("towns", town.iri))
    iris = known.tables.nodes("figures", own["number"].to_list())
    return dict(zip(iris, own.select("indicator", "unit").iter_rows(), strict=True))
