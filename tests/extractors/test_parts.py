"""Prescribed parts: by heading, by wording, by what was found; a heading alone is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reports_by_hand import report_of

from kg.extractors.parts import DUTIES, PARTS, Wording, parts, tells_duties
from kg.model import Cause, Facts, Identity, Plan, Problem, Report, Role
from kg.reports import read_report

NOTHING = Facts(Identity("云溪镇", None, (), (), 2024, None, None, ()))


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: row.example)
def test_wordings(row: Wording) -> None:
    assert tells_duties(row.example)


@pytest.mark.parametrize(
    "sentence",
    [
        "严格落实党政主要负责同志年度述法，述法报告在镇政府网站公开。",
        "镇党委书记带头讲法治课2次，镇长领学宪法1次。",
        "街道党工委书记、办事处主任对法治建设重要工作亲自部署、重大问题亲自过问。",
        "苏木党委书记切实担起推进法治建设第一责任人的担子，半年研究一次。",
        "严格执行《党政主要负责人履行推进法治建设第一责任人职责规定》，半年汇报一次。",
        "全年召开党委会研究法治工作5次，由“一把手”亲自主持。",
    ],
)
def test_what_the_heads_did(sentence: str) -> None:
    assert tells_duties(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "成立由镇长任组长、各站所负责人为成员的领导小组，全年召开会议3次。",
        "14个村、2个社区的党组织书记年底述职时一并述法。",
        "企业主要负责人落实安全生产第一责任人职责，签订责任书61份。",
        "村（社区）党支部书记带头讲法治课12堂。",
        "发生行政诉讼一件，副镇长出庭应诉。",
        "每月由书记镇长轮流接访，办结信访事项22件。",
        "在河口村、新村等地宣讲《党政主要负责人履行推进法治建设第一责任人职责规定》。",
        "聘请律师事务所主任为干部讲授民法典1场。",
    ],
)
def test_what_others_did_or_what_is_no_duty(sentence: str) -> None:
    assert not tells_duties(sentence)


def read(text: str) -> Report:
    return read_report(("云溪镇2024年法治政府建设年度报告\n" + text).encode(), "云溪镇.txt")


def of(text: str, facts: Facts = NOTHING) -> tuple[str, ...]:
    return tuple(part.value for part in parts(read(text), facts))


def test_sections() -> None:
    text = """一、主要举措和成效
全年调解纠纷31件，举办讲座4场。
二、党政主要负责人履行推进法治建设第一责任人职责情况
定期听取汇报，研究解决难题。
三、存在的问题
（一）执法力量薄弱。全镇持证人员仅3名。
四、原因分析
编制偏紧，人员流动大。
五、下一步工作打算
开展执法培训，组织参加考试。
"""
    assert of(text) == tuple(role.value for role in PARTS)


def test_duties_in_running_text() -> None:
    text = "一、主要举措和成效\n{}\n二、存在的问题\n执法力量薄弱。\n三、下一步打算\n开展执法培训。\n"
    assert "duties" in of(text.format("镇党政主要负责人认真履行推进法治建设第一责任人职责，研究法治工作6次。"))
    assert "duties" not in of(text.format("全年调解纠纷31件，举办讲座4场。"))


def test_duties_that_are_planned_are_not_done() -> None:
    text = "一、主要举措和成效\n全年调解纠纷31件。\n二、下一步打算\n落实党政主要负责人述法制度，带头讲法治课。\n"
    assert of(text) == ("measures", "plans")


def test_a_heading_without_text_is_no_part() -> None:
    text = """一、主要举措和成效
全年调解纠纷31件，举办讲座4场。
二、党政主要负责人履行推进法治建设第一责任人职责情况
三、下一步工作打算
开展执法培训，组织参加考试。
"""
    assert of(text) == ("measures", "plans")


def test_items_below_a_heading_are_text() -> None:
    text = "一、主要举措和成效\n全年调解纠纷31件。\n二、存在的问题\n1.执法力量薄弱\n2.普法形式单一\n"
    assert of(text) == ("measures", "problems")


def test_what_was_found_anywhere_counts() -> None:
    report = report_of("全年调解纠纷31件。")
    found = replace(
        NOTHING,
        problems=(Problem("人少", "人少", (0,)),),
        causes=(Cause("编制", (0,)),),
        plans=(Plan("招人", "招人", (0,)),),
    )
    assert parts(report, NOTHING) == (Role.MEASURES,)
    assert parts(report, found) == (Role.MEASURES, Role.PROBLEMS, Role.CAUSES, Role.PLANS)


@pytest.mark.parametrize(
    ("seed", "missing"),
    [
        ("000_3f51fe86391b8547.txt", {"duties"}),
        ("001_146a9bd897fb2bf2.txt", {"causes"}),
        ("002_22c09d62a51847d2.txt", set()),
        ("003_d2e723ded984566e.txt", set()),
        ("004_838858ccf7012df2.txt", {"duties", "causes"}),
    ],
)
def test_the_seeds_as_read_by_hand(seed: str, missing: set[str]) -> None:
    from kg import ontology, places
    from kg.extractors import extract

    file = Path(__file__).parents[2] / "seeds" / seed
    report = read_report(file.read_bytes(), seed)
    told = parts(report, extract(report, ontology.load(), places.load()))
    assert {part.value for part in PARTS if part not in told} == missing
