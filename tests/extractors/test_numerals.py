from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.numerals import numbers, parse_hanzi, parse_number, plain

DIGITS = "零一二三四五六七八九"


def spell(value: int) -> str:
    """The textbook reading of 1 … 99,999,999 with 零 for gaps."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        return spell(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + spell(low))
    out, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


@given(st.integers(1, 99_999_999))
def test_textbook_numerals_come_back(value: int) -> None:
    assert parse_hanzi(spell(value)) == value


@given(st.integers(1, 999_999_999), st.sampled_from([",", "，", " ", "\u2009"]))
def test_grouped_thousands_come_back(value: int, separator: str) -> None:
    assert parse_number(f"{value:,}".replace(",", separator)) == value


@given(st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False), st.sampled_from(["", "余", "多"]))
def test_ten_thousands(value: Decimal, more: str) -> None:
    (found,) = numbers(f"共{value}万{more}元")
    assert found.value == value * 10_000
    assert found.scaled
    assert found.approximate == bool(more)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("百", 100),
        ("三百五", 350),
        ("两万五", 25_000),
        ("一百一十", 110),
        ("两百零三", 203),
        ("三万零五", 30_005),
        ("一亿二千万", 120_000_000),
        ("二〇二四", 2024),
        ("两三", None),
        ("十百", None),
        ("一二", None),
        ("百百", None),
        ("", None),
    ],
)
def test_chinese_numerals(written: str, value: int | None) -> None:
    assert parse_hanzi(written) == value


@pytest.mark.parametrize(
    ("sentence", "value", "approximate"),
    [
        ("走访二十余次", 20, True),
        ("到场三百余人", 300, True),
        ("化解近百起", 100, True),
        ("宣讲百余场次", 100, True),
        ("举办上百场", 100, True),
        ("聘请两名律师", 2, False),
        ("十余学时", 10, True),
        ("派发约万余份", 10_000, True),
        ("工单1,846条", 1846, False),
        ("解答1，286人次", 1286, False),
        ("参学2 140人次", 2140, False),
        ("参学9\u2009300余人次", 9300, True),
        ("任务10809条", 10809, False),
        ("上报2.3万余条", 23_000, True),
        ("损失120余万元", 1_200_000, True),
        ("超过500小时", 500, True),
        ("附近3个村", 3, False),
        ("签约45户", 45, False),
        ("达百分之九十八", 98, False),
        ("以上3项", 3, False),
    ],
)
def test_numbers_in_sentences(sentence: str, value: int, approximate: bool) -> None:
    (found,) = numbers(sentence)
    assert (found.value, found.approximate) == (value, approximate)


def test_separators_of_lists_are_not_separators_of_thousands() -> None:
    assert [n.value for n in numbers("工单10，20件")] == [10, 20]
    assert [n.value for n in numbers("立案11宗，120人")] == [11, 120]


def test_serial_numbers_are_no_quantities() -> None:
    assert numbers("备案标识码：44532202000109123") == []


@given(st.text(alphabet="0123456789,，. 一十百千万亿零两余多近约上超点百分之第年", max_size=60))
def test_never_fails_and_stays_inside(text: str) -> None:
    for found in numbers(text):
        assert 0 <= found.start <= found.digits_start < found.end <= len(text)
        assert found.value >= 0
    parse_hanzi(text)
    parse_number(text)


@pytest.mark.parametrize("unit", ["1", "1,", "1,234", "万", "一", "近", "1.1"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    began = time.perf_counter()
    numbers(unit * 60_000)
    assert time.perf_counter() - began < 3


def test_plain_notation() -> None:
    assert [plain(Decimal(v)) for v in ("12000", "98.50", "1E+4", "0.0", "3250.1")] == [
        "12000",
        "98.5",
        "10000",
        "0",
        "3250.1",
    ]
