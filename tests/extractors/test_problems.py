"""Problems at the right level, in the manners in which townships tell them."""

from __future__ import annotations

import re

import pytest
from outlines import Part, outlined
from small_ontology import SMALL

from kg.extractors import statement_wordings as tables
from kg.extractors.heading_wordings import Wording
from kg.extractors.problems import problems
from kg.extractors.statements import is_container, turns_to_causes, turns_to_plans
from kg.model import Mechanism, Mention, Role, Span, Status

P, C, L, M = Role.PROBLEMS, Role.CAUSES, Role.PLANS, Role.MEASURES


def headings(*parts: Part) -> list[str]:
    report = outlined(*parts)
    found, _ = problems(report, (), SMALL)
    for problem in found:
        assert any(problem.heading in report.passages[i].text for i in problem.passages)
    return [problem.heading for problem in found]


@pytest.mark.parametrize(
    "row",
    (
        *tables.CONTAINER_WORDS,
        *tables.ANNOUNCING,
        *tables.EMPTY_PROMISES,
        *tables.SAYINGS,
        *tables.CONTINUING,
        *tables.GENERAL_CAUSES,
        *tables.TURNS_TO_PLANS,
    ),
    ids=lambda row: row.example,
)
def test_wording_is_found_in_its_example(row: Wording) -> None:
    assert re.search(row.pattern, row.example)


@pytest.mark.parametrize(
    "text",
    [
        "2024年度存在的短板和不足",
        "存在的主要问题及原因分析",
        "对照上级要求和群众期盼，我镇法治政府建设还有差距，主要表现在",
        "虽然取得了一定成绩，但仍存在一些薄弱环节",
        "一年来的工作虽有进步，但短板依然明显",
        "主要表现在以下几个方面",
        "下一步工作打算",
    ],
)
def test_a_container_says_nothing_of_its_own(text: str) -> None:
    assert is_container(text)


@pytest.mark.parametrize("text", ["普法工作中存在的问题", "执法力量不足", "法治建设重点不突出", "群众参与度不高"])
def test_a_statement_is_no_container(text: str) -> None:
    assert not is_container(text)


def test_numbered_children_are_the_problems_and_their_items_describe() -> None:
    found = headings(
        (1, "二、", "存在的不足\n", P),
        (2, "（一）", "合同管理中存在的问题。", P),
        (3, "一是", "台账不全，更新不及时。", P),
        (3, "二是", "审查滞后。\n", P),
        (2, "（二）", "执法人员专业能力不强。个别案卷不规范。\n", P),
    )
    assert found == ["合同管理中存在的问题", "执法人员专业能力不强"]


def test_items_of_a_paragraph_are_the_problems() -> None:
    found = headings(
        (1, "二、", "存在的问题\n虽然做了一些工作，但也存在如下问题：", P),
        (2, "一是", "普法形式较为单一，群众兴趣不大；", P),
        (2, "二是", "解纷力量分散，协同不够；", P),
        (2, "三是", "村规民约执行不到位。\n", P),
    )
    assert found == ["普法形式较为单一", "解纷力量分散", "村规民约执行不到位"]


def test_a_container_among_the_children_is_looked_into() -> None:
    found = headings(
        (1, "三、", "存在问题和下一步打算\n", P),
        (2, "（一）", "存在的主要问题\n", P),
        (3, "1.", "法治意识有待增强。少数干部凭经验办事。\n", P),
        (3, "2.", "办案经费短缺。\n", P),
        (2, "（二）", "下一步打算\n", L),
        (3, "1.", "加强学法。\n", L),
    )
    assert found == ["法治意识有待增强", "办案经费短缺"]


def test_sentences_of_running_text_are_problems_where_they_say_a_shortcoming() -> None:
    found = headings(
        (1, "二、", "存在的短板\n", P),
        (
            0,
            "",
            "回顾一年来的工作，还有一些不足。我镇山高路远。部分村干部法治思维不强，处理问题靠老办法。"
            "例如合同签订随意。执法装备老化，夜间取证难。下一步，我镇将加强培训。\n",
            P,
        ),
    )
    assert found == ["部分村干部法治思维不强", "执法装备老化"]


