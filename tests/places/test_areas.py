"""Where counties lie, how they are dialled and spelt."""

from __future__ import annotations

import math

import pytest

from kg.model import DivisionLevel
from kg.places import Gazetteer, load
from kg.places.areas import Areas, load_areas


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("重庆市江津区", 29.3, 106.25),
        ("浙江省湖州市德清县", 30.5, 120.1),
        ("陕西省安康市旬阳市", 32.8, 109.4),
        ("河北省", 38.0, 114.5),
        ("湖北省荆州市", 30.3, 112.2),
    ],
)
def test_points_of_seats(gazetteer: Gazetteer, name: str, latitude: float, longitude: float) -> None:
    division = gazetteer.division(name)
    assert division is not None and division.latitude is not None and division.longitude is not None
    assert math.hypot(division.latitude - latitude, division.longitude - longitude) < 0.3


def test_points_lie_in_the_country_and_near_their_prefecture(gazetteer: Gazetteer) -> None:
    far = 0
    points = load_areas().points
    for name, (latitude, longitude) in points.items():
        assert 3 < latitude < 54 and 73 < longitude < 136, name
        division = gazetteer.division(name)
        assert division is not None, name
        above = points.get(division.parent or "")
        far += above is not None and math.hypot(above[0] - latitude, above[1] - longitude) > 6
    assert len(points) > 2_300
    assert far < 40  # 新疆, 内蒙古, 西藏 are that wide


def test_three_counties_in_four_have_a_point(gazetteer: Gazetteer) -> None:
    counties = [
        name for name in load_areas().points if (d := gazetteer.division(name)) and d.level is DivisionLevel.COUNTY
    ]
    assert len(counties) > 0.74 * 2_845


def test_towns_have_none(gazetteer: Gazetteer) -> None:
    town = gazetteer.division("重庆市江津区四屏镇")
    assert town is not None and town.latitude is None


def test_codes_for_calls() -> None:
    areas = load_areas()
    assert areas.dialled("0716") == ("湖北省荆州市",)
    assert areas.dialled("010") == ("北京市",)
    assert areas.dialled("0000") == ()


@pytest.mark.parametrize(
    ("name", "form", "spelt"),
    [
        ("宝坻区", "宝坻", "bao di"),
        ("科尔沁右翼中旗", "科右中旗", "ke you zhong qi"),
        ("丰都县", "丰都", "feng du"),
        ("长子县", "长子", "zhang zi"),
        ("长寿区", "长寿", "chang shou"),
        ("六安市", "六安", "lu an"),
        ("重庆市", "重庆", "chong qing"),
        ("朝阳区", "朝阳", "chao yang"),
        ("乐清市", "乐清", "yue qing"),
        ("乐亭县", "乐亭", "lao ting"),
        ("单县", "单县", "shan xian"),
        ("宝坻区", "宝山", ""),
        ("无此县", "无此", ""),
    ],
)
def test_spellings(name: str, form: str, spelt: str) -> None:
    assert " ".join(load_areas().spelt(name, form)) == spelt


def test_the_middle_of_a_prefecture_is_that_of_its_counties() -> None:
    areas = Areas(
        ["甲省乙市\t10\t10\t", "甲省乙市丙县\t30\t100\t", "甲省乙市丁县\t31\t102\t", "甲省戊市\t33\t110\t"], []
    )
    assert areas.middle("甲省乙市") == (30.5, 101.0)
    assert areas.middle("甲省戊市") is None
