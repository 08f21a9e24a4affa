from __future__ import annotations

import itertools
import random

import pytest
from hand_built import BODY, SmallGazetteer, identity, make_report
from pyoxigraph import Quad, Store

from kg.model import Facts
from kg.ontology import Ontology
from kg.rdf import iris
from kg.rdf.derived import derived_quads
from kg.rdf.editions import WORDINGS, Edition, correction, editions
from kg.rdf.report import report_quads
from kg.rdf.vocabulary import DCT, GOV, text

TOWN = iris.PLACE["清溪镇"]


def edition(issued: str = "", signed: str = "", title: str = "报告", file_name: str = "a.txt") -> Edition:
    return Edition(iris.REPORT["1"], TOWN, 2024, issued, signed, title, file_name)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        # publication before all else
        (edition("2025-01-01", "2025-01-01", "报告（更正）", "z.txt"), edition("2025-01-02", title="报告")),
        (edition("", "2025-01-10"), edition("2025-01-20", "2025-01-05")),
        (edition("2025-01-10", "2025-01-02"), edition("2025-01-10", "2025-01-08")),
        (edition(), edition(signed="2020-01-01")),
        # then wording, then the file's name
        (edition("2025-01-10", file_name="z.txt"), edition("2025-01-10", title="报告（修订版）")),
        (edition(file_name="z征求意见稿.txt"), edition(file_name="a.txt")),
        (edition(file_name="新安镇.txt"), edition(file_name="新安镇 (1).txt")),
        (edition(file_name="报告第2版.txt"), edition(file_name="报告第10版.html")),
        (edition(file_name="a.txt"), edition(file_name="b.txt")),
    ],
)
def test_which_is_newer(older: Edition, newer: Edition) -> None:
    assert older.age < newer.age


@pytest.mark.parametrize(("rank", "example"), [(rank, example) for rank, _, example in WORDINGS])
def test_wordings(rank: int, example: str) -> None:
    assert correction(example) == rank


def test_a_plain_title_says_nothing_of_editions() -> None:
    assert correction("清溪镇2024年法治政府建设年度报告 reports/清溪镇.txt") == 0
    assert correction("清溪镇更正前.txt") == -1


def test_names_of_digits_and_letters_are_in_order_all_the_same() -> None:
    ages = [
        edition(file_name=name).age for name in ("", "1", "a", "1a", "a1", "²", "镇/2.txt", "镇/二.txt", "..", "x/")
    ]
    assert len(sorted(ages)) == len(ages)


def test_the_hash_does_not_decide(ontology: Ontology) -> None:
    """Whatever their bytes, the last by name of editions of one date is current."""
    names = [f"{n}.txt" for n in range(1, 7)]
    for seed in range(3):
        quads: list[Quad] = []
        ids = {}
        for name in names:
            report = make_report(f"{BODY}\n{seed}{name}")
            ids[name] = report.id
            quads += report_quads(report, Facts(identity()), ontology, SmallGazetteer())
            node, graph = iris.REPORT[report.id], iris.GRAPH[report.id]
            quads = [q for q in quads if not (q.subject == node and q.predicate == GOV["fileName"])]
            quads.append(Quad(node, GOV["fileName"], text(name), graph))
        random.Random(seed).shuffle(quads)
        store = Store()
        store.extend(quads)
        ((current, *replaced),) = editions(store)
        assert [e.file_name for e in (current, *replaced)] == names[::-1]
        newer = {q.object for q in derived_quads(store) if q.predicate == DCT["isReplacedBy"]}
        assert newer == {iris.REPORT[ids["6.txt"]]}


def test_reports_of_unknown_year_replace_nothing(ontology: Ontology) -> None:
    store = Store()
    for line in ("甲", "乙"):
        report = make_report(BODY + line)
        store.extend(report_quads(report, Facts(identity(year=None)), ontology, SmallGazetteer()))
    assert [len(same) for same in editions(store)] == [1, 1]
    assert not [q for q in derived_quads(store) if q.predicate == DCT["isReplacedBy"]]


def test_no_triple_stands_in_two_graphs(ontology: Ontology) -> None:
    """A query over the union would find it twice."""
    store = Store()
    for line in ("甲", "乙"):
        report = make_report(BODY + line)
        store.extend(report_quads(report, Facts(identity()), ontology, SmallGazetteer()))
    store.extend(derived_quads(store))
    triples = [(q.subject, q.predicate, q.object) for q in store]
    assert len(set(triples)) == len(triples)
    assert all(a != b for a, b in itertools.pairwise(sorted(map(str, triples))))
