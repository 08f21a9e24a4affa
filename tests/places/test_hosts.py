"""Addresses of government sites and the places that they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import Gazetteer, load


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("host", "kind", "place"),
    [
        ("www.baodi.gov.cn", "host", "天津市宝坻区"),
        ("xxgk.xuyi.gov.cn", "host", "江苏省淮安市盱眙县"),
        ("www.gdyunan.gov.cn", "host", "广东省云浮市郁南县"),
        ("www.hbjianli.gov.cn", "host", "湖北省荆州市监利市"),
        ("www.zgxiuning.gov.cn", "host", "安徽省黄山市休宁县"),
        ("xiaonan.xiaogan.gov.cn", "host", "湖北省孝感市孝南区"),
        ("sfj.baodi.gov.cn", "host", "天津市宝坻区"),
        ("www.fengdu.gov.cn", "host", "重庆市丰都县"),
        ("www.changzhi.gov.cn", "host", "山西省长治市"),
        ("www.luan.gov.cn", "host", "安徽省六安市"),
        ("www.dxal.gov.cn", "host-letters", ""),
        ("www.tjbd.gov.cn", "host-composed", "天津市宝坻区"),
        ("www.cqfd.gov.cn", "host-composed", "重庆市丰都县"),
        ("bd.tj.gov.cn", "host-composed", "天津市宝坻区"),
        ("www.jspx.gov.cn", "host-composed", "江苏省徐州市沛县"),
        ("www.bd.gov.cn", "host-letters", "河北省保定市"),
        ("www.tj.gov.cn", "host-letters", "天津市"),
    ],
)
def test_what_an_address_names(gazetteer: Gazetteer, host: str, kind: str, place: str) -> None:
    hints = gazetteer.hosts_in(f"http://{host}/zwgk/1.html")
    assert not place or (hints[-1].kind == kind and place in hints[-1].divisions)
    assert all(hint.surface == host for hint in hints)


@pytest.mark.parametrize(
    "text",
    ["http://www.gov.cn/", "www.baodi.com", "mail@baodi.gov.cn.example.org", "http://www.moj.gov.cn", "xxgk.gov.cn"],
)
def test_what_names_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.hosts_in(text) == ()


def test_initials_alone_are_many_places(gazetteer: Gazetteer) -> None:
    (hint,) = gazetteer.hosts_in("www.bd.gov.cn")
    assert len(hint.divisions) > 3


def test_the_province_before_the_initials_narrows_them(gazetteer: Gazetteer) -> None:
    (alone,), (behind,) = gazetteer.hosts_in("www.sx.gov.cn"), gazetteer.hosts_in("www.zjsx.gov.cn")
    assert len(behind.divisions) < len(alone.divisions)
    assert "浙江省绍兴市" in behind.divisions  # zj+sx; the same letters are 湛江 (in Guangdong) and 遂溪
    assert all(place.startswith(("浙江省", "广东省湛江市", "江苏省镇江市")) for place in behind.divisions)


@given(st.text(alphabet="abcdegijnotuwxyz.-/:@0", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for hint in load().hosts_in(text + ".gov.cn"):
        assert hint.divisions and list(hint.divisions) == sorted(hint.divisions)
