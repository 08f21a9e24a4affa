"""Answers about copied text, checked by hand and against their own SPARQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from copied_store import TEMPLATE, shared
from small_graph import UnionStore

from kg import analysis
from kg.analysis import UnknownNameError
from kg.analysis.answers import Count
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.wording.telling import headline, notes
from kg.store import open_store
from kg.store.base import Store

BAOLUAN, ZHANPU, SIPING = "重庆市丰都县包鸾镇", "重庆市丰都县湛普镇", "重庆市江津区四屏镇"


@pytest.fixture(scope="module")
def graph() -> Iterator[Store]:
    with open_store(shared()) as opened:
        yield opened


def rows(graph: Store, sparql: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else term.value for term in row) for row in graph.query(sparql).rows]


def test_a_town_side_by_side_with_its_sources(graph: Store) -> None:
    answer = analysis.copied(graph, "包鸾")
    assert answer.understood == answer.town.full_name == BAOLUAN
    assert [(one.year, bool(one.copied)) for one in answer.reports] == [(2024, True), (2023, False)]
    first = answer.passages[0]
    assert first.own and first.here.year == 2024 and first.there.year == 2023 and first.others == 1
    assert "宅基地纠纷15件" in first.here.text and "宅基地纠纷12件" in first.there.text
    assert len(first.here.text) == first.here.end - first.here.start
    assert first.here.after.startswith("今年汛期") and first.there.after.startswith("按照全县统一部署")
    assert first.here.before == "一、主要做法"
    told = [(row[2], row[5]) for row in answer.table()[1]]
    assert told == [(one.here.text, one.there.text) for one in answer.passages]
    asked = rows(graph, analysis.copied_sparql(answer))
    assert [(row[1], row[4]) for row in asked] == told


def test_the_year_of_a_town(graph: Store) -> None:
    assert analysis.copied(graph, "包鸾", year=2023).passages == ()
    with pytest.raises(UnknownNameError, match="2023, 2024"):
        analysis.copied(graph, "包鸾", year=2019)
    with pytest.raises(UnknownNameError, match=ZHANPU):
        analysis.copied(graph, "湛朴镇")


def test_reports_by_the_share_that_is_copied(graph: Store) -> None:
    answer = analysis.copied_reports(graph)
    assert (answer.copied, answer.own, answer.elsewhere) == (Count(2, 4), Count(1, 4), Count(1, 4))
    assert [(one.town.full_name, one.year) for one in answer.reports] == [(ZHANPU, 2024), (BAOLUAN, 2024)]
    zhanpu = answer.reports[0]
    passages = analysis.copied(graph, "湛普").passages
    assert zhanpu.copied == zhanpu.elsewhere == sum(len(one.here.text) for one in passages)
    assert zhanpu.copied > len(TEMPLATE.format(n=20)) and zhanpu.own == 0
    assert zhanpu.share == round(zhanpu.copied / zhanpu.characters, 4)
    assert [(of.town.full_name, of.characters) for of in zhanpu.sources] == [(BAOLUAN, zhanpu.copied)]
    asked = rows(graph, analysis.copied_sparql(answer))
    assert [(row[0], int(row[3]), int(row[4])) for row in asked] == [
        (one.town.full_name, one.copied, one.characters) for one in answer.reports
    ]


def test_filters_and_limits_of_reports(graph: Store) -> None:
    least = analysis.copied_reports(graph, least=0.47)
    assert [one.town.full_name for one in least.reports] == [ZHANPU] and least.left_out == 0
    assert len(rows(graph, analysis.copied_sparql(least))) == 1
    assert analysis.copied_reports(graph, limit=1).left_out == 1
    assert analysis.copied_reports(graph, year=2023).copied == Count(0, 1)
    assert analysis.copied_reports(graph, county="江津").copied == Count(0, 1)
    with pytest.raises(UnknownNameError):
        analysis.copied_reports(graph, province="湖北")


def test_pairs_of_towns_by_the_text_they_share(graph: Store) -> None:
    answer = analysis.sharing_text(graph)
    (pair,) = answer.pairs
    assert {pair.town.full_name, pair.other.full_name} == {BAOLUAN, ZHANPU}
    assert (pair.passages, pair.reports, answer.towns) == (2, 1, Count(2, 3))
    assert rows(graph, analysis.copied_sparql(answer)) == [(BAOLUAN, ZHANPU, str(pair.characters), str(pair.passages))]
    assert analysis.sharing_text(graph, least=pair.characters + 1).pairs == ()


def test_statements_that_stand_in_copied_sentences_alone(graph: Store) -> None:
    known = catalogue(graph)
    found = {}
    for kind, table, column in (("adoption", "adoptions", "practice"), ("problem", "problems", "heading")):
        named = known.tables[table].join(analysis.resting_on_copies(known, kind), on="number")
        for row in named.iter_rows(named=True):
            what = known.practice(row["practice"]).label if column == "practice" else row["heading"]
            found[known.town(row["town"]).full_name, what] = row["copied"]
    assert found[BAOLUAN, "枫桥经验"] == "own"
    assert found[ZHANPU, "一支队伍管执法"] == "elsewhere"
    assert found[BAOLUAN, "执法人员少"] == "own"
    assert (BAOLUAN, "微网格") not in found
    plans = analysis.resting_on_copies(known, "plan")
    assert plans["copied"].to_list() == ["elsewhere"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_below(graph: Store, lang: str) -> None:
    for answer in (
        analysis.copied(graph, "湛普"),
        analysis.copied_reports(graph, limit=1),
        analysis.sharing_text(graph),
    ):
        assert headline(answer, lang)
        said = " ".join(notes(answer, lang))
        assert ("不等于抄袭" if lang == "zh" else "nothing about who wrote it") in said
        assert answer.spoken(lang)._repr_html_()


def test_a_graph_in_which_nothing_is_copied(store: UnionStore) -> None:
    assert analysis.copied(store, "二号镇").passages == ()
    assert analysis.copied_reports(store).copied.number == 0
    assert analysis.sharing_text(store).pairs == ()
    assert len(analysis.resting_on_copies(catalogue(store), "adoption")) == 0
