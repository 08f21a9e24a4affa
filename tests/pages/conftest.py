from __future__ import annotations

import pytest
from small_graph import UnionStore, hostile_graph, small_store


@pytest.fixture(scope="session")
def store() -> UnionStore:
    """The small graph with its hostile town."""
    return small_store(hostile_graph())
