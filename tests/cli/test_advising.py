"""``kg advise``, on a few towns by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from folders import stored
from running import Run
from troubled_towns import Plan, Problem, Year, graph

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


OWN, EVIL = "甲县第0镇", "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> str:
    lacking = Problem("执法人员少", ["执法力量不足"])
    years = [
        Year(OWN, 2023, [Problem("执法力量不足", ["执法力量不足"]), Problem("没有钱", ["经费保障不足"])]),
        Year("甲县第1镇", 2022, [lacking], [Plan(f"充实力量{EVIL}", [0], ["院坝会"])]),
        Year("甲县第1镇", 2023, [Problem("程序乱", ["执法规范化"])], [], {"院坝会": "implemented"}),
        Year("乙县第2镇", 2023, [lacking], [Plan("多想办法", [0])]),
        Year("丙县第3镇", 2022, [replace(lacking, copied=1)], [Plan("充实力量", [0], ["院坝会"], copied=1)]),
    ]
    return str(stored(graph(years).store, tmp_path_factory.mktemp("peers")))


def test_a_table_with_cases_and_denominators(kg: Run, peers: str) -> None:
    ran = kg("advise", OWN, "--store", peers)
    assert ran.status == 0 and ran.err == ""
    assert ran.lines[0].startswith("甲省甲县第0镇 2023 年报告写到的问题：2 个")
    assert (
        "同类问题（执法力量不足）：3 个写到问题的其他乡镇中 2 个写到；其中 2 个有针对它的计划，之后还有报告的 1 个中 1 个不再写到"
        in ran.out
    )
    line = next(line for line in ran.lines if line.startswith("院坝会"))
    assert "1/2，个案" in line and "同县" in line and "2023 已实施，不再写到问题" in line
    assert any("进展" in line and "后来" not in line for line in ran.lines if line.startswith("做法"))
    assert EVIL in ran.out  # as text: nothing on a terminal runs it
    assert "不等于已经解决" in ran.out and "不足 5 例" in ran.out
    assert ran.lines[-1] == "只见于与别镇雷同语句的 2 条问题和计划没有计入（--copies 则计入）。"  # 第3镇's
    every = kg("advise", OWN, "--store", peers, "--copies").out
    assert "2/3，个案" in every and "没有计入" not in every


def test_one_type_in_one_county(kg: Run, peers: str) -> None:
    ran = kg("advise", OWN, "--problem", "执法规范化", "--county", "乙县", "--store", peers)
    assert "（该乡镇没有写到这类问题）" in ran.out and "1 个写到问题的其他乡镇中 0 个写到" in ran.out
    english = kg("advise", OWN, "--problem", "执法力量不足", "--store", peers, "--lang", "en").out
    assert "reported by 2 of the 3 other towns that tell problems" in english and "single cases" in english


def test_for_programs(kg: Run, peers: str) -> None:
    answer = json.loads(kg("advise", OWN, "--store", peers, "--format", "json").out)
    remedy = answer["problems"][0]["levels"][0]["remedies"][0]
    assert remedy["cases"] == {"number": 1, "of": 2} and remedy["shown"][0]["evidence"][0]["sentence"]
    rows = list(csv.DictReader(io.StringIO(kg("advise", OWN, "--store", peers, "--format", "csv").out)))
    assert {row["kind"] for row in rows} == {"practice", "plan"}
    query = kg("advise", OWN, "--store", peers, "--sparql").out
    assert "same,mech:院坝会,1" in kg("query", query, "--store", peers, "--format", "csv").out.replace(
        "https://w3id.org/towngov/mechanism/", "mech:"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("第9镇",), "第0镇"), ((OWN, "--problem", "执法力量"), "执法力量不足"), ((OWN, "--year", "2011"), "2023")],
)
def test_what_is_not_there(kg: Run, peers: str, arguments: tuple[str, ...], told: str) -> None:
    ran = kg("advise", *arguments, "--store", peers)
    assert ran.status == 1 and told in ran.err and ran.out == ""


def test_the_five_reports_as_read_by_hand(kg: Run, seeds: str) -> None:
    """新安镇 says its publicity does not reach hearts. 包鸾, 四屏 and 万顺 find theirs monotonous too, 宋桂 does not say so;
    each of the three has one plan against it."""
    answer = json.loads(
        kg("advise", "新安镇", "--problem", "普法宣传形式单一", "-k", "9", "--store", seeds, "--format", "json").out
    )
    (one,) = answer["problems"]
    assert one["problem"]["heading"] == "法治宣传教育不够入脑入心,不到位" and answer["year"] == 2024
    (level, *_) = one["levels"]
    assert level["peers"] == {"number": 3, "of": 4} and level["planning"] == {"number": 3, "of": 3}
    assert level["no_longer"] == {"number": 0, "of": 0}  # one report each: nothing can be said
    named = {r["practice"]["label"]: r["shown"][0] for r in level["remedies"]}
    assert {label: case["town"]["name"] for label, case in named.items()} == {
        "法律明白人": "包鸾镇",
        "模拟法庭": "四屏镇",
        "法律知识竞赛": "四屏镇",
        "法治讲座": "四屏镇",
        "信访工作法治化": "万顺镇",
        "诉访分离": "万顺镇",
    }
    assert all(r["cases"] == {"number": 1, "of": 3} for r in level["remedies"])
    assert named["法律明白人"]["plan"] == "加大普法宣传" and named["法律明白人"]["status"] == "implemented"
    assert "模拟法庭" in named["模拟法庭"]["evidence"][0]["sentence"] and named["模拟法庭"]["status"] == "planned"
    table = kg("advise", "新安镇", "--store", seeds).out
    assert "明显偏多" not in table.replace("“明显偏多”", "") and "1/3，个案" in table
    single = kg("follow", "新安镇", "--store", seeds)
    assert single.status == 1 and "不足两个年份（2024）" in single.err
