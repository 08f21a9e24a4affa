"""``kg copied`` as people type it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from copied_store import shared
from running import Ran, Run

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


@pytest.fixture
def copied(kg: Run) -> Run:
    def run(*arguments: str) -> Ran:
        return kg("copied", *arguments, "--store", str(shared()))

    return run


def test_reports_by_share_with_denominators(copied: Run) -> None:
    ran = copied()
    assert ran.status == 0
    assert ran.lines[0].startswith("4 份报告中，2 份有段落见于更早的报告：1 份同本镇往年，1 份同其他乡镇")
    assert [line.split()[:3] for line in ran.lines[3:5]] == [
        ["重庆市丰都县湛普镇", "2024", "50%"],
        ["重庆市丰都县包鸾镇", "2024", "44%"],
    ]
    assert "不等于抄袭" in ran.out
    assert "湛普镇" in copied("--min", "46").out and "包鸾镇  2024" not in copied("--min", "46").out
    assert "另有 1 项未列出" in copied("--limit", "1").out


def test_a_town_in_a_table_and_whole(copied: Run) -> None:
    ran = copied("包鸾")
    assert "理解" in ran.err
    row = next(line for line in ran.lines if line.startswith("2024"))
    assert "本镇 2023" in row and "宅基地纠纷15件" in row and "宅基地纠纷12件" in row
    whole = copied("包鸾", "--full").out
    assert "【坚持和发展新时代“枫桥经验”" in whole and "】今年汛期来得早" in whole
    assert "另有 1 段未列出" in copied("包鸾", "--limit", "1").out


def test_pairs_of_towns(copied: Run) -> None:
    ran = copied("--pairs")
    assert ran.lines[0].startswith("与其他乡镇有相同段落的乡镇：2 个，在 3 个有报告的乡镇中；1 对")
    assert ran.lines[3].split()[:2] == ["重庆市丰都县包鸾镇", "重庆市丰都县湛普镇"]


def test_in_english(copied: Run) -> None:
    assert "passages of 2 of 4 reports stand in an earlier one" in copied("--lang", "en").lines[0]
    assert "own 2023" in copied("包鸾", "--lang", "en").out
    assert "towns that share text" in copied("--pairs", "--lang", "en").lines[0]


def test_for_programs(copied: Run) -> None:
    body = json.loads(copied("湛普", "--format", "json").out)
    assert body["passages"][0]["there"]["town"]["name"] == "包鸾镇"
    rows = list(csv.DictReader(io.StringIO(copied("--format", "csv").out)))
    assert [row["town"] for row in rows] == ["重庆市丰都县湛普镇", "重庆市丰都县包鸾镇"]
    assert copied("湛普", "--sparql").out.startswith("# 重庆市丰都县湛普镇的报告有哪些段落")
    assert "GROUP BY" in copied("--sparql").out and "?other" in copied("--pairs", "--sparql").out


def test_wrong_names_and_wrong_use(copied: Run) -> None:
    wrong = copied("湛朴镇")
    assert wrong.status == 1 and "湛普镇" in wrong.err
    assert copied("--province", "湖北").status == 1
    assert copied("湛普", "--year", "2011").status == 1
    assert copied("湛普", "--pairs").status == copied("--pairs", "--min", "3").status == 2
