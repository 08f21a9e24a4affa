"""Readings → a finished data folder: all graphs loaded, names settled, shortcuts and description derived anew."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import places
from kg.build.judging import write_states
from kg.build.log import Log, Stages
from kg.build.manifest import NAME, Manifest, Record
from kg.build.readings import Readings
from kg.build.renewal import Renewal, renewal, replace, write_touched
from kg.copies import copied
from kg.errors import Bilingual, KgError
from kg.rdf.brands import merge_brands
from kg.rdf.copied import copied_quads, reported
from kg.rdf.derived import derived_quads
from kg.rdf.description import current_counts, description_quads, years
from kg.rdf.editions import editions
from kg.rdf.firm_spellings import spelling_quads
from kg.rdf.iris import DERIVED, GRAPH, REPORT
from kg.rdf.names import NameCollisionError, check_names, names_of, settle
from kg.rdf.nquads import to_nquads
from kg.rdf.vocabulary import GOV, text
from kg.rdf.watched import Watched
from kg.review.applying import Outcome, apply
from kg.review.judgement import Judgement
from kg.store.layout import StoreFolder, damaged, write_safely
from kg.tables import make, write
from kg.tables.known import said, told
from kg.tables.opening import csv_of
from kg.tables.prepared import Prepared, answers_of

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NUMBERS = "numbers.json"
STAGES = ("names", "loading", "renewing", "judging", "gathering", "comparing", "deriving", "tables", "switching")
"""Of putting a graph together, in their order; a graph is either loaded or renewed."""


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
    stage: Callable[[str], None] | None = None,
) -> None:
    """Build the graph that ``manifest`` describes, with ``judgements`` applied, and make it the current one. ``stage`` is told
    the name of each of STAGES that begins."""
    new, stages = folder.new(manifest.digest), Stages(stage)
    try:
        _fill(new, renewal(folder.current(), manifest), manifest, readings, scheme, judgements, stages)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)  # on a full disk that is room for others
        raise
    stages.begin("switching")
    folder.switch(new, manifest.digest)
    stages.end()
    Log(folder.log).write(f"put together: {stages}")


def _fill(
    new: Path,
    renewed: Renewal | None,
    manifest: Manifest,
    readings: Readings,
    scheme: Sequence[ox.Quad],
    judgements: Sequence[Judgement],
    stages: Stages,
) -> None:
    """Write into the folder ``new`` all that a finished data folder holds."""
    graph = _as_read(new / "graph", renewed, manifest, readings, scheme, stages)
    held, outcome = _finish_graph(graph, new, manifest, readings, judgements, stages)
    del graph  # lets go of the folder
    write_safely(new / _NUMBERS, json.dumps(held, indent=1, sort_keys=True).encode() + b"\n")
    if outcome is not None:
        write_states(outcome, new)
    write_safely(new / "readers.lock", b"")
    write_safely(new / NAME, manifest.to_bytes())


def _as_read(
    folder: Path,
    renewed: Renewal | None,
    manifest: Manifest,
    readings: Readings,
    scheme: Sequence[ox.Quad],
    stages: Stages,
) -> ox.Store:
    """The graph in ``folder`` as its reports were read, besides what is derived from them."""
    stages.begin("names")
    records = [manifest.records[key] for key in sorted(manifest.records)]
    shared = list(scheme)
    for record in records:
        shared += readings.shared(record.reading)
    shared = settle(shared)
    stages.begin("loading" if renewed is None else "renewing")
    if renewed is None:
        graph, into = ox.Store(folder), tuple(manifest.records)
    else:
        graph, into = renewed.begin(folder), renewed.into
        renewed.share(graph, shared)
        shared = []
    shared += _file_names(manifest.records[key] for key in into)
    parts = chain([to_nquads(shared)], (readings.graph(manifest.records[key].reading) for key in sorted(into)))
    graph.bulk_load(io.BufferedReader(_Joined(parts), 1 << 20), ox.RdfFormat.N_QUADS)
    return graph


def _finish_graph(
    graph: ox.Store,
    new: Path,
    manifest: Manifest,
    readings: Readings,
    judgements: Sequence[Judgement],
    stages: Stages,
) -> tuple[dict[str, object], Outcome | None]:
    """Settle names, apply judgements, derive what is derived, and write the tables. Returns the fields of the graph's ``Numbers``,
    and what became of judgements where there are any."""
    reading_of = {key: manifest.records[key].reading for key in sorted(manifest.records)}
    stages.begin("judging")
    watched = Watched(graph)
    merge_brands(watched.as_store)
    outcome = apply(watched.as_store, judgements, places.load()) if judgements else None

    def answers(report: str) -> str:
        """What was told of a report when it was read, or what it says now."""
        if GRAPH[report] in watched.touched:
            return answers_of(graph.quads_for_pattern(None, None, None, GRAPH[report]))
        return readings.answers(reading_of[report])

    with tempfile.TemporaryDirectory(prefix=".answers-", dir=new) as folder:
        stages.begin("gathering")
        ask = Prepared(Path(folder), partial(csv_of, graph))
        ask.gather(reading_of, answers)
        distinct = outcome.distinct if outcome is not None else ()
        stages.begin("comparing")
        copies = list(copied(reported(graph), lambda report: readings.prints(reading_of[report]), new))
        stages.begin("deriving")
        derived = chain(
            derived_quads(graph, said(ask)),
            copied_quads(graph, copies),
            (quad for quad in spelling_quads(graph, places.load()) if (quad.subject, quad.object) not in distinct),
        )
        replace(graph, [DERIVED], derived)
        write_touched((report for report in reading_of if GRAPH[report] in watched.touched), new)
        of = told(ask)
        graph.extend(description_quads(graph, of))
        held: dict[str, object] = {
            "counts": current_counts(graph, of),
            "years": years(graph),
            "editions": _editions(graph),
        }
        graph.flush()
        stages.begin("tables")
        write(make(ask), new)
        return held, outcome


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


class _Joined(io.RawIOBase):
    """Several pieces as one stream: each bulk load waits for the disk, so there is only one."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        into = memoryview(buffer).cast("B")
        size = min(len(into), len(self._left))
        into[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
