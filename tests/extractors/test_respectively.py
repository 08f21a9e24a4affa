"""What 分别 says of each of two firms."""

from __future__ import annotations

import pytest

from kg.extractors.adviser_roles import roles_of
from kg.extractors.lawyer_counts import lawyer_count, village_count
from kg.extractors.respectively import respectively
from kg.model import AdviserRole

TOWN, VILLAGES = (AdviserRole.GOVERNMENT,), (AdviserRole.VILLAGE,)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("分别为镇政府和12个村提供法律顾问服务", (TOWN, None, None), (VILLAGES, None, 12)),
        ("分别担任镇、村法律顾问，分别选派2名、5名律师", (TOWN, 2, None), (VILLAGES, 5, None)),
        ("分别服务8个和5个社区，落实一社区一法律顾问", (VILLAGES, None, 8), (VILLAGES, None, 5)),
    ],
)
def test_each_has_its_own(
    text: str, first: tuple[object, int | None, int | None], second: tuple[object, int | None, int | None]
) -> None:
    parted = respectively(text)
    assert parted is not None
    for part, expected in zip(parted, (first, second), strict=True):
        assert (roles_of(part), lawyer_count(part), village_count(part)) == expected


@pytest.mark.parametrize("text", ["共同为12个村提供法律服务", "分别签订法律顾问合同"])
def test_nothing_is_parted_that_is_said_of_both(text: str) -> None:
    assert respectively(text) is None
