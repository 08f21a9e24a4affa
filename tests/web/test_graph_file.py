"""The whole graph as it is sent: at once, and the same for everybody."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from threading import Event

import pyoxigraph as ox
import pytest
from small_graph import UnionStore, small_store

from kg.pages.files import graph_pieces
from kg.rdf.nquads import to_nquads
from kg.store import Store
from kg.store.base import StoreError
from kg.web.graph_file import GraphFile


class Held(UnionStore):
    """Gives its last graph when told to."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self.store.extend(small_store().store)
        first = ox.NamedNode("https://w3id.org/towngov/graph/0")
        said = [ox.Literal(hashlib.sha512(bytes([at, more])).hexdigest()) for at in range(250) for more in range(20)]
        self.store.extend(
            ox.Quad(first, first, one, first) for one in said
        )  # enough to be sent before the rest is known
        self.go_on = Event()

    def graphs(self) -> list[ox.NamedNode]:
        names = (one for one in self.store.named_graphs() if isinstance(one, ox.NamedNode))
        return sorted(names, key=lambda one: one.value)

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        if name == self.graphs()[-1]:
            assert self.go_on.wait(10)
        return self.store.quads_for_pattern(None, None, None, name)


def made(store: Held) -> GraphFile:
    as_store: Store = store  # type: ignore[assignment]
    return GraphFile(as_store)


def test_who_comes_while_it_is_made_gets_it_too() -> None:
    store = Held()
    file = made(store)
    first, second = file.pieces(), file.pieces()
    begun = next(first)
    assert next(second) == begun and file.path() is None
    store.go_on.set()
    rest = b"".join(first)
    assert b"".join(second) == rest
    path = file.path()
    assert path is not None and path.read_bytes() == begun + rest == b"".join(file.pieces())


def test_a_store_that_only_answers_gives_the_same_bytes() -> None:
    store, answering = Held(), UnionStore("")
    store.go_on.set()
    answering.store = store.store
    told = b"".join(graph_pieces(store))
    assert told == b"".join(graph_pieces(answering))
    lines = gzip.decompress(told).splitlines()
    assert sorted(lines) == to_nquads(store.store).splitlines()
    again = ox.Store()
    again.extend(reversed(list(store.store)))
    store.store = again
    assert b"".join(graph_pieces(store)) == told


def test_what_cannot_be_finished_is_no_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Held()
    file = made(store)
    following = file.pieces()
    assert next(following)
    file._closed = True  # as if the server ended
    store.go_on.set()
    with pytest.raises(StoreError, match="finished"):
        list(following)
    file.close()
    assert file.path() is None
