"""What people accepted is read with the scheme; what would make two practices one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_judgements import at

from kg import ontology, places
from kg.extractors import extract
from kg.reports import read_report
from kg.review.accepted import Accepted, accepted, beside
from kg.review.judgement import Judgement, Values, Verdict, about

LOCAL = "重庆市丰都县_湖伴夜话"


def accept(to: Values, mechanism: str = LOCAL, number: int = 1) -> Judgement:
    return Judgement(about("mechanism", mechanism=mechanism), Verdict.ACCEPTED, "张三", at(number), to)


def merge(into: str, label: str) -> Judgement:
    key = about("mechanism", mechanism="某县_别名")
    return Judgement(key, Verdict.MERGED, "张三", at(9), {"into": into}, was={"label": label})


def of(*judgements: Judgement) -> Accepted:
    return accepted(judgements, ontology.load())


def loaded(found: Accepted, tmp_path: Path) -> ontology.Ontology:
    path = beside(tmp_path / "kg-store")
    path.write_text(found.text, encoding="utf-8")
    return ontology.load(path)


def test_an_accepted_practice_is_recognised_from_then_on(tmp_path: Path) -> None:
    to: Values = {
        "label": "湖伴夜话",
        "label_en": "Lakeside talks",
        "broader": ("枫桥经验",),
        "spellings": ("湖边夜话",),
    }
    known = loaded(of(accept(to)), tmp_path)
    assert known.mechanisms["湖伴夜话"].broader == ("枫桥经验",)
    assert known.hash != ontology.load().hash
    text = (
        "天津市宝坻区新安镇人民政府2024年法治政府建设年度报告\n一、主要举措和成效\n（一）推行湖边夜话，化解矛盾纠纷。\n"
    )
    facts = extract(read_report(text.encode(), "新安镇.txt"), known, places.load())
    assert [(one.mechanism.id, one.surface_forms) for one in facts.adoptions] == [("湖伴夜话", ("湖边夜话",))]


def test_a_merged_name_is_a_spelling_of_the_known_one(tmp_path: Path) -> None:
    known = loaded(of(merge("枫桥经验", "湖畔枫桥行动")), tmp_path)
    assert [one.id for one in known.find("湖畔枫桥行动")] == ["枫桥经验"]


@pytest.mark.parametrize(
    "to",
    [
        {"label": "枫桥经验"},
        {"label": "湖伴夜话", "spellings": ("网格化",)},
        {"label": "“”"},
    ],
)
def test_a_name_that_is_one_already_is_told_and_left_out(to: Values) -> None:
    judgement = accept(to)
    found = of(judgement)
    assert found.text == "" and found.faults[judgement.id].zh


def test_two_that_claim_one_name(tmp_path: Path) -> None:
    one, other = accept({"label": "湖伴夜话"}), accept({"label": "湖伴夜话"}, "重庆市武隆区_湖伴夜话", 2)
    found = of(one, other)
    assert list(found.faults) == [other.id]
    assert "湖伴夜话" in loaded(found, tmp_path).mechanisms


def test_nothing_accepted_is_no_file() -> None:
    assert of() == Accepted()


@pytest.mark.parametrize("hostile", ['夜话" . <a:b> <c:d> "', "夜话\n<a:b> <c:d> <e:f> .", "夜话\\", "夜话\u0000"])
def test_hostile_names_stay_names(hostile: str, tmp_path: Path) -> None:
    known = loaded(of(accept({"label": "夜话制度", "spellings": (hostile,), "definition": hostile})), tmp_path)
    assert hostile in known.mechanisms["夜话制度"].spellings
    assert set(known.mechanisms) - set(ontology.load().mechanisms) == {"夜话制度"}
