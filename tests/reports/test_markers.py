"""Numbering styles."""

import pytest

from kg.reports.items import items_inside
from kg.reports.markers import LAST_WORDS, STYLES, Style, at_paragraph, inside, number


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.example)
def test_example_of_a_style(style: Style) -> None:
    marker = at_paragraph(style.example, 0, len(style.example))
    assert marker is not None
    assert marker.style == style.name
    assert marker.number in (1, LAST_WORDS)


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("(一）混用括号", "hanzi-paren", 1),
        ("（ 十二 ）", "hanzi-paren", 12),
        ("１０．全角数字", "arabic-dot", 10),
        ("⑫第十二", "circled", 12),
        ("二十、", "hanzi-comma", 20),
        ("3、加强", "arabic-dot", 3),
        ("另一方面，", "item-aspect", 2),
    ],
)
def test_forms_of_markers(text: str, style: str, value: int) -> None:
    marker = at_paragraph(text, 0, len(text))
    assert marker is not None
    assert (marker.style, marker.number) == (style, value)


@pytest.mark.parametrize(
    "text",
    [
        "第一责任人职责",
        "第一时间处置",
        "1.5万余份资料",
        "3.15宣传活动",
        "2.3万条",
        "12345热线",
        "一、二审案件3件",
        "一是一、二是二",
        "2024.1.5",
        "1、2号楼",
        "一方",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert at_paragraph(text, 0, len(text)) is None
    sentence = f"全年情况如下：{text}，"
    assert not items_inside(sentence, 0, len(sentence), None, None)


def test_numbers() -> None:
    assert [number(n) for n in ("一", "十", "十九", "二十一", "12", "③", "⒊", "其次", "廿")] == [
        1,
        10,
        19,
        21,
        12,
        3,
        3,
        2,
        0,
    ]


def test_items_of_one_sentence() -> None:
    text = "主要表现在：1.素养参差不齐，持证率仅3.5%；2.磨合不够；3.宣传有盲区。"
    assert [i.number for i in items_inside(text, 0, len(text), None, None)] == [1, 2, 3]


def test_a_list_begins_with_its_first_number_and_has_more_than_one() -> None:
    for text in ("对外公布，二是开展培训。", "从三方面发力，其中一是宣传。", "要求：（一）按期完成。"):
        assert not items_inside(text, 0, len(text), None, None)


def test_lists_inside_items() -> None:
    text = "一是整合力量：一方面抓队伍，另一方面抓装备；二是畅通机制。"
    assert [(i.style, i.number) for i in items_inside(text, 0, len(text), None, None)] == [
        ("item-shi", 1), ("item-aspect", 1), ("item-aspect", 2), ("item-shi", 2),
    ]  # fmt: skip


def test_a_quoted_number_is_no_candidate() -> None:
    assert not inside("弘扬“一是一”的作风", 0, 10)
