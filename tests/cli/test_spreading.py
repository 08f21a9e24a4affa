from __future__ import annotations

import csv
import io
import json

import pytest
from running import Run

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


def test_years_with_their_denominators_and_the_first_towns(kg: Run) -> None:
    ran = kg("diffusion", "枫桥经验")
    assert ran.status == 0 and ran.err == ""
    assert ran.lines[0].startswith("枫桥经验：4 个有报告的乡镇中，2 个写到在实行，最早见于 2023 年的报告")
    rows = [line.split() for line in ran.lines if line.startswith(("2023  ", "2024  "))]
    assert [row[:5] for row in rows] == [["2023", "1/1", "100%", "0", "–"], ["2024", "2/4", "50%", "1", "–"]]
    assert "加快推进枫桥经验。" in ran.out
    assert "2023 年也是这里最早的报告年份" in ran.out
    assert "不说明谁首创" in ran.out and "没有写到不等于没有" in ran.out


def test_places_and_years_in_english(kg: Run) -> None:
    ran = kg("diffusion", "枫桥经验", "--by", "county", "--lang", "en", "--limit", "1")
    row = next(line for line in ran.lines if line.startswith("乙省乙市乙县"))
    assert row.split() == ["乙省乙市乙县", "2023", "1/1", "1/1", "1/1"]
    assert "2 more places" in ran.out and "First means first in these reports" in ran.out
    assert "place unknown" in kg("diffusion", "枫桥经验", "--by", "county", "--lang", "en").out


def test_for_programs(kg: Run) -> None:
    answer = json.loads(kg("diffusion", "枫桥经验", "--by", "county", "--format", "json").out)
    assert [one["name"] for one in answer["places"]] == ["乙县", "甲县", ""]
    assert {"lat", "long", "years"} <= answer["places"][0].keys()
    assert answer["early"][0]["evidence"][0]["sentence"] == "加快推进枫桥经验。"
    rows = list(csv.DictReader(io.StringIO(kg("diffusion", "枫桥经验", "--by", "province", "--format", "csv").out)))
    assert [(row["place"], row["year"], row["running"], row["reporting"]) for row in rows[:2]] == [
        ("乙省", "2023", "1", "1"),
        ("乙省", "2024", "1", "1"),
    ]


def test_the_query_and_wrong_names(kg: Run) -> None:
    ran = kg("diffusion", "网格化", "--by", "province", "--sparql")
    answered = kg("query", ran.out, "--format", "csv")
    assert answered.status == 0 and len(answered.lines) == 5
    wrong = kg("diffusion", "枫侨经验")
    assert wrong.status == 1 and "相近的有：枫桥经验" in wrong.err
    assert kg("diffusion", "枫桥经验", "--by", "town").status == 2
