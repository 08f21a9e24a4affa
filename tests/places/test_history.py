"""How years and successors are read off the lists of several years: on small lists of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from place_data.history import History
from place_data.registers import Ministry, Snapshot, Town, village_stem

COUNTY = "甲省乙市青石县"
ROWS = [
    ("110000", "", "甲省"),
    ("110100", "110000", "乙市"),
    ("110101", "110100", "青石县"),
    ("110101100", "110101", "东山镇"),
    ("110101101", "110101", "西河镇"),
    ("110101102", "110101", "邓家土家族乡"),
    ("110101103", "110101", "青石新区街道"),
]


def snapshot(year: int, towns: dict[str, list[str]], county: str = COUNTY) -> Snapshot:
    """A list of one county: towns with their villages; codes by place in the list."""
    made = Snapshot(year, Path("nowhere"))
    made.__dict__["towns"] = [Town(county, name, f"{year}{i:05}") for i, name in enumerate(towns)]
    made.__dict__["villages"] = {f"{year}{i:05}": frozenset(v) for i, v in enumerate(towns.values()) if v}
    made.__dict__["zones"] = []
    return made


def history(*snapshots: Snapshot, **successors: str) -> History:
    return History(Ministry(ROWS), list(snapshots), successors)


OLD = {
    "东山乡": ["甲", "乙", "丙"],
    "西河镇": ["丁", "戊"],
    "南溪乡": ["己", "庚", "辛"],
    "北岭乡": ["壬", "癸", "子", "丑"],
}
NEW = {"东山镇": ["甲", "乙", "丙", "壬", "癸"], "西河镇": ["丁", "戊", "己", "庚", "辛", "子", "丑"]}


def test_a_town_that_is_gone_ended_by_the_next_list_and_went_where_its_villages_are() -> None:
    found = history(snapshot(2018, OLD), snapshot(2019, NEW), snapshot(2020, NEW))
    assert found.gone() == [(COUNTY, "东山乡"), (COUNTY, "北岭乡"), (COUNTY, "南溪乡")]
    assert {found.last_year(key) for key in found.gone()} == {2019}
    assert found.heirs() == {
        (COUNTY, "东山乡"): ((COUNTY, "东山镇"),),
        (COUNTY, "南溪乡"): ((COUNTY, "西河镇"),),
        (COUNTY, "北岭乡"): ((COUNTY, "东山镇"), (COUNTY, "西河镇")),  # divided
    }


def test_a_new_town_has_a_first_year_where_it_is_known_what_it_was_made_of() -> None:
    found = history(snapshot(2018, OLD), snapshot(2019, NEW))
    assert found.first_year((COUNTY, "东山镇")) == 2019
    assert found.first_year((COUNTY, "西河镇")) is None  # as old as the lists
    unexplained = history(
        snapshot(2018, {"西河镇": ["丁", "戊"]}), snapshot(2019, {"西河镇": ["丁", "戊"], "东山镇": []})
    )
    assert unexplained.first_year((COUNTY, "东山镇")) is None  # may merely have been left out


def test_a_slip_of_the_pen_makes_no_new_town() -> None:
    villages = ["甲", "乙", "丙"]
    found = history(snapshot(2018, {"东三镇": villages}), snapshot(2019, {"东山镇": villages}))
    assert found.first_year((COUNTY, "东山镇")) is None


def test_absence_from_a_list_that_lacks_most_of_the_county_says_nothing() -> None:
    towns = {name: [] for name in ("南溪乡", "北岭乡", "东山镇", "西河镇", "中坝乡")}
    found = history(snapshot(2018, towns), snapshot(2019, {"西河镇": []}))
    assert found.last_year((COUNTY, "南溪乡")) is None


def test_other_spellings_are_no_other_towns() -> None:
    found = history(snapshot(2018, {"邓家乡": [], "新区街道": [], "东山镇": [], "西河镇": []}))
    assert found.gone() == []


def test_towns_of_a_former_county_keep_it() -> None:
    found = history(snapshot(2018, OLD, "甲省乙市丁县"), snapshot(2019, NEW), 甲省乙市丁县=COUNTY)
    assert found.parent((COUNTY, "南溪乡")) == "甲省乙市丁县"
    assert found.parent((COUNTY, "西河镇")) == COUNTY


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("清河村村民委员会", "清河"),
        ("城东社区居委会", "城东"),
        ("宝力根嘎查", "宝力根"),
        ("新村村委会", "新"),
        ("西村", "西"),
    ],
)
def test_villages_without_their_kind(name: str, stem: str) -> None:
    assert village_stem(name) == stem
