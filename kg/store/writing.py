"""What a query found, written to a file in the form that was asked for, and no more of it than a limit allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple, TypeVar

import pyoxigraph as ox

from kg.rdf.exporters import rdf_syntaxes
from kg.store import results
from kg.store.results import Row

T = TypeVar("T")
_SYNTAXES = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
SYNTAXES = ("ttl", "trig", *_SYNTAXES)
"""Forms of triples."""


class _Quick(NamedTuple):
    format: ox.QueryResultsFormat
    between: bytes


_QUICK = {
    "json": _Quick(ox.QueryResultsFormat.JSON, b"},{"),
    "csv": _Quick(ox.QueryResultsFormat.CSV, b"\n"),
    "tsv": _Quick(ox.QueryResultsFormat.TSV, b"\n"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """``rows``: or triples; None where an answer that nothing cut went by uncounted. ``cut``: "rows" or "bytes" where there
    is more that a limit left out."""

    rows: int | None
    cut: str = ""


@dataclass(slots=True)
class Meter:
    """Lets pass what a limit allows. ``most_rows`` (or triples), ``most_bytes``: None for no limit."""

    most_rows: int | None = None
    most_bytes: int | None = None
    rows: int = 0
    bytes: int = 0
    cut: str = ""

    def within(self, those: Iterable[T]) -> Iterator[T]:
        for one in those:
            if self.most_rows is not None and self.rows >= self.most_rows:
                self.cut = "rows"
                return
            if self.most_bytes is not None and self.bytes >= self.most_bytes:
                self.cut = "bytes"
                return
            self.rows += 1
            yield one

    @property
    def written(self) -> Written:
        return Written(self.rows, self.cut)


def write_table(variables: Sequence[str], rows: Iterable[Row], form: str, file: IO[bytes], meter: Meter) -> Written:
    """Rows of a SELECT in ``form``, one of ``results.TABLES``. What is cut is a whole document all the same."""
    for piece in results.table(form, variables, meter.within(rows)):
        meter.bytes += file.write(piece.encode())
    return meter.written


def write_whole(result: ox.QuerySolutions, form: str, file: IO[bytes], meter: Meter) -> Written | None:
    """Rows of a SELECT as Oxigraph writes them, many times quicker, if they are surely within the limits; else None, and
    what stands in the file is to be written again."""
    quick = _QUICK[form]
    try:
        result.serialize(_Gate(file, meter, quick.between), quick.format)  # type: ignore[arg-type]  # it only writes
    except _MayBeTooMuchError:
        return None
    return Written(None)


def quick(form: str, sparql: str) -> bool:
    """Whether ``write_whole`` may write an answer in ``form``: not XML, in which Oxigraph lets stand what XML forbids, nor
    triples as terms, which ``embedded.rows`` refuses."""
    return form in _QUICK and "<<" not in sparql and "triple" not in sparql.lower()


class _MayBeTooMuchError(Exception):
    """More may have come than a limit allows: only who looks at each row can tell."""


class _Gate:
    """A file that takes pieces while they are surely within a meter's limits. ``between``: what stands between two rows, and
    seldom within one."""

    def __init__(self, file: IO[bytes], meter: Meter, between: bytes) -> None:
        self._file, self._meter, self._between = file, meter, between
        self._end = b""

    def write(self, piece: bytes) -> int:
        meter, piece = self._meter, bytes(piece)
        seam = self._end + piece
        meter.rows += seam.count(self._between)
        meter.bytes += len(piece)
        # Each is one fewer than the limit: the row that it ends, or begins, may be the last that may come.
        if (meter.most_rows is not None and meter.rows >= meter.most_rows) or (
            meter.most_bytes is not None and meter.bytes >= meter.most_bytes
        ):
            raise _MayBeTooMuchError
        self._end = seam[len(seam) - len(self._between) + 1 :]
        return self._file.write(piece)

    def flush(self) -> None:
        """Nothing is kept back."""


def write_boolean(answer: bool, form: str, file: IO[bytes]) -> Written:
    """The answer to an ASK in ``form``, one of ``results.BOOLEANS``."""
    file.write(results.boolean(form, answer).encode())
    return Written(1)


def write_triples(triples: Iterable[ox.Triple], form: str, file: IO[bytes], meter: Meter) -> Written:
    """Triples of a CONSTRUCT or DESCRIBE in ``form``, one of SYNTAXES: each once, and sorted."""
    found = sorted(meter.within(_told_once(triples, meter)), key=str)
    if form in _SYNTAXES:
        ox.serialize(found, file, _SYNTAXES[form])
    else:  # TriG of one graph without a name is Turtle
        file.write(rdf_syntaxes.turtle(found))
    return meter.written


def _told_once(triples: Iterable[ox.Triple], meter: Meter) -> Iterator[ox.Triple]:
    """Each triple once, weighed by its length in N-Triples: what it takes in another syntax is known too late."""
    seen: set[ox.Triple] = set()
    for one in triples:
        if one not in seen:
            seen.add(one)
            yield one
            meter.bytes += len(str(one).encode())
