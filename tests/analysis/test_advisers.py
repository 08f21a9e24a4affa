"""Which firms advise, in how many towns and which role."""

from __future__ import annotations

import pytest
from small_graph import ReportText, small_store

from kg.analysis.advisers import advisers
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.wording.in_words import headline, notes

UNNAMED = (
    ReportText(7, "甲省甲县二号镇", 2023)
    .advised("甲律师事务所", "governmentAdviser", "聘请甲律师事务所。")
    .says("Engagement", "gov:township place:甲省甲县二号镇 ; gov:role gov:villageAdviser", "律师进村服务。")
    .trig()
)


def test_firms_are_counted_by_town_and_role() -> None:
    found = advisers(small_store(UNNAMED))
    (one,) = found.firms
    assert (one.firm.label, one.towns.number, one.towns.of) == ("甲律师事务所", 2, 3)
    assert one.by_role == {"governmentAdviser": 2, "villageAdviser": 1, "otherAdviser": 0}
    assert (found.naming.number, found.unnamed.number) == (2, 1)
    assert "1 towns" in notes(found, "en")[0] and "1 个乡镇" in notes(found, "zh")[0]
    columns, rows = found.table()
    assert dict(zip(columns, rows[0], strict=True))["governmentAdviser"] == 2
    assert "1 家机构" in headline(found, "zh") and "1 firms" in headline(found, "en")
    assert notes(found, "en")[-1].startswith("Silence")


def test_a_place_or_a_year_narrows_them() -> None:
    store = small_store(UNNAMED)
    assert advisers(store, province="乙省").firms == ()
    (one,) = advisers(store, year=2024).firms
    assert one.by_role["governmentAdviser"] == 1
    with pytest.raises(UnknownNameError):
        advisers(store, county="无此县")
