"""Readings → a finished data folder: all graphs loaded, names settled, shortcuts and description derived anew."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import places
from kg.build.judging import write_states
from kg.build.manifest import NAME, Manifest, Record
from kg.build.readings import Readings
from kg.copies import copied
from kg.errors import Bilingual, KgError
from kg.rdf.brands import merge_brands
from kg.rdf.copied import copied_quads, reported
from kg.rdf.derived import derived_quads
from kg.rdf.description import current_counts, description_quads, years
from kg.rdf.editions import editions
from kg.rdf.firm_spellings import spelling_quads
from kg.rdf.iris import GRAPH, REPORT
from kg.rdf.names import NameCollisionError, check_names, names_of, settle
from kg.rdf.nquads import to_nquads
from kg.rdf.vocabulary import GOV, text
from kg.review.applying import apply
from kg.review.judgement import Judgement
from kg.store.layout import StoreFolder, damaged, write_safely
from kg.tables import make, write
from kg.tables.opening import csv_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NUMBERS = "numbers.json"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is in a graph: see ``kg.rdf.description``. ``editions`` are the ids of reports of one town and year, where
    there are several: the current one, then those that it replaces."""

    counts: dict[str, int]
    years: tuple[int, ...]
    editions: tuple[tuple[str, ...], ...] = ()


def without_collisions(
    records: Iterable[Record], readings: Readings, scheme: Iterable[ox.Quad]
) -> tuple[dict[str, Record], dict[str, Bilingual]]:
    """The records whose names fit those of the scheme and of the others, by id; and for each that is left out why.

    Of two reports that clash the one with the smaller id stays: no order of files decides.
    """
    known: dict[ox.NamedNode, str] = {}
    check_names(names_of(scheme), known)
    kept: dict[str, Record] = {}
    refused: dict[str, Bilingual] = {}
    for record in sorted(records, key=lambda r: r.id):
        if readings.get(record.reading, record.sha256) is None:
            name = record.sources[0].name
            raise KgError(
                f"what {name} was read as is lost: remove the store and build again",
                f"{name} 的读取结果丢失了：请删除这个图谱文件夹，重新 kg build",
            )
        try:
            check_names(names_of(readings.shared(record.reading)), known)
            kept[record.id] = record
        except NameCollisionError as error:
            refused[record.id] = error.reason
    return kept, refused


def assemble(
    folder: StoreFolder,
    manifest: Manifest,
    readings: Readings,
    scheme: Sequence[ox.Quad],
    judgements: Sequence[Judgement] = (),
) -> None:
    """Build the graph that ``manifest`` describes, with ``judgements`` applied, and make it the current one."""
    new = folder.new(manifest.digest)
    try:
        _fill(new, manifest, readings, scheme, judgements)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)  # on a full disk that is room for others
        raise
    folder.switch(new, manifest.digest)


def _fill(
    new: Path, manifest: Manifest, readings: Readings, scheme: Sequence[ox.Quad], judgements: Sequence[Judgement]
) -> None:
    """Write into the folder ``new`` all that a finished data folder holds."""
    records = [manifest.records[key] for key in sorted(manifest.records)]
    graph = ox.Store(new / "graph")
    shared = [*scheme, *_file_names(records)]
    for record in records:
        shared += readings.shared(record.reading)
    files = [readings.graph(record.reading) for record in records]
    graph.bulk_load(_concatenated(files, to_nquads(settle(shared))), ox.RdfFormat.N_QUADS)
    merge_brands(graph)
    outcome = apply(graph, judgements, places.load()) if judgements else None
    graph.extend(derived_quads(graph))
    prints = {record.id: record.reading for record in records}
    graph.extend(
        list(copied_quads(graph, copied(reported(graph), lambda report: readings.prints(prints[report]), new)))
    )
    distinct = outcome.distinct if outcome is not None else ()
    graph.extend(q for q in spelling_quads(graph, places.load()) if (q.subject, q.object) not in distinct)
    graph.extend(description_quads(graph))
    graph.flush()
    held = {"counts": current_counts(graph), "years": years(graph), "editions": _editions(graph)}
    write(make(partial(csv_of, graph)), new)
    del graph  # lets go of the folder
    write_safely(new / _NUMBERS, json.dumps(held, indent=1, sort_keys=True).encode() + b"\n")
    if outcome is not None:
        write_states(outcome, new)
    write_safely(new / "readers.lock", b"")
    write_safely(new / NAME, manifest.to_bytes())


def numbers(folder: StoreFolder) -> Numbers:
    """What the current graph holds; nothing where there is none."""
    data = folder.current()
    if data is None:
        return Numbers({}, ())
    try:
        body = json.loads((data / _NUMBERS).read_bytes())
        return Numbers(body["counts"], tuple(body["years"]), tuple(tuple(ids) for ids in body["editions"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(data / _NUMBERS) from error


def _editions(graph: ox.Store) -> list[list[str]]:
    return [[e.report.value.removeprefix(REPORT.iri) for e in same] for same in editions(graph) if len(same) > 1]


def _file_names(records: Iterable[Record]) -> Iterable[ox.Quad]:
    """A report found under several names carries the first."""
    for record in records:
        yield ox.Quad(REPORT[record.id], GOV["fileName"], text(record.sources[0].name), GRAPH[record.id])


def _concatenated(files: Sequence[Path], more: bytes) -> io.BufferedReader:
    """The bytes of ``more`` and of several files, as one stream: each bulk load waits for the disk, so there is only one."""
    return io.BufferedReader(_Parts(files, more), 1 << 20)


class _Parts(io.RawIOBase):
    def __init__(self, files: Sequence[Path], more: bytes) -> None:
        super().__init__()
        self._files = iter(files)
        self._open: io.RawIOBase | io.BytesIO = io.BytesIO(more)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while True:
            size = self._open.readinto(buffer)
            if size:
                return size
            self._open.close()
            following = next(self._files, None)
            if following is None:
                self._open = io.BytesIO()
                return 0
            self._open = io.FileIO(following)
