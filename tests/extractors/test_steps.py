"""Plans told after each problem, and rows of plans in one sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from outlines import outlined

from kg.extractors.heading_wordings import Wording
from kg.extractors.plans import plans
from kg.extractors.problems import problems
from kg.extractors.steps import DOING, SETTING_OUT, own_steps, strung_together
from kg.model import Report, Role
from kg.ontology import load
from kg.reports import read_report

P, L = Role.PROBLEMS, Role.PLANS
HEAD = "云溪镇2024年法治政府建设年度报告\n一、主要工作\n强化学习。组织学法6次，办理案件12件。\n二、存在的问题及下一步打算\n"
ONE = "1.电动车停放无序。楼道充电屡禁不止。下一步，引入智能车棚，划定停车区。\n"
TWO = "2.山林界址不清。多起争议悬而未决。今后，聘请老护林员带路勘界；绘制界址图。\n"


@pytest.mark.parametrize("row", SETTING_OUT, ids=lambda row: row.example)
def test_clause_that_sets_out(row: Wording) -> None:
    sentence = f"{row.example}，" * 3
    assert len(list(strung_together(sentence, 0, len(sentence)))) == 3


@pytest.mark.parametrize("row", DOING, ids=lambda row: row.example)
def test_plans_side_by_side_begin_with_such_a_verb(row: Wording) -> None:
    sentence = f"我镇将{row.example}、{row.example}，{row.example}"
    assert len(list(strung_together(sentence, 0, len(sentence)))) == 3


@pytest.mark.parametrize(
    ("sentence", "plans"),
    [
        ("下一步，我镇将继续学习贯彻习近平法治思想，持续办好夜校，探索“法治积分”", 3),
        ("下一步，我镇将进一步规范执法，配齐装备，继续办好夜校，计划新建法治公园", 3),
        ("下一步，我镇将加强执法队伍建设，创新普法宣传形式，引进专业法律人才，不断提高依法行政水平", 3),
        ("今后，我们将充实执法队伍、创新普法形式", 2),
        ("2025年，我乡将继续加强法治宣传，提高群众法治意识，规范执法行为，提升执法水平", 2),
        ("镇政府将健全和完善村规民约，组织网格员入户走访、排查矛盾纠纷，开展法治讲座", 3),
        ("我镇将健全、完善村规民约，提高村民自治水平", 0),
        ("明年，我乡将加大普法力度，提高群众学法用法意识", 0),
        ("我镇将加强队伍建设；规范执法行为；创新普法形式", 0),
        ("进一步加强普法，创新形式，丰富载体，扩大影响", 0),
        ("进一步加强普法，创新形式，丰富载体", 0),
        ("继续办好夜校，持续推进调解", 0),
        ("继续办好夜校，持续推进调解，不断推动法治建设再上新台阶", 0),
    ],
)
def test_rows_of_plans(sentence: str, plans: int) -> None:
    spans = list(strung_together(sentence, 0, len(sentence)))
    assert len(spans) == plans
    assert all(a.end <= b.start for a, b in pairwise(spans))


def _read(*parts: str) -> Report:
    return read_report((HEAD + "".join(parts)).encode(), "a.txt")


def test_each_problem_is_answered_by_the_step_told_after_it() -> None:
    report = _read(ONE, TWO)
    found, _ = problems(report, (), load())
    told = plans(report, found, (), load())
    assert [p.heading for p in told] == ["引入智能车棚", "聘请老护林员带路勘界"]
    assert [p.addresses for p in told] == [(0,), (1,)]
    assert "绘制界址图" in told[1].description
    assert "下一步" not in found[0].description


def test_one_step_alone_may_answer_all_problems() -> None:
    assert own_steps(_read("1.人手不足。\n", "2.经费紧张。下一步，统筹使用资金，争取编制。\n")) == ()
    assert len(own_steps(_read(ONE, TWO))) == 2


def test_steps_in_paragraphs_of_their_own() -> None:
    report = outlined(
        (1, "二、", "存在的问题\n", P),
        (2, "（一）", "调解员偏少\n平均每村不足一名。\n下一步，选聘退休干部。\n", P),
        (2, "（二）", "台账不全\n多为手写。\n下一步，启用电子台账。\n", P),
    )
    found, _ = problems(report, (), load())
    told = plans(report, found, (), load())
    assert [(p.heading, p.addresses) for p in told] == [("选聘退休干部", (0,)), ("启用电子台账", (1,))]
