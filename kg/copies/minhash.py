"""MinHash of short texts, in bands: two texts that share a band's key are worth comparing letter by letter.

The similarity that MinHash estimates is that of sets of neighbouring characters (A. Broder, “On the resemblance and
containment of documents”, 1997). The hashes are arithmetic with numbers that never change, so that what was kept on disk stays
comparable with what is made later; a text of 60 characters takes some 15 µs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

BANDS = 20
ROWS = 5
"""Of two texts whose neighbouring pairs are alike to 50 %, 65 %, 75 % and 85 % a band's key is shared by 22 %, 72 %, 96 %
and 99.99 % (1 - (1 - s**6)**16); of such as are alike to 20 %, as two sentences on one matter may be, by 0.1 %."""

_SEED = 0x9E3779B97F4A7C15  # 2**64 divided by the golden ratio: spreads neighbouring numbers (Knuth)
_MASK = 2**64 - 1


def _constants(count: int, start: int) -> list[int]:
    """``count`` numbers of 64 bits that look random (splitmix64, public domain, S. Vigna)."""
    found = []
    for step in range(1, count + 1):
        z = (start + step * _SEED) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        found.append(z ^ (z >> 31))
    return found


_FACTORS = np.array([c | 1 for c in _constants(BANDS * ROWS, 1)], dtype=np.uint64)[:, None]
_ADDENDS = np.array(_constants(BANDS * ROWS, 2), dtype=np.uint64)[:, None]
_WEIGHTS = np.array([c | 1 for c in _constants(ROWS, 3)], dtype=np.uint64)[None, :, None]
_HALF = np.uint64(32)


def band_keys(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The keys of the bands of each text, one row of ``BANDS`` for each; every text has two characters or more."""
    if not texts:
        return np.zeros((0, BANDS), dtype=np.uint32)
    letters, starts = _letters(texts)
    pairs = (letters[:-1] << np.uint64(21)) | letters[1:]
    # The pair of a text's last character and the next text's first belongs to neither.
    own = np.ones(len(pairs), dtype=bool)
    own[starts[1:] - 1] = False
    mixed = _mixed(pairs[own] * np.uint64(_SEED))
    hashes = (mixed * _FACTORS + _ADDENDS) >> _HALF
    least: Any = np.minimum.reduceat(hashes, starts - np.arange(len(texts)), axis=1)
    keys = (least.reshape(BANDS, ROWS, len(texts)) * _WEIGHTS).sum(axis=1, dtype=np.uint64)
    return np.ascontiguousarray((_mixed(keys) >> _HALF).astype(np.uint32).T)


def letter_marks(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Which characters each text has: 64 bits, one for each of 64 sorts of characters.

    Every bit in which two texts differ is a character that one of them lacks, so that they differ by as many letters
    at least.
    """
    if not texts:
        return np.zeros(0, dtype=np.uint64)
    letters, starts = _letters(texts)
    bits = np.uint64(1) << (_mixed(letters * np.uint64(_SEED)) >> np.uint64(58))
    marks: NDArray[np.uint64] = np.bitwise_or.reduceat(bits, starts)
    return marks


def _letters(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The code points of all texts, and where each text begins."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return letters, np.cumsum(lengths) - lengths


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (numbers ^ (numbers >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
