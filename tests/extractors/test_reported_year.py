"""The year reported on and the dates, by title, text and signature."""

from __future__ import annotations

from datetime import date

import pytest
from identity_documents import BODY, document, signed

from kg.extractors import reported_year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("宋桂镇2025年法治政府建设年度报告", 2025),
        ("关于二〇二四年度推进法治政府建设情况的自评报告", 2024),
        ("２０２３ 年度法治政府建设工作情况报告", 2023),
        ("2022年推进法治政府建设工作总结暨2023年工作计划", 2022),
        ("2024年工作要点及2023年度法治政府建设工作总结", 2023),
        ("关于2023年法治政府建设工作情况和2024年工作打算的报告", 2023),
        ("万顺镇2023法治政府建设报告", 2023),
        ("关于贯彻《法治政府建设实施纲要（2021—2025年）》2022年度情况的报告", 2022),
        ("城关镇法治政府建设2024年度报告", 2024),
    ],
)
def test_year_of_a_title(title: str, year: int) -> None:
    assert reported_year.year_of(document(title, BODY)) == year


@pytest.mark.parametrize(
    ("opening", "signature", "year"),
    [
        ("现将2023年度法治政府建设情况报告如下：", "2024年1月12日", 2023),
        ("今年以来，我镇扎实推进依法行政。", "2023年12月20日", 2023),
        ("我镇扎实推进依法行政。", "2023年12月20日", 2023),
        ("我镇扎实推进依法行政。", "2024年2月20日", 2023),
        ("我镇扎实推进依法行政。", "二〇二四年二月二十日", 2023),
        ("今年以来，我镇扎实推进依法行政。", "2024年8月1日", 2024),
        ("对照2021年部署，2023年我镇扎实推进依法行政。", "2024年1月12日", 2023),
    ],
)
def test_year_without_a_title(opening: str, signature: str, year: int) -> None:
    text = signed(opening, "洛宁县上戈镇人民政府", signature)
    assert reported_year.year_of(document("法治政府建设工作总结", text)) == year


def test_no_year_at_all() -> None:
    assert reported_year.year_of(document("法治政府建设工作总结", BODY)) is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("郁南县宋桂镇人民政府", "2026年2月26日"), date(2026, 2, 26)),
        (("郁南县宋桂镇人民政府 2026年2月26日",), date(2026, 2, 26)),
        (("禄劝县撒营盘镇人民政府", "　　二〇二三年一月十日", "（此件公开发布）"), date(2023, 1, 10)),
        (("苏木人民政府", "2022年12月27日", "抄送：旗司法局", "党政综合办公室 2022年12月28日印发"), date(2022, 12, 27)),
        (("洛宁县上戈镇人民政府", "２０２４年１月１２日", "- 3 -"), date(2024, 1, 12)),
        (("洛宁县上戈镇人民政府", "2024年1月"), None),
        (("在会上部署，任务于2024年3月5日前完成。",), None),
        ((), None),
    ],
)
def test_signed(lines: tuple[str, ...], day: date | None) -> None:
    assert reported_year.signed(document("2023年法治政府建设报告", signed("我镇工作如下：", *lines))) == day


def test_date_below_the_title_is_a_signature() -> None:
    text = "（2024年1月15日）\n2023年，看庄镇扎实推进。\n" + BODY
    assert reported_year.signed(document("看庄镇2023年度法治政府建设情况报告", text)) == date(2024, 1, 15)


def test_published_before_document_date() -> None:
    both = document("t", BODY, published="2024-01-26 09:42", document_date="2024-01-24")
    assert reported_year.published(both) == date(2024, 1, 26)
    assert reported_year.published(document("t", BODY, document_date="2024年1月24日")) == date(2024, 1, 24)
    assert reported_year.published(document("t", BODY)) is None
