"""Analyses over a real SPARQL server: the same answers as from the folder that its graph was exported from."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import kg
from kg.build import build
from kg.cli import main
from kg.rdf.nquads import to_nquads
from kg.store import open_store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
OXIGRAPH = Path(sys.executable).parent / "oxigraph"
PATIENCE = 60.0  # seconds for the tables of five reports; measured: 2

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not OXIGRAPH.exists(), reason="no oxigraph server beside this Python"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "kg-store"
    build([SEEDS], folder)
    return folder


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    """A database of the server's own, loaded from N-Quads."""
    nquads, database = folder.parent / "graph.nq", folder.parent / "database"
    with open_store(folder) as store:
        nquads.write_bytes(to_nquads(store.quads()))
    load = [OXIGRAPH, "load", "--location", database, "--file", nquads]
    subprocess.run(load, check=True, capture_output=True)
    return database


@pytest.fixture(scope="module")
def serve(database: Path) -> Iterator[Callable[..., str]]:
    """Starts a server on the loopback interface and gives the address of its endpoint."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            bind = f"127.0.0.1:{free.getsockname()[1]}"
        command = [OXIGRAPH, "serve-read-only", "--location", database, "--bind", bind, *options]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(100):
            try:
                urlopen(f"http://{bind}/", timeout=1).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        return f"http://{bind}/query"

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def union(serve: Callable[..., str]) -> str:
    return serve("--union-default-graph")


@pytest.fixture(scope="module")
def named_only(serve: Callable[..., str]) -> str:
    return serve()


def test_answers_are_those_of_the_folder(folder: Path, union: str) -> None:
    began = time.monotonic()
    with kg.open(union) as there, kg.open(folder) as here:
        assert there.shared() == here.shared()
        assert time.monotonic() - began < PATIENCE
        assert len(there.shared().practices) > 10
        for practice in ("枫桥经验", "网格化", "一支队伍管执法"):
            assert there.towns(practice) == here.towns(practice)
        for name in ("新安镇", "枫桥经验", "天津市文韬律师事务所"):
            assert there.show(name) == here.show(name)
        query = here.sparql(here.towns("网格化"))
        assert there.query(query).table() == here.query(query).table()


def test_a_server_that_hides_its_named_graphs_is_told_from_an_empty_one(named_only: str) -> None:
    with kg.open(named_only, lang="zh") as g, pytest.raises(kg.KgError, match="--union-default-graph"):
        g.shared()
    with kg.open(named_only + "?union-default-graph") as g:
        assert g.towns("枫桥经验").towns.of == 5


def test_commands_ask_a_server_too(union: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["towns", "枫桥", "--store", union, "--lang", "zh"])
    assert not ended.value.code
    assert "5 个有报告的乡镇中，2 个写到" in capfd.readouterr().out
