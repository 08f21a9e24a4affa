"""Pinyin residue and shifted bytes."""

import pytest

from kg.reports.draft import Draft
from kg.reports.residue import recover_shifted, remove_pinyin
from kg.reports.width import LOST_MARK


def _mend(text: str) -> Draft:
    draft = Draft.of(text)
    remove_pinyin(draft)
    recover_shifted(draft)
    return draft


def _lose_first_byte(text: str) -> str:
    """What a browser shows of GBK when the first byte is gone: a pair that is no character vanishes whole."""
    data = text.encode("gbk")[1:]
    shown, at = "?", 0
    while at < len(data):
        width = 1 if data[at] < 0x80 else 2
        shown += data[at : at + width].decode("gbk", "ignore")
        at += width
    return shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("石橋鎮(zhèn)黨委", "石橋鎮黨委"),
        ("內(nèi)容涉及執(zhí)法", "內容涉及執法"),
        ("參會(de)12人，合同(A)類", "參會(de)12人，合同(A)類"),  # no tone mark anywhere: it stays
        ("司法所（shì）", "司法所"),
    ],
)
def test_pinyin_goes(before: str, after: str) -> None:
    assert _mend(before).text == after


@pytest.mark.parametrize("number", ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"])
def test_every_shifted_enumerator_comes_back(number: str) -> None:
    damaged = _lose_first_byte(f"　（{number}）深化隊伍")
    draft = _mend(damaged + "，提升水平。")
    marker = draft.text[: draft.text.index("）") + 1]
    assert marker in (f"（{number}）", f"（十{LOST_MARK}）")
    assert (marker == f"（{number}）") == (number not in ("十", "十二"))


def test_a_run_whose_bytes_are_all_there_is_recovered_whole() -> None:
    draft = _mend("?。ㄒ唬┏掷m(xù)深化普法宣傳。")
    assert draft.text == "（一）持續深化普法宣傳。"
    assert not any(r.lost for r in draft.repairs)


def test_lost_characters_are_marked_and_not_invented() -> None:
    draft = _mend("?。ㄎ澹┥罨鐣卫矸ㄖ位苓M一步增強。")
    assert draft.text == f"（五）{LOST_MARK}一步增強。"
    assert [r.lost for r in draft.repairs] == [True]


def test_a_shifted_sentence_end_is_recovered() -> None:
    assert _mend("提供保障?，F(xiàn)將情況報告").text == "提供保障。現將情況報告"


def test_a_question_stays_a_question() -> None:
    for text in ("怎么办?我镇坚持依法行政", "为什么?,因为经费不足", "合格吗?A级以上才算"):
        assert _mend(text).text == text
