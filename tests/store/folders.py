"""Stores in folders, for tests of what opens one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.store.layout import StoreFolder
from kg.tables import make, write
from kg.tables.opening import csv_of


def stored(quads: Iterable[ox.Quad], home: Path) -> Path:
    """A store folder within ``home`` that holds the quads, with tables as ``kg build`` makes them."""
    folder = StoreFolder(home / "kg-store")
    new = folder.new("small")
    graph = ox.Store(str(new / "graph"))
    graph.bulk_extend(quads)
    graph.flush()
    write(make(partial(csv_of, graph)), new)
    del graph  # only one may write to it, or read it while it is written
    folder.switch(new, "small")
    return folder.path
