"""When what was found is what was wanted: names and headings, whatever their quotes, widths and spaces.

A found name or heading that is much longer than the wanted one does not match: copying the sentence earns nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

_DROPPED = re.compile(r"[\s“”\"'‘’「」『』《》<>()、,，。.;；:：·—\-]+")
_NAME_SLACK = 12
TITLE_SLACK = 16

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")


def bare(text: str) -> str:
    """``text`` in NFKC, small letters, without quotes, brackets, punctuation and spaces."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).lower()


def same_name(wanted: str, found: str, slack: int = _NAME_SLACK) -> bool:
    """Whether both are equal, or one stands in the other and ``found`` is at most ``slack`` characters longer."""
    w, f = bare(wanted), bare(found)
    return bool(w and f) and len(f) <= len(w) + slack and (w == f or (min(len(w), len(f)) >= 2 and (w in f or f in w)))


def same_heading(wanted: str, found: str) -> bool:
    """Whether one heading stands in the other, and neither is a fragment or a whole paragraph beside the other."""
    w, f = bare(wanted), bare(found)
    return bool(w and f) and min(4, len(w)) <= len(f) <= 2 * len(w) + 12 and (w in f or f in w)


def matched(wanted: Sequence[Wanted], found: Sequence[Found], same: Callable[[Wanted, Found], bool]) -> dict[int, int]:
    """A largest one-to-one matching, index of ``wanted`` → index of ``found`` (augmenting paths)."""
    edges = [[j for j, f in enumerate(found) if same(w, f)] for w in wanted]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(wanted)):
        place(i, set())
    return {i: j for j, i in owner.items()}
