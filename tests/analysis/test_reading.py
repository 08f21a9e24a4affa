"""A report read with its facts: the text whole, every fact on its sentences, words within them, names for the report."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_graph import random_store
from read_graph import ID, LINES, TEXT, copies, said
from small_graph import _HEAD, UnionStore, small_store

from kg.analysis.asking import select
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.reading import marks
from kg.analysis.reading.answers import Fact, Reading
from kg.analysis.reading.asked import UnknownReportError
from kg.analysis.reading.report import reading, reading_sparql
from kg.analysis.reading.segments import paragraphs, within
from kg.analysis.wording.telling import headline
from kg.model import Span


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store(said().trig())


@pytest.fixture(scope="module")
def read(store: UnionStore) -> Reading:
    return reading(store, ID)


def named(read: Reading, name: str, kind: str) -> Fact:
    (found,) = (one for one in read.facts if one.name == name and one.kind == kind)
    return found


def words(read: Reading, fact: Fact) -> list[str]:
    return [read.text[one.start : one.end] for one in fact.words]


def whole(read: Reading) -> None:
    """Segments are the text, and every fact stands on segments that name it, and on no others."""
    segments = [one for line in read.paragraphs for one in line.segments]
    assert "".join(one.text for one in segments) == read.text
    assert [one.start for one in segments[1:]] == [one.end for one in segments[:-1]]
    for fact in read.facts:
        covered = {at for one in segments if fact.number in one.facts for at in range(one.start, one.end)}
        assert covered == {at for span in fact.sentences for at in range(span.start, span.end)}
        marked = {at for one in segments if fact.number in one.words for at in range(one.start, one.end)}
        assert marked == {at for span in fact.words for at in range(span.start, span.end)} <= covered


def test_the_text_is_whole_and_facts_stand_in_its_order(read: Reading) -> None:
    whole(read)
    assert read.text == TEXT
    assert [one.number for one in read.facts] == list(range(1, 10))
    starts = [(one.sentences[0].start, one.words[0].start) for one in read.facts]
    assert starts == sorted(starts)
    assert ["".join(s.text for s in line.segments).strip() for line in read.paragraphs if line.heading] == [
        LINES[1],
        LINES[3],
        LINES[5],
    ]


def test_each_kind_says_what_the_graph_says(read: Reading) -> None:
    practice = named(read, "警格+网格", "practice")
    assert (practice.name_en, practice.status, practice.confidence) == ("police and grid", "implemented", 0.8)
    figure, earlier = (one for one in read.facts if one.kind == "figure")
    assert (figure.value, figure.unit and figure.unit.label, figure.approximate) == (Decimal(12000), "件", True)
    assert (figure.year, earlier.year) == (None, 2021)
    adviser = named(read, "", "adviser")
    assert (adviser.role, adviser.lawyers, adviser.thing) == ("governmentAdviser", 2, None)
    problem, cause, plan = (
        named(read, *one) for one in (("网格力量不足", "problem"), ("经费少", "cause"), ("充实网格力量", "plan"))
    )
    assert problem.related == (cause.number,) and plan.related == (problem.number,) and plan.target_year == 2025
    assert named(read, "中华人民共和国民法典", "law").law.endswith("/law/民法典")


def test_words_are_where_the_sentence_names_the_fact(read: Reading) -> None:
    assert words(read, named(read, "警格+网格", "practice")) == ["警格+网格"]
    # 网格 within 警格+网格 is not its own; where the problem names it, it is.
    assert [one.start for one in named(read, "网格化", "practice").words] == [TEXT.index("网格力量不足")]
    figure, earlier = (one for one in read.facts if one.kind == "figure")
    assert words(read, figure) == ["排查各类纠纷", "1.2万余件"]
    assert words(read, earlier) == ["排查各类纠纷", "8000件"]
    assert words(read, named(read, "", "adviser")) == ["律师"]
    assert words(read, named(read, "中华人民共和国民法典", "law")) == ["中华人民共和国民法典"]
    assert words(read, named(read, "充实网格力量", "plan")) == ["充实网格力量"]


def test_of_equal_numbers_the_one_beside_what_is_counted() -> None:
    text = "走访12户，调解纠纷12件，化解12件。"
    found = marks.figure(text, [Span(0, len(text))], "调解纠纷", Decimal(12), "件")
    assert [text[one.start : one.end] for one in found] == ["调解纠纷", "12件"]
    assert found[1].start == text.index("12件")


def test_a_firm_written_otherwise_is_marked_by_what_lawyers_are_called() -> None:
    text = "聘请天达共和的律师担任法律顾问。"
    found = marks.adviser(text, [Span(0, len(text))], ["北京天达共和律师事务所"])
    assert [text[one.start : one.end] for one in found] == ["法律顾问"]


def test_the_head_tells_town_newer_edition_and_file(store: UnionStore) -> None:
    old = reading(store, f"{3:016x}").report
    assert old.newer == f"{4:016x}" and old.year == 2023 and old.file == "03.txt"
    known = catalogue(store)
    for number in range(1, 6):
        town = reading(store, f"{number:016x}").report.town
        assert town is not None and town == known.town(known.number("towns", town.iri) or 0)


@pytest.mark.parametrize(
    "asked",
    [
        ID,
        ID.upper(),
        f"report:{ID}",
        f"https://w3id.org/towngov/report/{ID}",
        "2022/石桥.txt",
        "石桥.txt",
        "甲县一号镇 2022",
        "甲县一号镇2022年",
    ],
)
def test_ways_to_name_a_report(store: UnionStore, asked: str) -> None:
    assert reading(store, asked).report.id == ID


def test_a_town_alone_means_its_latest_report(store: UnionStore) -> None:
    assert reading(store, "乙县一号镇").report.id == f"{5:016x}"
    assert reading(store, "乙县一号镇 2023").report.id == f"{4:016x}"  # not the edition that was replaced


@pytest.mark.parametrize("asked", ["f" * 16, "没有.txt", "2024", 'a"b<c>.txt'])
def test_an_unknown_report_is_an_error_that_says_what_to_give(store: UnionStore, asked: str) -> None:
    with pytest.raises(UnknownReportError, match="16 hex digits"):
        reading(store, asked)


def test_an_unknown_town_or_year_has_the_nearest(store: UnionStore) -> None:
    with pytest.raises(UnknownNameError, match="reports on 2022, 2024"):
        reading(store, "甲县一号镇 2019")
    with pytest.raises(UnknownNameError):
        reading(store, "无此镇 2024")


def test_what_lies_outside_the_text_is_cut_off() -> None:
    assert within("一二三", [Span(-2, 1), Span(2, 9), Span(2, 2), Span(5, 7), Span(2, 9)]) == (Span(0, 1), Span(2, 3))


def test_a_report_without_text_still_tells_its_facts(store: UnionStore) -> None:
    body = f"graph:{ID[:-1]}b {{ report:{ID[:-1]}b a gov:Report . report:{ID[:-1]}b_x a gov:Problem ; gov:heading '没有正文' ; gov:report report:{ID[:-1]}b . }}"
    read = reading(UnionStore(_HEAD + body), f"{ID[:-1]}b")
    assert (read.text, read.paragraphs, read.report.town, read.report.year) == ("", (), None, None)
    assert [(one.name, one.sentences) for one in read.facts] == [("没有正文", ())]
    assert len(read.table()[1]) == 1


def test_the_order_in_which_a_store_holds_quads_makes_no_difference(store: UnionStore, read: Reading) -> None:
    turned = UnionStore("")
    turned.store.bulk_extend(reversed(list(store.store)))
    assert reading(turned, ID) == read


def test_a_store_that_keeps_no_graphs_apart_is_read_as_well(store: UnionStore, read: Reading) -> None:
    merged = UnionStore("")
    merged.store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store.store)
    assert reading(merged, ID) == read


def test_the_query_gives_the_same_statements_and_places(store: UnionStore, read: Reading) -> None:
    asked = {(row["statement"], row["start"], row["end"]) for row in select(store, reading_sparql(read))}
    assert asked == {(fact.iri, span.start, span.end) for fact in read.facts for span in fact.sentences}


def test_the_table_has_a_row_for_each_fact_and_sentence(read: Reading) -> None:
    columns, rows = read.table()
    assert len(rows) == sum(len(fact.sentences) for fact in read.facts)
    for row in rows:
        told = dict(zip(columns, row, strict=True))
        assert told["sentence"] == TEXT[told["start"] : told["end"]]


def test_it_is_told_in_words(read: Reading) -> None:
    assert (
        headline(read, "zh")
        == "石桥（138 字）：读出 9 条事实：做法 2，法律服务 1，问题 1，原因 1，计划 1，数字 2，法规 1"
    )
    assert headline(read, "en").startswith("石桥 (138 characters): 9 facts: practices 2, legal services 1")
    assert "以原文为准" in repr(read.spoken("zh"))


def test_random_reports_are_whole_and_lack_no_fact() -> None:
    store, facts, _ = random_store(7)
    found = []
    for row in select(store, "SELECT ?report { ?report a gov:Report }"):
        read = reading(store, str(row["report"]))
        whole(read)
        assert read.report.town is not None
        town, year = read.report.town.full_name, read.report.year
        found += [(town, year, f.thing.id, f.status) for f in read.facts if f.kind == "practice" and f.thing]
    assert sorted(found) == sorted((one.town, one.year, one.what, one.status) for one in facts if one.what[0] == "p")


def test_copied_stretches_say_where_they_stand_first() -> None:
    five, seven, three = TEXT.index(LINES[4]), TEXT.index(LINES[6]), TEXT.index("上年排查")
    read = reading(small_store(said().trig() + copies()), ID)
    whole(read)
    assert [(one.here, one.own, one.year) for one in read.copies] == [
        (Span(three, three + 13), True, 2024),
        (Span(three, three + 14), False, 2024),
        (Span(five, five + len(LINES[4])), True, 2024),
        (Span(seven, len(TEXT)), False, 2024),
    ]
    last = read.copies[-1]
    assert (last.report, last.there, last.similarity, last.others) == (f"{2:016x}", Span(20, 29), 0.97, 3)
    assert last.town is not None and last.town.full_name == "甲省甲县二号镇" and "二号镇" in last.title
    assert read.copied == len(LINES[4]) + len(LINES[6]) + 14
    resting = {one.name: one.copied for one in read.facts if one.copied}
    assert resting == {
        "排查各类纠纷": "elsewhere",
        "网格力量不足": "own",
        "经费少": "own",
        "充实网格力量": "elsewhere",
        "中华人民共和国民法典": "elsewhere",
    }


_text = st.text(st.sampled_from("一二甲乙。；\n\t😀\u200b（）"), max_size=40)
_spans = st.dictionaries(
    st.integers(0, 5),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)).map(lambda pair: Span(*pair)), max_size=4),
    max_size=5,
)


@given(_text, _spans, _spans, _spans)
def test_whatever_overlaps_segments_are_the_text(
    text: str, facts: dict[int, list[Span]], words: dict[int, list[Span]], copies: dict[int, list[Span]]
) -> None:
    layers = [{number: within(text, spans) for number, spans in layer.items()} for layer in (facts, words, copies)]
    found = [one for line in paragraphs(text, *layers, {}) for one in line.segments]
    assert "".join(one.text for one in found) == text
    assert all(one.text == text[one.start : one.end] != "" for one in found)
    assert not any("\n" in one.text[:-1] for one in found)
    for layer, of in zip(layers, ("facts", "words", "copies"), strict=True):
        for number, spans in layer.items():
            inside = {at for span in spans for at in range(span.start, span.end)}
            assert inside == {at for one in found if number in getattr(one, of) for at in range(one.start, one.end)}
