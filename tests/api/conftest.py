from __future__ import annotations

from collections.abc import Iterator

import pytest
from folders import stored
from served import served
from small_graph import hostile_graph, small_store

import kg
from kg.api import Graph


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store folder with the small graph and its hostile town."""
    return str(stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("small")))


@pytest.fixture(autouse=True)
def no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "KG_STORE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def g(folder: str) -> Iterator[Graph]:
    with kg.open(served(folder)) as graph:
        yield graph
