"""Which of the towns of a name: decided by hints or left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import Gazetteer, Hint, load, resolve

TOWNS = list(load().all_townships())


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def found(gazetteer: Gazetteer, name: str, *hints: Hint, parent_types: tuple[str, ...] = ()) -> str | None:
    division = resolve(gazetteer, name, hints, parent_types).division
    return division.full_name if division else None


def test_no_hint_no_guess(gazetteer: Gazetteer) -> None:
    result = resolve(gazetteer, "新安镇")
    assert result.division is None
    assert len(result.candidates) >= 15
    assert found(gazetteer, "城关镇") is None


def test_only_town_of_a_name_needs_no_hint(gazetteer: Gazetteer) -> None:
    result = resolve(gazetteer, "代钦塔拉苏木")
    assert result.division is not None
    assert result.evidence == ("only township called 代钦塔拉苏木",)


def test_one_strong_hint_decides(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "新安镇", Hint("site", ("天津市宝坻区",), "宝坻区")) == "天津市宝坻区新安镇"
    assert found(gazetteer, "新安镇", Hint("code", ("浙江省湖州市德清县",), "330521")) == "浙江省湖州市德清县新安镇"
    assert found(gazetteer, "新安镇", Hint("registration", ("广东省",), "粤ICP备")) == "广东省茂名市化州市新安镇"


def test_name_of_a_province_in_the_text_decides_nothing(gazetteer: Gazetteer) -> None:
    """学习浙江省“千万工程”经验 is written everywhere."""
    assert found(gazetteer, "新安镇", Hint("text", ("浙江省",), "浙江省")) is None


def test_the_signature_outweighs_the_page(gazetteer: Gazetteer) -> None:
    attached = Hint("attached", ("浙江省湖州市德清县",), "德清县")
    site = Hint("site", ("天津市宝坻区",), "宝坻区")
    code = Hint("code", ("天津市宝坻区",), "120115")
    assert found(gazetteer, "新安镇", attached, site, code) == "浙江省湖州市德清县新安镇"


def test_town_outside_the_named_county_is_not_taken(gazetteer: Gazetteer) -> None:
    result = resolve(gazetteer, "四屏镇", [Hint("attached", ("广东省云浮市郁南县",), "郁南县")])
    assert result.division is None
    assert result.candidates == ()
    assert "郁南县" in result.evidence[0]


def test_addressee_tells_the_kind_of_county(gazetteer: Gazetteer) -> None:
    """旗委、旗政府: of all the 新安镇 only one lies in a banner; many lie in counties."""
    assert found(gazetteer, "新安镇", parent_types=("旗",)) == "内蒙古自治区巴彦淖尔市乌拉特前旗新安镇"
    assert found(gazetteer, "新安镇", parent_types=("县", "自治县")) is None


def test_shared_county_name_stays_open(gazetteer: Gazetteer) -> None:
    counties = tuple(county.full_name for county in gazetteer.counties("市中区"))
    result = resolve(gazetteer, "永安镇", [Hint("attached", counties, "市中区")])
    assert result.division is None
    assert set(result.candidates) == {"四川省内江市市中区永安镇", "山东省枣庄市市中区永安镇"}


def test_report_keeps_the_county_of_its_time(gazetteer: Gazetteer) -> None:
    then = Hint("attached", ("重庆市渝北区",), "渝北区")
    now = Hint("attached", ("重庆市北碚区",), "北碚区")
    assert found(gazetteer, "大盛镇", then) == "重庆市渝北区大盛镇"
    assert found(gazetteer, "大盛镇", now) == "重庆市北碚区大盛镇"


@given(st.sampled_from(TOWNS))
def test_any_town_is_found_by_its_county_and_never_taken_for_another(full_name: str) -> None:
    gazetteer = load()
    town = gazetteer.division(full_name)
    assert town is not None and town.parent is not None
    county = Hint("attached", (town.parent,), "county")
    assert found(gazetteer, town.name, county) == full_name
    bare = resolve(gazetteer, town.name)
    if bare.division is None:
        assert full_name in bare.candidates
    else:
        assert bare.division.full_name == full_name
