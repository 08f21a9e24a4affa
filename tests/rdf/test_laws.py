"""One identifier for a law however its title is written; none of national reach for a local paper."""

import pytest
from hand_built import COUNTY, identity

from kg.rdf import iris
from kg.rdf.laws import is_local, law_key
from kg.rdf.names import check_names


@pytest.mark.parametrize(
    ("titles", "key"),
    [
        (("民法典", "中华人民共和国民法典"), "民法典"),
        (("河东镇合同管理办法（试行）", "河东镇合同管理办法"), "河东镇合同管理办法"),
        (
            ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要(2021-2025年)"),
            "法治政府建设实施纲要_2021-2025年",
        ),
        (("行政处罚法（2021年修订）",), "行政处罚法"),
    ],
)
def test_titles_of_one_instrument_share_a_key(titles: tuple[str, ...], key: str) -> None:
    assert {law_key(title) for title in titles} == {key}


def test_outlines_of_different_years_stay_apart() -> None:
    assert law_key("法治政府建设实施纲要（2015—2020年）") != law_key("法治政府建设实施纲要（2021—2025年）")


@pytest.mark.parametrize(
    ("title", "local"),
    [
        ("信访工作条例", False),
        ("党政主要负责人履行推进法治建设第一责任人职责规定", False),
        ("2024年全县法治政府建设工作要点", True),
        ("领导干部年度学法清单", True),
    ],
)
def test_working_papers_are_local(title: str, local: bool) -> None:
    assert is_local(title, identity()) is local


def test_local_papers_are_scoped_by_county() -> None:
    here = identity()
    paper = iris.law("年度学法清单", here, "0" * 16, placed=False)
    assert paper.value.startswith(iris.LAW.iri + COUNTY.full_name)
    assert iris.law("中华人民共和国民法典", here, "0" * 16, placed=False) == iris.LAW["民法典"]


def test_full_and_short_title_are_no_collision() -> None:
    check_names({iris.LAW["民法典"]: {"民法典", "中华人民共和国民法典"}}, {})
