"""One run over the documents below the given paths: which are in the graph, which are not, and why."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.build.manifest import Manifest, Record
from kg.build.reading import Reader
from kg.build.readings import NO_TOWNSHIP, REPORT_READ, UNREADABLE, Reading, Readings, describe
from kg.build.sources import Found, Source
from kg.errors import Bilingual, KgError, NotATownshipReport, UnreadableReport
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
    documents: dict[str, Document] = field(default_factory=dict)
    unread: dict[Source, Bilingual] = field(default_factory=dict)

    def over(self, found: Found, progress: Progress | None) -> None:
        """Go through all files in order of name."""
        self.unread.update(found.unread)
        for number, source in enumerate(found.sources):
            if progress is not None:
                progress(number, len(found.sources), source.name)
            data = self._bytes(source, found)
            if data is None:
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in self.documents:
                self.documents[sha256].sources.append(source)
            else:
                self.documents[sha256] = self._read(Document(sha256, [source]), data)
        if progress is not None:
            progress(len(found.sources), len(found.sources), "")

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

    def _read(self, document: Document, data: bytes) -> Document:
        version = self.reader.version
        document.reading = self.readings.find(document.sha256, version)
        if document.reading is not None:
            return document
        name = document.sources[0].name
        try:
            quads = self.reader.read(data, name)
            reading = self.readings.keep(describe(document.sha256, version, quads), quads)
        except NotATownshipReport as error:
            reading = self._refused(document, NO_TOWNSHIP, error)
        except UnreadableReport as error:
            reading = self._refused(document, UNREADABLE, error)
        except KgError as error:
            document.reason = error.reason
            return document
        except Exception as error:
            # One bad document must not stop the others, whatever is wrong with it or with the rules that read it.
            what = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
            document.reason = Bilingual(f"internal failure, {what}", f"程序内部错误，{what}")
            self.note(f"{name}: internal failure\n{traceback.format_exc()}")
            return document
        document.reading = reading
        return document

    def _refused(self, document: Document, outcome: str, error: KgError) -> Reading:
        """Keep why a document is no report; not its name, which is told beside it and may be another the next time."""
        why = error.reason
        return self.readings.keep(
            Reading(document.sha256, self.reader.version, outcome, reason=why.en, reason_zh=why.zh)
        )


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
