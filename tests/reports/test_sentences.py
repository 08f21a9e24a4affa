"""Passages: sentences with exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reports.passages import LONG_SENTENCE, LONGEST_PASSAGE, sentences


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("全年学习4次。办案3件！结束", ["全年学习4次。", "办案3件！", "结束"]),
        ("学习《条例。办法》后开会。再学。", ["学习《条例。办法》后开会。", "再学。"]),
        ("办案12件（其中罚款3件。警告9件）。办结。", ["办案12件（其中罚款3件。警告9件）。", "办结。"]),
        ("群众说：“以前有事没人管。现在好多了。”会后签约。", ["群众说：“以前有事没人管。现在好多了。”", "会后签约。"]),
        ("做到“有诉必应。”的承诺。", ["做到“有诉必应。”的承诺。"]),
        ("满意吗？！满意。", ["满意吗？！", "满意。"]),
        ("一是学习；二是宣传。", ["一是学习；二是宣传。"]),
        ("缺右引号“的句子。第二句。", ["缺右引号“的句子。", "第二句。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert _split(text) == parts


def test_a_long_enumeration_is_split_at_its_semicolons() -> None:
    text = "；".join(f"{n}是" + "开展专项行动，" * 20 for n in "一二三四") + "。"
    parts = _split(text)
    assert len(text) > LONG_SENTENCE
    assert [p[:2] for p in parts] == ["一是", "二是", "三是", "四是"]


def test_no_passage_is_too_long() -> None:
    for text in ("字" * 5000, "开展工作，" * 1000):
        parts = _split(text)
        assert max(map(len, parts)) <= LONGEST_PASSAGE
        assert "".join(parts) == text


@given(st.text("一是二三、（）“”《》。；，！ab \n1.", max_size=200))
def test_sentences_tile_the_text(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert text[at:start].strip() == ""
        assert at <= start < end
        at = end
    assert text[at:].strip() == ""
