"""The printed query gives the statements of a dossier, and no others."""

from __future__ import annotations

import pytest
from small_graph import UnionStore

from kg.analysis import show
from kg.analysis.answers import FirmDossier, PracticeDossier, TownDossier
from kg.analysis.dossiers.sparql import show_sparql


@pytest.mark.parametrize(
    "name", ["甲省甲县一号镇", "二号镇", "乙县一号镇", "枫桥经验", "网格化", "甲律师事务所", "晒谷场夜话"]
)
def test_the_query_gives_every_sentence_of_the_dossier(store: UnionStore, name: str) -> None:
    dossier = show(store, name)
    if isinstance(dossier, TownDossier):
        held = [
            *dossier.uses,
            *dossier.services,
            *dossier.problems,
            *dossier.plans,
            *dossier.figures,
            *dossier.citations,
        ]
    elif isinstance(dossier, PracticeDossier):
        held = [*dossier.answer.uses, *dossier.problems, *dossier.plans]
    else:
        assert isinstance(dossier, FirmDossier)
        held = [*dossier.services]
    told = {(one.iri, proof.sentence) for one in held for proof in one.evidence}
    found = {(row["statement"].value, row["sentence"].value) for row in store.query(show_sparql(dossier))}
    assert found == told and told
