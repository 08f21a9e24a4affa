"""Wrapped lines become paragraphs again."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reports import read_report

PARAGRAPHS = [
    "２０２３年，我镇坚持以人民为中心，认真执行有关规划，不断提升依法行政水平，为建设美丽乡镇提供了有力保障。现将工作情况报告如下：",
    "一、主要工作开展情况",
    "（一）提高站位，压实责任。镇党委会专题研究法治政府建设５次，调整充实领导小组，２３个村（社区）负责人年底逐一述法，述法不合格的取消评先资格。",
    "（二）依法决策，守住底线。设立合法性审查办公室，重大决策、重要合同、信访答复意见一律先审后出，全年审查事项１１７件，满意率９６．８％。",
    "二、存在的问题",
    "虽然做了一些工作，但与群众期盼还有距离，主要表现在：１．干部素养参差不齐，有的站所长习惯凭经验办事；２．执法队伍磨合不够，制度尚不健全。",
]


def _printed(width: int, page: int, indent: str) -> str:
    lines = [line for p in PARAGRAPHS for line in textwrap.wrap(indent + p, width, drop_whitespace=False)]
    pages = [lines[i : i + page] for i in range(0, len(lines), page)]
    return "".join("\n".join(p) + f"\n\n－ {n} －\n\f\n" for n, p in enumerate(pages, 1))


@given(st.integers(22, 40), st.integers(5, 20))
@settings(max_examples=25, deadline=None)
def test_any_page_width_gives_the_same_paragraphs(width: int, page: int) -> None:
    report = read_report(_printed(width, page, "　　").encode(), "a.txt")
    plain = read_report("\n".join(PARAGRAPHS).encode(), "a.txt")
    assert report.text == plain.text
    assert [s.marker for s in report.sections] == [s.marker for s in plain.sections]


def test_without_indentation_markers_begin_paragraphs() -> None:
    report = read_report(_printed(30, 9, "").encode(), "a.txt")
    assert [s.marker for s in report.sections if s.marker] == ["一、", "（一）", "（二）", "二、", "1.", "2."]
    assert "述法不合格的取消评先资格" in report.text


def test_a_page_number_cuts_neither_sentence_nor_number() -> None:
    report = read_report(_printed(30, 6, "　　").encode(), "a.txt")
    assert "全年审查事项117件，满意率96.8%。" in report.text
    assert {d.reason for d in report.dropped} == {"page number"}


def test_paragraphs_that_were_not_wrapped_stay_apart() -> None:
    text = "一、主要做法\n全年开展宣传\n二、问题\n人手不足，\n经费紧张。\n三、打算\n加强培训"
    report = read_report(text.encode(), "a.txt")
    assert report.text == text


def test_a_title_that_the_line_cuts_is_whole() -> None:
    text = "云溪镇2023年法治政府建设年度报告\n一、主要做法\n组织学习《中华人民共和国\n土地管理法》两次。\n二、存在的问题\n人手不足。"
    assert "《中华人民共和国土地管理法》两次" in read_report(text.encode(), "云溪.txt").text


def test_a_page_wrapped_at_so_many_characters_whatever_their_width() -> None:
    text = "".join(PARAGRAPHS[2:4]).translate({ord("０") + i: str(i) for i in range(10)})
    text += "收到12345转办件412件，按期办结率100%，其中2024年上半年184件、下半年228件，群众满意率95.6%。"
    lines = [text[i : i + 34] for i in range(0, len(text), 34)]
    report = read_report("\n".join(["云溪镇法治政府建设报告", *lines]).encode(), "a.txt")
    assert "12345转办件412件，按期办结率100%，其中2024年上半年184件、下半年228件" in report.text
