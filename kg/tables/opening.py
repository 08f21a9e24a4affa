"""Tables on disk and in memory: written once per build, mapped when opened, made anew for a store without them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import polars as pl
import pyoxigraph as ox

from kg.ontology import NAMESPACES
from kg.tables.making import Frames, make
from kg.tables.nodes import Nodes, write_nodes

FOLDER = "tables"
NODE = "node"
VERSION = "5"  # of the tables' columns: tables of another version are made anew


class _Asks(Protocol):
    def query(self, sparql: str) -> Any: ...


class Tables:
    """The tables of one graph, each read when first asked for. Columns: ``kg.tables.making.make``."""

    def __init__(self, frames: Frames | None = None, folder: Path | None = None) -> None:
        self._frames: Frames = {}
        self._nodes: dict[str, Nodes | pl.Series] = {}
        self._folder = folder
        for name, frame in (frames or {}).items():
            if NODE in frame.columns:
                self._nodes[name] = frame[NODE]
            self._frames[name] = frame.drop(NODE, strict=False)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The table called ``name``, without its column ``node``; to be read, never changed."""
        if name not in self._frames:
            if self._folder is None:
                raise KeyError(name)
            self._frames[name] = pl.read_ipc(self._folder / f"{name}.arrow")
        return self._frames[name]

    def nodes(self, name: str, numbers: Sequence[int]) -> list[str]:
        """The IRIs of statements by their row numbers, in the same order."""
        if name not in self._nodes:
            if self._folder is None:
                raise KeyError(name)
            self._nodes[name] = Nodes(self._folder, name)
        known = self._nodes[name]
        return [known[number] for number in numbers]


def write(frames: Frames, folder: Path) -> None:
    """Write the tables into ``folder``/tables."""
    into = folder / FOLDER
    into.mkdir()
    for name, frame in frames.items():
        if NODE in frame.columns:
            write_nodes(frame[NODE], into, name)
        frame.drop(NODE, strict=False).write_ipc(into / f"{name}.arrow", compression="uncompressed")
    (into / "VERSION").write_text(VERSION + "\n", encoding="ascii")


def csv_of(graph: ox.Store, query: str) -> bytes:
    """The rows of a SELECT over the union of all graphs, as CSV."""
    result = graph.query(query, prefixes=dict(NAMESPACES), use_default_graph_as_union=True)
    return _csv(result)


def tables_of(store: _Asks) -> Tables:
    """The tables of a store: those of its last build, or made from it now and kept as long as the store is."""
    known = _OPENED.get(store)
    if known is None:
        known = _OPENED[store] = _open(store)
    return known


_OPENED: WeakKeyDictionary[_Asks, Tables] = WeakKeyDictionary()


def _open(store: _Asks) -> Tables:
    data: Path | None = getattr(store, "data", None)
    folder = data / FOLDER if data is not None else None
    if folder is not None and _is_of_this_version(folder):
        return Tables(folder=folder)
    rows: Callable[[str], bytes] = getattr(store, "csv", None) or (lambda query: _csv(store.query(query)))
    tables = Tables(make(rows))
    check_union: Callable[[], None] | None = getattr(store, "check_union", None)
    if check_union is not None and not len(tables["reports"]):
        check_union()  # an empty answer must not pass for an empty graph
    return tables


def _is_of_this_version(folder: Path) -> bool:
    try:
        return (folder / "VERSION").read_text(encoding="ascii").strip() == VERSION
    except (OSError, ValueError):
        return False


def _csv(result: Any) -> bytes:
    if isinstance(result, ox.QuerySolutions):
        written = result.serialize(format=ox.QueryResultsFormat.CSV)
        assert written is not None
        return written
    written = result.serialize("csv")
    assert isinstance(written, bytes)
    return written
