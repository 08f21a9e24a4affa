from __future__ import annotations

import os
from pathlib import Path

import pytest
from folders import stored
from running import Ran, Run
from served import served
from small_graph import hostile_graph, small_store

from kg.build import build
from kg.cli import language, main


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store folder with the small graph and its hostile town."""
    return str(stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store folder with the five reports in seeds/, as ``kg build`` makes it."""
    folder = tmp_path_factory.mktemp("seeds") / "kg-store"
    build([Path(__file__).parents[2] / "seeds"], folder)
    return str(folder)


@pytest.fixture
def kg(store: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in Chinese on the small store."""
    for name in ("KG_LANG", "KG_DEBUG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_STORE", store)

    def run(*arguments: str) -> Ran:
        if Path(where := os.environ["KG_STORE"], "CURRENT").exists():
            monkeypatch.setenv("KG_STORE", served(where))
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        language.choose(None)
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run
