"""The spellings of a local brand across reports become one practice; the same name elsewhere stays another."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from corpus_files import asked, exported

from kg import analysis, ontology
from kg.build import build
from kg.rdf.validation import validate
from kg.store import open_store

REPORT = """{county}{town}{year}年法治政府建设年度报告

一、主要做法
健全矛盾纠纷多元化解机制，全年化解矛盾纠纷86件。{practice}

二、存在的问题
（一）执法力量不足。

三、下一步打算
（一）充实执法力量。{plan}

{county}{town}人民政府
"""
CORPUS = {
    "包鸾2022": ("重庆市丰都县", "包鸾镇", 2022, "打造“湖伴无争”村民调解会12个。", ""),
    "包鸾2023": ("重庆市丰都县", "包鸾镇", 2023, "推行“湖伴无争·村民调解会”，调解纠纷40件。", ""),
    "湛普2023": ("重庆市丰都县", "湛普镇", 2023, "推行“湖伴无争”调解会。", "建立“532”工作法。"),
    "名山2023": ("重庆市丰都县", "名山街道", 2023, "推行“532”处置机制。", ""),
    "四屏2023": ("重庆市江津区", "四屏镇", 2023, "推行“湖伴无争”村民调解会，运行“532”处置机制。", ""),
}
MECHANISMS = """SELECT DISTINCT ?mechanism ?town { ?use a gov:Adoption ; gov:mechanism ?mechanism ;
  gov:township/skos:prefLabel ?town . ?mechanism gov:discovered true } ORDER BY ?mechanism ?town"""


def built(folder: Path, names: tuple[str, ...] = tuple(CORPUS)) -> Path:
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for name in names:
        county, town, year, practice, plan = CORPUS[name]
        text = REPORT.format(county=county, town=town, year=year, practice=practice, plan=plan)
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
        build([reports], folder / "store")  # each on top of the last
    return folder / "store"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("brands"))


def test_one_brand_in_a_county_another_elsewhere(store: Path) -> None:
    rows = asked(store, MECHANISMS)
    assert sorted((row["mechanism"].rsplit("/", 1)[1], row["town"]) for row in rows) == [
        ("重庆市丰都县_532处置机制", "名山街道"),
        ("重庆市丰都县_532处置机制", "湛普镇"),
        ("重庆市丰都县_湖伴无争", "包鸾镇"),
        ("重庆市丰都县_湖伴无争", "湛普镇"),
        ("重庆市江津区_532处置机制", "四屏镇"),
        ("重庆市江津区_湖伴无争", "四屏镇"),
    ]


def test_people_find_it_under_every_spelling(store: Path) -> None:
    with open_store(store) as graph:
        for name in ("湖伴无争·村民调解会", "“湖伴无争”", "mech:重庆市丰都县_湖伴无争村民调解会"):
            answer = analysis.towns(graph, name, province="重庆")
            assert {"包鸾镇", "湛普镇"} <= {use.town.name for use in answer.uses}
        exact = analysis.towns(graph, "mech:重庆市丰都县_532工作法")
        assert [(use.town.name, use.status) for use in exact.uses] == [
            ("名山街道", "implemented"),
            ("湛普镇", "planned"),
        ]


def test_shortcuts_lead_to_the_one_node(store: Path) -> None:
    rows = asked(store, "SELECT ?town { ?t gov:practises mech:重庆市丰都县_湖伴无争 ; skos:prefLabel ?town }")
    assert sorted(row["town"] for row in rows) == ["包鸾镇", "湛普镇"]


def test_the_graph_keeps_to_its_shapes(store: Path) -> None:
    with open_store(store) as graph:
        assert validate(list(graph.quads()), ontology.folder() / "shapes.ttl") == ()


def test_no_order_of_reports_decides(tmp_path: Path) -> None:
    names = ("包鸾2022", "包鸾2023", "湛普2023")
    graphs = {exported(built(tmp_path / str(i), order)) for i, order in enumerate(permutations(names))}
    assert len(graphs) == 1
