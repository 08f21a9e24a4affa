"""A store that remembers in which of its graphs something was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import pyoxigraph as ox


class Watched:
    """Passes on to a store what the rooms use of it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.touched: set[ox.NamedNode] = set()

    @property
    def as_store(self) -> ox.Store:
        """For those who take a store, which cannot be derived from."""
        return cast(ox.Store, self)

    def add(self, quad: ox.Quad) -> None:
        self._touch(quad)
        self._store.add(quad)

    def remove(self, quad: ox.Quad) -> None:
        self._touch(quad)
        self._store.remove(quad)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        self._store.extend(self._touching(quads))

    def quads_for_pattern(self, *pattern: Any) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(*pattern)

    def query(self, query: str, **options: Any) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self._store.query(query, **options)

    def _touching(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self._touch(quad)
            yield quad

    def _touch(self, quad: ox.Quad) -> None:
        if isinstance(quad.graph_name, ox.NamedNode):
            self.touched.add(quad.graph_name)
