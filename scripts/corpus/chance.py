"""Chance that is the same every time: each question is answered by its own key, never by what was asked before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar

_T = TypeVar("_T")


def chance(*key: object) -> Random:
    """A source of chance of its own for ``key``."""
    return Random(number(*key))


def number(*key: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on ``key`` alone, not on the hash seed of the run."""
    text = "\0".join(map(str, key)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def share(*key: object) -> float:
    """A number from 0 to 1 (exclusive) that depends on ``key`` alone."""
    return number(*key) / 2**64


def pick(of: Random, things: Sequence[_T]) -> _T:
    """One of the things; quicker than ``Random.choice``."""
    return things[int(of.random() * len(things))]
