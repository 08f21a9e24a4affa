"""Plans, the year they aim at and the problems they answer."""

from __future__ import annotations

import pytest
from outlines import Part, outlined
from small_ontology import SMALL

from kg.extractors.plans import plans
from kg.extractors.problems import problems
from kg.extractors.statements import is_empty_promise
from kg.model import Plan, Role

P, C, L = Role.PROBLEMS, Role.CAUSES, Role.PLANS


def told(*parts: Part) -> tuple[Plan, ...]:
    report = outlined(*parts)
    found, _ = problems(report, (), SMALL)
    result = plans(report, found, (), SMALL)
    for plan in result:
        assert any(plan.heading in report.passages[i].text for i in plan.passages)
    return result


def test_numbered_children_are_the_plans_and_lead_ins_are_none() -> None:
    found = told(
        (1, "四、", "下一步工作打算\n2025年，我镇将继续深入学习贯彻习近平法治思想，做好以下工作。\n", L),
        (2, "（一）", "推行“一支队伍管执法”改革。", L),
        (3, "一是", "整合力量。", L),
        (3, "二是", "开展联合检查。\n", L),
        (2, "（二）", "抓宣传，在浓厚氛围上求突破。针对新居民开展宣讲。\n", L),
    )
    assert [p.heading for p in found] == ["推行“一支队伍管执法”改革", "抓宣传，在浓厚氛围上求突破"]


def test_sentences_of_an_unnumbered_part_are_plans_unless_empty() -> None:
    found = told(
        (1, "三、", "下一步工作\n", L),
        (
            0,
            "",
            "下一步，我镇将以习近平法治思想为指导，奋力推动法治建设再上新台阶。"
            "进一步加大普法力度，创新宣传方式。建立案卷评查制度；聘请公职律师一名。\n",
            L,
        ),
    )
    assert [p.heading for p in found] == ["进一步加大普法力度", "建立案卷评查制度", "聘请公职律师一名"]


def test_paragraphs_under_headlines_are_plans() -> None:
    found = told(
        (1, "", "下步工作中，我们将着重做好以下几点。\n", L),
        (0, "", "深化普法强基。办好夜校，拍摄短视频。\n练强执法队伍。推行师带徒；每季评查案卷。\n", L),
    )
    assert [p.heading for p in found] == ["深化普法强基", "练强执法队伍"]


@pytest.mark.parametrize(
    ("tail", "headings"),
    [
        ("下一步，我们将正视问题、补齐短板，奋力推动法治政府建设再上新台阶。", []),
        ("下一步，我镇将建立案卷评查制度，组织执法人员轮训。", ["建立案卷评查制度"]),
    ],
)
def test_a_tail_after_the_problems_is_a_plan_where_it_has_content_and_nothing_else_is(
    tail: str, headings: list[str]
) -> None:
    problem = ((1, "二、", "存在的问题\n", P), (2, "一是", f"执法力量不足。{tail}\n", P))
    assert [p.heading for p in told(*problem)] == headings
    section = ((1, "三、", "工作计划\n", L), (2, "（一）", "强化培训。每月一次。\n", L))
    assert [p.heading for p in told(*problem, *section)] == ["强化培训"]


@pytest.mark.parametrize(
    ("heading", "text", "year"),
    [
        ("2025年工作思路", "建强队伍。开展轮训。", 2025),
        ("2024年推进法治建设存在问题和2025年工作打算", "建强队伍。开展轮训。", 2025),
        ("下一步打算", "建强队伍。力争2026年上半年配备公职律师。", 2026),
        ("2025年工作思路", "建强队伍。到2027年底全员持证。", 2027),
        ("下一步打算", "建强队伍。总结2023年经验。", None),
        ("下一步打算\n2025年，我镇将抓好以下工作。", "建强队伍。开展轮训。", 2025),
    ],
)
def test_target_year(heading: str, text: str, year: int | None) -> None:
    (plan,) = told((1, "四、", heading + "\n", L), (2, "（一）", text + "\n", L))
    assert plan.target_year == year


def test_a_plan_answers_the_problem_that_it_shares_topic_and_words_with() -> None:
    found = told(
        (1, "二、", "存在的问题\n", P),
        (2, "（一）", "执法人员专业能力不强。案卷制作粗糙。\n", P),
        (2, "（二）", "普法宣传形式单一。多发传单。\n", P),
        (1, "三、", "下一步打算\n", L),
        (2, "（一）", "创新普法宣传方式。拍摄短视频。\n", L),
        (2, "（二）", "锻造专业执法队伍。开展案卷评查，培训执法人员。\n", L),
        (2, "（三）", "修缮便民中心。更新座椅。\n", L),
    )
    assert [p.addresses for p in found] == [(1,), (0,), ()]


@pytest.mark.parametrize(
    ("sentence", "empty"),
    [
        ("下一步，我们将直面问题，再接再厉", True),
        ("为全镇高质量发展提供坚强法治保障", True),
        ("深入学习贯彻习近平法治思想，努力开创法治建设新局面", True),
        ("深入学习贯彻习近平法治思想，每月组织干部旁听庭审", False),
        ("加大普法力度", False),
    ],
)
def test_empty_promises(sentence: str, empty: bool) -> None:
    assert is_empty_promise(sentence) is empty
