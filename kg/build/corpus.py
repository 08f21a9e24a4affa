"""One run over the documents below the given paths: which are in the graph, which are not, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.build.crew import Crew
from kg.build.manifest import Manifest, Record
from kg.build.reading import Reader
from kg.build.reading_worker import Outcome
from kg.build.readings import REPORT_READ, Reading, Readings
from kg.build.sources import Found, Source
from kg.errors import Bilingual
from kg.reports import MAX_REPORT_BYTES

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Document:
    """The same bytes under one name or several. ``reading`` is None where reading failed for a ``reason`` that may not
    hold the next time."""

    sha256: str
    sources: list[Source]
    reading: Reading | None = None
    reason: Bilingual | None = None


@dataclass(slots=True)
class Run:
    """Reads what is new; ``documents`` by hash, ``unread`` are files that could not even be opened."""

    reader: Reader
    readings: Readings
    note: Callable[[str], None]
    workers: int = 1
    documents: dict[str, Document] = field(default_factory=dict)
    unread: dict[Source, Bilingual] = field(default_factory=dict)

    def over(self, found: Found, progress: Progress | None) -> None:
        """Go through all files in order of name. Raises OSError where what was read cannot be kept."""
        self.unread.update(found.unread)
        crew: Crew[Document] = Crew(self.reader, self.readings, self.workers)
        try:
            for number, source in enumerate(found.sources):
                if progress is not None:
                    progress(number - crew.waiting, len(found.sources), source.name)
                data = self._bytes(source, found)
                if data is not None:
                    self._document(source, data, crew)
            while crew.waiting:
                if progress is not None:
                    progress(len(found.sources) - crew.waiting, len(found.sources), found.sources[-1].name)
                self._settle(*crew.first())
        finally:
            crew.close()
        if progress is not None:
            progress(len(found.sources), len(found.sources), "")

    def _document(self, source: Source, data: bytes, crew: Crew[Document]) -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self.documents:
            self.documents[sha256].sources.append(source)
            return
        document = self.documents[sha256] = Document(sha256, [source])
        document.reading = self.readings.find(sha256, self.reader.version)
        if document.reading is None:
            for read, outcome in crew.read(document, sha256, data, source.name):
                self._settle(read, outcome)

    def _settle(self, document: Document, outcome: Outcome) -> None:
        document.reading, document.reason = outcome.reading, outcome.reason
        if outcome.fault:
            self.note(f"{document.sources[0].name}: {outcome.fault}")

    def _bytes(self, source: Source, found: Found) -> bytes | None:
        try:
            size = source.path.stat().st_size
            if size > MAX_REPORT_BYTES:
                limit = MAX_REPORT_BYTES // 2**20
                self.unread[source] = Bilingual(
                    f"{size / 2**20:.0f} MB is too large for a report (at most {limit} MB are read)",
                    f"文件有 {size / 2**20:.0f} MB，太大，不像一份报告（最多读 {limit} MB）",
                )
                return None
            return source.path.read_bytes()
        except OSError as error:
            self.unread[source] = found.not_opened(source, error)
            return None


def records(run: Run, found: Found, previous: Manifest) -> dict[str, Record]:
    """The reports that belong in the graph after a run, by id: those read now, and those that were in it and whose
    files are elsewhere, cannot be opened, or are still the same but failed to be read anew."""
    result: dict[str, Record] = {}
    for record in previous.records.values():
        elsewhere = [source for source in record.sources if not found.covers(source)]
        document = run.documents.get(record.sha256)
        if document is not None:
            # Where the same bytes are found now, names under which they are gone are forgotten.
            elsewhere = [source for source in elsewhere if source.is_there]
            if document.reading is None:
                elsewhere += document.sources
        if elsewhere:
            result[record.id] = Record(record.sha256, record.reading, tuple(sorted(elsewhere)))
    for document in run.documents.values():
        if document.reading is not None and document.reading.outcome == REPORT_READ:
            known = result.get(document.reading.id)
            sources = {*document.sources, *(known.sources if known else ())}
            result[document.reading.id] = Record(document.sha256, document.reading.key, tuple(sorted(sources)))
    return result
