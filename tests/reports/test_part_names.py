"""Names of parts as whole lines and headings."""

from __future__ import annotations

import pytest

from kg.model import Role
from kg.reports.part_names import parts_named

P, C, L, M = Role.PROBLEMS, Role.CAUSES, Role.PLANS, Role.MEASURES


@pytest.mark.parametrize(
    ("wording", "roles"),
    [
        ("正视不足", (P,)),
        ("自我检视的短板", (P,)),
        ("查摆问题", (P,)),
        ("法治政府建设中的薄弱环节", (P,)),
        ("问题剖析", (P,)),
        ("工作中的缺憾与不足", (P,)),
        ("需要改进之处", (P,)),
        ("存在问题及原因", (P,)),
        ("问题的主要原因", (C,)),
        ("原因剖析", (C,)),
        ("下一步工作", (L,)),
        ("改进举措", (L,)),
        ("来年工作谋划", (L,)),
        ("下年度工作计划", (L,)),
        ("今后努力方向", (L,)),
        ("2025年工作要点", (L,)),
        ("主要差距及下一步打算", (P, L)),
        ("工作短板及2025年法治政府建设工作要点", (P, L)),
        ("主要举措和成效", (M,)),
    ],
)
def test_what_names_a_part(wording: str, roles: tuple[Role, ...]) -> None:
    assert parts_named(wording, 2024) == roles


@pytest.mark.parametrize(
    "wording",
    [
        "2024年工作要点",
        "解决突出问题",
        "聚焦问题短板",
        "制定年度工作计划",
        "问题整改情况",
        "强化执法措施",
        "问题导向",
        "执法力量不足",
        "改进作风",
        "工作",
    ],
)
def test_what_names_none(wording: str) -> None:
    assert parts_named(wording, 2024) == ()


def test_long_words_of_frames_take_no_time() -> None:
    for wording in ("的" * 29 + "文", "问题的" * 9 + "文", "工作" * 14 + "文"):
        assert parts_named(wording, 2024) == ()