def test_ordinals_without_sections_of_their_own_part_the_problems() -> None:
    found = headings(
        (
            0,
            "",
            "成绩虽有，短板仍旧明显。首先，普法深度不够，山区群众居住分散。其次，持证人员不足。镇里没有公职律师。\n",
            P,
        )
    )
    assert found == ["普法深度不够", "持证人员不足"]


def test_members_of_a_list_of_problems_are_problems() -> None:
    found = headings((1, "二、", "存在问题\n对照先进，我乡还存在普法形式单一、执法力量薄弱、法治人才短缺等问题。\n", P))
    assert found == ["普法形式单一", "执法力量薄弱", "法治人才短缺"]


def test_a_paragraph_under_a_headline_is_one_problem() -> None:
    found = headings(
        (1, "", "存在的不足\n", P),
        (0, "", "执法力量不足。现有人员难以满足需要，夜间巡查困难。\n信息化水平不高。台账靠手工，数据不通。\n", P),
    )
    assert found == ["执法力量不足", "信息化水平不高"]


def test_the_reason_of_all_problems_is_no_part_of_the_last_one() -> None:
    report = outlined(
        (1, "二、", "存在的问题\n", P),
        (2, "一是", "普法对象不全。", P),
        (2, "二是", "解纷平台不通。造成上述问题的原因，主要在于经费投入有限、人员流动过快。\n", P),
    )
    found, causes = problems(report, (), SMALL)
    assert [p.description for p in found] == ["普法对象不全。", "解纷平台不通。"]
    assert [c.heading for c in causes] == ["经费投入有限", "人员流动过快"]


def test_no_problem_is_told_twice_and_measures_are_none() -> None:
    found = headings(
        (1, "一、", "主要做法\n", M),
        (2, "（一）", "解决普法形式单一的问题。\n", M),
        (1, "二、", "不足\n", P),
        (2, "（一）", "普法形式单一。\n", P),
        (2, "（二）", "普法形式单一。\n", P),
    )
    assert found == ["普法形式单一"]


def test_mechanisms_named_in_a_problem_are_its_own_even_as_missing() -> None:
    report = outlined(
        (1, "二、", "存在的问题\n", P),
        (2, "（一）", "综治中心运行不畅。至今没有推行积分制。\n", P),
        (2, "（二）", "普法不够。\n", P),
    )

    def mention(name: str, status: Status | None) -> Mention:
        start = report.text.index(name)
        return Mention(Mechanism(name, name), Span(start, start + len(name)), name, 0, status)

    found, _ = problems(report, (mention("综治中心", Status.IMPLEMENTED), mention("积分制", None)), SMALL)
    assert [[m.label for m in p.mechanisms] for p in found] == [["综治中心", "积分制"], []]


def test_a_report_without_such_a_part_has_no_problems() -> None:
    assert problems(outlined((1, "一、", "工作情况\n解决了经费不足的问题。\n", M)), (), SMALL) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "causes", "plans"),
    [
        ("产生以上问题的主要原因是人手不足。", True, False),
        ("下一步，我们将补齐短板。", False, True),
        ("针对上述不足，明年重点抓培训。", False, True),
        ("普法原因复杂，下一步难以判断。", False, False),
    ],
)
def test_turns(sentence: str, causes: bool, plans: bool) -> None:
    assert (turns_to_causes(sentence), turns_to_plans(sentence)) == (causes, plans)


@pytest.mark.parametrize("junk", ["由于", "不足", "主要是", "存在、", "“"])
def test_a_text_without_sentences_yields_nothing_and_takes_no_time(junk: str) -> None:
    report = outlined((1, "二、", "存在的问题\n", P), (2, "（一）", junk * 20_000 + "\n", P))
    assert problems(report, (), SMALL) == ((), ())
