from __future__ import annotations

import polars as pl
import pytest
from troubled_towns import Plan, Problem, Year, at_random, graph, place

from kg.analysis import UnknownNameError, follow, follow_all, follow_all_sparql, follow_sparql
from kg.analysis.answers import Count
from kg.analysis.following.answers import FollowAnswer, PlanFate, ProblemFate
from kg.analysis.following.matching import (
    LEFT_OUT,
    PLAN_RULES,
    PROBLEM_RULES,
    SENTENCE_RULES,
    UNDER_WAY,
    UNFINISHED,
    Rule,
    Told,
    alike,
    core,
    told_again,
)
from kg.analysis.following.through import course_of
from kg.analysis.wording.in_words import headline
from kg.errors import KgError

OWN = "甲县第0镇"
FORCE, RULES, MONEY = "执法力量不足", "执法规范化", "经费保障不足"


def plans(answer: FollowAnswer) -> dict[str, PlanFate]:
    return {one.plan.heading: one for step in answer.steps for one in step.plans}


def problems(answer: FollowAnswer) -> dict[str, ProblemFate]:
    return {one.problem.heading: one for step in answer.steps for one in step.problems}


def test_a_plan_is_measured_by_its_new_practices() -> None:
    first = [
        Plan("搭建议事平台", [], ["院坝会"]),
        Plan("用好网格", [], ["网格化", "村民议事"]),
        Plan("培养骨干", [], ["法律明白人"]),
        Plan("延续老办法", [], ["微网格"]),
    ]
    later = {
        "院坝会": "implemented",
        "网格化": "implemented",
        "村民议事": "piloting",
        "微网格": "implemented",
        "法律明白人": "planned",
    }
    years = [
        Year(OWN, 2022, [], first, {"网格化": "implemented", "微网格": "implemented", "院坝会": "planned"}),
        Year(OWN, 2023, [], [], later),
    ]
    told = plans(follow(graph(years), OWN))
    assert {heading: (one.verdict, one.ran_before) for heading, one in told.items()} == {
        "搭建议事平台": ("done", False),
        "用好网格": ("under way", False),  # 网格化 ran before; what is new is tried
        "培养骨干": ("planned again", False),
        "延续老办法": ("done", True),
    }
    one = told["搭建议事平台"]
    assert "院坝会" in one.plan.evidence[0].sentence and one.plan.evidence[0].year == 2022
    assert [(proof.sentence, proof.year) for proof in one.found] == [("院坝会情况为implemented。", 2023)]
    assert {p.practice.id: (p.verdict, p.ran_before) for p in told["用好网格"].practices} == {
        "网格化": ("done", True),
        "村民议事": ("under way", False),
    }


def test_a_kind_of_the_practice_does_not_make_the_plan_done() -> None:
    years = [Year(OWN, 2022, [], [Plan("推网格", [], ["网格化"])]), Year(OWN, 2023, [], [], {"微网格": "implemented"})]
    assert plans(follow(graph(years), OWN))["推网格"].verdict == "not mentioned again"


def test_plans_without_practices_are_measured_by_sentences_and_by_the_next_plans() -> None:
    first = [
        Plan("建设镇级矛盾调解中心"),
        Plan("加强经费保障", [], [], [MONEY]),
        Plan("修缮宣传长廊", [], [], [RULES]),
        Plan("改造便民服务大厅", sentence="改造便民服务大厅，增设无障碍通道。"),
    ]
    years = [
        Year(OWN, 2022, [], first, {}, ["本年开展宣传30场。"]),
        Year(
            OWN,
            2023,
            [],
            [Plan("多方筹措资金", [], [], [MONEY])],
            {},
            ["镇级矛盾调解中心建成投用，受理纠纷30件。", "正在改造便民服务大厅。"],
        ),
    ]
    answer = follow(graph(years), OWN)
    told = plans(answer)
    assert {heading: (one.verdict, one.basis) for heading, one in told.items()} == {
        "建设镇级矛盾调解中心": ("done", "sentence"),
        "加强经费保障": ("planned again", "type"),
        "修缮宣传长廊": ("not mentioned again", ""),
        "改造便民服务大厅": ("under way", "sentence"),
    }
    found = told["建设镇级矛盾调解中心"].found[0]
    assert found.sentence.startswith("镇级矛盾调解中心建成投用") and found.year == 2023
    assert found.end - found.start == len(found.sentence)
    assert told["加强经费保障"].again is not None and told["加强经费保障"].again.heading == "多方筹措资金"
    assert told["加强经费保障"].confidence < told["建设镇级矛盾调解中心"].confidence


