"""TriG of a town with problems, a cause and a plan, some of whose words try to become markup."""

from __future__ import annotations

import pyoxigraph as ox
from small_graph import HOSTILE, ReportText

TOWN = "甲省甲县二号镇"
TRICKY = (
    "</script><script>document.title='owned'</script>",
    '"]};document.title="owned"//',
    "javascript:document.title='owned'",
    "\u202e\u200b倒着写\u202c\u200d{{7*7}}",
)
"""What must be shown as it is: the ends of scripts and of JSON, an address, characters that turn or hide, a template."""


def troubled(year: int = 2023, number: int = 21) -> str:
    """A further report of 二号镇: one problem (执法力量不足, a type of its own, because of TRICKY[0]) that a plan answers
    with 枫桥经验, and three problems called as TRICKY[1:]."""
    report = ReportText(number, TOWN, year)
    base, about = f"report:{report.id}", f"gov:township place:{TOWN} ;"
    report.says(
        "Problem",
        f'{about} gov:heading "执法力量不足" ; dct:description "执法力量不足，人手少。" ; gov:topic topic:执法力量不足 ;'
        f" gov:cause {base}_s2",
        "执法力量不足，人手少。",
    )
    report.says("Cause", f"gov:heading {ox.Literal(TRICKY[0])}", f"原因是{TRICKY[0]}。")
    report.says(
        "Plan",
        f'{about} gov:heading "充实执法队伍" ; gov:addresses {base}_s1 ; gov:mechanism mech:枫桥经验',
        "充实执法队伍，推行枫桥经验。",
    )
    for text in TRICKY[1:]:
        report.says("Problem", f"{about} gov:heading {ox.Literal(text)}", f"存在{text}的问题。")
    topic = (
        "graph:topics { topic:执法力量不足 a skos:Concept ; skos:inScheme topic:problems ;"
        ' skos:prefLabel "执法力量不足"@zh, "Too few enforcers"@en . }\n'
    )
    return topic + report.trig()


__all__ = ["HOSTILE", "TOWN", "TRICKY", "troubled"]
