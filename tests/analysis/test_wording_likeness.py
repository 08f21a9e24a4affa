"""Towns that are alike and side by side, in words."""

from __future__ import annotations

from dataclasses import replace

from small_graph import UnionStore

from kg.analysis import compare, similar
from kg.analysis.wording import likeness
from kg.analysis.wording.in_words import headline, notes

SILENCE = ("没有写到不等于没有", "Silence is not absence")


def test_two_towns_side_by_side(store: UnionStore) -> None:
    answer = compare(store, ["二号镇", "乙县一号镇"])
    every = sum(line.having == 2 for line in answer.of("practice"))
    alone = sum(line.having == 1 for line in answer.of("practice"))
    told = f"甲省甲县二号镇 与 乙省乙市乙县一号镇：做法：都有的 {every} 项，只有一镇写到 {alone} 项"
    assert headline(answer, "zh") == told and repr(answer.spoken("zh")).startswith(told)
    assert headline(answer, "en").endswith(f"practices: {every} in common, {alone} named by one town alone")
    for lang, silence in zip(("zh", "en"), SILENCE, strict=True):
        said = notes(answer, lang)
        assert said[0].startswith("二号镇") and said[-1].startswith(silence)
        assert likeness.part("practice", answer, lang) not in said  # it is the headline


def test_towns_of_one_name_are_told_apart(store: UnionStore) -> None:
    answer = compare(store, ["甲县一号镇", "乙县一号镇", "二号镇"])
    assert [line.split("：")[0] for line in likeness.reported(answer, "zh")] == [
        "甲县一号镇",
        "乙县一号镇",
        "甲县二号镇",
    ]
    whole = ["甲省甲县一号镇", "乙省乙市乙县一号镇", "甲省甲县二号镇"]
    assert headline(answer, "zh").startswith("{}、{} 与 {}：".format(*whole))
    assert headline(answer, "en").startswith("{}, {} and {} – ".format(*whole))
    assert "，几个镇有 " in headline(answer, "zh") and " in several" in headline(answer, "en")


def test_towns_that_are_alike(store: UnionStore) -> None:
    answer = similar(store, "二号镇", by="all", k=1)
    assert headline(answer, "zh").startswith("与甲省甲县二号镇最相似的乡镇：按做法和问题类型，0 个（")
    assert headline(answer, "en").startswith("towns most like 甲省甲县二号镇 by practices and problem types: 0 (")
    shares = answer.sharing
    for lang, silence in zip(("zh", "en"), SILENCE, strict=True):
        first, *_, last = notes(answer, lang)
        assert last.startswith(silence) and str(shares.number) in first and str(shares.of) in first
    assert not any("雷同" in line for line in notes(answer, "zh"))
    assert any("雷同语句的 7 条没有计入" in line for line in notes(replace(answer, discounted=7), "zh"))
