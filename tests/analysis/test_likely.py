from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graph import ReportText, UnionStore, concept, division, small_store

from kg.analysis import (
    OtherKindError,
    UnknownNameError,
    advise,
    compare,
    copied,
    diffusion,
    follow,
    practice_graph,
    show,
    similar,
    together,
    towns,
)
from kg.analysis.answers import FirmDossier, PracticeDossier, Town, TownDossier
from kg.analysis.naming import likely, names
from kg.analysis.naming.matching import DivisionError
from kg.analysis.scope import all_towns


def town(store: UnionStore, name: str) -> likely.Meant[Town]:
    return likely.town(all_towns(store).values(), name)


@pytest.mark.parametrize("name", ["二号", "甲县二号", "县二号镇", "甲省甲县二号"])
def test_a_part_of_one_towns_name(store: UnionStore, name: str) -> None:
    meant = town(store, name)
    assert meant.what.full_name == meant.understood == "甲省甲县二号镇"


def test_a_whole_name_is_not_spoken_of(store: UnionStore) -> None:
    assert town(store, "甲县二号镇").understood == ""
    assert likely.practice(store, "“枫桥经验”").understood == ""


@pytest.mark.parametrize(
    ("name", "ambiguous"), [("号镇", True), ("一号", True), ("镇", False), ("甲县", False), ("", False)]
)
def test_a_part_of_several_names_or_of_none(store: UnionStore, name: str, ambiguous: bool) -> None:
    with pytest.raises(UnknownNameError) as caught:
        town(store, name)
    assert caught.value.ambiguous is ambiguous


def test_a_part_of_a_practice_that_reports_name(store: UnionStore) -> None:
    meant = likely.practice(store, "晒谷场")
    assert [one.label for one in meant.what] == [meant.understood] == ["晒谷场夜话"]
    with pytest.raises(UnknownNameError) as caught:
        likely.practice(store, "网格")
    assert caught.value.ambiguous and set(caught.value.candidates) == {"网格化", "微网格"}


def test_what_no_report_names_is_neither_meant_nor_suggested(store: UnionStore) -> None:
    for name in ("法治广", "法治广厂"):
        with pytest.raises(UnknownNameError) as caught:
            likely.practice(store, name)
        assert not caught.value.ambiguous and caught.value.candidates == ()


def test_a_discovered_practice_is_called_as_its_report_writes_it() -> None:
    report = ReportText(7, "甲省甲县一号镇", 2025).runs(
        "甲省甲县_三三快速响应机制", "implemented", "“三三”处置机制", "建立“三三”处置机制。"
    )
    new = concept("甲省甲县_三三快速响应机制", "三三快速响应机制", "; gov:discovered true")
    store = small_store("graph:more { " + new + "}", report.trig())
    assert [one.label for one in names.practice(store, "三三处置机制")] == ["三三快速响应机制"]
    assert towns(store, "三三处置").understood == "三三快速响应机制"


def test_discovered_practices_of_one_name_are_one_meaning() -> None:
    elsewhere = concept("乙省乙市乙县_晒谷场夜话", "晒谷场夜话", "; gov:discovered true")
    report = ReportText(7, "乙省乙市乙县一号镇", 2022).runs(
        "乙省乙市乙县_晒谷场夜话", "planned", "晒谷场夜话", "计划举办晒谷场夜话。"
    )
    answer = towns(small_store("graph:more { " + elsewhere + "}", report.trig()), "晒谷场")
    assert len(answer.practices) == 2 and answer.understood == "晒谷场夜话"


def test_a_firm_by_a_part_of_its_name(store: UnionStore) -> None:
    assert likely.firm(names.firms(store), "甲律").understood == "甲律师事务所"


def test_dossiers_say_what_was_understood(store: UnionStore) -> None:
    for part, whole, kind in (
        ("二号", "甲省甲县二号镇", TownDossier),
        ("枫桥", "枫桥经验", PracticeDossier),
        ("甲律师", "甲律师事务所", FirmDossier),
    ):
        dossier = show(store, part)
        assert isinstance(dossier, kind) and dossier.understood == whole
    assert show(store, "枫桥经验").understood == ""
    assert practice_graph(store, town="二号", practice="枫桥").understood == ("甲省甲县二号镇", "枫桥经验")


def test_a_town_without_its_ending_comes_before_what_is_called_after_it() -> None:
    label = 'firm:柳湾法律服务所 a gov:LegalServiceOffice ; skos:prefLabel "柳湾法律服务所"@zh .\n'
    about = "gov:township place:丁省丁县柳湾镇 ; gov:serviceOffice firm:柳湾法律服务所 ; gov:role gov:villageAdviser"
    report = ReportText(8, "丁省丁县柳湾镇", 2024).says("Engagement", about, "柳湾法律服务所为各村服务。")
    place = division("丁省丁县柳湾镇", "柳湾镇", "Township", None)
    dossier = show(small_store("graph:d { " + label + place + "}", report.trig()), "柳湾")
    assert isinstance(dossier, TownDossier) and dossier.understood == "丁省丁县柳湾镇"


def test_a_town_asked_for_as_a_practice(store: UnionStore) -> None:
    with pytest.raises(OtherKindError) as caught:
        towns(store, "二号镇")
    assert caught.value.told("zh") == "“二号镇”是乡镇，不是做法：请用 kg show 二号镇"


Ask = Callable[[UnionStore, str], object]
OF_A_TOWN: list[Ask] = [similar, advise, follow, copied, lambda store, name: compare(store, ["二号镇", name])]


@pytest.mark.parametrize("ask", OF_A_TOWN)
def test_a_practice_asked_for_as_a_town(store: UnionStore, ask: Ask) -> None:
    with pytest.raises(OtherKindError) as caught:
        ask(store, "枫桥经验")
    assert caught.value.told("zh") == "“枫桥经验”是做法，不是乡镇：请用 kg towns 枫桥经验 或 kg show 枫桥经验"
    assert caught.value.told("en") == "“枫桥经验” is a practice, no town: kg towns 枫桥经验 or kg show 枫桥经验"


@pytest.mark.parametrize(
    ("ask", "name", "kind"),
    [
        (towns, "甲律师事务所", "firm"),
        (towns, "一号镇", "town"),  # of which there are two
        (diffusion, "二号镇", "town"),
        (lambda store, name: together(store, practice=name), "二号镇", "town"),
        (similar, "甲律师事务所", "firm"),
    ],
)
def test_what_is_asked_for_as_something_else(store: UnionStore, ask: Ask, name: str, kind: str) -> None:
    with pytest.raises(OtherKindError) as caught:
        ask(store, name)
    assert caught.value.kind == kind and f"kg show {name}" in str(caught.value)


def test_a_division_asked_for_as_a_town(store: UnionStore) -> None:
    with pytest.raises(DivisionError):
        similar(store, "甲省")
    with pytest.raises(UnknownNameError, match="nearest: 甲省甲县二号镇"):
        similar(store, "二号乡")


STORE = small_store()


@given(st.text())
def test_no_part_breaks_a_query(part: str) -> None:
    for label, found in likely.practices_with(STORE, part):
        assert label and found
    assert all(part.strip() for _ in likely.towns_with(all_towns(STORE).values(), part))
