"""A store on disk with the small graph and a town whose name, practice and sentence try to become markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import stored
from small_graph import hostile_graph, small_store

from kg.store import Store, open_store


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(small_store(hostile_graph()).store, tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="session")
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened
