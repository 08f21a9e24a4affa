from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hand_built import BODY, SmallGazetteer, make_facts, make_report, ontology_folder
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.model import KgError
from kg.ontology import Ontology
from kg.rdf.derived import derived_quads
from kg.rdf.export import ENDINGS, FOLDER, export, render
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads

FILES = [ending for ending in ENDINGS if ending != FOLDER]


@pytest.fixture(scope="module")
def quads(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """Two editions of a report, the scheme and the shortcuts."""
    store = Store()
    store.extend(ontology_quads(ontology_folder(tmp_path_factory.mktemp("scheme"))))
    for body in (BODY, BODY + "\n（修订）"):
        report = make_report(body)
        store.extend(report_quads(report, make_facts(report), ontology, SmallGazetteer()))
    store.extend(derived_quads(store))
    return list(store)


def table(quads: list[Quad], name: str, folder: Path) -> list[dict[str, str]]:
    export(quads, folder / "tables.csv")
    data = (folder / "tables.csv" / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("ending", FILES)
def test_the_order_of_quads_makes_no_difference(quads: list[Quad], ending: str) -> None:
    shuffled = list(quads)
    random.Random(7).shuffle(shuffled)
    assert render(shuffled, ending) == render(quads, ending)


@pytest.mark.parametrize("ending", [".nq", ".trig", ".jsonld"])
def test_dataset_syntaxes_hold_every_quad(quads: list[Quad], ending: str) -> None:
    form = RdfFormat.from_extension(ending[1:])
    assert form is not None
    assert set(parse(render(quads, ending), format=form)) == set(quads)


@pytest.mark.parametrize("ending", [".nt", ".ttl"])
def test_graph_syntaxes_hold_every_triple(quads: list[Quad], ending: str) -> None:
    form = RdfFormat.from_extension(ending[1:])
    assert form is not None
    assert {quad.triple for quad in parse(render(quads, ending), format=form)} == {quad.triple for quad in quads}


def test_turtle_is_for_people(quads: list[Quad]) -> None:
    assert (
        "gov:practises mech:枫桥经验 , mech:湖北省襄阳市谷城县_五老五步工作法 , mech:警格_网格"
        in render(quads, ".ttl").decode()
    )


def test_json_is_json(quads: list[Quad]) -> None:
    assert isinstance(json.loads(render(quads, ".jsonld")), list)


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_networks_are_read_by_networkx(quads: list[Quad], ending: str) -> None:
    import networkx as nx

    read = nx.read_graphml if ending == ".graphml" else nx.read_gexf
    graph = read(io.BytesIO(render(quads, ending)))
    town = "place:湖北省襄阳市谷城县清溪镇"
    assert graph.nodes[town]["label"] == "清溪镇"
    assert graph.nodes[town]["kind"] == "town"
    assert graph.nodes["firm:湖北汉水律师事务所"]["kind"] == "law firm"
    edges = [data for _, _, data in graph.edges("place:湖北省襄阳市谷城县清溪镇", data=True)]
    assert sorted(edge["status"] for edge in edges) == sorted(
        ["implemented", "implemented", "piloting", "planned", "governmentAdviser", "villageAdviser"]
    )
    assert {edge["relation"] for edge in edges} == {"adopts", "advised by"}


def test_a_network_has_no_clock(quads: list[Quad]) -> None:
    assert b"lastmodified" not in render(quads, ".gexf")


def test_control_characters_do_not_break_xml(ontology: Ontology) -> None:
    report = make_report()
    facts = make_facts(report)
    odd = replace(facts.engagements[0], law_firm="湖北\x01汉水\ufffe律师事务所")
    quads = report_quads(report, replace(facts, engagements=(odd,)), ontology, SmallGazetteer())
    import networkx as nx

    graph = nx.read_graphml(io.BytesIO(render(quads, ".graphml")))
    assert "湖北汉水律师事务所" in {label for _, label in graph.nodes(data="label")}


def test_tables_have_labels_and_evidence(quads: list[Quad], tmp_path: Path) -> None:
    rows = table(quads, "adoptions", tmp_path)
    assert len(rows) == 8
    row = next(r for r in rows if r["practice"] == "警格+网格" and r["current_edition"] == "true")
    assert {name: row[name] for name in ("province", "county", "town", "year", "status", "family")} == {
        "province": "湖北省",
        "county": "谷城县",
        "town": "清溪镇",
        "year": "2024",
        "status": "implemented",
        "family": "网格化",
    }
    assert row["evidence"] == "坚持和发展新时代“枫桥经验”，推行“警格+网格”联动。"
    assert [r["current_edition"] for r in table(quads, "reports", tmp_path)].count("true") == 1
    for name, column, value in (
        ("engagements", "law_firm", "湖北汉水律师事务所"),
        ("problems", "causes", "人员流动频繁"),
        ("plans", "addresses", "执法力量不足"),
        ("observations", "unit", "件"),
        ("citations", "instrument", "湖北省行政执法条例"),
        ("passages", "section", "主要做法"),
    ):
        assert value in {r[column] for r in table(quads, name, tmp_path)}, name


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t"])
def test_no_cell_is_a_formula(ontology: Ontology, tmp_path: Path, start: str) -> None:
    report = make_report()
    facts = make_facts(report)
    heading = f'{start}HYPERLINK("http://example.org")'
    problem = replace(facts.problems[0], heading=heading, description="-1.5")
    quads = report_quads(report, replace(facts, problems=(problem,), plans=()), ontology, SmallGazetteer())
    (row,) = table(quads, "problems", tmp_path)
    assert row["heading"] == "'" + heading
    assert row["description"] == "-1.5"  # a number is no formula


def test_what_stood_there_is_replaced(quads: list[Quad], tmp_path: Path) -> None:
    (tmp_path / "g.NQ").write_text("old")
    assert export(quads, tmp_path / "g.NQ").read_bytes() == render(quads, ".nq")
    assert [p.name for p in tmp_path.iterdir()] == ["g.NQ"]


def test_unknown_endings_and_places(quads: list[Quad], tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"choose one of .nq"):
        export(quads, tmp_path / "g.xlsx")
    with pytest.raises(KgError, match="cannot be written"):
        export(quads, tmp_path / "nowhere" / "g.nq")
