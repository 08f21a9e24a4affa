from __future__ import annotations

import csv
import io
import json

from running import Run


def test_a_type_of_problems(kg: Run, seeds: str) -> None:
    ran = kg("show", "普法宣传形式单一", "--store", seeds)
    assert ran.status == 0 and ran.lines[0] == "普法宣传形式单一（问题类型）"
    assert "5 个有报告的乡镇中，4 个自述有这类问题（5 个乡镇的 5 份报告，2023–2025 年，含下属类型）" in ran.lines
    assert "按年份：2023: 1/1，2024: 2/2，2025: 1/2" in ran.lines
    assert {"问题（4）", "报告写的原因（4）", "针对它的计划（4）", "这些计划提到的做法（8）"} <= set(ran.lines)
    row = next(line for line in ran.lines if "大多数农村青壮年外出务工；" in line)
    assert row.startswith("重庆市丰都县包鸾镇") and "（一）普法工作中存在的问题。" in row
    assert any(line.split() == ["模拟法庭", "1/4"] for line in ran.lines)
    assert "没有写到不等于没有" in ran.lines[-1]


def test_a_broader_type_in_english_limited(kg: Run, seeds: str) -> None:
    ran = kg("show", "topic:法治意识问题", "--store", seeds, "--limit", "1", "--lang", "en")
    assert ran.lines[0] == "法治意识问题 (Legal awareness) (type of problems)"
    kinds = "干部法治意识不强 (Officials' legal awareness) 3, 村干部法治意识不强 (Village cadres' legal awareness) 1"
    assert f"kinds of it (towns): {kinds}" in ran.lines
    assert "3 of the 5 towns that reported name such a problem" in ran.out
    assert "… 3 more (--limit 0)" in ran.lines


def test_programs_get_all_of_a_type(kg: Run, seeds: str) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("show", "普法宣传形式单一", "--store", seeds, "--format", "csv").out)))
    assert {row["kind"] for row in rows} == {"problem", "plan"} and all(row["sentence"] for row in rows)
    dossier = json.loads(kg("show", "普法宣传形式单一", "--store", seeds, "--limit", "1", "--format", "json").out)
    assert dossier["towns"] == {"number": 4, "of": 5} and len(dossier["problems"]) == 4
    ran = kg("show", "普法宣传形式单一", "--store", seeds, "--sparql")
    assert kg("query", ran.out, "--store", seeds).status == 0


def test_what_may_be_meant_of_every_kind(kg: Run, seeds: str) -> None:
    ran = kg("show", "普法", "--store", seeds)
    assert ran.status == 1 and "mech:八五普法" in ran.err and "topic:普法宣传形式单一" in ran.err


def test_what_is_of_one_kind_is_told_by_name(kg: Run, seeds: str) -> None:
    ran = kg("show", "对接", "--store", seeds)
    assert ran.status == 1 and "访调对接、" in ran.err and "mech:" not in ran.err


def test_a_practice_of_many_towns_is_limited(kg: Run) -> None:
    ran = kg("show", "枫桥经验", "--limit", "1")
    assert "4 个有报告的乡镇中，3 个写到" in ran.out and "……另有 2 个乡镇（--limit 0）" in ran.lines
    assert "另有" not in kg("show", "枫桥经验", "--limit", "0").out
