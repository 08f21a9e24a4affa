"""Cuts Chinese text into the likeliest words, as jieba (结巴分词) does without guessing unknown ones, several times faster.

The dictionary is jieba's own, read straight from the installed package (never from its cache, a file in the system's
temporary folder that anyone may write), and the words that are added to it. Of all ways to cut a text into words of the
dictionary the one with the greatest product of frequencies is taken, found from the end in one go. Stock words that jieba
counted fewer than ``_RAREST`` times are left out, which halves the time and changes nothing for words of reports.

Where rjieba is installed (``pip install towngov-kg[fast]``), its Rust does the cutting, with the same dictionary to the same
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from math import inf, log
from pathlib import Path
from typing import Any

_RAREST = 5
_REMEMBERED = 512  # stretches without marks: headings are asked for by themselves and as part of their text
_PREFIX = 1.0  # in place of a weight, which is negative: begins words and is none
# What is cut by the dictionary; what stands between is cut into white space and single characters.
_BLOCK = re.compile(r"([一-鿕a-zA-Z0-9+#&._%\-]+)")
_SPACE = re.compile(r"(\r\n|\s)")
_LATIN = re.compile("[a-zA-Z0-9]")


class Segmenter:
    """A dictionary with the weights of its words. ``frequency`` is how often each stands in texts."""

    def __init__(self, added: Iterable[str] = (), frequency: int = 1, *, rust: bool = True) -> None:
        """``added``: further words, each of that frequency, whatever the stock one has. ``rust``: by rjieba, if it is
        there."""
        known = _stock_words()
        total = sum(known.values())
        for word in added:
            known[word] = frequency
            total += frequency
        self.frequency = known
        self._rust = _in_rust(known, total) if rust else None
        if self._rust is not None:
            return
        self._words_of = lru_cache(maxsize=_REMEMBERED)(self._words)
        self._unknown = log(1) - log(total)
        longest = max(map(len, known), default=0)
        self._weights = dict.fromkeys((word[:n] for n in range(1, longest) for word in known if len(word) > n), _PREFIX)
        self._weights.update((word, log(count) - log(total)) for word, count in known.items())

    def cut(self, text: str) -> list[str]:
        """The words in order, white space and marks included; joined they are the text again."""
        if self._rust is not None:
            words: list[str] = self._rust.cut(text, False)
            return words
        return list(self._cut(text))

    def _cut(self, text: str) -> Iterator[str]:
        for at, piece in enumerate(_BLOCK.split(text)):
            if at % 2:
                yield from self._words_of(piece)
            elif len(piece) == 1:
                yield piece
            else:
                for part in filter(None, _SPACE.split(piece)):
                    yield from (part,) if _SPACE.match(part) else part

    def _words(self, block: str) -> list[str]:
        """Words of the dictionary; Latin letters and digits that stand in none are kept together."""
        ends = self._likeliest(block)
        words: list[str] = []
        start = latin = 0
        while start < len(block):
            end = ends[start]
            if end - start > 1 or not _LATIN.match(block, start):
                if latin < start:
                    words.append(block[latin:start])
                words.append(block[start:end])
                latin = end
            start = end
        if latin < start:
            words.append(block[latin:])
        return words

    def _likeliest(self, block: str) -> list[int]:
        """For each offset where the word ends that begins there in the likeliest cut of the rest; of equals the longer."""
        weight_of, size = self._weights.get, len(block)
        best = [0.0] * (size + 1)  # the weight of the likeliest cut from there on
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            end = start + 1
            most = -inf
            weight = weight_of(block[start])
            while weight is not None:
                if weight < 0.0 and (total := weight + best[end]) >= most:
                    most, ends[start] = total, end
                if end == size:
                    break
                end += 1
                weight = weight_of(block[start:end])
            if most == -inf:
                most, ends[start] = self._unknown + best[start + 1], start + 1
            best[start] = most
        return ends


def _in_rust(known: Mapping[str, int], total: int) -> Any:
    """A tokenizer of rjieba with this dictionary and no other; None where rjieba is not installed."""
    if find_spec("rjieba") is None:
        return None
    tokenizer = import_module("rjieba").Jieba.empty()
    for word, count in known.items():
        tokenizer.add_word(word, count, None)
    # Frequencies are shares of a total, to which jieba also counts what a stock word had before it was added anew.
    tokenizer.add_word("\uffff", total - sum(known.values()), None)
    return tokenizer


def _stock_words() -> dict[str, int]:
    """jieba's words and how often it counted each, without the rarest."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba")
    columns = Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8").split()  # word, count, kind
    counted = zip(columns[::3], map(int, columns[1::3]), strict=True)
    return {word: count for word, count in counted if count >= _RAREST}
