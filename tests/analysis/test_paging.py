"""Long answers in parts: walking them gives each statement once, and as many as were told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_graph import random_store
from small_graph import small_store

from kg import analysis
from kg.analysis.dossiers.paging import Part, dossier_part, towns_part
from kg.analysis.naming.matching import UnknownNameError


def walked(part: Callable[[int], Part], most: int) -> list[tuple[object, ...]]:
    """The rows of all parts, of which each but the last is full."""
    found: list[Part] = []
    while not found or sum(len(one.statements) for one in found) < found[0].total:
        found.append(part(sum(len(one.statements) for one in found)))
        assert found[-1].statements and found[-1].total == found[0].total
    assert all(len(one.statements) == most for one in found[:-1])
    return [row for one in found for statement in one.statements for row in statement.table()[1]]


@settings(deadline=None, max_examples=15)
@given(
    seed=st.integers(0, 3),
    practice=st.integers(0, 15),
    most=st.integers(1, 9),
    status=st.sampled_from([None, "planned", "implemented"]),
    year=st.sampled_from([None, 2023]),
)
@pytest.mark.slow
def test_the_parts_of_a_practice_are_the_whole(
    seed: int, practice: int, most: int, status: str | None, year: int | None
) -> None:
    store, _, _ = random_store(seed)
    try:
        whole = analysis.towns(store, f"p{practice}", status=status, year=year)
    except UnknownNameError:
        return
    if whole.uses:
        rows = walked(lambda first: towns_part(store, f"p{practice}", first, most, status=status, year=year), most)
        assert sorted(map(str, rows)) == sorted(map(str, whole.table()[1]))
    empty = towns_part(store, f"p{practice}", len(whole.uses), most, status=status, year=year)
    assert not empty.statements and empty.total == len(whole.uses)
    assert empty.answer.towns == whole.towns  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=8)
@given(
    seed=st.integers(0, 1), what=st.sampled_from(["t", "p", "town"]), number=st.integers(0, 7), most=st.integers(5, 12)
)
def test_the_parts_of_a_dossier_are_the_whole(seed: int, what: str, number: int, most: int) -> None:
    store, _, _ = random_store(seed)
    name = f"{'甲乙'[number % 2]}省{number}号镇" if what == "town" else f"{what}{number}"
    try:
        whole = analysis.show(store, name).table()[1]
    except UnknownNameError:
        return
    if whole:
        assert sorted(map(str, walked(lambda first: dossier_part(store, name, first, most), most))) == sorted(
            map(str, whole)
        )


@pytest.mark.parametrize("name", ["枫桥经验", "网格化", "甲律师事务所", "甲省甲县一号镇"])
def test_dossiers_of_every_kind_have_parts(name: str) -> None:
    store = small_store()
    rows = walked(lambda first: dossier_part(store, name, first, 1), 1)
    assert sorted(map(str, rows)) == sorted(map(str, analysis.show(store, name).table()[1]))
