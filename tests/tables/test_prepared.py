"""What is put together from readings is what the graph itself would tell: tables, shortcuts, numbers."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from corpus_files import rewritten
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kg.build import build, rejudge
from kg.rdf.derived import derived_quads
from kg.rdf.description import counts, current_counts, description_quads
from kg.rdf.iris import DERIVED, DESCRIPTION, GRAPH, REPORT
from kg.rdf.vocabulary import DCT, GOV, TYPE, text
from kg.tables import Tables, make, questions
from kg.tables.opening import csv_of
from kg.tables.prepared import Prepared, answers_of

HOME = Path(__file__).parents[2]
FOLDERS = [HOME / "seeds", HOME / "tests/gold/forms"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, reports of one county that spell a practice in two ways, and two editions of one of them."""
    folder = tmp_path_factory.mktemp("known")
    reports = folder / "reports"
    reports.mkdir()
    for name, brand in (
        ("湛普镇", "“湖伴无争·村民调解会”"),
        ("名山街道", "“湖伴无争”调解会"),
        ("社坛镇", "“532”处置机制"),
    ):
        words = f"重庆市丰都县{name}2024年法治政府建设年度报告\n一、工作开展情况\n推行{brand}，调解纠纷{{}}件。聘请重庆渝州律师事务所为法律顾问。\n"
        (reports / f"{name}.txt").write_text(words.format(12), encoding="utf-8")
        (reports / f"{name}更正.txt").write_text(words.format(13), encoding="utf-8")
    build([*FOLDERS, reports], folder / "store")
    return folder / "store"


def graph_of(store: Path) -> ox.Store:
    return ox.Store.read_only(str(data_of(store) / "graph"))


def data_of(store: Path) -> Path:
    return store / (store / "CURRENT").read_text(encoding="utf-8").strip()


def same_tables(store: Path) -> None:
    written, asked = Tables(folder=data_of(store) / "tables"), Tables(make(partial(csv_of, graph_of(store))))
    for name, frame in make(partial(csv_of, graph_of(store))).items():
        assert_frame_equal(written[name], asked[name])
        if "node" in frame.columns:
            assert written.nodes(name, range(len(frame))) == frame["node"].to_list()


def test_tables_are_those_that_the_graph_gives(store: Path) -> None:
    same_tables(store)
    assert len(Tables(folder=data_of(store) / "tables")["adoptions"]) > 100


def test_a_practice_that_gave_way_to_another_spelling_is_known_as_that(store: Path) -> None:
    gone = list(graph_of(store).quads_for_pattern(None, DCT["isReplacedBy"], None, GRAPH["mechanisms"]))
    assert gone  # else this corpus shows nothing
    for quad in gone:
        assert not list(graph_of(store).quads_for_pattern(None, None, quad.subject))


def test_what_is_derived_is_what_the_graph_would_derive(store: Path) -> None:
    graph = graph_of(store)
    told = {*graph.quads_for_pattern(None, None, None, DERIVED)}
    anew = set(derived_quads(graph))
    assert anew and anew <= told
    shortcuts = {GOV[name] for name in ("practises", "plansToAdopt", "advisedBy", "hasProblem", "hasPlan")}
    assert {q for q in told if q.predicate in shortcuts} == {q for q in anew if q.predicate in shortcuts}


def test_numbers_are_those_of_the_graph(store: Path) -> None:
    graph = graph_of(store)
    kept = json.loads((data_of(store) / "numbers.json").read_bytes())["counts"]
    assert kept == current_counts(graph) and kept["ReplacedReport"] == 3
    copy = ox.Store()
    described = set(graph.quads_for_pattern(None, None, None, DESCRIPTION))
    copy.bulk_extend(q for q in graph if q.graph_name != DESCRIPTION)
    copy.bulk_extend(q for q in described if str(q.subject).find("extraction_") >= 0)
    assert counts(copy)["Adoption"] > 100
    assert set(description_quads(copy)) <= described


def test_readings_without_answers_are_asked_anew(store: Path) -> None:
    for reading in (store / "readings").iterdir():
        rewritten(reading, lambda name, part: None if name.startswith("answers") else part)
    (data_of(store) / "manifest.json").write_text(
        (data_of(store) / "manifest.json").read_text(encoding="utf-8").replace('"version": "', '"version": "older '),
        encoding="utf-8",
    )
    assert rejudge(store).changed
    same_tables(store)


@contextmanager
def prepared(quads: list[ox.Quad]) -> Iterator[Prepared]:
    with tempfile.TemporaryDirectory() as folder:
        ask = Prepared(Path(folder), lambda question: pytest.fail(f"asked the graph: {question}"))
        ask.gather(["a" * 16], lambda _: answers_of(quads))
        yield ask


def table(told: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(told.decode(), newline="")))


NASTY = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from('",\n\r\t\x1d{}'), max_size=12)


@given(headings=st.lists(NASTY, min_size=1, max_size=6, unique=True))
def test_answers_are_csv_as_sparql_gives_it(headings: list[str]) -> None:
    quads = [
        quad
        for number, heading in enumerate(headings)
        for node in [REPORT[f"{'a' * 16}_problem_{number}"]]
        for quad in (
            ox.Quad(node, TYPE, GOV["Problem"], GRAPH["a" * 16]),
            ox.Quad(node, GOV["report"], REPORT["a" * 16], GRAPH["a" * 16]),
            ox.Quad(node, GOV["heading"], text(heading), GRAPH["a" * 16]),
        )
    ]
    graph = ox.Store()
    graph.extend(quads)
    for question in (questions.of_kind("problems"), questions.of_property("heading"), questions.of_property("report")):
        with prepared(quads) as ask:
            assert sorted(table(ask(question))) == sorted(table(csv_of(graph, question)))
