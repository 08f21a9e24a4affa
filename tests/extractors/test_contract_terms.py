"""For how long lawyers are engaged."""

from __future__ import annotations

import pytest

from kg.extractors.contract_terms import SPANS, YEARS, Term, term


@pytest.mark.parametrize("example", [example for _, example in (*YEARS, *SPANS)])
def test_each_row_finds_its_example(example: str) -> None:
    assert term(example) != Term()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与循远律师事务所签订法律顾问合同，合同期限三年", Term(3)),
        ("聘请循远律师事务所为法律顾问，聘期两年（2023年5月至2025年4月）", Term(2, 2023, 2025)),
        ("2022年6月我镇与循远律师事务所续签合同，为期1年", Term(1, 2022)),
        ("聘期三年，自2023年7月至2026年6月", Term(3, 2023, 2026)),
        ("顾问聘期至二〇二六年底", Term(None, None, 2026)),
        ("合同于2019年底到期后未再续签", Term(None, None, 2019)),
        ("审查合同2023年比上年多12份", Term()),
        ("合同一年来履行良好", Term()),
        ("调解跨度三年的合同纠纷", Term()),
    ],
)
def test_terms(text: str, expected: Term) -> None:
    assert term(text) == expected
