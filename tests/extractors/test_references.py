"""Which problem a plan names as the one that it answers."""

from __future__ import annotations

import pytest

from kg.extractors.plans import plans
from kg.extractors.problems import problems
from kg.extractors.references import named_reference, numbered_reference
from kg.ontology import load
from kg.reports import read_report

HEADINGS = ("执法力量不足", "普法形式单一", "村级合同管理不规范")
HEAD = "云溪镇2024年法治政府建设年度报告\n一、主要工作\n强化学习。组织学法6次，办理案件12件。\n"


@pytest.mark.parametrize(
    ("marker", "at"),
    [
        ("针对问题之二，", 1),
        ("针对第三个方面的问题，", 2),
        ("对于问题一，", 0),
        ("针对问题之九，", None),
        ("问题之二，", None),
        ("（二）", None),
    ],
)
def test_a_number_names_the_problem(marker: str, at: int | None) -> None:
    assert numbered_reference(marker, len(HEADINGS)) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("针对普法形式单一的问题，拍摄方言短视频。", 1),
        ("聚焦执法力量不足这一短板，争取编制2名。", 0),
        ("针对群众反映强烈的停车难问题，新划车位。", None),
        ("进一步解决执法力量不足的问题。", None),
    ],
)
def test_the_first_words_name_the_problem(text: str, at: int | None) -> None:
    assert named_reference(text, HEADINGS) == at


@pytest.mark.parametrize(
    ("parts", "links"),
    [
        (
            "二、主要问题\n问题之一，老年人办事不便；问题之二，合同审查不严。\n三、明年安排\n"
            "针对问题之一，增设帮办窗口。每村一个。针对问题之二，招录专门人员。镇里考录2名。\n",
            {"增设帮办窗口": ["老年人办事不便"], "招录专门人员": ["合同审查不严"]},
        ),
        (
            "二、学法情况\n主要做法：学法9次。\n不足之处：内容贴得不紧。有的用不上。\n下步举措：编印岗位手册。每岗一册。\n"
            "三、服务情况\n主要做法：办件812件。\n不足之处：老年人办事不便。不会扫码。\n下步举措：推出适老服务。组织志愿者。\n",
            {"编印岗位手册": ["内容贴得不紧"], "推出适老服务": ["老年人办事不便"]},
        ),
    ],
)
def test_plans_answer_what_they_name_or_stand_beside(parts: str, links: dict[str, list[str]]) -> None:
    report = read_report((HEAD + parts).encode(), "a.txt")
    found, _ = problems(report, (), load())
    told = plans(report, found, (), load())
    assert {p.heading: [found[i].heading for i in p.addresses] for p in told} == links
