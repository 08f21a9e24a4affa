"""The year a report is about, where its title names none."""

from kg.extractors.reported_year import year_of
from kg.reports import read_report

BODY = """{opening}

一、工作情况
（一）规范执法。新建执法站一处，将于{next_year}年启用。

二、存在的问题
一是力量不足。

三、{next_year}年工作安排
（一）补充人员。{next_year}年上半年完成招录。
"""


def year(text: str) -> int | None:
    return year_of(read_report(text.encode(), "柳树镇.txt"))


def test_plans_for_next_year_do_not_outvote_the_opening() -> None:
    opening = "柳树镇法治政府建设工作报告\n发布时间：2022-01-10\n\n2021年，柳树镇扎实推进依法行政，现将情况报告如下："
    assert year(BODY.format(opening=opening, next_year=2022)) == 2021


def test_the_dates_decide_where_no_year_is_named() -> None:
    text = "柳树镇法治政府建设情况报告\n\n一、工作情况\n（一）规范执法。\n\n河东县柳树镇人民政府\n2020年1月8日\n"
    assert year(text) == 2019