def test_a_plan_is_not_done_because_plans_tell_it_again() -> None:
    years = [Year(OWN, 2022, [], [Plan("建设镇级矛盾调解中心")]), Year(OWN, 2023, [], [Plan("建设镇级矛盾调解中心")])]
    one = plans(follow(graph(years), OWN))["建设镇级矛盾调解中心"]
    assert (one.verdict, one.basis) == ("planned again", "heading")


def test_a_heading_does_not_say_that_anything_was_done() -> None:
    done = ["\n（一）加强经费保障。", "召开会议4次。"]
    years = [Year(OWN, 2022, [], [Plan("加强经费保障")]), Year(OWN, 2023, [], [], {}, done)]
    assert plans(follow(graph(years), OWN))["加强经费保障"].verdict == "not mentioned again"
    years[1].done = ["\n（一）财政工作。", "加强经费保障，投入12万元。"]
    assert plans(follow(graph(years), OWN))["加强经费保障"].verdict == "done"


def test_what_stood_in_the_same_words_the_year_before_is_carried_on() -> None:
    done = ["加强矛盾纠纷排查化解，全年排查20次。"]
    years = [Year(OWN, 2022, [], [Plan("加强矛盾纠纷排查化解")], {}, done), Year(OWN, 2023, [], [], {}, done)]
    one = plans(follow(graph(years), OWN))["加强矛盾纠纷排查化解"]
    assert (one.verdict, one.ran_before) == ("done", True)


def test_problems_persist_fade_and_are_new() -> None:
    years = [
        Year(
            OWN, 2021, [Problem("执法力量不足", [FORCE]), Problem("网格员队伍不稳定", []), Problem("没有钱", [MONEY])]
        ),
        Year(
            OWN, 2022, [Problem("人手紧张", [FORCE]), Problem("网格员队伍仍然不稳定", []), Problem("程序乱", [RULES])]
        ),
        Year(OWN, 2023, [Problem("人手依然紧张", [FORCE])]),
        Year(OWN, 2024),
    ]
    answer = follow(graph(years), OWN)
    told = problems(answer)
    assert {heading: (one.verdict, one.since) for heading, one in told.items()} == {
        "执法力量不足": ("persists", 2021),
        "网格员队伍不稳定": ("persists", 2021),
        "没有钱": ("not told again", 2021),
        "人手紧张": ("persists", 2021),
        "网格员队伍仍然不稳定": ("not told again", 2021),
        "程序乱": ("not told again", 2022),
        "人手依然紧张": ("cannot tell", 2021),  # the report on 2024 tells no problem at all
    }
    assert [new.heading for step in answer.steps for new in step.new] == ["程序乱"]
    assert told["网格员队伍不稳定"].basis == "heading"


def test_a_missing_report_and_years_that_are_asked_for() -> None:
    store = graph([Year(OWN, year, [Problem("没有钱", [MONEY])]) for year in (2020, 2021, 2023)])
    assert [(step.year, step.next) for step in follow(store, OWN).steps] == [(2020, 2021), (2021, 2023)]
    assert follow(store, OWN, years=range(2021, 2024)).years == (2021, 2023)
    with pytest.raises(KgError, match=r"two of these years \(2020\); it has reports on 2020, 2021, 2023"):
        follow(store, OWN, years=[2020])
    with pytest.raises(UnknownNameError):
        follow(store, "没有这个镇")
    assert [(one.year, one.next) for one in follow_all(store).years] == [(2020, 2021)]


