"""The words and weights behind topics and links add up to what was decided."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from kg import places
from kg.extractors import extract
from kg.extractors.explanation import CLEAR, explain
from kg.ontology import load
from kg.reports import read_report

TEXT = (
    "重庆市江津区四屏镇人民政府2024年法治政府建设年度报告\n2024年，四屏镇推进法治政府建设。现报告如下：\n"
    "一、主要工作\n（一）普法宣传。开展宣讲12场。\n二、存在问题\n（一）执法力量不足。持证人员仅5名。\n"
    "（二）普法形式单一。仍以发传单为主。\n（三）老井巷停车难。车位只有12个。\n三、下一步打算\n"
    "（一）充实执法力量。招录2人。\n（二）丰富普法载体。拍摄短视频。\n（三）改造三角地。新划12格。\n"
    "重庆市江津区四屏镇人民政府\n2025年1月10日\n"
)


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    report = read_report(TEXT.encode(), "a.txt")
    facts = extract(report, load(), places.load())
    return {one.heading: one for one in explain(report, facts, load())} | {"facts": facts}


def test_scores_are_the_sums_of_their_words(told: dict) -> None:  # type: ignore[type-arg]
    lacking = told["执法力量不足"]
    assert lacking.kind == "problem"
    best = lacking.topics[0]
    assert (best.topic, best.kept) == ("执法力量不足", True)
    assert best.score == sum(one.weight * one.factor for one in best.evidence)
    assert {(one.wording, one.place) for one in best.evidence} >= {
        ("执法力量不足", "heading"),
        ("持证人员", "sentence"),
    }


def test_what_is_kept_is_what_the_facts_say(told: dict) -> None:  # type: ignore[type-arg]
    for fact in (*told["facts"].problems, *told["facts"].plans):
        kept = tuple(scored.topic for scored in told[fact.heading].topics if scored.kept)
        assert kept == fact.topics
    assert told["老井巷停车难"].topics == ()


def test_a_link_says_why(told: dict) -> None:  # type: ignore[type-arg]
    (link,) = told["充实执法力量"].links
    assert link.problem == "执法力量不足"
    assert link.score == sum(reason.score for reason in link.reasons) >= CLEAR
    assert not link.stated
    assert {"topic", "words"} <= {reason.kind for reason in link.reasons}
    assert told["改造三角地"].links == ()


def test_an_explanation_is_written_with_its_names(told: dict) -> None:  # type: ignore[type-arg]
    """As ``kg extract --explain --format json`` writes it: objects all the way down."""
    problem, plan = (asdict(told[heading]) for heading in ("执法力量不足", "充实执法力量"))
    assert problem["topics"][0]["evidence"][0].keys() == {"wording", "place", "weight", "factor"}
    assert plan["links"][0]["reasons"][0].keys() == {"kind", "about", "score", "plain"}
