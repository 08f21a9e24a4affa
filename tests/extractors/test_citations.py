from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_by_hand import report_of

from kg.extractors.citations import INSTRUMENTS, NO_INSTRUMENTS, citations, is_instrument
from kg.model import Role


def titles(*sentences: str) -> list[str]:
    return [c.title for c in citations(report_of(*sentences))]


@pytest.mark.parametrize(("head", "example"), INSTRUMENTS)
def test_each_head_noun_makes_an_instrument(head: str, example: str) -> None:
    assert head in example
    assert is_instrument(example)
    assert titles(f"全镇干部学习《{example}》。") == [example]


@pytest.mark.parametrize(("pattern", "example"), NO_INSTRUMENTS)
def test_lookalikes_are_none(pattern: str, example: str) -> None:
    assert not is_instrument(example), pattern


@pytest.mark.parametrize(
    "title",
    [
        "云溪镇2024年普法任务申报表",
        "习近平谈治国理政",
        "云溪日报",
        "法治你我他",
        "云溪镇2024年法治政府建设年度报告",
        "法律常识问答",
        "平安之歌",
    ],
)
def test_books_columns_forms_and_reports_are_none(title: str) -> None:
    assert titles(f"编印《{title}》。") == []


def test_short_and_full_title_of_a_law_are_one_instrument() -> None:
    assert titles("学习《行政强制法》(《中华人民共和国行政强制法》)等。") == ["中华人民共和国行政强制法"]
    assert titles("宣讲《中华人民共和国民法典》。", "讲授《民法典》1场。") == ["中华人民共和国民法典"]


def test_years_in_brackets_do_not_make_another_instrument() -> None:
    found = titles("对照《法治社会建设实施纲要（2020—2025年）》。", "落实《法治社会建设实施纲要》。")
    assert found == ["法治社会建设实施纲要（2020—2025年）"]


def test_a_head_noun_alone_stands_for_the_last_title_that_ends_in_it() -> None:
    (found,) = citations(report_of("学习《江南省物业管理条例》。", "发放《条例》500册。"))
    assert (found.title, found.passages) == ("江南省物业管理条例", (0, 1))


def test_a_head_noun_alone_without_a_title_is_nothing() -> None:
    assert titles("发放《条例》500册。") == []


def test_the_same_name_at_two_levels_is_two_instruments() -> None:
    assert titles("学习《优化营商环境条例》《江南省优化营商环境条例》。") == [
        "优化营商环境条例",
        "江南省优化营商环境条例",
    ]


def test_a_notice_is_cited_with_the_title_inside_its_title() -> None:
    assert titles("落实《关于印发〈信访工作办法〉的通知》。") == ["关于印发〈信访工作办法〉的通知"]
    assert titles("落实《关于印发《信访工作办法》的通知》。") == ["关于印发《信访工作办法》的通知"]


def test_a_missing_closing_mark_costs_one_title_only() -> None:
    assert titles("结合《法治中国建设规划《法治社会建设实施纲要》和《信访工作条例》。") == [
        "法治社会建设实施纲要",
        "信访工作条例",
    ]


def test_unquoted_names_and_attachments_are_not_cited() -> None:
    assert titles("以宪法为核心，宣传民法典。") == []
    assert citations(report_of("附件：《云溪镇工作方案》", role=Role.BOILERPLATE)) == ()


@given(st.lists(st.text(alphabet="《》〈〉<>（）()条例办法的民典\n 1", max_size=40), max_size=4))
def test_passages_hold_the_title(sentences: list[str]) -> None:
    report = report_of(*sentences)
    for found in citations(report):
        assert found.passages
        assert any(found.title in "".join(report.passages[i].text.split()) for i in found.passages)


@pytest.mark.parametrize("unit", ["《", "》", "《条例", "〈〉", "（", "《（条例）》"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    report = report_of(unit * 100_000)
    began = time.perf_counter()
    citations(report)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("law", ["行政复议法", "中华人民共和国公司法", "科学技术普及法", "立法法", "反有组织犯罪法"])
def test_laws_that_end_like_a_programme(law: str) -> None:
    assert titles(f"学习《{law}》。") == [law]


def test_titles_in_angle_brackets() -> None:
    assert titles("学习<<行政许可法>>、<行政复议法>和〈信访工作条例〉，1<2，3>2。") == [
        "行政许可法",
        "行政复议法",
        "信访工作条例",
    ]
