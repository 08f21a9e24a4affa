"""Tables whose cells were flattened to words."""

from kg.reports import read_report

TEXT = """石桥镇2024年法治政府建设年度报告
一、主要做法
2024年主要数据如下：
项 目 单位 2023年 2024年
行政诉讼案件 件 5 2
信访总量 件次 61 43
二、存在问题
执法力量不足。
"""


def test_a_flat_table_gets_its_cells_back() -> None:
    report = read_report(TEXT.encode(), "a.txt")
    (table,) = report.tables
    cells = [[report.text[c.start : c.end] for c in row] for row in table.rows]
    assert cells == [
        ["项目", "单位", "2023年", "2024年"],
        ["行政诉讼案件", "件", "5", "2"],
        ["信访总量", "件次", "61", "43"],
    ]
    assert "信访总量\t件次\t61\t43\n" in report.text
    assert table.section is not None
    assert report.sections[table.section].heading == "主要做法"
    assert "信访总量\t件次\t61\t43" in [p.text for p in report.passages]


def test_lines_with_spaces_are_no_table() -> None:
    text = "石桥镇 河口镇 2023年\n南山镇 北山镇 2024年\n"
    report = read_report(text.encode(), "a.txt")
    assert report.tables == ()
    assert "\t" not in report.text
