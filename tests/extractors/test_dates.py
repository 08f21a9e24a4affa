"""Dates and years in every numeral that reports use."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.dates import dates, first_date, number, only_date, plain, year_number, years

HAN = "〇一二三四五六七八九"


def han_number(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else HAN[tens]) + "十" if tens else "") + (HAN[ones] if ones else "")


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2039, 12, 31)))
def test_every_way_to_write_a_date(day: date) -> None:
    han_year = "".join(HAN[int(d)] for d in str(day.year))
    for written in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02}/{day.day:02} 09:42",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{han_year}年{han_number(day.month)}月{han_number(day.day)}日",
        plain(f"{day.year}年{day.month}月{day.day}日".translate({48 + i: 0xFF10 + i for i in range(10)})),
    ):
        assert first_date(written) == day, written


@pytest.mark.parametrize(
    "text", ["2024年1月", "2024年13月1日", "2023年2月30日", "一月六日", "〔2024〕17号", "共2024件", ""]
)
def test_no_full_date(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize("line", ["　２０２４年１月６日", "（2024年1月6日）", "二○二四年一月六日 ", "2024-01-06"])
def test_line_that_is_only_a_date(line: str) -> None:
    assert only_date(line) == date(2024, 1, 6)


def test_line_with_more_than_a_date() -> None:
    assert only_date("2024年1月6日，镇党委召开会议") is None


def test_numerals() -> None:
    assert [number(n) for n in ("26", "六", "十", "十二", "二十", "二十三", "三十一")] == [26, 6, 10, 12, 20, 23, 31]
    assert {year_number(n) for n in ("2024", "二〇二四", "二○二四", "二零二四", "二O二四")} == {2024}


def test_years_of_a_title() -> None:
    assert [year for year, _, _ in years("2022年工作总结暨2023年度工作计划")] == [2022, 2023]
    assert [year for year, _, _ in years("二〇二四年度推进情况，共2024件")] == [2024]


@given(
    st.lists(
        st.sampled_from([*"法治，。：（１２Ａ　…①ﾊﾞé가½\n1a“", chr(0x65) + chr(0x301), chr(0x1100) + chr(0x1161)]),
        max_size=40,
    ),
    st.booleans(),
)
def test_long_texts_are_made_plain_as_short_ones_are(pieces: list[str], long: bool) -> None:
    text = "".join(pieces) * (20 if long else 1)
    assert plain(text) == unicodedata.normalize("NFKC", text)
