"""Answers are kept for the report asked about last, by further arguments, and never taken for another report's."""

from dataclasses import replace

from kg.extractors.remembered import once_a_report
from kg.model import Report, Role
from kg.reports import read_report


def report(text: str) -> Report:
    return read_report(f"新安镇2024年法治政府建设报告\n{text}".encode(), "新安镇.txt")


def test_each_question_about_a_report_is_answered_once() -> None:
    asked: list[tuple[str, Role, bool]] = []

    @once_a_report
    def told(report: Report, role: Role, briefly: bool = False) -> str:
        asked.append((report.id, role, briefly))
        return f"{report.text}{role}{briefly}"

    one, other = report("推行积分制。"), report("推行说事制。")
    for _ in range(2):
        assert told(one, Role.PLANS).endswith("积分制。plansFalse")
        assert told(one, Role.CAUSES).endswith("积分制。causesFalse")
        assert told(one, Role.PLANS, briefly=True).endswith("plansTrue")
    assert asked == [(one.id, Role.PLANS, False), (one.id, Role.CAUSES, False), (one.id, Role.PLANS, True)]
    assert "说事制" in told(other, Role.PLANS)
    assert told(one, Role.PLANS).endswith("积分制。plansFalse")
    assert len(asked) == 5


def test_a_report_of_the_same_name_is_another() -> None:
    @once_a_report
    def title(report: Report) -> str:
        return report.title

    one = report("推行积分制。")
    assert title(one) != title(replace(one, title="另一份报告"))
