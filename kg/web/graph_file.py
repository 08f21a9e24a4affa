"""The whole graph as a file to send: made when first asked for, since a graph that is open never changes.

Who asks while it is being made gets what there is of it at once, and the rest as it comes: nobody waits for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Condition, Thread

from kg.pages.files import GRAPH_FILE, graph_pieces
from kg.store import Store
from kg.store.base import StoreError

_CHUNK = 2**18  # bytes sent at once


class GraphFile:
    """One file, in a folder that goes when the program ends."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._grown = Condition()
        self._folder: TemporaryDirectory[str] | None = None
        self._making: Thread | None = None
        self._size = 0
        self._whole = False
        self._closed = False

    def path(self) -> Path | None:
        """Where it is; None while it is not whole."""
        return self._file if self._whole else None

    def pieces(self) -> Iterator[bytes]:
        """The file from its beginning, as far as it is made and then as it grows; its making begins with the first who
        asks, and goes on when they leave. Raises StoreError where it could not be finished."""
        self._begin()
        sent = 0
        with self._file.open("rb") as file:
            while True:
                with self._grown:
                    while self._size == sent and self._making is not None:
                        self._grown.wait()
                    ready, going_on = self._size - sent, self._making is not None
                if ready:
                    piece = file.read(min(ready, _CHUNK))
                    sent += len(piece)
                    yield piece
                elif not going_on:
                    if not self._whole:
                        raise StoreError("the file of the graph could not be finished", "图谱文件没能写完")
                    return

    def close(self) -> None:
        """Stop making it, and wait until nothing reads the store any more."""
        with self._grown:
            self._closed = True
            making = self._making
        if making is not None:
            making.join()

    @property
    def _file(self) -> Path:
        if self._folder is None:
            raise StoreError("the file of the graph is not made any more", "图谱文件不再生成")
        return Path(self._folder.name) / GRAPH_FILE

    def _begin(self) -> None:
        with self._grown:
            if self._making is None and not self._whole and not self._closed:
                self._folder = self._folder or TemporaryDirectory(prefix="kg-serve-")
                self._file.write_bytes(b"")
                self._size = 0
                self._making = Thread(target=self._make, name="graph file")
                self._making.start()

    def _make(self) -> None:
        whole = False
        try:
            with self._file.open("wb", buffering=0) as file:
                for piece in graph_pieces(self._store):
                    file.write(piece)
                    with self._grown:
                        self._size += len(piece)
                        self._grown.notify_all()
                        if self._closed:
                            return
            whole = True
        finally:
            with self._grown:
                self._whole, self._making = whole, None
                self._grown.notify_all()
