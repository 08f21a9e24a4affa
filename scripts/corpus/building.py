"""A store made straight from the truth: no text is read, all that reading would find is known.

The quads are those that reports yield (``kg.rdf.report``), they are kept as readings, and the store is assembled, as a build
does it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from corpus.documents import Look
from corpus.records import record
from corpus.truth import ReportTruth
from kg import ontology, places
from kg.build.assembly import assemble
from kg.build.manifest import Manifest, Record
from kg.build.readings import Readings, describe
from kg.build.sources import Source
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads
from kg.store.layout import StoreFolder, building

VERSION = "truth"


@dataclass(slots=True)
class Chunk:
    """What some reports come to: their records, the file of their truths, how many quads they say."""

    records: list[Record] = field(default_factory=list)
    truths: Path | None = None
    quads: int = 0


def chunk_of(truths: Iterable[ReportTruth], readings: Readings, truths_file: Path | None = None) -> Chunk:
    """Keep what some reports say in ``readings``, and the truths, a line each, in ``truths_file``."""
    scheme, gazetteer = ontology.load(), places.load()
    found = Chunk(truths=truths_file)
    seen: set[str] = set()
    with (truths_file or Path(os.devnull)).open("wb") as lines:
        for truth in truths:
            if truths_file is not None:
                lines.write(record(truth))
            if truth.id in seen:  # the same bytes under another name
                continue
            seen.add(truth.id)
            quads = report_quads(replace(truth.report, file_name=""), truth.facts, scheme, gazetteer)
            reading = readings.keep(describe(truth.report.sha256, VERSION, quads), quads)
            sources = tuple(Source(name, "/") for name in sorted(truth.names))
            found.records.append(Record(truth.report.sha256, reading.key, sources))
            found.quads += len(quads)
    return found


def assembled(chunks: Sequence[Chunk], folder: StoreFolder) -> None:
    """Make the chunks the current graph of a store."""
    with building(folder):
        folder.clean()
        records = {r.id: r for chunk in chunks for r in chunk.records}
        scheme = ontology_quads(ontology.folder())
        assemble(folder, Manifest(VERSION, records), Readings(folder.readings), scheme)


def store_of(truths: Iterable[ReportTruth], folder: Path) -> Path:
    """A store in ``folder`` that holds what the truths say. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    store = StoreFolder(folder)
    assembled([chunk_of(truths, Readings(store.readings))], store)
    return folder


@dataclass(frozen=True, slots=True)
class _Task:
    """A worker's part: the reports of one prefecture."""

    number: int
    name: str
    members: tuple[str, ...]
    years: tuple[int, ...]
    seed: int
    store: str
    beside: str
    look: Look


def _prefecture(task: _Task) -> Chunk:
    from corpus.world import prefecture

    truths = prefecture(task.name, task.members, task.years, task.seed, task.look)
    readings = Readings(StoreFolder(task.store).readings)
    return chunk_of(truths, readings, Path(task.beside, f"{task.number:04}.jsonl"))


def build_store(
    store: Path, towns: int, years: Sequence[int], seed: int, truth_file: Path | None, workers: int,
    say: Callable[[str], None], look: Look,
) -> None:  # fmt: skip
    """The store of all reports of ``towns`` towns on ``years``, and their truths in ``truth_file``, a line each."""
    from corpus.places import units

    begin = time.perf_counter()
    store.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".truth-", dir=store))
    try:
        tasks = [
            _Task(n, name, members, tuple(years), seed, str(store), str(beside), look)
            for n, (name, members) in enumerate(units(towns, seed))
        ]
        chunks = []
        for chunk in _mapped(tasks, workers):
            chunks.append(chunk)
            done = sum(len(c.records) for c in chunks)
            if len(chunks) % 10 == 0 or len(chunks) == len(tasks):
                say(
                    f"{len(chunks)}/{len(tasks)} prefectures, {done} reports, {done / (time.perf_counter() - begin):.0f}/s"
                )
        written = time.perf_counter()
        if truth_file is not None:
            with truth_file.open("wb") as all_truths:
                for chunk in chunks:
                    assert chunk.truths is not None
                    with chunk.truths.open("rb") as part:
                        shutil.copyfileobj(part, all_truths)
                    chunk.truths.unlink()
        assembled(chunks, StoreFolder(store))
        ended = time.perf_counter()
        reports = sum(len(c.records) for c in chunks)
        quads = sum(c.quads for c in chunks)
        say(
            f"{reports} reports, {quads} quads ({quads / max(1, reports):.0f} a report): "
            f"written in {written - begin:.0f} s ({reports / (written - begin):.0f}/s), assembled in {ended - written:.0f} s"
        )
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _mapped(tasks: Sequence[_Task], workers: int) -> Iterator[Chunk]:
    """The chunks in the order of the tasks, a few ahead."""
    if workers <= 1:
        yield from map(_prefecture, tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_prefecture, tasks)


def to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
