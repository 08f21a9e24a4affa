"""Villages and communities of towns that share their name with others: a report that names its villages tells which."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from place_data.history import History

COMMON = 100  # names that more towns have than this tell nothing: 团结, 和平
RARE = 5  # names that no more towns of the country have than this tell much: 王善庄


def telling_villages(
    history: History, candidates: Iterable[tuple[str, list[str]]]
) -> dict[str, tuple[list[str], list[str]]]:
    """Full name of a town → names of villages that no other town of its name has: rare ones, and others.

    ``candidates``: names with the full names of the towns called so, two or more.
    """
    last: dict[int, list[tuple[str, str]]] = defaultdict(list)  # year → (full name, code on that year's list)
    for key, codes in history.codes.items():
        year = max(codes)
        last[year].append((history.parent(key) + key[1], codes[year]))
    villages: dict[str, frozenset[str]] = {}
    for snapshot in history.snapshots:
        for full_name, code in last[snapshot.year]:
            villages[full_name] = snapshot.villages.get(code, frozenset())
    everywhere = Counter(name for names in villages.values() for name in names)
    found: dict[str, tuple[list[str], list[str]]] = {}
    for _name, towns in candidates:
        shared = Counter(name for town in towns for name in villages.get(town, ()))
        for town in towns:
            names = [
                name
                for name in villages.get(town, ())
                if shared[name] == 1 and everywhere[name] < COMMON and re.fullmatch(r"[\u4e00-\u9fff]{2,5}", name)
            ]
            if names:
                rare = sorted(name for name in names if everywhere[name] <= RARE)
                found[town] = rare, sorted(set(names) - set(rare))
    return found
