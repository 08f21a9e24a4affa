"""Villages of towns that share their name with others: a report that names its villages tells which town it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.places.areas import lines

# 清河村, 城东社区, 宝力根嘎查. What stands before the kind is looked up in every length.
_KIND = re.compile(r"村|社区|居委会|嘎查")
_LONGEST = 5


class Named(NamedTuple):
    """Villages of one town that a text names: those whose name few towns of the country have, and others."""

    rare: tuple[str, ...]
    others: tuple[str, ...]


class Villages:
    """Names of villages, without their kind, by the town's full name."""

    def __init__(self, rows: Iterable[str]) -> None:
        """``rows``: lines town's full name, rare names with spaces between, others; only names that tell towns of one
        name apart."""
        self._names = dict(row.split("\t", 1) for row in rows)

    def rows(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """(town's full name, names of its villages)."""
        return ((town, tuple(names.split())) for town, names in self._names.items())

    def named_in(self, text: str, towns: Iterable[str]) -> dict[str, Named]:
        """For each of the towns (full names) the villages of it that the text names; towns without are absent.

        “在清河村、张各庄村试点” names 清河 and 张各庄 (and, for want of word boundaries, 各庄).
        """
        written = {
            text[start : match.start()]
            for match in _KIND.finditer(text)
            for start in range(max(0, match.start() - _LONGEST), match.start() - 1)
        }
        found = {}
        for town in towns:
            rare, _, others = self._names.get(town, "").partition("\t")
            named = Named(*(tuple(name for name in names.split() if name in written) for names in (rare, others)))
            if any(named):
                found[town] = named
        return found


@lru_cache(maxsize=1)
def load_villages() -> Villages:
    """Read once per process, when a name is first found to be shared (about 20 ms)."""
    return Villages(lines("villages.tsv.gz"))
