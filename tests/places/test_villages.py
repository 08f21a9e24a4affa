"""Villages that tell towns of one name apart."""

from __future__ import annotations

from kg.places import load
from kg.places.names import township_aliases
from kg.places.villages import Villages, load_villages

TWO = Villages(["甲省乙县新安镇\t张各庄\t清河 东", "甲省丙县新安镇\t\t柳树 城东"])
TOWNS = ("甲省乙县新安镇", "甲省丙县新安镇")


def test_villages_by_their_kind() -> None:
    found = TWO.named_in("在清河村、张各庄村试点，城东社区参加", TOWNS)
    assert found == {TOWNS[0]: (("张各庄",), ("清河",)), TOWNS[1]: ((), ("城东",))}


def test_words_without_a_kind_are_no_villages() -> None:
    assert TWO.named_in("清河水质良好，柳树成荫，各村（社区）参加", TOWNS) == {}


def test_one_character_is_no_name() -> None:
    assert TWO.named_in("河东村", TOWNS) == {}


def test_towns_that_are_not_known_have_none() -> None:
    assert TWO.named_in("清河村", ["甲省丁县新安镇"]) == {}


def test_the_list_holds_towns_that_share_a_name_and_nothing_that_they_share() -> None:
    gazetteer = load()
    rows = {town: set(names) for town, names in load_villages().rows()}
    assert len(rows) > 10_000
    for town in list(rows)[::199]:
        division = gazetteer.division(town)
        assert division is not None
        called = (division.name, *township_aliases(division.name))
        others = {other for name in called for other in gazetteer.candidates(name)} - {town}
        assert others
        assert all(not rows[town] & rows.get(other, set()) for other in others if division.name in other)
