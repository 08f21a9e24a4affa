"""Causes inside problems and apart from them."""

from __future__ import annotations

import re

import pytest
from outlines import outlined
from small_ontology import SMALL

from kg.extractors.causes import REASONS
from kg.extractors.heading_wordings import Wording
from kg.extractors.problems import problems
from kg.model import Role

P, C = Role.PROBLEMS, Role.CAUSES


@pytest.mark.parametrize("row", REASONS, ids=lambda row: row.example)
def test_wording_is_found_in_its_example(row: Wording) -> None:
    assert re.search(row.pattern, row.example)


INSIDE = [
    ("案卷质量不高，主要是因为骨干调离多、新人上手慢，文书差错多。", ["骨干调离多、新人上手慢"]),
    ("合同审查不细，主要原因是专业人员太少，一人多岗。", ["专业人员太少"]),
    ("队伍建设不实。主要是对网格员培训力度不够，导致业务不熟。", ["对网格员培训力度不够"]),
    ("解纷效率不高。究其原因，在于各系统数据不通。", ["各系统数据不通"]),
    ("由于专项经费有限，普法阵地更新不及时。", ["专项经费有限"]),
    ("办件满意率不高：因新旧征地政策衔接不畅，导致部分诉求难以解决。", ["新旧征地政策衔接不畅"]),
    ("受编制总量限制，执法力量难以补充。", ["编制总量限制"]),
    ("因地制宜做得不够，因此效果不佳。", []),
    ("普法覆盖不足，外出务工人员学法少。", []),
]


@pytest.mark.parametrize(("text", "causes"), INSIDE, ids=[i[0] for i in INSIDE])
def test_reasons_given_in_a_problem_belong_to_it(text: str, causes: list[str]) -> None:
    report = outlined((1, "二、", "存在的问题\n", P), (2, "（一）", text + "\n", P))
    (problem,), found = problems(report, (), SMALL)
    assert [c.heading for c in found] == causes
    assert problem.causes == tuple(range(len(causes)))
    for cause in found:
        assert cause.heading not in problem.heading
        assert any(cause.heading in report.passages[i].text for i in cause.passages)


def test_items_of_a_causes_section_are_causes_linked_only_where_words_tell() -> None:
    report = outlined(
        (1, "三、", "存在的问题和原因\n", P),
        (2, "（一）", "普法宣传实效不佳。\n", P),
        (2, "（二）", "执法人员能力不足。\n", P),
        (2, "（三）", "主要原因：", C),
        (3, "一是", "是对普法宣传考核偏重台账，忽视评价。", C),
        (3, "二是", "基层待遇有限，留不住人。\n", C),
    )
    found, causes = problems(report, (), SMALL)
    assert [p.heading for p in found] == ["普法宣传实效不佳", "执法人员能力不足"]
    assert [c.heading for c in causes] == ["对普法宣传考核偏重台账", "基层待遇有限"]
    assert [p.causes for p in found] == [(0,), ()]


def test_subjective_and_objective_reasons_are_containers() -> None:
    report = outlined(
        (1, "三、", "原因分析\n", C),
        (2, "（一）", "主观原因。", C),
        (3, "一是", "学习主动性不强。\n", C),
        (2, "（二）", "客观原因。", C),
        (3, "一是", "编制紧张，一人多岗。\n", C),
    )
    _, causes = problems(report, (), SMALL)
    assert [c.heading for c in causes] == ["学习主动性不强", "编制紧张"]


def test_a_cause_given_for_two_problems_is_one_cause() -> None:
    report = outlined(
        (1, "二、", "存在的问题\n", P),
        (2, "一是", "普法不深，主要是因为经费有限。", P),
        (2, "二是", "执法不严，主要是因为经费有限。\n", P),
    )
    found, causes = problems(report, (), SMALL)
    assert [c.heading for c in causes] == ["经费有限"]
    assert [p.causes for p in found] == [(0,), (0,)]
