"""The queries of what a graph is told to hold give what the pages show."""

from __future__ import annotations

import pytest
from small_graph import UnionStore, hostile_graph, small_store
from test_problem_types import TROUBLES

from kg.analysis import held_sparql, show
from kg.analysis.answers import ProblemTypeDossier, TownDossier
from kg.analysis.curation import curation
from kg.analysis.holdings import holdings
from kg.analysis.overview import overview


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store(hostile_graph())


@pytest.fixture(scope="module")
def troubled() -> UnionStore:
    return small_store(*TROUBLES)


def rows(store: UnionStore, query: str) -> list[tuple[str, ...]]:
    found = store.store.query(query, use_default_graph_as_union=True)
    return [tuple("" if term is None else term.value for term in row) for row in found]


def test_what_the_first_page_shows(store: UnionStore) -> None:
    held = overview(store, newest=100, types=100)
    told = rows(store, held_sparql.regions_sparql(held.scope))
    assert {(name, int(year), int(many)) for name, year, many, _ in told} == set(held.table()[1])
    newest = rows(store, held_sparql.newest_sparql(held.scope, 100))
    assert len(newest) > 1
    assert {row[-1].rpartition("/")[2] for row in newest} == {one.id for one in held.newest}
    assert len(rows(store, held_sparql.newest_sparql(held.scope, 1))) == 1


def test_what_is_to_be_checked(store: UnionStore) -> None:
    found = curation(store)
    once = rows(store, held_sparql.seen_once_sparql(found))
    assert once
    assert {iri for iri, _ in once} == {use.practice.iri for use in found.seen_once}
    unsure = {row[-1] for row in rows(store, held_sparql.unsure_sparql(found))}
    assert unsure == {use.iri for use in found.unsure}
    unplaced = rows(store, held_sparql.unplaced_sparql(found))
    assert {town for town, *_ in unplaced} == {town.full_name for town, _ in found.unplaced}


def test_what_reports_lack(store: UnionStore) -> None:
    held = holdings(store)
    told = {lacks: int(many) for lacks, many in rows(store, held_sparql.quality_sparql(held.scope))}
    quality = held.quality
    expected = {
        "year": quality.year.number,
        "place": quality.unplaced.number,
        "date": quality.undated.number,
        "confidence": quality.unsure.number,
    }
    assert told == {lacks: many for lacks, many in expected.items() if many}


def test_the_reports_of_a_town(store: UnionStore) -> None:
    told = show(store, "甲省甲县一号镇")
    assert isinstance(told, TownDossier)
    found = rows(store, held_sparql.reports_sparql(told.town))
    assert found
    assert sorted(row[-1].rpartition("/")[2] for row in found) == sorted(one.id for one in told.reports)


def test_types_by_towns(troubled: UnionStore) -> None:
    held = overview(troubled, types=100)
    types = rows(troubled, held_sparql.types_sparql(held.scope))
    assert [int(many) for _, many in types] == [2, 1]
    assert {(iri, int(many)) for iri, many in types} == {(one.iri, count.number) for one, count in held.problem_types}


@pytest.mark.parametrize("name", ["队伍问题", "人手不足", "本领不强"])
def test_what_is_planned_against_a_type_and_why_it_is(troubled: UnionStore, name: str) -> None:
    told = show(troubled, name)
    assert isinstance(told, ProblemTypeDossier) and told.practices and told.causes
    planned = rows(troubled, held_sparql.planned_sparql(told))
    assert {(iri, int(many)) for iri, many in planned} == {(one.iri, count.number) for one, count in told.practices}
    causes = rows(troubled, held_sparql.causes_sparql(told))
    assert {(text, int(many)) for text, many in causes} == {(text, count.number) for text, count in told.causes}
