"""N-Quads of a graph of any size, always in the same order: one named graph after another, each with its lines sorted;
of one that does not fit in memory portions are sorted on disk and merged."""

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


def each_sorted(graphs: Iterable[Iterable[Quad]]) -> Iterator[bytes]:
    """N-Quads of named graphs in the order that they come in, each with its lines sorted, piece by piece. The first
    piece is there as soon as the first graph is, however many follow."""
    yield from _gathered(piece for quads in graphs for piece in sorted_nquads(quads))


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip file, the same for the same content whenever it is made."""
    packing = zlib.compressobj(6, zlib.DEFLATED, 31)  # a gzip header without a time
    for piece in pieces:
        if packed := packing.compress(piece):
            yield packed
    yield packing.flush()


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
