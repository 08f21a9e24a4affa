"""Units behind numbers, and the quick look whether a text can have any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.numerals import _NUMBER, numbers, written_numbers
from kg.extractors.units import SHARES, Units
from kg.ontology import load

UNITS = Units(load().units)
PIECES = st.sampled_from(
    [
        *"零〇一二两三十百千万亿0123456789,，.年月件人次名个％%成、和及与以余多来近约上 　\n",
        "百分之",
        "万元",
        "件（次）",
        "km",
        "进一步",
        "第",
        "将近",
        "点五",
    ]
)


@pytest.mark.parametrize(
    ("text", "label", "end"),
    [
        ("3件，", "件", 2),
        ("3 人次", "人次", 4),
        ("12件（次）", "件次", 6),
        ("45％", "%", 3),
        ("3人民", None, 0),
        ("3。", None, 0),
    ],
)
def test_the_unit_behind_a_number(text: str, label: str | None, end: int) -> None:
    (number,) = numbers(text)
    unit = UNITS.at(text, number.end)
    assert (unit.label, unit.end) == (label, end) if unit else label is None


@pytest.mark.parametrize(
    "text", ["化解12件", "化解十二件", "三余人", "占三成", "婚姻一、土地二起", "百分之七", "一 件"]
)
def test_what_may_count(text: str) -> None:
    assert UNITS.may_count(text)


@pytest.mark.parametrize("text", ["进一步加强", "统一安排", "万众一心", "推行积分制"])
def test_what_counts_nothing(text: str) -> None:
    assert not UNITS.may_count(text)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_a_text_that_may_count_nothing_has_no_number_with_a_unit(text: str) -> None:
    counting = [
        found[0]
        for found in _NUMBER.finditer(text)
        if found["percent"] or UNITS.at(text, found.end()) or text.startswith(SHARES, found.end())
    ]
    assert UNITS.may_count(text) or counting == []


@given(st.lists(PIECES, max_size=16).map("".join), st.integers(0, 4))
def test_numbers_are_found_where_the_pattern_is_tried_only_where_one_can_begin(text: str, start: int) -> None:
    everywhere = [found.span() for found in _NUMBER.finditer(text, start)]
    assert [found.span() for found in written_numbers(text, start)] == everywhere
