"""Towns by practices: who stands in it, with which status, in an order that shows blocks, and as the query says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_graph import BROADER, Fact, random_store
from small_graph import hostile_graph, small_store

from kg.analysis import UnknownNameError
from kg.analysis.asking import select
from kg.analysis.matrix import NothingSharedError, alike_order, matrix, matrix_sparql, widest
from kg.analysis.scope import corpus

ORDER = ("implemented", "piloting", "inProgress", "planned")


def latest(facts: list[Fact]) -> dict[tuple[str, str], str]:
    """(town, practice) → the most settled status of the town's latest report that names anything."""
    facts = [fact for fact in facts if fact.status]  # of practices, not of types of problems
    newest: dict[str, int] = {}
    for fact in facts:
        newest[fact.town] = max(newest.get(fact.town, 0), fact.year)
    found: dict[tuple[str, str], str] = {}
    for fact in facts:
        if fact.year == newest[fact.town]:
            before = found.get((fact.town, fact.what), "planned")
            found[fact.town, fact.what] = min(before, fact.status, key=ORDER.index)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_cells_are_what_the_latest_reports_say(seed: int) -> None:
    store, facts, years = random_store(seed)
    told = latest(facts)
    found = matrix(store, evidence=False)
    names = {practice.iri: practice.id for practice in found.practices}
    towns = {town.iri: town.iri.rpartition("/")[2] for town in found.towns}
    cells = {(towns[town], names[practice]): use.status for (town, practice), use in found.cells.items()}
    shown = set(names.values())
    assert cells == {key: status for key, status in told.items() if key[1] in shown}
    for practice in found.practices:
        named = sum(what == practice.id for _, what in told)
        assert found.counts[practice.iri].number == named and 1 < named < len(years)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("status", [None, "planned"])
def test_the_query_gives_the_same_cells(seed: int, status: str | None) -> None:
    store, *_ = random_store(seed)
    found = matrix(store, status=status, evidence=False)
    told: dict[tuple[str, str], list[str]] = {}
    for row in select(store, matrix_sparql(found)):
        status_of = str(row["status"]).rpartition("#")[2]
        told.setdefault((str(row["township"]), str(row["practice"])), []).append(status_of)
    assert {key: min(all_of, key=ORDER.index) for key, all_of in told.items()} == {
        key: use.status for key, use in found.cells.items()
    }


def test_only_a_family_a_status_or_what_many_name() -> None:
    store, *_ = random_store(1)
    known = corpus(store).known
    top = next(above for _, (above, *_) in sorted(BROADER.items()))
    kinds = {known.practice(number).id for number in known.family(known.numbers("practices", [f"{_BASE}{top}"]))}
    found = matrix(store, family=top, evidence=False)
    assert found.asked is not None and found.asked.id == top
    assert {one.id for one in found.practices} <= kinds
    assert {use.status for use in matrix(store, status="planned", evidence=False).cells.values()} == {"planned"}
    assert all(count.number >= 4 for count in matrix(store, least=4, evidence=False).counts.values())
    with pytest.raises(UnknownNameError):
        matrix(store, family="无此做法")
    with pytest.raises(UnknownNameError):
        matrix(store, status="无此状态")


_BASE = "https://w3id.org/towngov/mechanism/"


def test_where_nothing_is_shared_the_error_says_so() -> None:
    with pytest.raises(NothingSharedError) as raised:
        matrix(small_store(), least=99)
    assert raised.value.told("zh") and raised.value.told("en")


def test_names_are_found_by_sound_and_kinds_by_their_family() -> None:
    store, *_ = random_store(2)
    found = matrix(store, evidence=False)
    assert set(found.sounds) == {one.iri for one in (*found.towns, *found.practices)}
    tops = {one.id for one, _ in widest(corpus(store))}
    for practice in found.practices:
        assert {one.id for one in found.families.get(practice.iri, ())} <= tops
    assert not any(one in BROADER for one in tops)


def test_cells_lead_to_sentences() -> None:
    found = matrix(small_store(hostile_graph()))
    assert found.cells and all(use.evidence for use in found.cells.values())
    columns, rows = found.table()
    assert len(columns) == len(found.practices) + 1 and len(rows) == len(found.towns)


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=9))
def test_an_order_has_each_row_once(rows: list[list[bool]]) -> None:
    filled = np.array(rows, dtype=float).reshape(len(rows), 4)
    assert sorted(alike_order(filled)) == list(range(len(rows)))


def test_rows_that_are_alike_stand_together() -> None:
    filled = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]], dtype=float)
    assert [int(filled[at, 0]) for at in alike_order(filled)] in ([1, 1, 0, 0], [0, 0, 1, 1])
