from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.brands import brands, same_brand, take_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湖伴无争·村民调解会", "“湖伴无争”调解会"),
        ("532处置机制", "“532”快速响应机制"),
        ("532处置机制", "532工作法"),
        ("1+3+N力量", "“1+3+N”治理模式"),
        ("马背调解队", "马背调解"),
        ("阿朋调解室", "阿朋调解工作室"),
        ("火塘夜话", "新时代火塘夜话"),
        ("院坝说理", "院坝说理工作法"),
        ("渔家小板凳", "渔家小板凳议事"),
        ("老班长说和队", "老班长说和队伍"),
    ],
)
def test_spellings_of_one_brand(one: str, other: str) -> None:
    assert same_brand(take_apart(one), take_apart(other))
    assert same_brand(take_apart(other), take_apart(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("哈斯大姐调解室", "哈斯大姐普法队"),  # one brand, two practices
        ("532处置机制", "523处置机制"),
        ("1+1调解机制", "1+1执法结对机制"),  # too common a pattern
        ("1+3+N力量", "1+3力量"),
        ("田埂调解", "板凳调解"),
        ("老马工作法", "老马调解室"),  # a surname is no brand
        ("法治夜校", "法治夜话"),
        ("邻里议事会", "院落议事会"),
        ("调解室", "调解队"),
        ("矿山调解队", "矿山巡逻队"),
        ("湖伴无争调解会", "湖伴无争议事会"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert not same_brand(take_apart(one), take_apart(other))


def test_a_town_before_the_brand_is_no_part_of_it() -> None:
    places = ("四屏镇", "四屏")
    assert same_brand(take_apart("四屏镇院坝议事会", places), take_apart("院坝议事会", places))
    assert not same_brand(take_apart("四屏镇院坝议事会"), take_apart("院坝议事会"))
    # What would be left is too short to be a name.
    assert take_apart("四屏快办", places).whole == "四屏快办"


def test_a_bare_brand_joins_its_only_thing() -> None:
    assert brands(["哈斯大姐", "哈斯大姐调解室"]) == (("哈斯大姐", "哈斯大姐调解室"),)
    assert brands(["哈斯大姐", "哈斯大姐调解室", "哈斯大姐普法队"]) == ()
    assert brands(["哈斯大姐", "哈斯大姐调解室", "哈斯大姐调解工作室", "哈斯大姐普法队"]) == (
        ("哈斯大姐调解室", "哈斯大姐调解工作室"),
    )


def test_no_order_decides() -> None:
    labels = ["湖伴无争", "湖伴无争调解会", "湖伴无争村民调解会", "湖伴无争普法队", "532机制", "532工作法"]
    assert {brands(order) for order in permutations(labels)} == {
        (("532工作法", "532机制"), ("湖伴无争村民调解会", "湖伴无争调解会"))
    }


@given(st.lists(st.text("湖伴无争村民调解室队会532+1N机制", min_size=1, max_size=8), max_size=8))
def test_groups_are_apart_and_in_order(labels: list[str]) -> None:
    groups = brands(labels)
    members = [label for group in groups for label in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(labels)
    assert all(list(group) == sorted(group) and len(group) > 1 for group in groups)
    assert groups == brands(reversed(labels))
