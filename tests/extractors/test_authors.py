"""Who a title or a signature names."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors import authors
from kg.extractors.authors import AuthorKind, read_signature, read_title
from kg.extractors.needed import Needed
from kg.places import load

TOWN, ZONE = AuthorKind.TOWNSHIP, AuthorKind.ZONE


@pytest.mark.parametrize(
    ("title", "name", "within"),
    [
        ("宋桂镇2025年法治政府建设年度报告", "宋桂镇", ""),
        ("丰都县包鸾镇人民政府2024年法治政府建设情况报告", "包鸾镇", "重庆市丰都县"),
        ("关于福旺镇2024年度法治建设工作开展情况的汇报", "福旺镇", ""),
        ("古镇镇2023年法治政府建设年度报告", "古镇镇", ""),
        ("中山市古镇镇2023年法治政府建设年度报告", "古镇镇", "广东省中山市"),
        ("江津四屏镇2025年法治政府建设情况报告", "四屏镇", "重庆市江津区"),
        ("鄂托克前旗上海庙镇2023年法治政府建设情况报告", "上海庙镇", "内蒙古自治区鄂尔多斯市鄂托克前旗"),
        ("上海庙镇2023年法治政府建设情况报告", "上海庙镇", ""),
        ("2022年绿塘乡法治政府建设工作报告", "绿塘乡", ""),
        ("鲤城区人民政府金龙街道办事处关于2022年度法治政府建设情况的报告", "金龙街道", "福建省泉州市鲤城区"),
        ("长沙市天心区坡子街街道办事处2022年法治政府建设年度报告", "坡子街街道", "湖南省长沙市天心区"),
        ("越秀区北京街2023年法治政府建设年度报告", "北京街道", "广东省广州市越秀区"),
        ("朝阳区十八里店地区办事处2023年法治政府建设年度报告", "十八里店乡", "北京市朝阳区"),
        (
            "科右中旗代钦塔拉苏木2022年推进法治政府建设工作总结暨2023年工作计划",
            "代钦塔拉苏木",
            "内蒙古自治区兴安盟科尔沁右翼中旗",
        ),
        ("禄劝县撒营盘镇2022年度法治政府建设情况报告", "撒营盘镇", "云南省昆明市禄劝彝族苗族自治县"),
        ("布拖县委只洛乡2023年法治政府建设年度报告", "委只洛乡", "四川省凉山彝族自治州布拖县"),
        ("苏州工业园区娄葑街道2023年度法治政府建设报告", "娄葑街道", "江苏省苏州市"),
        ("镇雄县场坝镇二〇二三年度依法行政工作报告", "场坝镇", "云南省昭通市镇雄县"),
        ("城关镇法治政府建设2024年度报告", "城关镇", ""),
    ],
)
def test_town_of_a_title(title: str, name: str, within: str) -> None:
    author = read_title(title, load())
    assert author is not None
    assert (author.kind, author.name) == (TOWN, name)
    assert within in author.within if within else author.within == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("攸县人民政府关于2023年度法治政府建设情况的报告", AuthorKind.GOVERNMENT),
        ("鹤城区人民政府办公室2025年度法治政府建设情况报告", AuthorKind.GOVERNMENT),
        ("静海区2023年度法治政府建设情况报告", AuthorKind.GOVERNMENT),
        ("广东省2023年法治政府建设年度报告", AuthorKind.GOVERNMENT),
        ("德清县司法局2023年法治政府建设年度报告", AuthorKind.DEPARTMENT),
        ("德清县人民法院2023年工作报告", AuthorKind.DEPARTMENT),
        ("四屏镇司法所2025年法治建设工作总结", AuthorKind.DEPARTMENT),
        ("四屏镇综合行政执法大队2024年工作总结", AuthorKind.DEPARTMENT),
        ("新安镇中心小学2023年法治建设工作总结", AuthorKind.DEPARTMENT),
        ("新安镇东大村2023年民主法治村建设报告", AuthorKind.VILLAGE),
        ("德清经济开发区管理委员会2023年法治政府建设年度报告", ZONE),
        ("湖州南太湖高新技术产业园区2023年法治政府建设报告", ZONE),
        ("北京市城市管理委员会2023年法治政府建设年度报告", AuthorKind.DEPARTMENT),
        ("国有资产监督管理委员会2023年法治政府建设年度报告", AuthorKind.DEPARTMENT),
    ],
)
def test_other_authors_of_a_title(title: str, kind: AuthorKind) -> None:
    author = read_title(title, load())
    assert author is not None
    assert author.kind is kind


@pytest.mark.parametrize(
    ("title", "name", "within"),
    [
        ("重庆市江津区双福工业园管理委员会2023年法治政府建设年度报告", "双福工业园", "重庆市江津区"),
        ("天津市滨海新区中新天津生态城管理委员会2023年法治政府建设报告", "中新天津生态城", "天津市滨海新区"),
        ("青岛市崂山区金家岭金融聚集区管委会2023年法治政府建设报告", "金家岭金融聚集区", "山东省青岛市崂山区"),
        ("荆门市屈家岭管理区管委会2022年度法治政府建设情况报告", "屈家岭管理区", "湖北省荆门市"),
        ("厦门市同安区竹坝华侨农场2023年法治建设工作总结", "竹坝华侨农场", "福建省厦门市同安区"),
        ("昆明滇池国家旅游度假区管委会2023年法治政府建设报告", "昆明滇池国家旅游度假区", "云南省昆明市"),
    ],
)
def test_zone_of_a_title(title: str, name: str, within: str) -> None:
    author = read_title(title, load())
    assert author is not None
    assert (author.kind, author.name, within in author.within) == (ZONE, name, True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("惠州市仲恺高新区潼侨镇2023年法治政府建设年度报告", "潼侨镇"),
        ("岳阳市屈原管理区营田镇2023年法治政府建设年度报告", "营田镇"),
        ("满洲里市扎赉诺尔区灵泉镇2023年法治政府建设年度报告", "灵泉镇"),
    ],
)
def test_town_that_a_zone_or_a_district_of_another_city_runs(title: str, name: str) -> None:
    author = read_title(title, load())
    assert author is not None
    assert (author.kind, author.name, author.listed) == (TOWN, name, True)


@pytest.mark.parametrize(
    "title",
    [
        "2022年度法治政府建设情况报告",
        "各乡镇2023年法治政府建设情况的报告",
        "全镇2023年法治政府建设情况的报告",
        "乡镇法治政府建设工作总结",
        "建制镇法治建设研究",
        "红烧肉的做法",
        "",
    ],
)
def test_title_that_names_nobody(title: str) -> None:
    assert read_title(title, load()) is None


@pytest.mark.parametrize(
    ("line", "name", "written"),
    [
        ("郁南县宋桂镇人民政府 2026年2月26日", "宋桂镇", "郁南县宋桂镇人民政府"),
        ("　　　　中共旬阳市蜀河镇委员会", "蜀河镇", "中共旬阳市蜀河镇委员会"),
        ("中国共产党王集镇委员会", "王集镇", "中共王集镇委员会"),
        ("洛宁县青石坪镇人民政府", "青石坪镇", "洛宁县青石坪镇人民政府"),
        ("平顶山市新华区矿工路街道办事处", "矿工路街道", "平顶山市新华区矿工路街道办事处"),
        ("天心区坡子街街道党工委", "坡子街街道", "天心区坡子街街道党工委"),
        ("万州区后山镇", "后山镇", "万州区后山镇"),
        ("•机构名称：友谊路街道", "友谊路街道", "友谊路街道"),
        ("| 发布机构 | 郁南县宋桂镇 |", "宋桂镇", "郁南县宋桂镇"),
    ],
)
def test_town_of_a_signature(line: str, name: str, written: str) -> None:
    author = read_signature(line, load())
    assert author is not None
    assert (author.kind, author.name, author.written) == (TOWN, name, written)


@pytest.mark.parametrize(
    "line",
    [
        "特此报告。",
        "（此件公开发布）",
        "抄送：旗司法局，存档。",
        "- 3 -",
        "2024年1月6日",
        "镇人民政府",
        "依据《宋桂镇人民政府2023年依法行政规划》",
        "现将宋桂镇人民政府2023年法治政府建设工作汇报如下：",
        "街道便民服务中心受理行政审批和服务事项31839件，发证10846件，接",
        "宋桂镇便民服务中心为群众代办各类事项，送法上门",
    ],
)
def test_line_that_is_no_signature(line: str) -> None:
    assert read_signature(line, load()) is None


def test_unlisted_town_keeps_its_county() -> None:
    author = read_signature("洛宁县青石坪镇人民政府", load())
    assert author is not None
    assert not author.listed
    assert author.within == ("河南省洛阳市洛宁县",)


PIECES = [
    *(
        "重庆市",
        "江津区",
        "四屏镇",
        "新安镇",
        "经济开发区",
        "生态城",
        "物流园",
        "石桥街道",
        "人民政府",
        "办事处",
        "管委会",
        "管理委员会",
    ),
    *(
        "中共",
        "委员会",
        "司法局",
        "党政办",
        "清河村",
        "法治",
        "2024年",
        "关于",
        "2024年1月6日",
        "推进",
        "局",
        "小学",
        "，",
        " ",
        "：",
        "城市",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_line_that_lacks_the_words_of_every_author_names_none(line: str) -> None:
    """Read with every pattern tried, as without a look for their words."""
    gate, authors._NEEDED = authors._NEEDED, cast(Needed, SimpleNamespace(possible=lambda _: gate.patterns))
    try:
        ungated = read_signature(line, load())
    finally:
        authors._NEEDED = gate
    assert read_signature(line, load()) == ungated
