"""Wordings of headings and openings: each row by its example, and what must not match."""

import pytest

from kg.model import Role
from kg.reports.roles import (
    _CHILD,
    HEADINGS,
    OPENINGS,
    Opening,
    Wording,
    child_role,
    heading_roles,
    item_role,
    opening_role,
    years,
)

_MARKER = "一二三四五六七八九十、"


@pytest.mark.parametrize("row", HEADINGS, ids=lambda row: row.example)
def test_example_of_a_heading(row: Wording) -> None:
    assert row.role in heading_roles(row.example.lstrip(_MARKER), 2024)


@pytest.mark.parametrize("row", _CHILD, ids=lambda row: row.example)
def test_example_of_a_lower_heading(row: Wording) -> None:
    assert child_role(row.example) is row.role


@pytest.mark.parametrize("row", OPENINGS, ids=lambda row: row.example)
def test_example_of_an_opening(row: Opening) -> None:
    assert opening_role(row.example, 2024, amid=False) is row.role


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2024年推进法治政府建设的主要举措和成效", (Role.MEASURES,)),
        ("2024年法治政府建设存在的不足和原因", (Role.PROBLEMS, Role.CAUSES)),
        ("面临的困难和挑战", (Role.PROBLEMS,)),
        ("短板弱项", (Role.PROBLEMS,)),
        ("薄弱环节及改进方向", (Role.PROBLEMS, Role.PLANS)),
        ("存在的问题及下一步打算", (Role.PROBLEMS, Role.PLANS)),
        ("工作成效和存在问题", (Role.MEASURES, Role.PROBLEMS)),
        ("需要改进的方面", (Role.PROBLEMS,)),
        ("2025年重点任务", (Role.PLANS,)),
        ("2025年推进法治政府建设的主要安排", (Role.PLANS,)),
        ("下一步工作举措", (Role.PLANS,)),
        ("努力方向", (Role.PLANS,)),
        ("整改措施", (Role.PLANS,)),
        ("工作思路、目标举措", (Role.PLANS,)),
        ("党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设有关情况", (Role.DUTIES,)),
        ("聚焦突出问题，化解矛盾纠纷", ()),
        ("补齐群众法治短板", ()),
        ("坚持问题导向，提升执法水平", ()),
        ("2024年工作总结", (Role.MEASURES,)),
        ("健全依法行政制度体系", ()),
        ("原因剖析", (Role.CAUSES,)),
    ],
)
def test_headings(heading: str, expected: tuple[Role, ...]) -> None:
    assert heading_roles(heading, 2024) == expected


@pytest.mark.parametrize("heading", ["补齐法制审核短板", "解决突出问题", "制定年度工作计划", "查找存在问题，落实整改"])
def test_lower_headings_of_other_parts(heading: str) -> None:
    assert child_role(heading) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年，我镇持续深化政务服务。",
        "镇党委制定年度工作计划，将任务分解到人。",
        "下一步骤由专人负责。",
        "对照问题清单逐条整改，全部销号。",
        "聚焦群众反映的问题，开展专项行动。",
    ],
)
def test_sentences_that_open_nothing(sentence: str) -> None:
    assert opening_role(sentence, 2024, amid=False) is None


def test_items_of_a_combined_section() -> None:
    both = (Role.PROBLEMS, Role.PLANS)
    assert item_role("普法覆盖面不够广；", both) is Role.PROBLEMS
    assert item_role("加强业务培训，补齐能力不足的短板。", both) is Role.PLANS
    assert item_role("主要原因是经费有限。", (Role.PROBLEMS, Role.CAUSES)) is Role.CAUSES


def test_years_in_either_script() -> None:
    assert years("关于二〇二四年度总结暨2025年计划") == [2024, 2025]
    assert years("编号120245号") == []


@pytest.mark.parametrize(
    ("heading", "numbered", "expected"),
    [
        ("2024年度石桥街道法治政府建设工作情况报告2025-03-04", False, ()),
        ("石桥街道2025年3月4日", False, ()),
        ("石桥政发〔2025〕3号", False, ()),
        ("公开类别主动公开2025-03-17", False, ()),
        ("石桥街道2025", False, ()),
        ("2025年", True, (Role.PLANS,)),
        ("2025年工作要点", False, (Role.PLANS,)),
        ("2025年法治政府建设重点", False, (Role.PLANS,)),
    ],
)
def test_a_later_year_alone_opens_no_plans(heading: str, numbered: bool, expected: tuple[Role, ...]) -> None:
    roles = heading_roles(heading, 2024, numbered=numbered)
    assert (Role.PLANS in roles) == (Role.PLANS in expected)


def test_years_of_dates_and_document_numbers_are_not_spoken_of() -> None:
    assert years("2024年法治政府建设情况报告 2025-02-28") == [2024]
    assert years("石政发〔2025〕3号") == []
    assert years("2021-2025年规划，2026年展望") == [2021, 2025, 2026]
