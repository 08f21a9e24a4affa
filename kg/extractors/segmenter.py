"""Cuts Chinese text into words: by jieba (结巴分词), or by rjieba where it is installed, with one dictionary and to the same words.

The dictionary is jieba's own, read straight from the installed package (never from its cache, a file in the system's
temporary folder that anyone may write and that processes race for), and the words that are added to it. Unknown words are not
guessed. Stock words that jieba counted fewer than ``_RAREST`` times are left out, which halves the time that loading takes and
changes nothing for words of reports. rjieba (``pip install towngov-kg[fast]``) cuts in Rust, several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

_RAREST = 5
_STRETCH = re.compile("[，。；：、]|[^，。；：、]+")
_REMEMBERED = 512

Cut = Callable[[str], list[str]]


class Segmenter:
    """A dictionary and what cuts by it. ``frequency`` is how often each word stands in texts."""

    def __init__(self, added: Iterable[str] = (), frequency: int = 1, *, rust: bool = True) -> None:
        """``added``: further words, each of that frequency, whatever the stock one has. ``rust``: by rjieba, if it is
        there."""
        known = _stock_words()
        total = sum(known.values())
        for word in added:
            known[word] = frequency
            total += frequency  # jieba, too, counts what a stock word had before it was added anew
        self.frequency: Mapping[str, int] = known
        self._cut = (_by_rjieba(known, total) if rust else None) or _by_jieba(known, total)

    def cut(self, text: str) -> list[str]:
        """The words in order, white space and marks included; joined they are the text again."""
        return self._cut(text)


def _by_jieba(known: Mapping[str, int], total: int) -> Cut:
    import jieba

    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ = dict.fromkeys((word[:end] for word in known for end in range(1, len(word))), 0) | dict(known)
    tokenizer.total = total
    tokenizer.initialized = True  # never reaches jieba's cache file
    # No word goes beyond a mark, and what stands between two is asked for as a heading and as part of its text.
    cut = lru_cache(maxsize=_REMEMBERED)(lambda stretch: tuple(tokenizer.cut(stretch, HMM=False)))
    return lambda text: list(chain.from_iterable(map(cut, _STRETCH.findall(text))))


def _by_rjieba(known: Mapping[str, int], total: int) -> Cut | None:
    """None where rjieba is not installed."""
    if find_spec("rjieba") is None:
        return None
    tokenizer = import_module("rjieba").Jieba.empty()
    for word, count in known.items():
        tokenizer.add_word(word, count, None)
    # Frequencies are shares of a total, which is more than their sum where a stock word was added anew.
    tokenizer.add_word("\uffff", total - sum(known.values()), None)
    cut: Callable[[str, bool], list[str]] = tokenizer.cut
    return lambda text: cut(text, False)


def _stock_words() -> dict[str, int]:
    """jieba's words and how often it counted each, without the rarest."""
    import jieba

    columns = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").split()  # word, count, kind
    counted = zip(columns[::3], map(int, columns[1::3]), strict=True)
    return {word: count for word, count in counted if count >= _RAREST}
