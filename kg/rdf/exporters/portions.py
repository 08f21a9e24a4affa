"""Sorted N-Quads of a graph of any size: what does not fit in memory is sorted in portions on disk and merged."""

from __future__ import annotations

import gzip
import heapq
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from kg.rdf.nquads import to_nquads

PORTION = 250_000
"""Quads that are sorted at once, in half a gigabyte of memory."""
_CHUNK = 2**18  # bytes handed on at once


def sorted_nquads(quads: Iterable[Quad], portion: int = PORTION) -> Iterator[bytes]:
    """The bytes of ``kg.rdf.nquads.to_nquads``, piece by piece."""
    whole = iter(quads)
    rest = iter(lambda: list(islice(whole, portion)), [])
    first, second = next(rest, []), next(rest, [])
    if not second:
        yield to_nquads(first)
        return
    with TemporaryDirectory(prefix="kg-export-") as folder, ExitStack() as opened:
        runs = [_run(Path(folder) / "0", first), _run(Path(folder) / "1", second)]
        runs += [_run(Path(folder) / str(at), those) for at, those in enumerate(rest, len(runs))]
        del first, second
        yield from _gathered(_once(heapq.merge(*(opened.enter_context(gzip.open(run)) for run in runs))))


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip file, the same for the same content whenever it is made."""
    packing = zlib.compressobj(6, zlib.DEFLATED, 31)  # a gzip header without a time
    for piece in pieces:
        if packed := packing.compress(piece):
            yield packed
    yield packing.flush()


def write_gzipped(quads: Iterable[Quad], path: Path) -> None:
    """The graph as sorted N-Quads, packed. What stood at ``path`` is replaced once the new is whole."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        for piece in gzipped(sorted_nquads(quads)):
            file.write(piece)
    beside.replace(path)


def _run(path: Path, quads: Iterable[Quad]) -> Path:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(to_nquads(quads))
    return path


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
        last = line


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
