"""Measures that answer shortcomings: each row by its pair, and what a plan does not answer."""

from __future__ import annotations

import pytest
from small_ontology import SMALL

from kg.extractors.affinity import Subject, answered, subject
from kg.extractors.remedies import REMEDIES, Remedy, is_remedy, misses


def about(heading: str, text: str = "") -> Subject:
    return subject(heading, text, (), SMALL)


@pytest.mark.parametrize("row", REMEDIES, ids=lambda row: row.problem)
def test_row_by_its_pair(row: Remedy) -> None:
    assert is_remedy(row.problem, row.plan, "")
    assert not misses(row.problem, row.plan, "")
    assert answered([about(row.plan)], [about("政务公开不及时"), about(row.problem)]) == ((1,),)


@pytest.mark.parametrize(
    ("problem", "plan", "answers"),
    [
        ("村级组织作用发挥不强", "深化法治社会建设。实施“法治带头人”培育工程。", True),
        ("村干部年龄偏大", "推进乡村治理。每村培育“法律明白人”3名。", True),
        ("普法经费紧张", "深入推进普法。办好夜校。", False),
        ("普法经费紧张", "深入推进普法。把普法经费列入预算。", True),
        ("外来人口普法覆盖不全", "加强干部普法教育。每月一讲。", False),
        ("外来人口普法覆盖不全", "加强务工人员普法教育。送法进厂。", True),
    ],
)
def test_what_answers_and_what_does_not(problem: str, plan: str, answers: bool) -> None:
    heading, text = plan.split("。", 1)
    assert answered([about(heading, text)], [about(problem)]) == (((0,),) if answers else ((),))


def test_a_clause_is_no_answer_to_what_another_plan_is_about() -> None:
    aside = about("履行法治建设主体责任", "扎实开展普法宣传活动，健全法治宣传教育机制。")
    plan = about("增强普法宣传实效", "用好短视频。")
    problems = [about("普法宣传教育不够深入")]
    assert answered([aside, plan], problems) == ((), (0,))
    assert answered([aside], problems) == ((0,),)
