"""The graph from Python: what a person does in a notebook, on the small graph."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import analysis
from kg.analysis.answers import PracticeDossier, TownDossier
from kg.analysis.tabular import Cells, Tabular
from kg.api import Graph


def test_importing_kg_brings_nothing_heavy() -> None:
    heavy = ("polars", "pyoxigraph", "networkx", "rdflib", "numpy", "pandas", "jieba", "kg.analysis")
    code = f"import sys, kg; kg.open; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_answers_are_those_of_the_analyses(g: Graph) -> None:
    assert g.towns("枫桥经验") == analysis.towns(g.store, "枫桥经验")
    assert g.towns("枫桥经验", year=2024, exact=True, evidence=False).scope.year == 2024
    assert g.shared(least=1, families=True) == analysis.shared(g.store, least=1, families=True, evidence=False)
    assert isinstance(g.show("二号镇"), TownDossier) and isinstance(g.show("枫桥经验"), PracticeDossier)


def test_an_answer_is_a_data_frame(g: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    answer = g.towns("枫桥经验")
    frame = answer.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert set(frame["town"]) == {use.town.full_name for use in answer.uses}
    assert (frame["sentence"].str.len() == frame["end"] - frame["start"]).all()


def test_the_printed_query_gives_the_answer_again(g: Graph) -> None:
    answer = g.towns("枫桥经验")
    again = {row["town"] for row in g.query(g.sparql(answer))}
    assert again == {use.town.full_name for use in answer.uses}
    counts = {row["practice"]: row["towns"] for row in g.query(g.sparql(g.shared(least=1)))}
    assert counts == {one.practice.iri: one.towns.number for one in g.shared(least=1).practices}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("towns", ["枫桥经验"]),
        ("shared", []),
        ("together", []),
        ("together", ["枫桥经验"]),
        *(("network", [of]) for of in ("towns", "practices", "firms")),
        ("audit", []),
        ("copied_reports", []),
        ("sharing_text", []),
    ],
)
def test_places_and_years_without_a_report_have_empty_answers(g: Graph, name: str, arguments: list[str]) -> None:
    answer = getattr(g, name)(*arguments, province="甲省", year=2023)
    assert "没有报告" in repr(answer.spoken("zh")) and answer.scope.reports == 0
    assert answer.table()[1] == [] and g.sparql(answer).startswith("#")


def test_towns_side_by_side_one_by_one_or_as_a_list(g: Graph) -> None:
    assert g.compare("二号镇", "甲县一号镇") == g.compare(["二号镇", "甲县一号镇"])


@pytest.mark.parametrize(
    ("name", "arguments", "options"),
    [
        ("towns", ["枫桥经验"], {}),
        ("shared", [], {}),
        ("show", ["二号镇"], {}),
        ("show", ["枫桥经验"], {}),
        ("compare", [["二号镇", "甲县一号镇"]], {}),
        ("similar", ["二号镇"], {}),
        ("together", [], {"least": 1, "rate": 1}),
        ("network", [], {"least": 1}),
        ("diffusion", ["枫桥经验"], {}),
        ("advise", ["二号镇"], {}),
        ("follow", ["乙县一号镇"], {}),
        ("follow_all", [], {}),
        ("audit", [], {"checks": ["undated"]}),
        ("copied", ["二号镇"], {}),
        ("copied_reports", [], {}),
        ("sharing_text", [], {}),
    ],
)
def test_every_answer_is_shown_tabled_and_asked_for_again(
    g: Graph, name: str, arguments: list[object], options: dict[str, object]
) -> None:
    pytest.importorskip("pandas")
    answer = getattr(g, name)(*arguments, **options)
    columns, rows = answer.table()
    assert list(answer.to_pandas().columns) == list(columns) and len(answer.to_pandas()) == len(rows)
    headline = repr(answer).splitlines()[0]
    assert headline and headline in answer._repr_html_().replace("&quot;", '"')
    g.query(g.sparql(answer))  # is SPARQL; that it gives the same is tested with each analysis


def test_queries_answer_in_plain_values(g: Graph) -> None:
    result = g.query("SELECT ?town ?year { ?report gov:township ?town ; gov:year ?year } ORDER BY ?year ?town LIMIT 1")
    (row,) = result
    assert isinstance(row["year"], int) and str(row["town"]).startswith("https://w3id.org/towngov/place/")
    assert "place:" in repr(result) and "https://" not in repr(result)
    assert g.query("ASK { ?s a gov:Report }") and not g.query("ASK { ?s a gov:Nothing }")
    assert len(g.query("CONSTRUCT { ?s a gov:Report } { ?s a gov:Report }")) == len(
        g.query("SELECT ?s { ?s a gov:Report }")
    )
    assert not g.query("SELECT ?s { ?s a gov:Nothing }")


def test_every_saved_question_can_be_asked(g: Graph) -> None:
    names = [row[0] for row in g.questions().table()[1]]
    assert "most-shared-practices" in names
    for name in names:
        assert len(g.query(str(name)).table()[0]) > 1


@pytest.mark.parametrize(
    ("lang", "counted", "warned"), [("zh", "个有报告的乡镇中", "不等于"), ("en", "towns that reported", "not absence")]
)
def test_an_answer_says_what_it_counts_of(folder: str, lang: str, counted: str, warned: str) -> None:
    with kg.open(folder, lang=lang) as g:
        for shown in (repr(g.towns("枫桥经验")), g.towns("枫桥经验")._repr_html_()):
            assert counted in shown and warned in shown


def test_the_language_is_of_the_graph_not_of_the_process(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    zh, en = kg.open(folder, lang="zh"), kg.open(folder, lang="en")
    told, said = zh.shared(), en.shared()
    assert "个乡镇" in repr(told) and "towns name" in repr(said) and told == said
    monkeypatch.setenv("KG_LANG", "en")
    assert "towns" in repr(kg.open(folder).shared())
    assert "5 reports" in repr(kg.open(folder)) or "reports of" in repr(kg.open(folder))


def test_nothing_in_a_report_becomes_markup_or_steers_a_terminal(g: Graph) -> None:
    answers = (
        g.shared(least=1),
        g.query("SELECT ?label { ?town skos:prefLabel ?label }"),
        g.towns("丙省丙县_坏"),
        g.show("mech:丙省丙县_坏"),
        g.show("place:丙省丙县三号镇"),
        g.compare(["place:丙省丙县三号镇", "二号镇"]),
        g.similar("place:丙省丙县三号镇"),
        g.network(least=1),
        g.audit(),
    )
    for answer in answers:
        assert "<script" not in answer._repr_html_() and "<img" not in answer._repr_html_()
        assert all(line.isprintable() for line in repr(answer).splitlines())


def test_names_stay_on_one_line_and_sentences_have_room(g: Graph) -> None:
    shown = g.towns("枫桥经验")._repr_html_()
    columns = re.findall(r'<th style="([^"]*)">([^<]*)</th>', shown)
    styles = {name: style for style, name in columns}
    town = "乡镇" if "乡镇" in styles else "town"
    assert "white-space:nowrap" in styles[town] and '<div style="overflow-x:auto"><table>' in shown

    class Long(Tabular):
        def table(self) -> Cells:
            return ("sentence", "file"), [("每周三在院坝里议事。" * 12, "2024年度法治政府建设情况报告最终稿.html")]

    wide, narrow = re.findall(
        r"<td style=\"text-align:left;min-width:(\d+)em;overflow-wrap:anywhere\">", Long()._repr_html_()
    )
    assert int(wide) > int(narrow)


def test_errors_tell_themselves_in_the_language_of_the_graph(folder: str, tmp_path: Path) -> None:
    for lang, said in (("zh", "还没有图谱"), ("en", "no graph")):
        with pytest.raises(kg.KgError, match=said):
            kg.open(tmp_path / "nothing", lang=lang)
    with pytest.raises(kg.KgError, match="相近的有：枫桥经验"):
        kg.open(folder, lang="zh").towns("枫乔经验")
    with pytest.raises(kg.KgError, match="nearest: 枫桥经验"):
        kg.open(folder, lang="en").towns("枫乔经验")
    with pytest.raises(kg.KgError, match="zh or en"):
        kg.open(folder, lang="fr")
    with pytest.raises(kg.KgError, match="TownsAnswer"):
        kg.open(folder).sparql("枫桥经验")


def test_a_closed_graph_says_so_and_its_answers_stay(folder: str) -> None:
    with kg.open(folder, lang="zh") as g:
        answer = g.towns("枫桥经验")
    assert "已关闭" in repr(g) and "枫桥经验" in repr(answer)
    with pytest.raises(kg.KgError, match="已经关闭"):
        g.towns("枫桥经验")


def test_the_store_is_named_or_taken_from_the_environment(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", folder)
    assert kg.open().towns("枫桥经验").towns.number
    monkeypatch.delenv("KG_STORE")
    monkeypatch.chdir(Path(folder).parent)
    assert kg.open().store.location == "kg-store"
