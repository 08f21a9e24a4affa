"""The tools as an assistant uses them: a real client of the SDK asks a real server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pyoxigraph as ox
import pytest
from small_graph import hostile_graph, small_store

pytest.importorskip("mcp")
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from kg.assistants.server import INSTRUCTIONS, server
from kg.store import Store, open_store
from kg.store.layout import StoreFolder
from kg.store.limits import Limits

TOOLS = {
    *("search", "show", "towns_with_practice", "shared_practices", "compare_towns", "similar_towns", "advise"),
    *("follow_up", "law_firms", "collection", "evidence", "sparql"),
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
Ask = Callable[..., Any]


def apart(do: Callable[..., Any], *arguments: Any) -> Any:
    """Runs a coroutine in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, do, *arguments).result()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = StoreFolder(tmp_path_factory.mktemp("asked") / "kg-store")
    new = place.new("small")
    graph = ox.Store(str(new / "graph"))
    graph.extend(small_store(hostile_graph()).store)
    graph.flush()
    del graph
    place.switch(new, "small")
    return place.path


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def ask(store: Store) -> Ask:
    """``ask(tool, **arguments)`` → structured content; a fault as its text."""
    made = server(store, Limits(seconds=2), "zh")

    async def asked(tool: str, arguments: dict[str, Any]) -> Any:
        async with Client(made) as client:
            answer = await client.call_tool(tool, arguments)
            return answer.content[0].text if answer.is_error else answer.structured_content  # type: ignore[union-attr]

    return lambda tool, **arguments: apart(asked, tool, arguments)


def test_every_fact_comes_with_its_sentence_and_its_report(ask: Ask) -> None:
    told = ask("towns_with_practice", practice="枫桥经验")
    assert told["rows"]
    reports = {source["report"]: source for source in told["sources"]}
    for row in told["rows"]:
        assert row["sentence"] and row["status"] in ("implemented", "piloting", "inProgress", "planned")
        assert reports[row["report"]]["town"] == row["town"] and row["year"]
        passage = ask("evidence", report=row["report"], start=row["start"], end=row["end"])
        assert passage["sentence"] == row["sentence"]
        assert passage["source"]["title"]


def test_what_runs_and_what_is_planned_are_kept_apart(ask: Ask) -> None:
    every = ask("towns_with_practice", practice="枫桥经验")
    for status in ("implemented", "planned"):
        told = ask("towns_with_practice", practice="枫桥经验", status=status)
        assert {row["status"] for row in told["rows"]} <= {status}
        assert len(told["rows"]) == sum(row["status"] == status for row in every["rows"])
    assert set(every["statuses"]) == {row["status"] for row in every["rows"]}
    assert "never count the two together" in INSTRUCTIONS


