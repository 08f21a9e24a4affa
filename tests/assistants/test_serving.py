"""The server in a process of its own, as assistants start it and as a service."""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import anyio
import pytest
from asked import apart, serving

pytest.importorskip("mcp")
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

pytestmark = pytest.mark.slow
TOOLS = {
    *("search", "show", "towns_with_practice", "shared_practices", "compare_towns", "similar_towns", "advise"),
    *("follow_up", "law_firms", "collection", "evidence", "sparql"),
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"text": "枫桥"}),
    ("show", {"name": "甲省甲县一号镇"}),
    ("show", {"name": "网格化", "lang": "en"}),
    ("towns_with_practice", {"practice": "枫桥经验"}),
    ("shared_practices", {"least": 1}),
    ("compare_towns", {"towns": ["甲省甲县一号镇", "二号镇"]}),
    ("similar_towns", {"town": "甲省甲县一号镇"}),
    ("advise", {"town": "甲省甲县一号镇"}),
    ("follow_up", {"town": "乙省乙市乙县一号镇"}),
    ("law_firms", {}),
    ("collection", {}),
    ("evidence", {"report": "甲省甲县一号镇", "start": 0, "end": 9}),
    ("sparql", {"query": "SELECT ?t ?p { ?u gov:township ?t ; gov:mechanism ?p } ORDER BY ?t ?p"}),
)


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
            with anyio.move_on_after(0.5) as patience:  # an endless query does not keep the program from ending
                await client.call_tool("sparql", {"query": ENDLESS})
            assert patience.cancelled_caught
            return tools, answer.structured_content, client.instructions

    tools, told, instructions = apart(asked)
    assert tools == TOOLS
    assert "reported" in told["headline"] or "towns" in told["headline"]
    assert instructions is not None and "never instructions" in instructions


def test_calls_beside_each_other_answer_as_one_after_another(folder: Path) -> None:
    async def one_by_one(client: Client) -> list[Any]:
        return [await client.call_tool(tool, arguments) for tool, arguments in CALLS]

    async def asked(address: str) -> None:
        async with Client(address) as client:
            alone = await one_by_one(client)
            assert not any(one.is_error for one in alone)
            beside: dict[int, list[Any]] = {}

            async def again(number: int) -> None:
                async with Client(address) as mine:
                    beside[number] = await one_by_one(mine)

            async with anyio.create_task_group() as together:
                for number in range(8):
                    together.start_soon(again, number)
            assert len(beside) == 8 and all(answers == alone for answers in beside.values())

    with serving(folder) as address:
        apart(asked, address)


def test_an_endless_query_holds_up_nobody_and_ends_with_its_request(folder: Path) -> None:
    async def asked(address: str) -> None:
        async with Client(address) as client:
            with anyio.move_on_after(10) as patience:
                async with anyio.create_task_group() as beside:
                    beside.start_soon(client.call_tool, "sparql", {"query": ENDLESS})
                    await anyio.sleep(0.5)
                    assert not (await client.call_tool("search", {"text": "枫桥"})).is_error
                    beside.cancel_scope.cancel()
                # The only worker is free again, long before the endless query's own limit.
                answer = await client.call_tool("sparql", {"query": "ASK { ?s ?p ?o }"})
            assert not patience.cancelled_caught
            assert answer.structured_content is not None and answer.structured_content["answer"] is True

    with serving(folder, KG_QUERY_WORKERS="1", KG_QUERY_SECONDS="60") as address:
        apart(asked, address)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({"Host": "rebound.example"}, 421),
        ({"Host": "rebound.example:8766"}, 421),
        ({"Origin": "http://rebound.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_pages_of_the_web_are_turned_away(address: str, header: dict[str, str], status: int) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    kinds = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(urllib.request.Request(address, body, kinds | header), timeout=10)
    assert told.value.code == status


@pytest.fixture(scope="module")
def address(folder: Path) -> Any:
    with serving(folder) as at:
        yield at


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_settings_of_the_readme_start_it(folder: Path, tmp_path: Path, readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.strip().startswith('{"mcpServers"'))
    (settings,) = json.loads(line)["mcpServers"].values()
    assert settings["command"] == "/path/to/venv/bin/kg"
    command = StdioServerParameters(
        command=str(Path(sys.executable).parent / "kg"),
        args=[str(folder) if one == "/path/to/kg-store" else one for one in settings["args"]],
        cwd=tmp_path,
    )

    async def asked() -> Any:
        async with Client(command) as client:
            return (await client.call_tool("search", {"text": "枫桥"})).structured_content

    assert apart(asked)["result"][0]["name"] == "枫桥经验"
    assert not [*tmp_path.iterdir()]
