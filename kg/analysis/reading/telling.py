"""A reading in words: what was found in the report, by kind."""

from __future__ import annotations

from collections import Counter

from kg.analysis.reading.answers import KINDS, Reading
from kg.analysis.wording.telling import headline, notes
from kg.analysis.wording.words import Wording, say

KIND: Wording = {
    "practice": ("做法", "Practices"),
    "adviser": ("法律服务", "Legal services"),
    "problem": ("问题", "Problems"),
    "cause": ("原因", "Causes"),
    "plan": ("计划", "Plans"),
    "figure": ("数字", "Figures"),
    "law": ("法规", "Laws"),
}


@headline.register
def _(answer: Reading, lang: str) -> str:
    many = Counter(fact.kind for fact in answer.facts)
    found = [f"{say(KIND, kind, lang)} {many[kind]}" for kind in KINDS if many[kind]]
    name = answer.report.title or answer.report.id
    if lang == "zh":
        return f"{name}（{len(answer.text)} 字）：读出 {len(answer.facts)} 条事实" + (
            "：" + "，".join(found) if found else ""
        )
    told = f"{name} ({len(answer.text)} characters): {len(answer.facts)} facts"
    return told + (": " + ", ".join(one.lower() for one in found) if found else "")


@notes.register
def _(answer: Reading, lang: str) -> tuple[str, ...]:
    if lang == "zh":
        return ("程序会看错，请以原文为准；没有读出来的，报告里未必没有写到。",)
    return ("Programs err: the report decides. What was not read from it may still stand in it.",)
