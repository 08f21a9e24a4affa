from __future__ import annotations

import pytest
from small_graph import HOSTILE, UnionStore

from kg.analysis import UnknownNameError, show
from kg.analysis.answers import Count, FirmDossier, PracticeDossier, TownDossier


def test_a_town(store: UnionStore) -> None:
    dossier = show(store, "甲县一号镇")
    assert isinstance(dossier, TownDossier)
    assert [(use.practice.id, use.status) for use in dossier.uses] == [
        ("微网格", "piloting"),
        ("枫桥经验", "implemented"),
    ]
    assert [(s.firm.label, s.role, s.lawyers) for s in dossier.services] == [("甲律师事务所", "governmentAdviser", 2)]
    assert [one.heading for one in dossier.problems] == ["力量不足"]
    assert dossier.problems[0].evidence[0].sentence == "网格力量不足。"
    assert [(entry.file, entry.year) for entry in dossier.reports] == [("01.txt", 2024)]


def test_a_town_keeps_its_history(store: UnionStore) -> None:
    dossier = show(store, "乙县一号镇")
    assert isinstance(dossier, TownDossier)
    assert [(entry.year, entry.replaced) for entry in dossier.reports] == [(2024, False), (2023, True), (2023, False)]
    assert [(use.year, use.status) for use in dossier.uses] == [(2024, "implemented"), (2023, "inProgress")]


def test_a_practice(store: UnionStore) -> None:
    dossier = show(store, "网格化")
    assert isinstance(dossier, PracticeDossier)
    assert [one.id for one in dossier.narrower] == ["微网格", "甲省甲县_晒谷场夜话"]
    assert dossier.answer.towns == Count(2, 3)
    assert [(one.heading, one.town.full_name if one.town else "") for one in dossier.problems] == [
        ("力量不足", "甲省甲县一号镇")
    ]
    assert dossier.plans == ()
    known = show(store, "枫桥经验")
    assert isinstance(known, PracticeDossier)
    assert (known.definition, known.definition_en) == ("就地化解矛盾。", "Settle disputes on the spot.")
    assert known.spellings == ()


def test_a_firm(store: UnionStore) -> None:
    dossier = show(store, "甲律师事务所")
    assert isinstance(dossier, FirmDossier)
    assert [(one.town.name, one.role) for one in dossier.services] == [
        ("一号镇", "governmentAdviser"),
        ("二号镇", "villageAdviser"),
    ]
    assert dossier.towns == Count(2, 3)


def test_a_firm_that_may_be_the_same_is_told_and_not_merged() -> None:
    from small_graph import ReportText, division, small_store

    report = ReportText(9, "戊省戊县六号镇", 2024)
    report.advised("戊省_丁律师事务所", "governmentAdviser", "聘请丁律师事务所为镇法律顾问。")
    names = "".join(
        f'firm:{local} a gov:LawFirm ; skos:prefLabel "{label}"@zh .\n'
        for local, label in (("戊省_丁律师事务所", "丁律师事务所"), ("戊省丁律师事务所", "戊省丁律师事务所"))
    )
    link = "graph:derived { firm:戊省_丁律师事务所 gov:perhapsSame firm:戊省丁律师事务所 . }"
    places = division("戊省戊县六号镇", "六号镇", "Township", None)
    dossier = show(small_store(f"graph:v {{ {names}{places} }}", link, report.trig()), "firm:戊省_丁律师事务所")
    assert isinstance(dossier, FirmDossier)
    assert [one.label for one in dossier.perhaps] == ["戊省丁律师事务所"]
    assert len(dossier.services) == 1


def test_unnamed_lawyers_are_not_everything_that_has_a_label() -> None:
    from small_graph import ReportText, division, small_store

    report = ReportText(8, "戊省戊县六号镇", 2024).says(
        "Engagement",
        "gov:township place:戊省戊县六号镇 ; gov:role gov:otherAdviser ; gov:lawyerCount 2",
        "聘请律师2名。",
    )
    store = small_store("graph:v { " + division("戊省戊县六号镇", "六号镇", "Township", None) + "}", report.trig())
    dossier = show(store, "六号镇")
    assert isinstance(dossier, TownDossier)
    assert [(one.firm.iri, one.firm.label, one.lawyers) for one in dossier.services] == [("", "", 2)]


def test_an_unknown_name_suggests_names_of_every_kind(store: UnionStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        show(store, "甲律师事物所")
    assert caught.value.candidates[0] == "甲律师事务所"


def test_a_name_of_two_kinds_is_ambiguous(hostile_store: UnionStore) -> None:
    with pytest.raises(UnknownNameError) as caught:
        show(hostile_store, HOSTILE)
    assert caught.value.ambiguous
    assert [one.partition(":")[0] for one in caught.value.candidates] == ["place", "mech"]
