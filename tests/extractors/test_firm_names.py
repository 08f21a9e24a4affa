from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.firm_names import GENERIC, LEADS, firm_mentions


def names(text: str) -> list[str]:
    return [m.name for m in firm_mentions(text)]


@pytest.mark.parametrize(("pattern", "example"), LEADS)
def test_what_stands_before_a_name_is_no_part_of_it(pattern: str, example: str) -> None:
    for name in names(example):
        assert name in {
            "循远律师事务所", "江南启明律师事务所", "明理律师事务所", "安正律师事务所", "河口法律服务所",
        }, pattern  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("聘请循远律师事务所为我镇法律顾问单位", "循远律师事务所"),
        ("连续第三年与浙江安余律师事务所签订合同", "浙江安余律师事务所"),
        ("村法律顾问由安渚律师事务所选派", "安渚律师事务所"),
        ("我镇委托云南启明律师事务所出庭应诉", "云南启明律师事务所"),
        ("与天津市明韬律师事务所签订", "天津市明韬律师事务所"),
        ("镇政府与北京盈安(徐州)律师事务所续签", "北京盈安(徐州)律师事务所"),
        ("同年，广西诚安（钦州）律师事务所以公益方式", "广西诚安（钦州）律师事务所"),
        ("与中和律师事务所签约", "中和律师事务所"),
        ("聘请同济律师事务所律师", "同济律师事务所"),
        ("委托有道众和律师事务所代理", "有道众和律师事务所"),
        ("依托北京市安科律师事务所昆明分所", "北京市安科律师事务所昆明分所"),
        ("各村法律顾问由洛阳安宁律所派员担任", "洛阳安宁律师事务所"),
        ("2024年明晟律师事务所3名律师", "明晟律师事务所"),
        ("清水县东河法律服务所承担22个村法律顾问工作", "清水县东河法律服务所"),
        ("推进镇公共法律服务站（中心）、东河法律服务所建设", "东河法律服务所"),
        ("镇人民政府的法律顾问单位“明理律师事务所”", "明理律师事务所"),
    ],
)
def test_names_begin_and_end_where_they_should(sentence: str, name: str) -> None:
    assert names(sentence) == [name]


@pytest.mark.parametrize("word", GENERIC)
def test_descriptions_are_no_names(word: str) -> None:
    assert names(f"聘请{word}律师事务所") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "联合派出所、司法所、律师事务所开展活动",
        "与专业的律师事务所签约",
        "辖区2家律师事务所",
        "基层法律服务所工作者",
        "与多家律所合作",
    ],
)
def test_unnamed_firms(sentence: str) -> None:
    assert names(sentence) == []


def test_two_firms_side_by_side() -> None:
    assert names("由江南河口（古镇）律师事务所和江南正安律师事务所派员担任") == [
        "江南河口（古镇）律师事务所",
        "江南正安律师事务所",
    ]


def test_short_forms_mean_the_firm_named_in_full() -> None:
    text = "镇政府与北京盈安(徐州)律师事务所续签合同，由盈安所2名律师驻点。盈安律所参与谈判，盈安律师事务所另派一人。"
    assert names(text) == ["北京盈安(徐州)律师事务所"] * 4


def test_an_introduced_short_form() -> None:
    text = "聘请河南安岭律师事务所（以下简称“安岭所”）为法律顾问，安岭所派2名律师。"
    assert names(text) == ["河南安岭律师事务所"] * 2


def test_police_stations_are_no_short_forms() -> None:
    assert names("聘请河南安岭律师事务所。岭所有村民、安岭所有律师。") == ["河南安岭律师事务所"]


@given(st.text(alphabet="律师事务所法服与和由的聘请北京（）()安盈，。1家", max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in firm_mentions(text):
        assert 0 <= found.start < found.end <= len(text)
        end = max(end, found.end)


@pytest.mark.parametrize("unit", ["律师事务所", "安律师事务所", "(", "律所", "安安（安安）律师事务所（", "聘请"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    began = time.perf_counter()
    firm_mentions(unit * 30_000)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("name", ["广东律师事务所", "重庆市律师事务所", "广东甲律师事务所"])
def test_firms_with_next_to_no_name_of_their_own(name: str) -> None:
    assert [m.name for m in firm_mentions(f"镇政府聘请{name}为法律顾问，该所每月坐班。")] == [name]
