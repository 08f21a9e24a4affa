"""Problems, causes and plans of whole reports, told in the forms in which townships tell them."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_ontology import SMALL

from kg.extractors.plans import plans
from kg.extractors.problems import problems
from kg.reports import read_report

OPENING = (
    "云溪镇2024年法治政府建设年度报告\n2024年，云溪镇深入学习贯彻习近平法治思想，扎实推进法治政府建设。"
    "现将有关情况报告如下：\n{}主要举措和成效\n强化学习。组织学法6次，办理案件12件。\n"
)
CLOSING = "\n云溪镇人民政府\n2025年1月10日\n"
NUMBERS = {"二、": "一、", "三、": "二、", "（三": "一、", "二)": "一)", "2.": "1."}
SEEDS = Path(__file__).parents[2] / "seeds"


def _forms() -> list[tuple[str, dict[str, list[str]]]]:
    """Each form's text and what is to be found in it, by the letters P, C and L."""
    text = Path(__file__).with_name("statement_forms.txt").read_text(encoding="utf-8")
    found: list[tuple[str, dict[str, list[str]]]] = []
    for form in text.split("\n\n")[1:]:
        lines = form.strip().split("\n")
        said = [line for line in lines if line[:2] not in ("P:", "C:", "L:")]
        found.append(("\n".join(said), {x[0]: [h for h in x[3:].split(" | ") if h] for x in lines if x not in said}))
    return found


@pytest.mark.parametrize(
    ("parts", "expected"), _forms(), ids=[(expected["P"] + expected["L"])[0] for _, expected in _forms()]
)
def test_form(parts: str, expected: dict[str, list[str]]) -> None:
    number = NUMBERS.get(parts[:2], "")
    report = read_report((OPENING.format(number) + parts + CLOSING).encode(), "report.txt")
    found, causes = problems(report, (), SMALL)
    measures = plans(report, found, (), SMALL)
    assert [p.heading for p in found] == expected["P"]
    assert [c.heading for c in causes] == expected.get("C", [])
    assert [p.heading for p in measures] == expected["L"]


@pytest.mark.parametrize("name", sorted(p.name for p in SEEDS.glob("*.txt")))
def test_every_heading_of_a_seed_stands_in_its_passages(name: str) -> None:
    report = read_report((SEEDS / name).read_bytes(), name)
    found, causes = problems(report, (), SMALL)
    measures = plans(report, found, (), SMALL)
    assert found
    assert measures
    for told in (*found, *causes, *measures):
        assert any(told.heading in report.passages[i].text for i in told.passages)


def test_the_seed_in_which_the_causes_end_the_problems() -> None:
    name = next(p.name for p in SEEDS.glob("000_*.txt"))
    found, causes = problems(read_report((SEEDS / name).read_bytes(), name), (), SMALL)
    assert len(found) == 6
    assert "普法宣传载体形式单一" in [c.heading for c in causes]
    told = next(p for p in found if p.heading.startswith("法治宣传不广泛"))
    assert "普法宣传载体形式单一" in [causes[i].heading for i in told.causes]