@pytest.mark.parametrize(
    ("statuses", "course"),
    [
        ({2021: ("planned",), 2022: ("piloting",), 2023: ("implemented",)}, "taken up"),
        ({2021: ("piloting",), 2023: ("implemented",)}, "advanced"),
        ({2021: ("piloting",), 2022: ("implemented",), 2023: ("implemented",)}, "advanced"),
        ({2021: ("implemented",), 2022: ("piloting",), 2023: ("implemented",)}, "runs"),
        ({2021: ("implemented",), 2023: ("planned",)}, "planned after"),
        ({2023: ("planned",)}, "planned"),
        ({2021: ("implemented",), 2023: ("implemented", "planned")}, "runs"),
        ({2023: ("implemented",)}, "runs"),
        ({2021: ("planned",), 2023: ("planned",)}, "planned"),
        ({2021: ("implemented",)}, "silent"),
    ],
)
def test_the_course_of_a_practice(statuses: dict[int, tuple[str, ...]], course: str) -> None:
    assert course_of(statuses, 2023) == course


@pytest.mark.parametrize("seed", range(2))
def test_many_towns_are_counted_as_each_is(seed: int) -> None:
    years = at_random(seed, towns=9)
    store = graph(years)
    summary = follow_all(store)
    for one in summary.years:
        towns = {y.town for y in years if y.year == one.year}
        both = towns & {y.town for y in years if y.year == one.next}
        assert one.towns == Count(len(both), len(towns))
        before = [y for y in years if y.year == one.year and y.town in both]
        later = {y.town: y for y in years if y.year == one.next}
        tied = [(y.town, p) for y in before for plan in y.plans for p in plan.practices]
        assert one.named == Count(sum(p in later[t].runs for t, p in tied), len(tied))
        assert one.run == Count(sum(later[t].runs.get(p, "planned") != "planned" for t, p in tied), len(tied))
        assert one.counts.plans["done"].of == sum(len(y.plans) for y in before)
        done = sum(_done(y, later[y.town], plan) for y in before for plan in y.plans)
        assert one.counts.plans["done"].number == done
        told = [(y.town, p) for y in before for p in y.problems if later[y.town].problems]
        assert one.counts.problems["persists"].of == len(told)
    assert sum(one.counts.plans["done"].number for one in summary.years) > 0
    listed = {(one.town.full_name, one.year): one.counts for one in summary.towns}
    for (town, year), counts in listed.items():
        step = next(step for step in follow(store, town).steps if step.year == year)
        if step.next == year + 1:
            persisting = sum(problem.verdict == "persists" for problem in step.problems)
            assert counts.problems["persists"].number == persisting and counts.new_problems == len(step.new)
            by_practice = sum(plan.verdict == "done" and plan.basis == "practice" for plan in step.plans)
            assert counts.plans["done"].number == by_practice


def _done(one: Year, later: Year, plan: Plan) -> bool:
    ran = {p for p, status in one.runs.items() if status != "planned"}
    ran |= {"网格化"} if "微网格" in ran else set()
    fresh = [p for p in plan.practices if p not in ran]
    return any(later.runs.get(p) == "implemented" for p in fresh or plan.practices)


