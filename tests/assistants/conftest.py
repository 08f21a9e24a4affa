"""A store on disk with the small graph and a town whose name, practice and sentence try to become markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from small_graph import hostile_graph, small_store

from kg.store import Store, open_store
from kg.store.layout import StoreFolder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = StoreFolder(tmp_path_factory.mktemp("asked") / "kg-store")
    new = place.new("small")
    graph = ox.Store(str(new / "graph"))
    graph.extend(small_store(hostile_graph()).store)
    graph.flush()
    del graph
    place.switch(new, "small")
    return place.path


@pytest.fixture(scope="session")
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened
