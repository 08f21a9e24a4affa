"""A store made straight from the truth: no text is read, all that reading would find is known.

The quads are those that reports yield (``kg.rdf.report``) and the store is assembled as a build does it, but from one
file for each prefecture instead of two for each report. A later ``kg build`` into it would find no readings.
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

from pyoxigraph import Quad, RdfFormat, serialize

from corpus.documents import Look
from corpus.records import record
from corpus.truth import ReportTruth
from kg import ontology, places
from kg.build.assembly import assemble
from kg.build.manifest import Manifest, Record
from kg.build.readings import Reading, Readings
from kg.build.sources import Source
from kg.copies import Prints, fingerprints
from kg.rdf.copied import text_and_names
from kg.rdf.iris import GRAPH
from kg.rdf.nquads import from_nquads
from kg.rdf.reference import ontology_quads
from kg.rdf.report import report_quads
from kg.store.layout import StoreFolder, building

VERSION = "truth"


@dataclass(slots=True)
class Chunk:
    """What some reports come to: the file with their own graphs, what they share with others as lines of N-Quads,
    and their records."""

    file: Path
    shared: set[bytes] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)
    prints: dict[str, tuple[int, int]] = field(default_factory=dict)  # by reading: where in the file beside
    truths: Path | None = None
    quads: int = 0

    @property
    def prints_file(self) -> Path:
        return self.file.with_suffix(".prints")


class _Prepared(Readings):
    """Stands in for the readings of a build: the first record of a chunk has the file and all others nothing."""

    def __init__(self, chunks: Sequence[Chunk], empty: Path) -> None:
        self._files = {chunk.records[0].reading: chunk.file for chunk in chunks if chunk.records}
        self._entries = b"".join(sorted(set().union(*(chunk.shared for chunk in chunks))))
        self._empty = empty
        self._places = {key: (chunk.prints_file, *place) for chunk in chunks for key, place in chunk.prints.items()}

    def get(self, key: str, sha256: str) -> Reading | None:
        return Reading(sha256, VERSION, "report")

    def graph(self, key: str) -> Path:
        return self._files.get(key, self._empty)

    def prints(self, key: str) -> Prints:
        file, start, size = self._places[key]
        with file.open("rb") as all_prints:
            all_prints.seek(start)
            return Prints.from_bytes(all_prints.read(size))

    def shared(self, key: str) -> list[Quad]:
        entries, self._entries = self._entries, b""
        return from_nquads(entries)


def chunk_of(truths: Iterable[ReportTruth], file: Path, truths_file: Path | None = None) -> Chunk:
    """Write the graphs of some reports into ``file``, and the truths, a line each, into ``truths_file``."""
    scheme, gazetteer = ontology.load(), places.load()
    found = Chunk(file, truths=truths_file)
    seen: set[str] = set()
    with (
        file.open("wb") as graphs,
        found.prints_file.open("wb") as prints,
        (truths_file or Path(os.devnull)).open("wb") as lines,
    ):
        for truth in truths:
            if truths_file is not None:
                lines.write(record(truth))
            if truth.id in seen:  # the same bytes under another name
                continue
            seen.add(truth.id)
            quads = report_quads(replace(truth.report, file_name=""), truth.facts, scheme, gazetteer)
            own: list[Quad] = []
            entries: list[Quad] = []
            graph = GRAPH[truth.id]
            for quad in quads:
                (own if quad.graph_name == graph else entries).append(quad)
            graphs.write(serialize(own, format=RdfFormat.N_QUADS) or b"")
            shared = serialize(entries, format=RdfFormat.N_QUADS) or b""
            found.shared.update(line + b"\n" for line in shared.split(b"\n") if line)
            found.quads += len(quads)
            reading = f"{truth.id}-00000000"
            marks = fingerprints(*text_and_names(quads, truth.id)).to_bytes()
            found.prints[reading] = (prints.tell(), len(marks))
            prints.write(marks)
            sources = tuple(Source(name, "/") for name in sorted(truth.names))
            found.records.append(Record(truth.report.sha256, reading, sources))
    return found


def assembled(chunks: Sequence[Chunk], store: Path) -> None:
    """Make the chunks the current graph of ``store``."""
    folder = StoreFolder(store)
    with building(folder):
        folder.clean()
        empty = folder.path / ".empty"
        empty.touch()
        records = {r.id: r for chunk in chunks for r in chunk.records}
        scheme = ontology_quads(ontology.folder())
        try:
            assemble(folder, Manifest(VERSION, records), _Prepared(chunks, empty), scheme)
        finally:
            empty.unlink(missing_ok=True)


def store_of(truths: Iterable[ReportTruth], folder: Path) -> Path:
    """A store in ``folder`` that holds what the truths say. Returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as beside:
        assembled([chunk_of(truths, Path(beside, "chunk.nq"))], folder)
    return folder


@dataclass(frozen=True, slots=True)
class _Task:
    """A worker's part: the reports of one prefecture."""

    number: int
    name: str
    members: tuple[str, ...]
    years: tuple[int, ...]
    seed: int
    beside: str
    look: Look


def _prefecture(task: _Task) -> Chunk:
    from corpus.world import prefecture

    truths = prefecture(task.name, task.members, task.years, task.seed, task.look)
    file = Path(task.beside, f"{task.number:04}.nq")
    return chunk_of(truths, file, file.with_suffix(".jsonl"))


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
            _Task(n, name, members, tuple(years), seed, str(beside), look)
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
        assembled(chunks, store)
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
