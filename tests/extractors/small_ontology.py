"""An ontology of a few problem types and mechanisms, made by hand."""

from __future__ import annotations

from kg.ontology import Concept, Ontology


def _concept(name: str, scheme: str, *spellings: str) -> Concept:
    return Concept(name, scheme, name, name, (name, *spellings), (), (), "", True)


SMALL = Ontology(
    {
        "mechanism": {c.id: c for c in (_concept("综治中心", "mechanism"), _concept("枫桥经验", "mechanism"))},
        "problem-type": {
            c.id: c
            for c in (
                _concept("普法宣传", "problem-type", "普法", "法治宣传", "宣传形式"),
                _concept("执法队伍", "problem-type", "执法人员", "执法力量", "行政执法"),
                _concept("矛盾纠纷", "problem-type", "解纷", "调解", "纠纷化解"),
                _concept("法治素养", "problem-type", "法治思维", "法治意识", "学法"),
            )
        },
        "indicator": {},
        "unit": {},
    },
    "small",
)
