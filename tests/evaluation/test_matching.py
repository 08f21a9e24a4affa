from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.matching import bare, matched, same_heading, same_name


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("枫桥经验", "新时代“枫桥经验”", True),
        ("双随机、一公开", "“双随机一公开”", True),
        ("网格", "网", False),  # one character tells nothing
        ("网格化", "推行网格化服务管理并把全镇划分为三十二个网格", False),  # a copied sentence
        ("", "网格化", False),
    ],
)
def test_names(wanted: str, found: str, same: bool) -> None:
    assert same_name(wanted, found) is same


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("执法力量不足", "执法力量不足", True),
        ("执法力量不足", "（一）执法力量不足。", True),
        ("执法力量依然不足", "执法", False),  # a fragment
        ("普法形式单一", "普法形式单一，" + "内容不够贴近群众" * 4, False),
    ],
)
def test_headings(wanted: str, found: str, same: bool) -> None:
    assert same_heading(wanted, found) is same


def test_a_largest_matching_gives_way() -> None:
    # The first could take either, the second only what the first would take: both are matched.
    may = {"甲": ("一", "二"), "乙": ("一",)}
    assert matched(["甲", "乙"], ["一", "二"], lambda w, f: f in may[w]) == {0: 1, 1: 0}


@given(st.lists(st.text("甲乙丙", max_size=3)), st.lists(st.text("甲乙丙", max_size=3)))
def test_nothing_is_matched_twice(wanted: list[str], found: list[str]) -> None:
    match = matched(wanted, found, lambda w, f: w in f)
    assert len(set(match.values())) == len(match)
    assert all(wanted[i] in found[j] for i, j in match.items())


@given(st.lists(st.sampled_from(["甲", "乙", "12", "Ａ", "a"])), st.sampled_from("“”‘’「」 、·（）"))
def test_quotes_spaces_and_widths_say_nothing(parts: list[str], mark: str) -> None:
    assert bare(mark + mark.join(parts) + mark) == bare("".join(parts))
