"""Who cites a law: with the sentence, of how many towns, and as the printed query says."""

from __future__ import annotations

import pytest
from small_graph import ReportText, small_store

from kg.analysis import UnknownNameError
from kg.analysis.dossiers.law import law_dossier, law_sparql, laws

LAW = "https://w3id.org/towngov/law/某条例"


def cited() -> str:
    first = ReportText(21, "甲省甲县一号镇", 2022).says("Citation", "gov:instrument law:某条例", "学习《某条例》。")
    second = ReportText(22, "甲省甲县二号镇", 2022).says(
        "Citation", "gov:instrument law:某条例", "依据《某条例》执法。"
    )
    title = 'graph:shared { law:某条例 a gov:LegalInstrument ; dct:title "某条例" }\n'
    return title + first.trig() + second.trig()


def test_who_cites_it() -> None:
    store = small_store(cited())
    found = law_dossier(store, LAW)
    assert [(one.town.name, one.year, one.evidence[0].sentence) for one in found.citations] == [
        ("一号镇", 2022, "学习《某条例》。"),
        ("二号镇", 2022, "依据《某条例》执法。"),
    ]
    assert (found.title, found.towns.number, found.towns.of) == ("某条例", 2, 3)
    assert found.by_year[2022].number == 2 and found.by_year[2024].number == 0
    answer = store.store.query(law_sparql(found), use_default_graph_as_union=True)
    assert {row["sentence"].value for row in answer} == {"学习《某条例》。", "依据《某条例》执法。"}
    assert LAW in laws(store)


def test_the_first_towns_and_how_many_more() -> None:
    found = law_dossier(small_store(cited()), LAW, limit=1)
    assert len(found.citations) == 1 and found.left_out == 1 and found.towns.number == 2


@pytest.mark.parametrize("iri", [LAW + "x", "https://w3id.org/towngov/law/a b<>"])
def test_what_nobody_cites(iri: str) -> None:
    with pytest.raises(UnknownNameError):
        law_dossier(small_store(cited()), iri)
