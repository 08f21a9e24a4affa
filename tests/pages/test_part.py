"""A part of a collection: its reports with what they replace, and what it is called."""

from __future__ import annotations

import pytest
from random_graph import random_store

from kg.analysis import UnknownNameError
from kg.pages.part import part_of
from kg.store import Store


def test_reports_of_a_year_and_a_province() -> None:
    store: Store = random_store(1)[0]  # type: ignore[assignment]
    years = random_store(1)[2]
    part = part_of(store, year=2023, province="甲省")
    there = [town for town, those in years.items() if 2023 in those and town.startswith("甲省")]
    assert len(part.reports) == len(there) > 0
    assert part.words.zh == f"甲省 {len(there)} 个乡镇的 {len(there)} 份报告，2023 年"
    assert len(part_of(store, province="甲省").reports) == sum(
        len(those) for town, those in years.items() if town.startswith("甲省")
    )
    assert part.asked != part_of(store, province="甲省").asked
    with pytest.raises(UnknownNameError):
        part_of(store, year=1999)
