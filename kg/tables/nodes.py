"""IRIs of statements on disk: millions, of which a few are looked up by row without reading the rest."""

from __future__ import annotations

import mmap
from pathlib import Path

import numpy as np
import polars as pl

_PLACE = np.dtype("<u8")
_AT_ONCE = 100_000


class Nodes:
    """The IRIs of a table's rows, as ``write_nodes`` put them: one after the other; ``.ends`` says where each ends."""

    def __init__(self, folder: Path, table: str) -> None:
        self._ends = np.fromfile(folder / f"{table}.ends", dtype=_PLACE)
        with (folder / f"{table}.nodes").open("rb") as file:
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self._ends) else b""

    def __getitem__(self, number: int) -> str:
        start = int(self._ends[number - 1]) if number else 0
        return self._text[start : int(self._ends[number])].decode("utf-8")


def write_nodes(nodes: pl.Series, folder: Path, table: str) -> None:
    """Write the IRIs of a table's rows into ``folder``."""
    ends = nodes.str.len_bytes().cast(pl.UInt64).cum_sum().to_numpy()
    (folder / f"{table}.ends").write_bytes(ends.astype(_PLACE).tobytes())
    with (folder / f"{table}.nodes").open("wb") as file:
        for start in range(0, len(nodes), _AT_ONCE):
            file.write("".join(nodes[start : start + _AT_ONCE]).encode("utf-8"))
