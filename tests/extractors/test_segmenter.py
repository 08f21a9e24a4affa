"""Words are those of jieba with the same dictionary, whatever the text."""

from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.segmenter import Segmenter, _stock_words
from kg.extractors.words import Words

LABELS = ("吹哨报到", "矛盾纠纷", "法律明白人", "执法")
PIECES = (
    "街乡 吹哨 报到 部门 矛盾 纠纷 调解 法律 明白人 行政 执法 力 量 的 〇 镢 abc 12345 A4 ， 。 \n \r\n 　 - + é".split(
        " "
    )
)


@cache
def segmenter(rust: bool) -> Segmenter:
    return Segmenter(LABELS, 3_000, rust=rust)


RUST = pytest.param(True, marks=pytest.mark.skipif(find_spec("rjieba") is None, reason="rjieba is not installed"))
KINDS = pytest.mark.parametrize("rust", [False, RUST], ids=["python", "rust"])


@cache
def by_jieba() -> Any:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = _stock_words()
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.FREQ |= {
        word[:n]: 0 for word in tokenizer.FREQ for n in range(1, len(word)) if word[:n] not in tokenizer.FREQ
    }
    tokenizer.initialized = True
    for word in LABELS:
        tokenizer.add_word(word, freq=3_000)
    return tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("群众满意，部门执法。", ["群众", "满意", "，", "部门", "执法", "。"]),
        ("推行吹哨报到机制", ["推行", "吹哨报到", "机制"]),
        ("用APP化解12件", ["用", "APP", "化解", "12", "件"]),
        ("一\r\n \n二", ["一", "\r\n", " ", "\n", "二"]),
        ("", []),
    ],
)
@KINDS
def test_words_of_a_text(text: str, words: list[str], rust: bool) -> None:
    assert list(segmenter(rust).cut(text)) == words


@KINDS
@given(text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join))
def test_words_are_those_of_jieba(text: str, rust: bool) -> None:
    assert list(segmenter(rust).cut(text)) == list(by_jieba().cut(text, HMM=False))


def test_words_are_remembered_and_taken_apart() -> None:
    words = Words(LABELS)
    assert words.cut("矛盾纠纷多") == ("矛盾纠纷", "多")
    assert words.content_words("矛盾纠纷调解工作") == ("矛盾", "纠纷", "矛盾纠纷", "调解")