def test_the_queries_say_the_same() -> None:
    store = graph(at_random(3))
    summary = follow_all(store)
    rows = [
        [int(cell.value) for cell in row]
        for row in store.store.query(follow_all_sparql(summary), use_default_graph_as_union=True)
    ]
    assert rows == [[one.year, one.named.of, one.named.number, one.run.number] for one in summary.years]
    only = follow_all(store, year=2021, province="甲省")
    asked = list(store.store.query(follow_all_sparql(only), use_default_graph_as_union=True))
    assert [[int(cell.value) for cell in row] for row in asked] == rows[:1]
    town = summary.towns[0].town.full_name
    answer = follow(store, town)
    found: dict[tuple[str, str, int], tuple[set[str], bool]] = {}
    for plan, practice, year, _, status, ran in store.store.query(
        follow_sparql(answer), use_default_graph_as_union=True
    ):
        statuses, _ = found.setdefault((plan.value, practice.value, int(year.value)), (set(), ran.value == "true"))
        statuses.add(status.value.rpartition("#")[2] if status else "")
    told = {
        (plan.plan.iri, one.practice.iri, step.year): ({one.status}, one.ran_before)
        for step in answer.steps
        for plan in step.plans
        for one in plan.practices
    }
    assert found == told and told
    # Nothing is looked for from a practice, of which a graph has thousands of mentions: each group begins with the town.
    groups = [line for line in follow_sparql(answer).splitlines() if "OPTIONAL" in line]
    assert len(groups) == 2 and all("{ VALUES ?township" in line for line in groups)


@pytest.mark.parametrize("rule", [*PLAN_RULES, *PROBLEM_RULES], ids=lambda rule: f"{rule.verdict} by {rule.basis}")
def test_a_rule_holds_for_its_example_and_barely_for_less(rule: Rule) -> None:
    left, right = map(core, rule.example)
    assert alike([left], [right])[0] >= rule.alike
    stricter = [other for other in (*PLAN_RULES, *PROBLEM_RULES) if other.verdict == rule.verdict and other.alike > 0]
    if rule.basis == "type":  # the example needs the type: its headings are not alike
        assert alike([left], [right])[0] < min(other.alike for other in stricter)


@pytest.mark.parametrize("rule", SENTENCE_RULES, ids=lambda rule: rule.example[0])
def test_a_sentence_tells_its_plan(rule: Told) -> None:
    plan, sentence = rule.example
    told = told_again(
        "无" if rule.of == "clause" else plan, [plan] if rule.of == "clause" else [], ["另一件事办完了。", sentence]
    )
    assert told is not None and told[1:] == (rule.confidence, 1)
    assert told_again(plan, [plan], ["召开党委会议，传达上级精神。"]) is None


@pytest.mark.parametrize(("cue", "sentence"), UNFINISHED)
def test_a_sentence_on_what_is_not_finished(cue: str, sentence: str) -> None:
    plan = sentence.rstrip("。").replace("在两个村", "")
    told = told_again(plan, [], [sentence])
    assert cue in sentence and told is not None and told[0] == UNDER_WAY


def test_cores_are_the_same_in_columns() -> None:
    headings = ["进一步加大普法宣传力度", "“民呼我为”办件满意率还有待提升", "1+3+N机制"]
    bare = pl.Series(headings).str.replace_all(LEFT_OUT, "").to_list()
    assert bare == [core(heading) for heading in headings] == ["普法宣传", "民呼我为办件满意率", "13N机制"]
    assert core("不够") == "不够"


def test_tables_have_a_row_for_each_thing() -> None:
    store = graph(at_random(1))
    summary = follow_all(store)
    columns, rows = summary.table()
    assert len(rows) == len(summary.towns) == sum(one.towns.number for one in summary.years)
    assert all(len(row) == len(columns) for row in rows)
    answer = follow(store, place(summary.towns[0].town.full_name.removeprefix("甲省")))
    columns, rows = answer.table()
    assert all(len(row) == len(columns) for row in rows)
    assert sum(row[3] == "plan" for row in rows) == sum(len(step.plans) for step in answer.steps)


def test_where_no_town_reported_twice_in_a_row_no_report_is_counted() -> None:
    answer = follow_all(graph([Year("甲县一镇", 2024), Year("甲县二镇", 2022)]))
    assert not sum(year.towns.of for year in answer.years)
    assert "没有乡镇有相连两年的报告" in headline(answer, "zh") and "no town has reports" in headline(answer, "en")
