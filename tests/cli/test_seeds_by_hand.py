"""What spreads, goes together and ties towns in the five reports of ``seeds/``, worked out by reading them.

Of grids: 四屏镇 (2025) runs 网格 and 双网格化; 宋桂镇 (2025) 综合网格服务管理; 万顺镇 (2023) nine 网格 on the pattern
“1+3+N”; 新安镇 (2024) 亲情微网格 and 警格+网格; 包鸾镇 (2024) has a grid worker, but names no grid as such. 枫桥经验 is in two of
them: 新安镇 explores it, 包鸾镇 is a pilot of it.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from running import Run

pytestmark = pytest.mark.slow  # builds the seeds


def asked(kg: Run, seeds: str, *arguments: str) -> Any:
    ran = kg(*arguments, "--store", seeds, "--format", "json")
    assert ran.status == 0
    return json.loads(ran.out)


def share(number: int, of: int) -> dict[str, int]:
    return {"number": number, "of": of}


def test_the_spread_of_the_fengqiao_experience(kg: Run, seeds: str) -> None:
    answer = asked(kg, seeds, "diffusion", "枫桥经验", "--by", "county")
    assert answer["towns"] == share(2, 5) and answer["first_year"] == 2024 and not answer["began_with"]
    told = {
        year["year"]: [year[what] for what in ("reporting", "running", "new", "already", "silent", "known", "ever")]
        for year in answer["years"]
    }
    # Every town has one report, so that none can be new to it or fall silent.
    assert told == {2023: [1, 0, 0, 0, 0, 0, 0], 2024: [2, 2, 0, 2, 0, 0, 2], 2025: [2, 0, 0, 0, 0, 0, 2]}
    assert answer["years"][1]["by_status"] == {"piloting": 2}
    assert {use["town"]["name"] for use in answer["early"]} == {"新安镇", "包鸾镇"}
    assert all("枫桥经验" in use["evidence"][0]["sentence"] for use in answer["early"])
    assert {place["name"]: place["towns"]["number"] for place in answer["places"]} == {
        "宝坻区": 1,
        "丰都县": 1,
        "郁南县": 0,
        "江津区": 0,
        "长寿区": 0,
    }


def test_the_spread_of_grids_counts_their_kinds(kg: Run, seeds: str) -> None:
    answer = asked(kg, seeds, "diffusion", "网格化")
    assert answer["towns"] == share(4, 5)  # all but 包鸾镇
    assert answer["first_year"] == 2023 and answer["began_with"]  # 万顺镇's is the oldest report
    assert [(year["year"], year["running"], year["reporting"]) for year in answer["years"]] == [
        (2023, 1, 1),
        (2024, 1, 2),
        (2025, 2, 2),
    ]
    named = {(use["town"]["name"], use["practice"]["label"]) for use in answer["early"]}
    assert {("新安镇", "亲情微网格"), ("新安镇", "警格+网格"), ("四屏镇", "双网格化")} <= named
    exact = asked(kg, seeds, "diffusion", "网格化", "--exact")
    assert exact["towns"] == share(3, 5)  # 新安镇 names kinds of it alone


def test_the_query_of_a_spread_gives_the_same(kg: Run, seeds: str) -> None:
    query = kg("diffusion", "枫桥经验", "--store", seeds, "--sparql").out
    rows = list(csv.DictReader(io.StringIO(kg("query", query, "--store", seeds, "--format", "csv").out)))
    assert [(row["year"], row["reporting"], row["running"]) for row in rows] == [
        ("2023", "1", "0"),
        ("2024", "2", "2"),
        ("2025", "2", "0"),
    ]


def test_what_goes_with_the_fengqiao_experience(kg: Run, seeds: str) -> None:
    """包鸾镇 and 新安镇, and no other, name 诉调对接, 访调对接, 诉源治理 and 谁执法谁普法 as running too. That two towns are the very
    two of five happens in one case of C(5, 2) = 10; three towns hold them in three of ten; what all five name, always."""
    assert asked(kg, seeds, "together", "枫桥经验")["pairs"] == []  # towns are too few to say anything
    answer = asked(kg, seeds, "together", "枫桥经验", "--min", "2", "--rate", "1")
    pairs = {pair["b"]["label"]: pair for pair in answer["pairs"]}
    for practice in ("诉调对接", "访调对接", "诉源治理", "谁执法谁普法"):
        pair = pairs[practice]
        assert (pair["with_a"], pair["with_b"], pair["both"]) == (2, 2, share(2, 5))
        assert (pair["expected"], pair["lift"], pair["p"]) == pytest.approx((0.8, 2.5, 0.1))
    for practice in ("八五普法", "法律明白人", "联合执法"):
        assert (pairs[practice]["with_b"], pairs[practice]["p"]) == (3, pytest.approx(0.3))
    everywhere = pairs["政府法律顾问"]
    assert (everywhere["with_b"], everywhere["lift"], everywhere["p"]) == (5, 1.0, 1.0)
    # 包鸾镇 tells in one sentence how it links suits, mediation and petitions under the brand; nobody with 谁执法谁普法.
    assert pairs["诉调对接"]["same_sentence"] == share(1, 2)
    assert pairs["谁执法谁普法"]["same_sentence"] == share(0, 2)


def test_the_network_of_five_towns(kg: Run, seeds: str) -> None:
    answer = asked(kg, seeds, "network", "--min", "1")
    nodes = [node["label"] for node in answer["nodes"]]
    ties = {frozenset((nodes[tie["a"]], nodes[tie["b"]])): tie for tie in answer["ties"]}
    assert sorted(nodes) == ["万顺镇", "包鸾镇", "四屏镇", "宋桂镇", "新安镇"] and len(ties) == 10
    # 八五普法, 政务公开, 政府法律顾问, and 网格化, of which 新安镇 has kinds.
    assert ties[frozenset(("新安镇", "四屏镇"))]["shared"] == 4
    # Both link suits and petitions to mediation, which nobody else does: the strongest tie of all.
    assert max(ties, key=lambda pair: ties[pair]["weight"]) == frozenset(("新安镇", "包鸾镇"))
    assert len(asked(kg, seeds, "network", "--min", "10")["ties"]) == sum(tie["shared"] >= 10 for tie in ties.values())


def test_no_firm_serves_two_of_the_five(kg: Run, seeds: str) -> None:
    answer = asked(kg, seeds, "network", "--of", "firms")
    assert answer["ties"] == [] and answer["brokers"] == []
