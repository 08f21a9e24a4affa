"""What differs when one text is filled in anew is the same in the normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies.normal import EXAMPLES, Normaliser, content


@pytest.mark.parametrize(("sentence", "form"), EXAMPLES)
def test_examples(sentence: str, form: str) -> None:
    assert Normaliser(["清溪镇"]).forms([sentence]) == [form]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年，清溪镇调处纠纷86件，成功率98.5%。", "2024年，白水乡调处纠纷120余件，成功率100%。"),
        ("青石县清溪镇党委每季度专题研究一次。", "赤水市白水乡党委每季度专题研究两次。"),
        ("我镇党委把普法经费列入预算", "我街道党工委把普法经费列入预算"),
        ("（二）清溪镇综治中心全天值守；", "三是白水乡综治中心全天值守。"),
        ("清溪 镇设立 “说事点” １２ 个", "白水乡设立「说事点」9个"),
    ],
)
def test_figures_names_marks_and_kinds_make_no_difference(one: str, other: str) -> None:
    left = Normaliser(["清溪镇", "青石县"]).forms([one])
    right = Normaliser(["白水乡", "赤水市"]).forms([other])
    assert left == right and left[0]


def test_a_name_of_one_character_is_no_name() -> None:
    assert Normaliser(["泰"]).forms(["泰然处之"]) == ["泰然处之"]


def test_figures_and_names_are_no_content() -> None:
    assert content("某共排查0次") == 4


@given(st.lists(st.text(max_size=60), max_size=8))
def test_each_sentence_has_a_form_whatever_is_in_it(sentences: list[str]) -> None:
    forms = Normaliser(["清溪镇"]).forms(sentences)
    assert len(forms) == len(sentences)
    assert forms == [form for sentence in sentences for form in Normaliser(["清溪镇"]).forms([sentence])]
