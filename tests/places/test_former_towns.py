"""Townships that were renamed, raised or merged: their years and what took their place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.places import Gazetteer, load
from kg.places import gazetteer as module

LINES = gzip.decompress((Path(module.__file__).parent / "data" / "earlier.tsv.gz").read_bytes()).decode().splitlines()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("name", "last", "successors"),
    [
        ("四川省广元市剑阁县圈龙乡", 2020, ["公兴镇"]),  # most of its villages
        ("河南省洛阳市洛宁县城关镇", 2023, ["永宁街道"]),
        ("湖南省邵阳市洞口县月溪乡", 2018, ["月溪镇"]),
        ("湖南省郴州市永兴县便江镇", 2018, ["便江街道"]),
        ("山东省济宁市汶上县南站镇", 2020, ["南站街道"]),
        ("福建省漳州市龙文区步文镇", 2018, ["步文街道", "碧湖街道"]),  # divided
        ("四川省宜宾市高县大窝镇", 2019, ["庆岭镇", "来复镇"]),
        ("河北省保定市徐水区留村乡", 2017, ["留村镇"]),
        ("辽宁省沈阳市浑南区营城子街道", 2020, ["李相街道"]),
        ("江苏省常州市新北区河海街道", 2020, ["三井街道"]),
        ("重庆市渝北区大盛镇", 2025, ["大盛镇"]),
    ],
)
def test_what_took_the_place_of_a_town(gazetteer: Gazetteer, name: str, last: int, successors: list[str]) -> None:
    town = gazetteer.division(name)
    assert town is not None
    assert town.valid_to == last
    heirs = [gazetteer.division(path) for path in town.replaced_by]
    assert sorted(heir.name for heir in heirs if heir) == sorted(successors)


def test_towns_of_former_counties_stay_below_them(gazetteer: Gazetteer) -> None:
    former = [line.split("\t") for line in LINES if line.startswith("重庆市渝北区\t")]
    assert former
    assert all(gazetteer.contains("重庆市渝北区", parent + name) for parent, name, *_ in former)


def test_a_town_reported_only_in_its_years(gazetteer: Gazetteer) -> None:
    assert not gazetteer.existed("四川省广元市剑阁县圈龙乡", 2023)
    assert gazetteer.existed("四川省广元市剑阁县圈龙乡", 2019)
    assert gazetteer.existed("四川省广元市剑阁县圈龙乡", 2021)  # a year's grace


def test_first_years_are_those_of_new_towns(gazetteer: Gazetteer) -> None:
    street = gazetteer.division("辽宁省大连市沙河口区西安路街道")
    assert street is not None and street.valid_from == 2020
    assert not gazetteer.existed(street.full_name, 2016)
    old = gazetteer.division("重庆市江津区四屏镇")
    assert old is not None and old.valid_from is None


def test_seven_thousand_towns_are_gone(gazetteer: Gazetteer) -> None:
    gone = [line.split("\t") for line in LINES if line.endswith("\tbureau")]
    assert len(gone) > 6_500
    assert sum(bool(row[4]) for row in gone) > 0.85 * len(gone)
    assert sum(bool(row[5]) for row in gone) > 0.7 * len(gone)
    assert {row[4] for row in gone} - {""} <= {str(year) for year in range(2000, 2027)}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("清苑经济开发区", "河北省保定市清苑区河北清苑经济开发区"),
        ("清苑经开区", "河北省保定市清苑区河北清苑经济开发区"),
        ("灵璧县经济开发区", "安徽省宿州市灵璧县经济开发区"),
        ("官庄湖管理区", "湖北省荆门市钟祥市官庄湖管理区"),
        ("合肥经济技术开发区", "安徽省合肥市合肥经济技术开发区"),
        ("苏州工业园区", "江苏省苏州市苏州工业园区"),
    ],
)
def test_zones_by_their_names(gazetteer: Gazetteer, name: str, zone: str) -> None:
    assert zone in gazetteer.zones(name)
    division = gazetteer.division(zone)
    assert division is not None and division.type == "开发区"
    assert zone not in set(gazetteer.all_townships())


def test_a_zone_without_a_place_is_no_ones(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.zones("经济开发区")) > 5
