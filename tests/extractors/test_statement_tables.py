"""Tables of problems, causes and measures, in pages and in plain text."""

from __future__ import annotations

import pytest

from kg.extractors.plans import plans
from kg.extractors.problems import problems
from kg.extractors.statement_tables import rows
from kg.model import Report
from kg.ontology import load
from kg.reports import read_report

TITLE = "云溪镇2024年法治政府建设年度报告"
BODY = ("一、主要工作", "强化学习。组织学法6次，办理案件12件。", "二、存在问题及整改")
ROWS = [
    ["序号", "存在问题", "原因分析", "整改措施"],
    ["1", "执法力量不足", "编制紧张，一人多岗", "招录专职执法人员3名"],
    ["2", "村级账目公开慢", "无", "按月张榜，接受监督"],
]


def _page(table: list[list[str]]) -> Report:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in table)
    text = "".join(f"<p>{line}</p>" for line in BODY)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{text}<table>{cells}</table></body></html>"
    return read_report(html.encode(), "a.html")


def _plain(table: list[list[str]]) -> Report:
    lines = (TITLE, *BODY, *("\t".join(row) for row in table))
    return read_report("\n".join(lines).encode(), "a.txt")


@pytest.mark.parametrize("report", [_page(ROWS), _plain(ROWS)], ids=["page", "plain"])
def test_a_row_is_a_problem_with_its_cause_and_its_plan(report: Report) -> None:
    found, causes = problems(report, (), load())
    told = plans(report, found, (), load())
    assert [p.heading for p in found] == ["执法力量不足", "村级账目公开慢"]
    assert [[causes[i].heading for i in p.causes] for p in found] == [["编制紧张"], []]
    assert [(p.heading, p.addresses) for p in told] == [("招录专职执法人员3名", (0,)), ("按月张榜", (1,))]
    for one in (*found, *causes, *told):
        assert any(one.heading in report.passages[i].text for i in one.passages)


def test_other_tables_tell_no_problems() -> None:
    figures = [["项目", "件数", "问题"], ["投诉", "12", "3"], ["举报", "7", "1"]]
    assert rows(_plain(figures)) == ()
    assert rows(_plain([["村名", "调解员"], ["石桥村", "3人"]])) == ()
