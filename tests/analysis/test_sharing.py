from __future__ import annotations

import pyoxigraph as ox
import pytest
from small_graph import ReportText, UnionStore, concept, division, small_store

from kg.analysis import UnknownNameError, check_status, shared, towns
from kg.analysis.answers import Count
from kg.analysis.wording.words import ROLE, STATUS
from kg.ontology import NAMESPACES, folder


def seen(answer_uses: object) -> list[tuple[str, str, int | None]]:
    return [(use.town.full_name, use.status, use.year) for use in answer_uses]  # type: ignore[attr-defined]


def test_towns_with_status_year_and_denominator(store: UnionStore) -> None:
    answer = towns(store, "枫桥经验")
    assert seen(answer.uses) == [
        ("乙省乙市乙县一号镇", "implemented", 2024),
        ("乙省乙市乙县一号镇", "inProgress", 2023),
        ("甲省甲县一号镇", "implemented", 2024),
        ("甲省甲县二号镇", "planned", 2024),
    ]
    assert answer.towns == Count(3, 3)
    assert answer.by_status == {
        "implemented": Count(2, 3),
        "inProgress": Count(1, 3),
        "planned": Count(1, 3),
    }
    assert answer.scope.years == (2023, 2024) and answer.scope.reports == 4


def test_a_replaced_report_says_nothing(store: UnionStore) -> None:
    sentences = [proof.sentence for use in towns(store, "枫桥经验").uses for proof in use.evidence]
    assert not any("旧版" in sentence for sentence in sentences)
    assert towns(store, "枫桥经验", year=2023).scope.reports == 1


def test_evidence_is_the_text_at_its_offsets(store: UnionStore) -> None:
    texts = {str(r[0].value): r[1].value for r in store.query("SELECT ?r ?t { ?r gov:text ?t }")}
    proofs = [proof for use in towns(store, "枫桥经验").uses for proof in use.evidence]
    assert len(proofs) == 4
    for proof in proofs:
        text = texts[f"https://w3id.org/towngov/report/{proof.report}"]
        assert text[proof.start : proof.end] == proof.sentence
        assert proof.file and proof.year and proof.section == "主要做法"


def test_family_counts_unless_exact(store: UnionStore) -> None:
    family = towns(store, "网格化")
    assert [use.practice.id for use in family.uses] == ["微网格", "甲省甲县_晒谷场夜话", "网格化"]
    assert family.towns == Count(2, 3)
    assert [one.id for one in family.family] == ["微网格", "甲省甲县_晒谷场夜话"]
    exact = towns(store, "网格化", exact=True)
    assert [use.practice.id for use in exact.uses] == ["网格化"] and exact.family == ()


def test_filters_move_the_denominator_too(store: UnionStore) -> None:
    assert towns(store, "枫桥经验", year=2023).towns == Count(1, 1)
    assert towns(store, "枫桥经验", province="甲").towns == Count(2, 2)
    assert towns(store, "枫桥经验", province="甲省", status="planned").towns == Count(1, 2)
    assert towns(store, "网格化", province="乙省").towns == Count(0, 1)


def test_a_year_filter_does_not_lend_its_year_to_others() -> None:
    report = ReportText(9, "丁省丁县五号镇", 2022).runs("枫桥经验", "implemented", "枫桥经验", "践行枫桥经验。")
    body = report.trig().replace(
        "gov:year 2022 ; prov:was", "prov:was"
    )  # an adoption without a year: its report's counts
    store = small_store("graph:d { " + division("丁省丁县五号镇", "五号镇", "Township", None) + "}", body)
    assert all(use.town.name != "五号镇" for use in towns(store, "枫桥经验", year=2024).uses)
    assert [use.year for use in towns(store, "枫桥经验").uses if use.town.name == "五号镇"] == [2022]


@pytest.mark.parametrize(
    ("filters", "what", "candidates"),
    [
        ({"year": 1999}, "year", ("2023", "2024")),
        ({"province": "丙省"}, "province", ("乙省", "甲省")),
        ({"status": "done"}, "status", ("已实施 implemented", "试点中 piloting", "推进中 inProgress", "计划 planned")),
    ],
)
def test_filters_that_fit_nothing_are_errors(
    store: UnionStore, filters: dict[str, object], what: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        towns(store, "枫桥经验", **filters)  # type: ignore[arg-type]
    assert caught.value.what == what
    assert set(caught.value.candidates) == set(candidates)


def test_shared_counts_towns_not_mentions(store: UnionStore) -> None:
    answer = shared(store)
    assert [(one.practice.id, one.towns) for one in answer.practices] == [("枫桥经验", Count(3, 3))]
    every = shared(store, least=1, limit=2)
    assert [one.practice.id for one in every.practices] == ["枫桥经验", "微网格"] and every.left_out == 2


def test_shared_families(store: UnionStore) -> None:
    answer = shared(store, families=True)
    assert [(one.practice.id, one.towns.number) for one in answer.practices] == [("枫桥经验", 3), ("网格化", 2)]


def test_discovered_practices_of_one_name_are_answered_together() -> None:
    elsewhere = concept("乙省乙市乙县_晒谷场夜话", "晒谷场夜话", "; gov:discovered true")
    report = ReportText(7, "乙省乙市乙县一号镇", 2022).runs(
        "乙省乙市乙县_晒谷场夜话", "planned", "晒谷场夜话", "计划举办晒谷场夜话。"
    )
    store = small_store("graph:more { " + elsewhere + "}", report.trig())
    answer = towns(store, "晒谷场夜话")
    assert len(answer.practices) == 2 and answer.towns == Count(2, 3)
    assert towns(store, "mech:乙省乙市乙县_晒谷场夜话").towns == Count(1, 3)


def test_statuses_may_be_written_in_several_ways() -> None:
    assert check_status("in-progress") == check_status("InProgress") == check_status("推进中") == "inProgress"
    for status, names in STATUS.items():
        assert {check_status(name) for name in (status, *names)} == {status}


def test_statuses_and_roles_are_called_as_the_ontology_calls_them() -> None:
    graph = ox.Store()
    graph.bulk_load(path=str(folder() / "governance.ttl"), format=ox.RdfFormat.TURTLE)
    for scheme, wording in (("statusScheme", STATUS), ("roleScheme", ROLE)):
        labels = {}
        for one in graph.quads_for_pattern(None, ox.NamedNode(NAMESPACES["skos"] + "inScheme"), gov(scheme)):
            said = [
                q.object
                for q in graph.quads_for_pattern(one.subject, ox.NamedNode(NAMESPACES["skos"] + "prefLabel"), None)
            ]
            texts = {label.language: label.value for label in said if isinstance(label, ox.Literal)}
            labels[one.subject.value.removeprefix(NAMESPACES["gov"])] = (texts["zh"], texts["en"])
        assert labels == dict(wording)


def gov(name: str) -> ox.NamedNode:
    return ox.NamedNode(NAMESPACES["gov"] + name)
