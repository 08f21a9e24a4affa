from __future__ import annotations

import csv
import io
import json

import pytest
from running import Run

from kg.cli.comparing import lines_of
from kg.cli.terminal import width

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


def test_towns_side_by_side(kg: Run, seeds: str) -> None:
    ran = kg("compare", "四屏镇", "包鸾镇", "万顺镇", "--store", seeds)
    assert ran.status == 0 and ran.err == ""
    assert ran.lines[:4] == [
        "重庆市江津区四屏镇、重庆市丰都县包鸾镇 与 重庆市长寿区万顺镇",
        "四屏镇：2025 年的报告",
        "包鸾镇：2024 年的报告",
        "万顺镇：2023 年的报告",
    ]
    # The same practice with three statuses.
    row = next(line for line in ran.lines if line.startswith("一支队伍管执法"))
    assert row.split() == ["一支队伍管执法", "3/5", "计划", "已实施", "推进中"]
    only = next(line for line in ran.lines if line.startswith("只有万顺镇："))
    assert "湖伴无争·村民调解会" in only and "143调解工作体系（试点中）" in only and "一支队伍管执法" not in only
    assert max(map(width, (line for line in ran.lines if "  " in line.strip()))) <= 80
    assert "没有写到不等于没有" in ran.lines[-1]


def test_problems_and_figures_beside_each_other(kg: Run, seeds: str) -> None:
    out = kg("compare", "万顺镇", "宋桂镇", "--store", seeds, "--lang", "en").out
    assert "problems: 1 in common" in out
    row = next(line for line in out.splitlines() if line.startswith("培训"))
    assert "2 参与法律知识培训" in row and "6 参加县级" in row


def test_programs_get_a_row_for_each_thing_and_town(kg: Run, seeds: str) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("compare", "四屏镇", "包鸾镇", "--store", seeds, "--format", "csv").out)))
    found = [(row["town"], row["named"], row["status"]) for row in rows if row["thing"] == "减少涉企检查"]
    assert found == [
        ("重庆市江津区四屏镇", "一件事一次查", "planned"),
        ("重庆市丰都县包鸾镇", "综合查一次", "implemented"),
    ]
    assert {row["kind"] for row in rows} == {"practice", "firm", "problem", "plan", "figure"}
    assert all(row["sentence"] for row in rows)
    answer = json.loads(kg("compare", "四屏镇", "包鸾镇", "--store", seeds, "--format", "json").out)
    assert [town["name"] for town in answer["towns"]] == ["四屏镇", "包鸾镇"] and answer["years"] == [[2025], [2024]]


def test_the_query_is_printed(kg: Run, seeds: str) -> None:
    ran = kg("compare", "四屏镇", "包鸾镇", "--store", seeds, "--sparql")
    answered = kg("query", ran.out, "--store", seeds, "--format", "csv")
    assert answered.status == 0 and answered.lines[0] == "kind,thing,unit,town,what,year,of"
    assert len(answered.lines) > 100


def test_towns_of_one_name_are_told_apart(kg: Run) -> None:
    ran = kg("compare", "甲县一号镇", "乙县一号镇")
    assert any(line.split() == ["甲县一号镇", "2024", "乙县一号镇"] for line in ran.lines)
    assert next(line for line in ran.lines if line.startswith("枫桥经验")).split()[2:] == ["已实施", "已实施", "2024"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("四屏镇",), 2, "请写 2 到 6 个乡镇"),
        (("四屏镇",) * 7, 2, "请写 2 到 6 个乡镇"),
        (("四屏镇", "江津四屏镇"), 1, "重庆市江津区四屏镇写了两次"),
        (("四屏镇", "万顺镇", "--year", "2025"), 1, "重庆市长寿区万顺镇没有 2025 年的报告；有的年份：2023"),
        (("四屏镇", "万顺街"), 1, "相近的有：重庆市长寿区万顺镇"),
    ],
)
def test_what_cannot_be_compared(kg: Run, seeds: str, arguments: tuple[str, ...], status: int, message: str) -> None:
    ran = kg("compare", *arguments, "--store", seeds)
    assert ran.status == status and ran.out == "" and message in ran.err


def test_words_in_latin_letters_stay_whole() -> None:
    assert lines_of("已实施 implemented here", 11) == ["已实施", "implemented", "here"]
    assert lines_of("一二三四五六", 4) == ["一二", "三四", "五六"]
    assert lines_of("internationalisation", 8) == ["internat", "ionalisa", "tion"]
    assert lines_of("", 8) == [""]