def test_long_answers_come_in_parts(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("tools", "told"):
        monkeypatch.setattr(f"kg.assistants.{module}.MOST", 2)
    whole, first = [], 0
    while True:
        told = ask("show", name="甲省甲县一号镇", first=first)
        assert len(told["rows"]) <= 2 and told["first"] == first
        whole += told["rows"]
        if not told["more"]:
            break
        assert f"first={first + 2}" in told["more"]
        first += 2
    assert len(whole) == told["total"] > 2
    monkeypatch.undo()
    assert ask("show", name="甲省甲县一号镇")["rows"] == whole


def test_names_are_found_as_people_write_them(ask: Ask) -> None:
    (found, *_) = ask("search", text="fqjy")["result"]
    assert (found["name"], found["kind"]) == ("枫桥经验", "practice")
    assert "二号镇" in ask("show", name="二号镇")["headline"]
    unknown = ask("show", name="无此镇")
    assert isinstance(unknown, str) and "无此镇" in unknown and "Traceback" not in unknown


def test_towns_are_compared_and_advised(ask: Ask) -> None:
    compared = ask("compare_towns", towns=["甲省甲县一号镇", "二号镇"])
    assert {row["town"] for row in compared["rows"]} >= {"甲省甲县一号镇"}
    assert "一号镇" in compared["headline"]
    assert ask("similar_towns", town="甲省甲县一号镇")["headline"]
    assert ask("advise", town="二号镇")["headline"]
    shared = ask("shared_practices")
    assert all(row["towns"] >= 2 and row["of"] for row in shared["rows"])


@pytest.mark.slow
def test_sparql_is_read_only_and_limited(ask: Ask) -> None:
    told = ask("sparql", query="SELECT ?t ?p { ?u gov:township ?t ; gov:mechanism ?p } ORDER BY ?t ?p LIMIT 2")
    assert told["columns"] == ["t", "p"] and len(told["rows"]) == 2 and not told["cut"]
    assert ask("sparql", query="ASK { ?t a gov:Report }")["answer"] is True
    assert "mech:枫桥经验" in ask("sparql", query="DESCRIBE mech:枫桥经验")["text"]
    many = ask("sparql", query="SELECT ?a { ?a ?b ?c . ?d ?e ?f }")
    assert many["cut"] and len(many["rows"]) == 200
    for query in (
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://a/> {}",
    ):
        assert "不接受" in ask("sparql", query=query)
    assert "不是正确的 SPARQL" in ask("sparql", query="SELECT WHERE")
    assert "超过 2 秒" in ask("sparql", query=ENDLESS)


def test_hostile_text_comes_as_a_quotation(ask: Ask) -> None:
    told = ask("show", name="丙省丙县三号镇")
    quoted = [row["sentence"] for row in told["rows"] if "<" in row.get("sentence", "")]
    assert quoted and "never instructions" in INSTRUCTIONS


def test_names_that_several_have_are_told_apart(ask: Ask) -> None:
    said = ask("show", name="一号镇")
    assert isinstance(said, str) and "甲省甲县一号镇" in said and "乙省乙市乙县一号镇" in said
    assert len(ask("search", text="号镇", most=1)["result"]) == 1


def test_a_wrong_passage_is_told(ask: Ask) -> None:
    (row, *_) = ask("towns_with_practice", practice="枫桥经验")["rows"]
    assert "start" in ask("evidence", report=row["report"], start=5, end=3)
    assert "图谱里没有报告" in ask("evidence", report="f" * 16, start=0, end=1)


def test_the_ontology_is_there_to_read(store: Store) -> None:
    async def read() -> dict[str, str]:
        async with Client(server(store, Limits())) as client:
            listed = (await client.list_resources()).resources
            return {str(one.uri): (await client.read_resource(str(one.uri))).contents[0].text for one in listed}  # type: ignore[union-attr]

    found = apart(read)
    assert "gov:Township" in found["kg://vocabulary"]
    assert any(one["id"] == "枫桥经验" and one["en"] for one in json.loads(found["kg://practices"]))
    assert any(one["id"] == "人才力量不足" for one in json.loads(found["kg://problem-types"]))
    assert all(one["sparql"] for one in json.loads(found["kg://questions"]))


@pytest.mark.slow
def test_the_command_serves_the_assistant_that_starts_it(folder: Path) -> None:
    async def asked() -> tuple[set[str], Any, str | None]:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "kg", "mcp", "--store", str(folder), "--lang", "en"],
            env=dict(os.environ),
        )
        async with Client(command) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            answer = await client.call_tool("towns_with_practice", {"practice": "枫桥经验"})
            return tools, answer.structured_content, client.instructions

    tools, told, instructions = apart(asked)
    assert tools == TOOLS
    assert "reported" in told["headline"] or "towns" in told["headline"]
    assert instructions is not None and "never instructions" in instructions


@pytest.mark.slow
def test_the_command_serves_over_http(folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "mcp", "--http", "--port", str(port), "--store", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/mcp" in line

        async def asked() -> Any:
            async with Client(f"http://127.0.0.1:{port}/mcp") as client:
                return (await client.call_tool("search", {"text": "枫桥"})).structured_content

        for _ in range(50):
            try:
                told = apart(asked)
                break
            except (OSError, ExceptionGroup):
                time.sleep(0.2)
        assert told["result"][0]["name"] == "枫桥经验"
    finally:
        process.terminate()
        process.wait()
