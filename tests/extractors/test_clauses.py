"""Clauses end at marks outside brackets and quotes, and together they are the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.clauses import clause_at, split_clauses

ALPHABET = "甲乙丙1，,；;。：:\n“”（）《》"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("推行积分制，覆盖全镇。", ["推行积分制", "覆盖全镇"]),
        ("推行“日排查，周会商”（甲，乙）制度；", ["推行“日排查，周会商”（甲，乙）制度"]),
        ("化解1,200件，办结", ["化解1,200件", "办结"]),
        ("“未完。下一句，再一句", ["“未完", "下一句", "再一句"]),
    ],
)
def test_marks_in_brackets_part_nothing(text: str, clauses: list[str]) -> None:
    assert [text[a:b] for a, b in split_clauses(text)] == clauses


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_only_marks_stand_between_clauses(text: str) -> None:
    bounds = split_clauses(text)
    ends = [0, *(end + 1 for _, end in bounds)]
    assert [start for start, _ in bounds] == ends[: len(bounds)]
    assert all(text[end] in "，,；;。：:\n" for _, end in bounds[:-1])
    assert ends[-1] >= len(text)


@given(st.text(alphabet=ALPHABET, min_size=2, max_size=40), st.data())
def test_a_name_stands_in_the_first_clause_that_ends_behind_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    bounds = split_clauses(text)
    holding = next((b for b in bounds if start < b[1]), bounds[-1])
    assert clause_at(text, start, start + 1).before == text[min(holding[0], start) : start]
