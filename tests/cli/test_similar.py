from __future__ import annotations

import csv
import io
import json

import pytest
from running import Run


def test_why_two_towns_are_alike(kg: Run, seeds: str) -> None:
    ran = kg("similar", "四屏镇", "--store", seeds, "-k", "2")
    assert ran.status == 0 and ran.err == ""
    assert ran.lines[0].startswith("与重庆市江津区四屏镇最相似的乡镇：按做法，2 个（5 个乡镇的 5 份报告")
    # Both say 院坝会, but so do few; 一支队伍管执法 runs in 包鸾镇 and is a plan in 四屏镇.
    assert "   一支队伍管执法（3/5）：四屏镇 计划 2025；包鸾镇 已实施 2024" in ran.lines
    assert "   包鸾镇在做、四屏镇只在计划：减少涉企检查、一支队伍管执法" in ran.lines
    # Different names for one kind of inspection.
    assert "   减少涉企检查（2/5）：四屏镇 一件事一次查 计划 2025；包鸾镇 综合查一次 已实施 2024" in ran.lines
    assert "没有写到不等于没有" in ran.out and "（--reasons 0）" in ran.out


def test_problems_alike_in_english(kg: Run, seeds: str) -> None:
    ran = kg("similar", "宋桂镇", "--store", seeds, "--by", "problems", "-k", "1", "--lang", "en", "--evidence")
    assert ran.lines[0].startswith("towns most like 广东省云浮市郁南县宋桂镇 by problem types: 1 (5 reports of 5 towns")
    reason = next(line for line in ran.lines if "(2/5)" in line)
    assert "四屏镇 矛盾化解与风险应对能力不足 2025" in reason
    assert any("000_3f51fe86391b8547.txt:" in line for line in ran.lines)


def test_programs_get_every_reason(kg: Run, seeds: str) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("similar", "四屏镇", "--store", seeds, "--format", "csv").out)))
    assert {row["rank"] for row in rows} == {"1", "2", "3", "4"} and len(rows) > 30
    assert all(0 < float(row["score"]) < 1 for row in rows)
    answer = json.loads(kg("similar", "四屏镇", "--store", seeds, "-k", "1", "--format", "json").out)
    first = answer["alike"][0]["common"][0]
    assert first["here"][0]["evidence"][0]["sentence"] and first["towns"] == {"number": 2, "of": 5}


def test_the_query_is_printed(kg: Run, seeds: str) -> None:
    ran = kg("similar", "四屏镇", "--store", seeds, "--sparql")
    assert ran.status == 0 and "log2(of / having)" in ran.lines[0]
    answered = kg("query", ran.out, "--store", seeds, "--format", "csv")
    assert answered.status == 0 and answered.lines[0] == "town,thing,having,of" and len(answered.lines) > 100


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("四坪镇",), 1, "相近的有：重庆市江津区四屏镇"),
        (("sipingzhen",), 1, "相近的有：重庆市江津区四屏镇"),
        (("四屏镇", "--year", "2024"), 1, "重庆市江津区四屏镇没有 2024 年的报告；有的年份：2025"),
        (("四屏镇", "-k", "0"), 2, ""),
        (("四屏镇", "--by", "firms"), 2, ""),
    ],
)
def test_what_cannot_be_answered(kg: Run, seeds: str, arguments: tuple[str, ...], status: int, message: str) -> None:
    ran = kg("similar", *arguments, "--store", seeds)
    assert ran.status == status and ran.out == "" and message in ran.err


def test_towns_elsewhere_only(kg: Run, seeds: str) -> None:
    ran = kg("similar", "新安镇", "--store", seeds, "--province", "重庆")
    assert "重庆市 3 个乡镇的 3 份报告" in ran.lines[0] and "宋桂镇" not in ran.out
    assert "其他 3 个乡镇中" in ran.lines[1]
