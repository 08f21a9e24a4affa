"""Network files hold what they were given, whatever the names are."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.rdf.exporters.graph_files import Edge, gexf, graphml, save

NODES = [
    ("a", {"label": "甲<&>\"'镇", "kind": "town", "community": 1, "strength": 4.0}),
    ("b", {"label": "乙\x00\x1b\ufffe镇", "kind": "town", "community": 2, "strength": 1.0, "betweenness": 0.5}),
    ("c", {"label": "丙镇", "kind": "town", "community": 0, "strength": 0.0}),
]
EDGES = [Edge("a", "b", {"weight": 0.1 + 0.2, "shared": 3})]
GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


@pytest.mark.parametrize(("name", "read"), [("n.gexf", nx.read_gexf), ("n.graphml", nx.read_graphml)])
def test_read_back(tmp_path: Path, name: str, read: object) -> None:
    graph = read(save(tmp_path / name, NODES, EDGES))  # type: ignore[operator]
    assert graph.nodes["a"]["label"] == "甲<&>\"'镇"
    assert graph.nodes["b"]["label"] == "乙镇"
    assert graph.nodes["a"]["strength"] == 4.0 and graph.nodes["a"]["community"] == 1
    assert "betweenness" not in graph.nodes["a"] and graph.nodes["b"]["betweenness"] == 0.5
    assert graph.edges["a", "b"]["weight"] == 0.1 + 0.2 and graph.edges["a", "b"]["shared"] == 3
    assert not graph.is_directed()


def test_gexf_is_ready_to_be_drawn() -> None:
    root = ElementTree.fromstring("".join(gexf(NODES, EDGES)))
    colours, sizes = [], []
    for node in root.iter(f"{GEXF}node"):
        colour, size = node.find(f"{VIZ}color"), node.find(f"{VIZ}size")
        assert colour is not None and size is not None
        colours.append((colour.get("r"), colour.get("g"), colour.get("b")))
        sizes.append(float(size.get("value", "")))
    assert len(set(colours)) == 3 and colours[2] == ("153", "153", "153")
    assert sizes == [24.0, 14.0, 4.0]
    assert root.tag == f"{GEXF}gexf" and root.get("version") == "1.2"


def test_graphml_names_what_gephi_draws_by() -> None:
    keys = re.findall(r'for="node" attr.name="(\w+)" attr.type="(\w+)"', "".join(graphml(NODES, EDGES)))
    assert {("r", "int"), ("size", "double"), ("label", "string"), ("community", "int")} <= set(keys)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_makes_a_valid_file(label: str, name: str) -> None:
    nodes = [(name, {"label": label})]
    for lines in (gexf(nodes, []), graphml(nodes, [])):
        ElementTree.fromstring("\n".join(lines))


def test_an_ending_or_a_place_that_will_not_do(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"\.gexf \.graphml"):
        save(tmp_path / "n.svg", NODES, EDGES)
    with pytest.raises(KgError, match="cannot be written"):
        save(tmp_path / "none" / "n.gexf", NODES, EDGES)
    assert list(gexf([], [])) and list(graphml([], []))
