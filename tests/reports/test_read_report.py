"""The whole reading: what must hold for any document."""

from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Report, UnreadableReport
from kg.reports import read_report

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

_WORDS = st.sampled_from(
    ["一、", "（一）", "(二)", "1.", "１．", "①", "一是", "二是", "首先，", "第一，", "存在的问题", "下一步打算", "原因", "全年办案12件", "法治", "。", "；",
     "：", "，", "\n", "\n\n", "　　", " ", "\t", "“", "”", "《", "》", "（", "）", "－ 1 －", "\f", "\0", "\r\n", "2024年1月5日", "石桥镇人民政府",
     "来源：", "首页 > ", "上一篇：", "鎮(zhèn)", "?。ㄒ唬", "１，２８６", "a", "\ue123", "\ufeff", "<p>", "</p>", "<td>", "&nbsp;", "<br>", "<!--", "<a href='"]
)  # fmt: skip


def check(report: Report) -> None:
    """What holds for every report, whatever it says."""
    text, original, offsets = report.text, report.original, report.offsets
    assert offsets.clean[0] == 0
    assert list(offsets.clean) == sorted(set(offsets.clean))
    origin = [
        offsets.original[(k := bisect_right(offsets.clean, i) - 1)] + i - offsets.clean[k] for i in range(len(text))
    ]
    assert origin == sorted(origin)
    assert not origin or origin[-1] < len(original)
    repaired = [(r.original_start, r.original_end) for r in report.repairs]
    for character, o in zip(text, origin, strict=True):
        if character not in "\n\t " and original[o] not in "&" and not any(a <= o < b for a, b in repaired):
            assert original[o] == character
    at = 0
    for index, passage in enumerate(report.passages):
        assert passage.index == index
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip()
        assert len(passage.text) < 1400
        assert at <= passage.start
        assert text[at : passage.start].strip() == ""
        at = passage.end
    assert text[at:].strip() == ""
    for section in report.sections:
        assert (
            0
            <= section.start
            <= section.heading_start
            <= section.heading_end
            <= section.body_start
            <= section.end
            <= len(text)
        )
        if section.parent is not None:
            parent = report.sections[section.parent]
            assert parent.index < section.index
            assert parent.level == section.level - 1
            assert parent.start <= section.start
            assert section.end <= parent.end
    for one, two in zip(report.sections, report.sections[1:], strict=False):
        assert one.start <= two.start
        if one.level == two.level and one.parent == two.parent:
            assert one.end <= two.start
    for passage in report.passages:
        if passage.section is not None:
            inner = report.sections[passage.section]
            assert inner.start <= passage.start
            assert passage.end <= inner.end
            assert passage.role is inner.role
    for table in report.tables:
        for row in table.rows:
            assert "\n" not in text[row[0].start : row[-1].end]


def _checked(data: bytes, name: str) -> None:
    try:
        report = read_report(data, name)
    except UnreadableReport:
        return
    check(report)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_real_reports_hold_together(path: Path) -> None:
    check(read_report(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_encoding_and_line_ends_change_nothing(path: Path) -> None:
    plain = read_report(path.read_bytes(), path.name)
    text = path.read_text(encoding="utf-8")
    for data in (text.replace("\n", "\r\n").encode(), text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        again = read_report(data, path.name)
        assert again.text == plain.text
        assert [(s.start, s.end, s.role) for s in again.sections] == [(s.start, s.end, s.role) for s in plain.sections]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_a_clean_text_stays_as_it_is(path: Path) -> None:
    once = read_report(path.read_bytes(), path.name)
    twice = read_report(once.text.encode(), path.name)
    assert twice.text == once.text
    assert [(s.marker, s.role) for s in twice.sections] == [(s.marker, s.role) for s in once.sections]


@given(st.lists(_WORDS, max_size=80).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    _checked(text.encode("utf-8", "surrogatepass"), "a.txt")


@given(st.lists(_WORDS, max_size=60).map("".join))
def test_any_page_is_read_or_refused(text: str) -> None:
    _checked(f"<html><head><title>{text[:20]}</title></head><body><div>{text}</div></body></html>".encode(), "a.html")


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _checked(data, "a.txt")
