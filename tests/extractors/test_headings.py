"""Headings: leading phrases, complete and without what leads up to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors import heading_wordings as tables
from kg.extractors.heading_wordings import Kind, Wording
from kg.extractors.headings import heading_span, says_shortcoming, sentence_end

ANYWHERE = (*tables.SHORTCOMINGS, *tables.HANGING, *tables.HANGING_PLANS)
AT_THE_START = (*tables.PREAMBLES, *tables.PLAN_PREAMBLES, *(row for rows in tables.LEADING.values() for row in rows))


@pytest.mark.parametrize("row", ANYWHERE, ids=lambda row: row.example)
def test_wording_is_found_in_its_example(row: Wording) -> None:
    assert re.search(row.pattern, row.example)


@pytest.mark.parametrize("row", tables.BARE_PREDICATES, ids=lambda row: row.example)
def test_bare_predicate_begins_the_second_clause_of_its_example(row: Wording) -> None:
    first, second = row.example.split("，")
    assert re.match(row.pattern, second)
    assert not re.match(row.pattern, first)


@pytest.mark.parametrize("row", AT_THE_START, ids=lambda row: row.example)
def test_leading_wording_begins_its_example(row: Wording) -> None:
    example = re.sub(r"^[一二三]是(?=是)", "", row.example)
    example = re.sub(r"^(?:我镇|二)(?=党委|是)", "", example)
    assert any(re.match(row.pattern, text) for text in (example, *example.split("，")))


HEADINGS = [
    (Kind.PROBLEM, "普法形式不够新，宣传内容较为陈旧，群众兴趣不大。主要表现为发传单。", "普法形式不够新"),
    (Kind.PROBLEM, "对新法规学习不及时，不系统。日常多以自学为主。", "对新法规学习不及时，不系统"),
    (Kind.PROBLEM, "镇级法治阵地有短板、有欠缺。展板已旧。", "镇级法治阵地有短板、有欠缺"),
    (Kind.PROBLEM, "“接诉即办”回访率仍需提高：因人手不足，回访不全。", "“接诉即办”回访率仍需提高"),
    (
        Kind.PROBLEM,
        "干部的法律素养与岗位要求相比，还有距离。如：案卷差错较多。",
        "干部的法律素养与岗位要求相比，还有距离",
    ),
    (Kind.PROBLEM, "部门间信息互通，仍不够顺畅。", "部门间信息互通，仍不够顺畅"),
    (Kind.PROBLEM, "由于编制偏紧，镇级执法力量薄弱。", "镇级执法力量薄弱"),
    (Kind.PROBLEM, "受地域条件限制，法律服务半径不足，老人来往不便。", "法律服务半径不足"),
    (Kind.PROBLEM, "虽然建起了调解室，但调解员专业能力不强，案卷不规范。", "调解员专业能力不强"),
    (Kind.PROBLEM, "与群众期待相比，窗口服务效率不够高。", "窗口服务效率不够高"),
    (Kind.PROBLEM, "普法方面：分众宣传做得不够，形式单一。", "分众宣传做得不够"),
    (Kind.PROBLEM, "执法方面。执法装备老化，取证困难。", "执法装备老化"),
    (Kind.PROBLEM, "监督机制还有缺口，目前尚未建立回访制度，主要靠自查。", "监督机制还有缺口"),
    (Kind.PROBLEM, "网格员流动快，主要是因为待遇偏低。", "网格员流动快"),
    (Kind.PROBLEM, "合同管理中存在的问题。一方面台账不全；另一方面审查滞后。", "合同管理中存在的问题"),
    (Kind.PROBLEM, "村级法治力量不足，结构不优\n全镇仅有两名持证人员。", "村级法治力量不足，结构不优"),
    (Kind.CAUSE, "是干部学法用法主动性不强，学用脱节，效果不佳。", "干部学法用法主动性不强"),
    (Kind.CAUSE, "人员轮岗频繁、待遇保障不足、力量薄弱。", "人员轮岗频繁、待遇保障不足、力量薄弱"),
    (Kind.CAUSE, "对普法考核偏重台账，忽视群众评价。", "对普法考核偏重台账"),
    (Kind.CAUSE, "造成上述问题的原因，主要在于资金投入有限，阵地建设滞后。", "资金投入有限"),
    (Kind.PLAN, "推行“一窗通办”改革。一是梳理事项。", "推行“一窗通办”改革"),
    (Kind.PLAN, "抓队伍，在规范执法上见实效。组织轮训。", "抓队伍，在规范执法上见实效"),
    (Kind.PLAN, "下一步，我镇将进一步加大普法力度，创新宣传方式。", "进一步加大普法力度"),
    (Kind.PLAN, "将法治宣传纳入村规民约，督促各村落实。", "将法治宣传纳入村规民约"),
    (Kind.PLAN, "以案卷评查为抓手，规范执法程序，提高办案质量。", "以案卷评查为抓手，规范执法程序"),
    (Kind.PLAN, "应急处置能力持续提升，开展演练。", "应急处置能力持续提升"),
    (Kind.PLAN, "聚焦企业需求优化服务。开展法治体检，送法上门。", "聚焦企业需求优化服务"),
    (Kind.PROBLEM, "对新业态研究不够深入等，如直播带货。", "对新业态研究不够深入"),
    (Kind.PROBLEM, "执法检查对企业不平等，频次高。", "执法检查对企业不平等"),
    (Kind.PLAN, "下一步，将选聘一批年轻调解员，开展轮训。", "选聘一批年轻调解员"),
    (Kind.PLAN, "以习近平法治思想为指导，持续抓好干部学法，提升能力。", "持续抓好干部学法"),
    (Kind.PLAN, "□，营造良好营商环境。推进一窗受理。", "营造良好营商环境"),
    (Kind.PLAN, "2025年，我们将建立法治副主任制度，压实村级责任。", "建立法治副主任制度"),
]


@pytest.mark.parametrize(("kind", "text", "heading"), HEADINGS, ids=[h[2] for h in HEADINGS])
def test_heading_is_the_leading_phrase(kind: Kind, text: str, heading: str) -> None:
    span = heading_span(text, 0, len(text), kind)
    assert text[span.start : span.end] == heading


@pytest.mark.parametrize(
    "text", ["加大普法宣传力度", "不断提升服务水平", "建立不少于五人的队伍", "持续加强队伍建设，不断扩大"]
)
def test_a_measure_says_no_shortcoming(text: str) -> None:
    assert not says_shortcoming(text)


def test_a_stop_inside_brackets_or_quotes_ends_no_sentence() -> None:
    text = "落实“谁执法谁普法。”责任制（含村级；含站所）不够。其余正常。"
    assert text[: sentence_end(text, 0, len(text))] == "落实“谁执法谁普法。”责任制（含村级；含站所）不够"


def test_a_bracket_that_never_closes_swallows_no_further_sentence() -> None:
    text = "落实“首问负责不够。其余正常。"
    assert text[: sentence_end(text, 0, len(text))] == "落实“首问负责不够"


@given(st.text("普法不足，。；：、“”（）:,\n 但是由于下一步我镇将虽在方面二", max_size=60), st.sampled_from(list(Kind)))
def test_heading_lies_in_one_sentence_of_the_item(text: str, kind: Kind) -> None:
    span = heading_span(text, 0, len(text), kind)
    assert 0 <= span.start <= span.end <= len(text)
    heading = text[span.start : span.end]
    assert "\n" not in heading
    assert heading == heading.strip(" ，。；：、,")
