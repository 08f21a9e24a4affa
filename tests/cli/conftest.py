from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis"))
from small_graph import hostile_graph, small_store

from kg.cli import language, main
from kg.store.layout import StoreFolder


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store folder with the small graph and its hostile town."""
    folder = StoreFolder(tmp_path_factory.mktemp("small") / "kg-store")
    new = folder.new("small")
    graph = ox.Store(str(new / "graph"))
    graph.extend(small_store(hostile_graph()).store)
    graph.flush()
    del graph
    folder.switch(new, "small")
    return str(folder.path)


@pytest.fixture
def kg(store: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in Chinese on the small store."""
    for name in ("KG_LANG", "KG_DEBUG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_STORE", store)

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        language.choose(None)
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run
