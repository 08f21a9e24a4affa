"""Copied text as quads: names that do not depend on places, and what comparing needs to know of a report."""

from __future__ import annotations

from hand_built import BODY, SmallGazetteer, identity, make_facts, make_report
from pyoxigraph import Store

from kg.copies import Copied
from kg.model import Facts
from kg.ontology import Ontology
from kg.rdf import iris
from kg.rdf.copied import copied_quads, reported, text_and_names
from kg.rdf.report import report_quads
from kg.rdf.vocabulary import GOV, OA, TYPE


def stored(ontology: Ontology) -> tuple[Store, str, str]:
    """The small report of 2024 with its statements, and one of 2023 of the same town."""
    later, earlier = make_report(), make_report(BODY + "\n去年另有安排。")
    store = Store()
    store.extend(report_quads(later, make_facts(later), ontology, SmallGazetteer()))
    store.extend(report_quads(earlier, Facts(identity(year=2023, issued=None)), ontology, SmallGazetteer()))
    return store, later.id, earlier.id


def test_what_is_known_of_the_reports(ontology: Ontology) -> None:
    store, later, earlier = stored(ontology)
    first, second = sorted(reported(store))
    assert (first.id, second.id, first.year, second.year) == (earlier, later, 2023, 2024)
    assert second.town == first.town == iris.PLACE["湖北省襄阳市谷城县清溪镇"].value
    assert first.county.endswith("谷城县") and first.prefecture.endswith("襄阳市") and first.province.endswith("湖北省")


def test_names_of_the_town_and_of_what_lies_above(ontology: Ontology) -> None:
    report = make_report()
    quads = report_quads(report, make_facts(report), ontology, SmallGazetteer())
    assert text_and_names(quads, report.id) == (report.text, ("清溪镇", "谷城县", "襄阳市", "湖北省"))
    assert text_and_names([], report.id) == ("", ())


def test_a_stretch_and_the_sentences_within_it(ontology: Ontology) -> None:
    store, later, earlier = stored(ontology)
    start = make_report().text.index("坚持和发展")
    end = make_report().text.index("\n", start)
    quads = list(copied_quads(store, [Copied(later, earlier, start, end, 7, 8, 0.9, 2)]))
    assert {quad.graph_name for quad in quads} == {iris.DERIVED}
    (node,) = {quad.subject for quad in quads if quad.object == GOV["CopiedText"]}
    said = {quad.predicate: quad.object.value for quad in quads if quad.subject == node and quad.predicate != TYPE}
    assert said == {
        GOV["report"]: iris.REPORT[later].value,
        GOV["copiedFrom"]: iris.REPORT[earlier].value,
        OA["start"]: str(start),
        OA["end"]: str(end),
        GOV["sourceStart"]: "7",
        GOV["sourceEnd"]: "8",
        GOV["similarity"]: "0.9",
        GOV["otherReports"]: "2",
    }
    marked = {quad.subject for quad in quads if quad.predicate == GOV["copiedFrom"]} - {node}
    whole = {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, OA["exact"], None, iris.GRAPH[later])
    }
    assert marked
    assert all(whole[passage.value] in make_report().text[start:end] for passage in marked)
    assert all(quad.subject.value.startswith(iris.REPORT[later].value) for quad in quads)


def test_a_name_is_of_text_not_of_places(ontology: Ontology) -> None:
    store, later, earlier = stored(ontology)
    text = make_report().text
    start = text.index("坚持和发展")
    same = Copied(later, earlier, start, start + 9, 3, 12, 1.0, 1)
    moved = Copied(later, earlier, start, start + 9, 30, 39, 1.0, 1)
    one, other = (next(q.subject for q in copied_quads(store, [c])) for c in (same, moved))
    assert one == other
    twice = {q.subject for q in copied_quads(store, [same, moved]) if q.object == GOV["CopiedText"]}
    assert len(twice) == 2
