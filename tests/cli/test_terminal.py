from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import language
from kg.cli.language import from_arguments, from_environment
from kg.cli.sharing import excerpt
from kg.cli.terminal import clean, table, width
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
