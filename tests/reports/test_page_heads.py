"""The head of a page saved as text: dropped from the report, kept as what it says of publisher, site and date."""

from bisect import bisect_right

import pytest

from kg.model import Report, Role
from kg.reports import read_report
from kg.reports.furniture import is_rule, labelled, line_kind
from kg.reports.title import repeated_title

TITLE = "石桥街道2024年法治政府建设工作情况报告"
BODY = """2024年，石桥街道坚持依法行政，认真落实各项工作部署，法治建设取得新的进展，现将有关情况报告如下：
一、主要举措
（一）建立会前学法制度。街道党工委全年开展会前学法12次，覆盖干部200余人。
二、下一步打算
下一步，继续加强执法队伍建设，提升办案水平。
石桥街道办事处
2025年2月10日
"""


def read(head: str, foot: str = "") -> Report:
    return read_report((head + BODY + foot).encode(), "a.txt")


def undisturbed(report: Report) -> None:
    """The report is as without its page: nothing of the page in the text, measures before plans, offsets kept."""
    roles = [p.role for p in report.passages]
    assert Role.MEASURES in roles
    assert roles.index(Role.MEASURES) < roles.index(Role.PLANS)
    assert "索引号" not in report.text
    assert "发布" not in report.text
    for word in ("会前学法制度", "执法队伍建设"):
        at = report.text.index(word)
        run = bisect_right(report.offsets.clean, at) - 1
        start = report.offsets.original[run] + at - report.offsets.clean[run]
        assert report.original[start : start + len(word)] == word


@pytest.mark.parametrize(
    "rows",
    [
        "索引号 | 发布机构 | 石桥街道 | |\n公开类别 | 主动公开 | 发布时间 | 2025-03-17 |\n",
        "| 标题： | 某件 | ||\n|---|---|---|---|\n| 发布时间： | 2025-03-17 | 发布机构： | 石桥街道 |\n",
        "| 索 引 号 | 113308/2025-12 | 公开方式 | 主动公开 |\n| 发布机构 | 石桥街道 | 发布日期 | 2025-03-17 |\n| 有效性 |\n",
        "索引号\tA12/2025\t发布机构\t石桥街道\t发布时间\t2025-03-17\n",
        "索引号：A12/2025发布机构：石桥街道发布时间：2025-03-17公开方式：主动公开\n",
        "[ 索引号 ]113308/2025[ 发布机构 ]石桥街道[ 成文日期 ]2025-03-17[ 发布日期 ]2025-03-17\n",
        "- 乡镇信息公开\n-\n索引号sqjd/2025-00001\n-\n发布机构石桥街道\n-\n文号\n-\n发布日期2025-03-17\n-\n时效性有效\n" + TITLE + "\n",
        "索引号\n文　号\n2025\n来 源\n石桥街道\n公开日期\n2025-03-17\n" + TITLE + "\n",
        "  • 所属类目: 街镇文件\n  • 体       裁: 报告\n  • 发布日期: 2025-03-17\n  • 机构名称: 石桥街道\n",
        "信息来源：石桥街道 发布时间：2025-03-17 【字体：大 中 小】\n语音播报\n",
        "来源：石桥街道 发布时间 2025-03-17\n【字号\n",
    ],
    ids=lambda rows: rows[:12].strip(),
)  # fmt: skip
def test_rows_below_the_title_are_metadata(rows: str) -> None:
    report = read(f"{TITLE}\n{rows}")
    undisturbed(report)
    assert report.title == TITLE
    assert report.metadata.publisher == "石桥街道"
    assert (report.metadata.published or report.metadata.document_date).startswith("2025-03-17")


def test_a_date_behind_the_title_is_the_pages() -> None:
    report = read(f"{TITLE}\n来源:https://www.example.cn/a?id=1\n{TITLE} 2025-02-28\n")
    undisturbed(report)
    assert report.metadata.published == "2025-02-28"
    assert report.metadata.url == "https://www.example.cn/a?id=1"
    assert report.metadata.publisher == ""
    assert "2025-02-28" not in report.text


def test_column_and_site_behind_the_title() -> None:
    report = read(f"{TITLE}_街镇园区文件_清源市石桥区人民政府门户网站\n")
    undisturbed(report)
    assert report.title == TITLE
    assert report.metadata.site == "清源市石桥区人民政府门户网站"


def test_what_stands_between_the_pages_title_and_the_reports_own() -> None:
    upper = "中共清源市石桥街道工作委员会\n石桥街道办事处\n关于2024年法治政府建设情况的报告\n"
    title = upper.replace("\n", "")
    page = (
        "清源市人民政府网 | 清源市石桥区人民政府网 | |\n您当前位置: 首页 > 石桥街道 > 政务公开 > 年度报告\n"
        "  • 首页\n  • 美丽石桥\n清源市人民政府\n进入播报模式\n日期:2025-02-28\n"
    )
    report = read(f"{title}\n{page}{upper}")
    undisturbed(report)
    assert report.metadata.breadcrumb == ("首页", "石桥街道", "政务公开", "年度报告")
    assert "美丽石桥" in report.metadata.other
    assert report.text.startswith(title + "\n" + upper.strip())
    assert report.sections[0].role is Role.TITLE
    assert report.text[: report.sections[0].end].strip() == f"{title}\n{upper}".strip()
    assert "政务公开" not in report.text


def test_site_and_date_in_one_line() -> None:
    report = read(f"{TITLE}\n石桥区人民政府门户网站 www.example.cn 发布时间：2025-01-14 11:36\n")
    undisturbed(report)
    assert report.metadata.site == "石桥区人民政府门户网站"
    assert report.metadata.published == "2025-01-14 11:36"


def test_rows_below_the_report() -> None:
    report = read(f"{TITLE}\n", "公开方式 | 主动公开 |\n发布机构 | 石桥街道 |\n")
    undisturbed(report)
    assert report.metadata.publisher == "石桥街道"


def test_a_later_year_in_a_line_below_the_title_makes_no_plans() -> None:
    report = read(f"{TITLE}\n某某专栏2025\n")
    assert next(p.role for p in report.passages if "会前学法制度" in p.text) is Role.MEASURES


@pytest.mark.parametrize(
    "line",
    [
        "指标 | 2024年 | 2023年 |",
        "主题党日活动",
        "来源于群众的建议3条",
        "发布机构改革方案",
        "有效化解矛盾纠纷12件",
        "时效性强的案件优先办理",
        "公开方式多样，主动公开信息30条",
        "石桥街道2024年法治政府建设情况报告 2025-02-28",
    ],
)
def test_lines_of_a_report_are_kept(line: str) -> None:
    assert labelled(line) is None
    assert line_kind(line) is None
    assert not is_rule(line)


@pytest.mark.parametrize("line", ["|---|---|---|", "|| | ---", "| |", "-", "•", "| :-- | --: |"])
def test_rules_of_tables(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", ["—3—", "增长12%", "- 第一", "2-3"])
def test_no_rules_of_tables(line: str) -> None:
    assert not is_rule(line)


def test_a_repeated_title_in_one_piece_or_in_several() -> None:
    assert repeated_title([TITLE, "来源", TITLE]) == 2
    assert repeated_title([TITLE, "来源", "石桥街道", "2024年法治政府建设工作", "情况报告"]) == 2
    assert repeated_title([TITLE, "2024年法治政府建设工作情况报告"]) is None
