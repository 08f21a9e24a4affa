"""The figures on a report of our own with facts that are right, and with facts that are not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from kg import ontology, places
from kg.errors import KgError
from kg.evaluation import Evaluation, Figure, evaluate, read_gold
from kg.model import Status

TEXT = """丰都县包鸾镇2023年法治政府建设年度报告

一、主要做法
坚持和发展新时代“枫桥经验”，全年化解矛盾纠纷86件。聘请重庆川江律师事务所担任镇政府法律顾问。
在红旗村试点“柿林说事坪”。学习贯彻《中华人民共和国民法典》。

二、存在的问题
（一）执法力量不足。持证人员少。
（二）普法形式单一。

三、下一步打算
（一）充实执法力量。计划推行“一支队伍管执法”。
（二）丰富普法形式。

丰都县包鸾镇人民政府
2024年1月10日
"""
RIGHT: dict[str, Any] = {
    "file": "包鸾.txt",
    "township": {"name": "包鸾镇", "county": "丰都县", "city": None, "province": "重庆市"},
    "year": 2023,
    "law_firms": [{"name": "重庆川江律师事务所", "role": "government", "lawyers": None}],
    "practices": {
        "must": [
            {"any": ["枫桥经验"], "status": ["implemented"]},
            {"any": ["柿林说事坪"], "status": ["piloting"]},
            {"any": ["一支队伍管执法"], "status": ["planned"]},
        ],
        "may": ["法律顾问", "矛盾纠纷"],
        "never": [{"any": ["民法典"], "why": "a law"}],
    },
    "problems": ["执法力量不足", "普法形式单一"],
    "causes": [],
    "plans": ["充实执法力量", "丰富普法形式"],
    "observations": [{"about": ["矛盾纠纷", "纠纷"], "value": 86, "unit": "件"}],
    "cites": ["民法典"],
}


def scored(folder: Path, facts: dict[str, Any], **options: Any) -> Evaluation:
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "包鸾.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps([facts], ensure_ascii=False), encoding="utf-8")
    gold = read_gold(folder / "gold.json")
    return evaluate(gold, folder / "reports", ontology.load(), places.load(), **options)


def test_all_right(tmp_path: Path) -> None:
    found = scored(tmp_path, RIGHT)
    assert {one.name: one.value for one in found.figures if one.of} == {
        one.name: 1.0 for one in found.figures if one.of
    }
    assert found.macro_f1 == 1.0
    assert [one.misses for one in found.reports] == [[]]
    assert found.confusion["piloting"] == {"implemented": 0, "piloting": 1, "inProgress": 0, "planned": 0}


@pytest.mark.parametrize(
    ("keys", "value", "figure", "expected", "wanted", "got"),
    [
        (["township", "name"], "四屏镇", "identity", 0, "重庆市丰都县四屏镇 2023", "重庆市丰都县包鸾镇 2023"),
        (["township", "county"], "万州区", "identity", 0, "重庆市万州区包鸾镇 2023", "重庆市丰都县包鸾镇 2023"),
        (["year"], 2022, "identity", 0, "重庆市丰都县包鸾镇 2022", "重庆市丰都县包鸾镇 2023"),
        (["law_firms", 0, "name"], "重庆嘉陵律师事务所", "firm_recall", 0, "重庆嘉陵律师事务所", ""),
        (["law_firms", 0, "role"], "village", "role_accuracy", 0, "", "governmentAdviser"),
        (["law_firms"], [], "firm_precision", 0, "", "重庆川江律师事务所"),
        (["practices", "must", 0, "any"], ["六尺巷工作法"], "practice_recall", 2 / 3, "六尺巷工作法", ""),
        (["practices", "must", 1, "status"], ["planned"], "status_accuracy", 2 / 3, "柿林说事坪: planned", "piloting"),
        (["problems"], ["执法力量不足", "经费不足"], "problem_recall", 0.5, "经费不足", ""),
        (["problems"], ["执法力量不足"], "problem_precision", 0.5, "", "普法形式单一"),
        (["plans"], ["充实执法力量", "增加经费"], "plan_recall", 0.5, "增加经费", ""),
        (["plans"], [], "plan_precision", 0, "", "充实执法力量"),
        (["causes"], ["经费有限"], "cause_recall", 0, "经费有限", ""),
        (["observations", 0, "value"], 68, "observation_recall", 0, "矛盾纠纷 68 件", ""),
        (["observations", 0, "unit"], "万元", "observation_recall", 0, "矛盾纠纷 86 万元", ""),
        (["cites"], ["宪法"], "cite_recall", 0, "宪法", ""),
    ],
)
def test_each_figure_tells_what_is_wrong(
    tmp_path: Path, keys: list[str | int], value: object, figure: str, expected: float, wanted: str, got: str
) -> None:
    facts = copy.deepcopy(RIGHT)
    place: Any = facts
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    found = scored(tmp_path, facts)
    assert found.value(figure) == pytest.approx(expected, abs=1e-4)
    misses = [one for one in found.reports[0].misses if one.figure == figure]
    assert any(wanted in one.wanted and got in one.found for one in misses)


def test_a_practice_too_much_and_a_trap(tmp_path: Path) -> None:
    facts = copy.deepcopy(RIGHT)
    del facts["practices"]["must"][1]
    facts["practices"]["never"].append({"any": ["柿林说事"], "why": "for the test"})
    found = scored(tmp_path, facts)
    extra = [one for one in found.reports[0].misses if one.figure == "practice_precision"]
    assert [one.found for one in extra] == ["柿林说事坪"]
    assert "红旗村" in extra[0].sentence
    assert found.value("trap_avoidance") == 0.5


def test_a_refused_report_is_missed_with_all_its_facts(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "菜谱.txt").write_text("红烧肉的做法：五花肉切块，焯水，炒糖色。", encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps([RIGHT | {"file": "菜谱.txt"}]), encoding="utf-8")
    found = evaluate(read_gold(tmp_path / "gold.json"), tmp_path / "reports", ontology.load(), places.load())
    assert found.refused == ("菜谱.txt",)
    assert (found.value("identity"), found.value("practice_recall"), found.value("cite_recall")) == (0, 0, 0)
    assert found.value("provenance") is None


def test_documents_that_should_be_refused(tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "报告.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "others" / "菜谱.txt").write_text("红烧肉的做法：五花肉切块，焯水，炒糖色。", encoding="utf-8")
    found = scored(tmp_path, RIGHT, others=tmp_path / "others")
    assert found.value("refusal_recall") == 0.5
    assert found.read_as_reports == ("报告.txt",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"{", "JSON"),
        (b"[]", "at least one"),
        (json.dumps([RIGHT, RIGHT | {"year": "last"}]).encode(), "2 (包鸾.txt): “year”"),
        (json.dumps([RIGHT | {"law_firms": [{"name": "甲", "role": "friend"}]}]).encode(), "“law_firms”"),
        (
            json.dumps([RIGHT | {"practices": {"must": [{"any": ["甲"], "status": ["done"]}]}}]).encode(),
            "“practices.must”",
        ),
        (json.dumps([RIGHT | {"observations": [{"about": [], "value": 1, "unit": "件"}]}]).encode(), "“observations”"),
    ],
)
def test_gold_that_is_wrong_says_where(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "gold.json").write_bytes(content)
    with pytest.raises(KgError, match=r"gold\.json") as fault:
        read_gold(tmp_path / "gold.json")
    assert said in str(fault.value)


def test_the_interval_of_a_share() -> None:
    # Wilson's interval of 9 in 10, worked out by hand: (0.5958, 0.9821).
    assert Figure("x", 9, 10).interval == (0.5958, 0.9821)
    assert Figure("x", 10, 10).interval == (0.7225, 1.0)
    assert Figure("x", 0, 0).interval is None


def test_a_wrong_status_stands_in_the_confusion(tmp_path: Path) -> None:
    facts = copy.deepcopy(RIGHT)
    facts["practices"]["must"][0]["status"] = ["inProgress"]
    found = scored(tmp_path, facts)
    assert found.confusion["inProgress"]["implemented"] == 1
    # implemented is wanted by none any more; of three statuses two are right.
    assert found.macro_f1 == round(2 / 3, 4)
    assert Status.PLANNED.value in found.confusion


def test_a_file_that_is_not_there_costs_its_own_report_only(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "包鸾.txt").write_text(TEXT, encoding="utf-8")
    rows = [RIGHT, RIGHT | {"file": "没有.txt"}]
    (tmp_path / "gold.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    found = evaluate(read_gold(tmp_path / "gold.json"), tmp_path / "reports", ontology.load(), places.load())
    assert found.refused == ("没有.txt",)
    assert found.value("identity") == 0.5
    assert found.reports[1].refused is not None
    assert found.reports[1].refused.told("zh") == "没有这个文件或文件夹"
