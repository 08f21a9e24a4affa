from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from small_graph import HOSTILE, hostile_graph, small_store

from kg.analysis import practice_graph
from kg.analysis.practice_graph import PracticeGraph
from kg.analysis.wording import words as wording
from kg.errors import KgError
from kg.views import render
from kg.views.data import data
from kg.views.page import SCRIPTS, asset, embedded, filled, page
from kg.views.style import ARROWS, EDGES, NODES
from kg.views.wording import KIND, PAGE, RELATION


@pytest.fixture(scope="module")
def graph() -> PracticeGraph:
    return practice_graph(small_store(hostile_graph()))


OWN = SCRIPTS[1:]


class Parts(HTMLParser):
    """What a browser would see: tags, scripts, the policy and the data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._inside = ""
        self.data = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.addresses += [str(given[name]) for name in ("src", "href", "action") if name in given]
        self._inside = "data" if given.get("id") == "data" else tag
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(given["content"])

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.data += data
        elif self._inside == "script":
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def test_the_page_needs_nothing_from_elsewhere(graph: PracticeGraph) -> None:
    parts = Parts(page(graph))
    assert parts.addresses == ["data:,"]
    assert "default-src 'none'" in parts.policy and "connect-src" not in parts.policy
    assert not {"iframe", "img", "object", "embed", "form"} & set(parts.tags)


def test_the_policy_allows_these_scripts_and_no_other(graph: PracticeGraph) -> None:
    parts = Parts(page(graph))
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in parts.scripts]
    assert len(hashes) == len(SCRIPTS)
    assert sorted(re.findall(r"'sha256-([^']+)'", parts.policy)) == sorted(hashes)
    assert "'unsafe-inline'" not in parts.policy.partition("script-src")[2].partition(";")[0]


def test_hostile_names_are_data(graph: PracticeGraph) -> None:
    html = page(graph)
    assert HOSTILE not in html and "<img" not in html
    labels = [node["label"] for node in json.loads(Parts(html).data)["nodes"]]
    assert labels.count(HOSTILE) == 2


def test_edges_name_their_ends_by_position(graph: PracticeGraph) -> None:
    told = data(graph, "zh")
    ends = [(told["nodes"][edge["source"]]["id"], told["nodes"][edge["target"]]["id"]) for edge in told["edges"]]
    assert ends == [(edge.source, edge.target) for edge in graph.edges]
    report, _, sentence, *_ = told["evidence"][told["edges"][0]["evidence"][0]]
    proof = graph.edges[0].evidence[0]
    assert (told["reports"][report]["file"], sentence) == (proof.file, proof.sentence)


def test_names_can_be_found_by_their_sound(graph: PracticeGraph) -> None:
    said = {node["label"]: node.get("said", "").split() for node in data(graph, "zh")["nodes"]}
    assert {"fengqiaojingyan", "fqjy"} <= set(said["枫桥经验"])
    assert {"erhaozhen", "ehz", "jiashengjiaxianerhaozhen", "jsjxehz"} <= set(said["二号镇"])


def test_on_a_site_nodes_and_reports_have_pages(graph: PracticeGraph) -> None:
    told = data(graph, "zh", lambda iri: "../" + iri.rpartition("/")[2] if "/firm/" not in iri else None)
    pages = {node["label"]: node.get("page") for node in told["nodes"]}
    assert pages["枫桥经验"] == "../枫桥经验" and pages["甲律师事务所"] is None
    assert {report["page"] for report in told["reports"]} >= {f"../{1:016x}", f"../{2:016x}"}
    assert not any("page" in node for node in data(graph, "zh")["nodes"])


def test_a_page_is_no_script(graph: PracticeGraph) -> None:
    with pytest.raises(ValueError, match="javascript"):
        page(graph, address=lambda iri: "javascript:alert(1)")


def test_what_is_held_is_in_the_data_and_not_in_the_drawing() -> None:
    graph = practice_graph(small_store(), most_nodes=4)
    told = data(graph, "zh")
    assert told["drawn"]["nodes"] == len(told["network"]["nodes"]) <= 4
    assert len(told["nodes"]) == 4 + len(told["held"]["sizes"]) and told["held"]["sizes"]
    assert len(told["edges"]) == told["drawn"]["edges"] + len(told["held"]["lines"])


@given(st.text())
def test_embedded_json_comes_back_and_ends_no_script(text: str) -> None:
    written = embedded({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


@given(st.text(), st.text())
def test_parts_are_not_looked_into(first: str, second: str) -> None:
    assert filled("a<!--[x]-->b<!--[y]-->", {"x": "<!--[y]-->" + first, "y": second}) == f"a<!--[y]-->{first}b{second}"


def test_scripts_write_text_only() -> None:
    for name in OWN:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|https?://(?!www\.w3\.org)",
            asset(name),
        )


@pytest.mark.slow
def test_same_bytes_in_every_process(graph: PracticeGraph, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from small_graph import *; from kg.analysis import practice_graph; from kg.views.page import page;"
        "sys.stdout.buffer.write(page(practice_graph(small_store(hostile_graph()))).encode())"
    )
    folder = str(Path(__file__).parents[1] / "analysis")
    for seed in ("1", "2"):
        command = [sys.executable, "-c", script, folder]
        done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed})
        assert done.stdout.decode() == page(graph)


def test_everything_has_a_look_and_a_word() -> None:
    assert set(NODES) == set(KIND) and set(ARROWS) <= set(RELATION)
    assert set(EDGES) == {*wording.STATUS, *wording.ROLE, *RELATION}
    assert len({(look.colour, look.dashes) for look in EDGES.values()}) == len(EDGES)
    assert len({(look.shape, look.fill) for look in NODES.values()}) == len(NODES)
    scripts = "".join(map(asset, OWN))
    said = set(re.findall(r'kg\.say\("(\w+)"', scripts))
    assert said - {"only_"} <= set(PAGE)  # only_town, only_year … are put together
    assert all(zh and en and set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en)) for zh, en in PAGE.values())


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        ({}, "基层治理做法图谱", "Practices of grassroots governance"),
        ({"town": "二号镇", "problems": True}, "甲省甲县二号镇：问题与计划", "甲省甲县二号镇: problems and plans"),
        (
            {"town": "二号镇"},
            "甲省甲县二号镇的做法，以及同有这些做法的乡镇",
            "Practices of 甲省甲县二号镇 and the towns that share them",
        ),
        ({"practice": "枫桥经验"}, "“枫桥经验”与写到它的乡镇", "“枫桥经验” and the towns that name it"),
        ({"firm": "甲律师事务所"}, "甲律师事务所与其服务的乡镇", "甲律师事务所 and the towns it serves"),
    ],
)
def test_the_title_says_what_is_drawn(asked: dict[str, Any], zh: str, en: str) -> None:
    graph = practice_graph(small_store(), **asked)
    assert f"<title>{zh}</title>" in page(graph) and f"<title>{en}</title>" in page(graph, "en")


def test_vendored_file_is_the_one_the_notice_names() -> None:
    library = asset("vis-network/vis-network.min.js").encode()
    assert hashlib.sha256(library).hexdigest() in asset("NOTICE")
    assert b"sourceMappingURL" not in library


def test_written_in_utf8_whatever_the_locale(graph: PracticeGraph, tmp_path: Path) -> None:
    file = render(graph, tmp_path / "图.html", lang="en")
    text = file.read_text(encoding="utf-8")
    assert '<html lang="en">' in text and "<title>Practices of grassroots governance</title>" in text


@pytest.mark.parametrize("name", ["图", "图.txt", "没有/图.html"])
def test_a_page_is_written_under_a_name_that_opens(graph: PracticeGraph, tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError):
        render(graph, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
