from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from running import Run
from small_graph import HOSTILE

pytestmark = pytest.mark.slow  # beside the tests of the analysis itself


def test_pairs_with_counts_and_statistics(kg: Run) -> None:
    ran = kg("together", "枫桥经验", "--min", "1", "--rate", "1")
    assert ran.status == 0
    assert ran.lines[0].startswith("与枫桥经验同在的做法：检验 4 对")
    row = next(line for line in ran.lines if line.startswith("枫桥经验  微网格"))
    assert row.split()[:6] == ["枫桥经验", "微网格", "1/4", "2、1", "0.5", "2.00"]
    assert "不等于相关联" in ran.out and "没有写到不等于没有" in ran.out
    none = kg("together", "--min", "1")
    assert none.status == 0 and "没有哪一对的同在多于偶然" in none.out


def test_pairs_for_programs_and_as_a_query(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("together", "--min", "1", "--rate", "1", "--format", "csv").out)))
    assert [(row["practice_a"], row["practice_b"], row["both"], row["of"]) for row in rows] == [
        ("枫桥经验", "微网格", "1", "4")
    ]
    assert all(0 <= float(row["p"]) <= float(row["q"]) <= 1 for row in rows)
    query = kg("together", "--min", "1", "--rate", "1", "--sparql").out
    assert len(kg("query", query, "--format", "csv").lines) == len(rows) + 1
    assert json.loads(kg("together", "--min", "1", "--rate", "1", "--format", "json").out)["tested"] > 0
    assert kg("together", "没有这个").status == 1


def test_a_network_of_towns_and_its_file(kg: Run, tmp_path: Path) -> None:
    file = tmp_path / "towns.gexf"
    ran = kg("network", "--min", "1", "--out", str(file))
    assert ran.status == 0 and ran.lines[0].startswith("乡镇网络：4 个节点")
    assert "kg similar" in ran.out and f"已写入 {file}" in ran.out
    graph = nx.read_gexf(file)
    assert graph.nodes["place:甲省甲县一号镇"]["label"] == "一号镇"
    assert graph.nodes["place:丙省丙县三号镇"]["label"] == HOSTILE
    assert graph.nodes["place:甲省甲县一号镇"]["province"] == "甲省"


def test_an_ending_that_will_not_do_is_told_before_anything_is_computed(kg: Run, tmp_path: Path) -> None:
    ran = kg("network", "--out", str(tmp_path / "towns.svg"))
    assert ran.status == 1 and ".gexf .graphml" in ran.err and ran.out == ""


def test_firms_and_practices(kg: Run) -> None:
    firms = kg("network", "--of", "firms", "--lang", "en")
    row = next(line for line in firms.lines if line.startswith("甲律师事务所 ") and "/" in line)
    assert row.split()[:4] == ["甲律师事务所", "2/2", "1", "1"]
    rows = list(csv.DictReader(io.StringIO(kg("network", "--of", "practices", "--min", "1", "--format", "csv").out)))
    assert {"id", "label", "community", "strength"} <= rows[0].keys()
    answer = json.loads(kg("network", "--of", "firms", "--format", "json").out)
    assert answer["brokers"][0]["towns"] == {"number": 2, "of": 2}
    assert "GROUP BY ?firm ?township" in kg("network", "--of", "firms", "--sparql").out
