"""The whole graph as a file to send: made when first asked for, since a graph that is open never changes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from kg.pages.files import GRAPH_FILE, write_graph
from kg.store import Store

_PATIENCE = 2.0  # seconds that who comes second waits; more would keep a thread from answering others


class GraphFile:
    """One file, in a folder that goes when the program ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._path: Path | None = None

    def path(self) -> Path | None:
        """Where it is, made now by whoever asks first (some seconds a million statements); None while it is being made
        for another."""
        if self._path is None and self._lock.acquire(timeout=_PATIENCE):
            try:
                if self._path is None:
                    self._folder = self._folder or TemporaryDirectory(prefix="kg-serve-")
                    made = Path(self._folder.name) / GRAPH_FILE
                    write_graph(self._store, made)
                    self._path = made
            finally:
                self._lock.release()
        return self._path
