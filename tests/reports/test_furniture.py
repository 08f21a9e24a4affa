"""What stands around a report: each rule by its example."""

import pytest

from kg.reports import read_report
from kg.reports.furniture import LABELS, LINES, PAGE_NUMBER, Label, Line, labelled, line_kind


@pytest.mark.parametrize("row", LABELS, ids=lambda row: row.field or row.example)
def test_example_of_a_label(row: Label) -> None:
    values = labelled(row.example)
    assert values is not None
    assert values[0][0] == row.field
    assert values[0][1]


@pytest.mark.parametrize("row", LINES, ids=lambda row: row.example)
def test_example_of_a_line(row: Line) -> None:
    kind = line_kind(row.example)
    assert kind is not None
    assert kind.reason == row.reason


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("发布日期:2026-01-19 11:09:04 大 中 小", [("published", "2026-01-19 11:09:04")]),
        (
            "2025-01-14 10:08  来源：石桥镇人民政府  作者：党政办",
            [("published", "2025-01-14 10:08"), ("publisher", "石桥镇人民政府"), ("", "党政办")],
        ),
        ("[ 发布机构 ] 石桥乡人民政府 [ 有效性 ]", [("publisher", "石桥乡人民政府"), ("", "")]),
        ("- 备注/文号: 石委〔2025〕5号", [("document_number", "石委〔2025〕5号")]),
        ("发布机构\t石桥镇\t成文日期\t2024年1月5日", [("publisher", "石桥镇"), ("document_date", "2024年1月5日")]),
    ],
)
def test_labels_of_a_line(line: str, values: list[tuple[str, str]]) -> None:
    assert labelled(line) == values


@pytest.mark.parametrize(
    "line",
    [
        "一、主要工作",
        "2024年1月24日",
        "石桥镇人民政府",
        "现将工作时间：安排如下",
        "加强来源：治理",
        "关于2024年度法治政府建设情况的报告",
        "地址不详的来信3件",
    ],
)
def test_lines_of_a_report_are_no_furniture(line: str) -> None:
    assert labelled(line) is None
    assert line_kind(line) is None


@pytest.mark.parametrize("line", ["－ 1 －", "- 2 -", "—3—", "第3页", "第 3 页 共 5 页", "3/5"])
def test_page_numbers(line: str) -> None:
    assert PAGE_NUMBER.match(line)


PAGE = """首页 > 政务公开 > 石桥镇 > 法治政府建设
索引号：330000-SQ/2024-00001　　主题分类：司法
发布机构：石桥镇　　成文日期：2024-01-20

石桥镇2023年法治政府建设年度报告
发布时间：2024-01-26 09:42　信息来源：石桥镇　浏览次数：217　字体：[ 大 中 小 ]　分享到：

2023年，我镇坚持依法行政，全年没有出现败诉的行政诉讼案件。现将一年来的情况报告如下。
一、主要做法
（一）压实责任。全年召开会议4次。

安平县石桥镇人民政府
2024年1月20日

【打印本页】 【关闭窗口】
上一篇：河口镇2023年推行积分制情况
下一篇：没有了
主办：安平县人民政府办公室　网站标识码：3300000001　浙ICP备00000000号-1
"""


def test_the_page_goes_and_what_it_says_stays() -> None:
    report = read_report(PAGE.encode(), "a.txt")
    meta = report.metadata
    assert (meta.published, meta.publisher, meta.document_date) == ("2024-01-26 09:42", "石桥镇", "2024-01-20")
    assert meta.breadcrumb == ("首页", "政务公开", "石桥镇", "法治政府建设")
    assert meta.site == "安平县人民政府办公室"
    assert report.text.startswith("石桥镇2023年法治政府建设年度报告\n2023年，我镇")
    assert report.text.endswith("安平县石桥镇人民政府\n2024年1月20日")
    assert any("河口镇" in d.text for d in report.dropped)
    for d in report.dropped:
        assert report.original[d.original_start : d.original_end].strip() == d.text


def test_the_foot_of_a_page_takes_the_links_below_it_along() -> None:
    text = PAGE.split("【打印")[0] + "分享文章到\n国务院部门网站\n其他网站\n安平发布\n"
    report = read_report(text.encode(), "a.txt")
    assert report.text.endswith("2024年1月20日")


def test_values_below_their_labels_and_unknown_lines_above_the_title_go_too() -> None:
    text = "• 索引号：\n61072/2024-001\n• 发文机构：\n安平县政府网\n专题专栏\n" + PAGE.split("2024-01-20\n\n", 1)[1]
    report = read_report(text.encode(), "a.txt")
    assert report.text.startswith("石桥镇2023年法治政府建设年度报告\n")
