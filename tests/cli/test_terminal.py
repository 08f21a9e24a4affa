from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import language
from kg.cli.excerpts import excerpt, figure
from kg.cli.language import from_arguments, from_environment
from kg.cli.terminal import clean, folded_lines, progress, table, width
from kg.cli.writing import as_csv


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text)
    assert "\n" not in cleaned and "\x1b" not in cleaned and "\u202e" not in cleaned
    assert clean(cleaned) == cleaned


def test_chinese_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    table(("乡镇", "n"), [("四屏镇", "1"), ("Abc", "22"), ("é镇", "3")])
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["乡镇    n", "四屏镇  1", "Abc     22", "é镇     3"]
    assert len({width(line[: line.rindex(" ")]) for line in lines}) == 1


def test_plain_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    table(("a",), [("[bold]x[/bold]",)])
    assert capsys.readouterr().out == "a\n[bold]x[/bold]\n"


@given(st.text(min_size=1), st.text(), st.integers(5, 60))
def test_excerpt_is_a_part_around_the_name(sentence: str, form: str, most: int) -> None:
    cut = excerpt(sentence, (form,), most)
    assert len(cut) <= most + 2
    bare = cut[len("…") :] if cut not in sentence and cut.startswith("…") else cut
    assert bare in sentence or bare.removesuffix("…") in sentence


def test_excerpt_holds_the_name() -> None:
    sentence = "甲" * 100 + "枫桥经验" + "乙" * 100
    cut = excerpt(sentence, ("枫桥经验",), 30)
    assert "枫桥经验" in cut and cut.startswith("…") and cut.endswith("…")


@pytest.mark.parametrize(
    ("sentence", "value", "counted", "number"),
    [
        ("全年处理5件信访。" + "甲" * 60 + "组织3次演练，" + "乙" * 60 + "开展3场宣讲。", "3", "宣讲", "3场"),
        ("共发放" + "甲" * 60 + "宣传资料1.2万余份，" + "乙" * 50, "12000", "宣传资料", "1.2万余份"),
        ("甲" * 50 + "设立三十余个点位" + "乙" * 50, "30", "点位", "三十余个"),
        ("乙" * 50 + "优化“微网格”707个，" + "甲" * 50, "707", "优化“微网格”", "707个"),
        ("第12条" + "甲" * 60 + "调解2件", "2", "调解", "调解2件"),
    ],
)
def test_a_figure_is_shown_with_its_number(sentence: str, value: str, counted: str, number: str) -> None:
    assert number in figure(sentence, value, counted, 30)


def test_a_figure_that_is_not_in_its_sentence_is_shown_by_its_words() -> None:
    assert "宣讲" in figure("甲" * 60 + "宣讲" + "乙" * 60, "7", "宣讲", 30)
    assert figure("甲乙", "", "") == "甲乙"


@given(st.text(), st.integers(2, 40))
def test_folded_lines_lose_nothing_but_spaces(text: str, most: int) -> None:
    lines = folded_lines(text, most)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= most for line in lines)


def test_a_narrow_terminal_gets_records(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("kg.cli.terminal.rich_output", lambda: True)
    row = ("甲省甲县二号镇", "枫桥经验", "", "年度报告.txt:9–18", "明年推行枫桥经验，" * 6)
    monkeypatch.setenv("COLUMNS", "60")
    table(("乡镇", "做法", "年份", "出处", "原句"), [row])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "乡镇 · 做法 · 年份 · 出处 · 原句" and lines[2] == "\x1b[1m甲省甲县二号镇\x1b[0m"
    assert lines[3].startswith("  枫桥经验 · 年度报告.txt:9–18 · 明年") and len(lines) <= 6
    assert all(width(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) <= 60 for line in lines)
    monkeypatch.setenv("COLUMNS", "120")
    table(("乡镇", "做法", "年份", "出处", "原句"), [row])
    assert " · " not in capsys.readouterr().out


def test_spreadsheets_run_no_cell(capfd: pytest.CaptureFixture[str]) -> None:
    as_csv(("a", "b"), [("=HYPERLINK(1)", "-5"), ("@x", 'say "so", twice')])
    assert capfd.readouterr().out.splitlines() == ["a,b", "'=HYPERLINK(1),-5", '\'@x,"say ""so"", twice"']


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "KG_LANG": "en"}, "en"),
        ({"LANG": "en_US", "KG_LANG": "klingon"}, "en"),
    ],
)
def test_language_of_the_environment(environment: dict[str, str], lang: str) -> None:
    assert from_environment(environment) == lang


def test_language_of_the_arguments() -> None:
    assert from_arguments(["towns", "--lang", "en", "x"]) == "en"
    assert from_arguments(["towns", "--lang=zh"]) == "zh"
    assert from_arguments(["query", "--", "--lang", "en"]) is None
    assert from_arguments(["towns", "--lang"]) is None
    language.choose("klingon")
    assert language.lang() in ("zh", "en")


def test_a_terminal_that_tells_no_width_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 2

        def write(self, text: str) -> None:
            written.append(text)

        def flush(self) -> None: ...

    monkeypatch.setattr("sys.stderr", Terminal())
    for columns in (0, 12):
        monkeypatch.setattr("os.get_terminal_size", lambda _, columns=columns: os.terminal_size((columns, 0)))
        progress("第 3 页，共 7,615 页")
    assert [width(text.removeprefix("\r\x1b[K")) for text in written] == [20, 11]
