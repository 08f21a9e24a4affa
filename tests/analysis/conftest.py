from __future__ import annotations

import pytest
from small_graph import UnionStore, hostile_graph, small_store


@pytest.fixture(scope="session")
def store() -> UnionStore:
    return small_store()


@pytest.fixture(scope="session")
def hostile_store() -> UnionStore:
    return small_store(hostile_graph())
