"""Wording that everybody uses leaves nothing to compare; what a town tells of itself stays."""

from __future__ import annotations

import pytest
from sentences import OTHER, OWN

from kg.copies.formulas import FORMULAS, names_a_part
from kg.copies.normal import LEAST, Normaliser, content


@pytest.mark.parametrize("example", [example for _, _, example in FORMULAS])
def test_of_a_formula_less_is_left_than_is_compared(example: str) -> None:
    assert content(Normaliser(["清溪镇", "青石县"]).forms([example])[0]) < LEAST


@pytest.mark.parametrize(("anchor", "pattern", "example"), FORMULAS)
def test_each_row_finds_its_example(anchor: str, pattern: str, example: str) -> None:
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKC", example)
    assert anchor in plain and re.search(pattern, plain)


@pytest.mark.parametrize("sentence", [*OWN, *OTHER])
def test_what_a_town_tells_of_itself_is_compared(sentence: str) -> None:
    told = sentence.format(town="清溪镇", n=3)
    form = Normaliser(["清溪镇"]).forms([told])[0]
    assert content(form) > 0.6 * len(told)


def test_what_follows_a_formula_stays() -> None:
    form = Normaliser().forms(
        ["在镇党委的正确领导下，综治中心把十六个村的调解员编成四个片区，每周轮流到综治中心坐班接访。"]
    )[0]
    assert "领导下" not in form and "把0个村的调解员编成0个片县" in form


@pytest.mark.parametrize(
    "line", ["二、存在的问题", "（三）下一步工作打算", "第一部分 主要做法和成效", "存在的不足和原因"]
)
def test_names_of_parts_are_everybodys(line: str) -> None:
    assert names_a_part(line)


@pytest.mark.parametrize("line", ["（一）普法形式单一", "二、聚焦群众反映强烈的问题，开展专项整治。"])
def test_a_heading_that_tells_something_is_none(line: str) -> None:
    assert not names_a_part(line)
