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

FOLDER = "tables"
NODE = "node"
VERSION = "2"  # of the tables' columns: tables of another version are made anew


class _Asks(Protocol):
    def query(self, sparql: str) -> Any: ...


class Tables:
    """The tables of one graph, each read when first asked for. Columns: ``kg.tables.making.make``."""

    def __init__(self, frames: Frames | None = None, folder: Path | None = None) -> None:
        self._frames: Frames = frames if frames is not None else {}
        self._folder = folder

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The table called ``name``, without its column ``node``; to be read, never changed."""
        if name not in self._frames:
            if self._folder is None:
                raise KeyError(name)
            scan = pl.scan_ipc(self._folder / f"{name}.arrow")
            self._frames[name] = scan.drop(NODE, strict=False).collect()
        frame = self._frames[name]
        return frame.drop(NODE) if NODE in frame.columns else frame

    def nodes(self, name: str, numbers: Sequence[int]) -> list[str]:
        """The IRIs of statements by their row numbers, in the same order."""
        if self._folder is None:
            frame = self._frames[name].select("number", NODE)
        else:  # of millions of IRIs only those that are asked for come into memory
            wanted = pl.scan_ipc(self._folder / f"{name}.arrow").select("number", NODE)
            frame = wanted.filter(pl.col("number").is_in(pl.Series(numbers, dtype=pl.UInt32).implode())).collect()
        found = dict(frame.iter_rows())
        return [found[number] for number in numbers]

    def number(self, name: str, node: str) -> int | None:
        """The row number of a statement by its IRI, None where the table has none."""
        frame = self._frames[name].lazy() if self._folder is None else pl.scan_ipc(self._folder / f"{name}.arrow")
        found = frame.filter(pl.col(NODE) == node).select("number").collect()
        return int(found.item()) if len(found) else None


def write(frames: Frames, folder: Path) -> None:
    """Write the tables into ``folder``/tables."""
    into = folder / FOLDER
    into.mkdir()
    for name, frame in frames.items():
        frame.write_ipc(into / f"{name}.arrow", compression="uncompressed")
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
