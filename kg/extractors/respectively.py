"""What 分别 says of each of two firms: 分别为镇政府和各村提供法律服务, 分别选派3名、5名律师, 分别服务6个和5个社区."""

from __future__ import annotations

import re

from kg.extractors.adviser_roles import COUNTED_VILLAGES, places_of
from kg.model import AdviserRole

_N = r"(?:\d+|[一二两三四五六七八九十]+)"
_RESPECTIVELY = re.compile("(?:分别|各自)(?![与和同])")  # 6个社区分别与…签约 parts nothing
_COUNTS = re.compile(
    rf"(?P<first>{_N})(?:[名位个])?(?:律师|村|社区|嘎查)?(?:和|与|、|及)(?P<second>{_N})(?P<unit>[名位](?:执业|专职)?(?:律师|人员)|个(?:行政)?(?:村|社区|嘎查))"
)
_SAYS = {AdviserRole.GOVERNMENT: "为镇政府法律顾问", AdviserRole.VILLAGE: "为村级法律顾问"}


def respectively(text: str) -> tuple[str, str] | None:
    """What the clauses about two firms say of the first and of the second; None where they do not part them.

    Each text holds what concerns one firm only: its role, where the text names two, and its numbers.
    """
    if _RESPECTIVELY.search(text) is None:
        return None
    first = second = ""
    rest = text
    for counts in _COUNTS.finditer(text):
        first += f"{counts['first']}{counts['unit']}，"
        second += f"{counts['second']}{counts['unit']}，"
        rest = rest.replace(counts[0], "", 1)
    roles = places_of(rest)
    if len(roles) == 2:
        by_place = sorted(roles, key=lambda role: roles[role])
        villages = re.search(COUNTED_VILLAGES, rest)
        said = dict(_SAYS)
        said[AdviserRole.VILLAGE] += f"，服务{villages[0]}" if villages else ""
        return first + said[by_place[0]], second + said[by_place[1]]
    return (first + rest, second + rest) if first else None
