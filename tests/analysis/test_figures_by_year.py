"""Figures of one year beside those of another, by what they count."""

from __future__ import annotations

import pytest
from small_graph import ReportText, UnionStore, small_store

from kg.analysis.answers import TownDossier
from kg.analysis.dossiers.dossier import dossier_of
from kg.analysis.figures_by_year import FiguresByYear, figures_by_year

TOWN = "甲省甲县二号镇"
_CONCEPTS = (
    'topic:调解 a skos:Concept ; skos:inScheme gov:indicatorScheme ; skos:prefLabel "调解矛盾纠纷"@zh , "mediation"@en .'
    ' topic:件 a skos:Concept ; skos:inScheme gov:unitScheme ; skos:prefLabel "件"@zh .'
    ' topic:次 a skos:Concept ; skos:inScheme gov:unitScheme ; skos:prefLabel "次"@zh .'
)


def counted(report: ReportText, label: str, value: int, unit: str, indicator: str = "") -> None:
    kind = f"; gov:indicator topic:{indicator}" if indicator else ""
    report.says(
        "Observation",
        f'gov:township place:{TOWN} ; gov:surfaceForm "{label}" ; gov:value {value} ; gov:unit topic:{unit} {kind}',
        f"{label}{value}{unit}。",
    )


@pytest.fixture(scope="module")
def store() -> UnionStore:
    this, last = ReportText(31, TOWN, 2024), ReportText(32, TOWN, 2023)
    counted(this, "调解纠纷", 90, "件", "调解")
    counted(last, "“调解”纠纷", 81, "件", "调解")  # quotes make no difference
    counted(last, "调解纠纷", 7, "次", "调解")  # another unit is another thing
    counted(this, "走访群众", 5, "次")
    return small_store(f"graph:topics {{ {_CONCEPTS} }}", this.trig(), last.trig())


@pytest.fixture(scope="module")
def told(store: UnionStore) -> FiguresByYear:
    dossier = dossier_of(store, "https://w3id.org/towngov/place/" + TOWN)
    assert isinstance(dossier, TownDossier)
    return figures_by_year(store, dossier.town, dossier.figures)


def test_the_same_count_of_two_years_stands_in_one_row(told: FiguresByYear) -> None:
    assert told.years == (2024, 2023)
    mediation, other = told.groups
    assert mediation.indicator is not None and mediation.indicator.label == "调解矛盾纠纷"
    both, alone = mediation.rows
    assert both.heading == "调解纠纷"  # as the latest report has it
    assert {year: [one.description for one in of] for year, of in both.years.items()} == {
        2024: ["90 件"],
        2023: ["81 件"],
    }
    assert {year: [one.description for one in of] for year, of in alone.years.items()} == {2023: ["7 次"]}
    assert other.indicator is None and [row.heading for row in other.rows] == ["走访群众"]


def test_no_figure_is_lost_and_each_has_its_sentence(told: FiguresByYear) -> None:
    shown = [one for group in told.groups for row in group.rows for of in row.years.values() for one in of]
    assert sorted(one.description for one in shown) == ["5 次", "7 次", "81 件", "90 件"]
    assert all(one.evidence for one in shown)


def test_a_town_without_figures_has_no_table(store: UnionStore) -> None:
    town = dossier_of(store, "https://w3id.org/towngov/place/" + TOWN)
    assert isinstance(town, TownDossier)
    assert figures_by_year(store, town.town, ()) == FiguresByYear((), ())
