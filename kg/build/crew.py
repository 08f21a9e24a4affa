"""Several processes that read documents for a build; what they find comes in the order in which documents were given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Generic, TypeVar

from kg.build.reading import Reader, ReportReader
from kg.build.reading_worker import Outcome, read
from kg.build.readings import Readings
from kg.errors import Bilingual
from kg.store.layout import not_written
from kg.store.processes import environment

T = TypeVar("T")

AT_ONCE = 4  # documents that wait for each process: what they are is held in memory
ALONE = 24
"""So many documents are read by the build itself before others help: a process takes about a second to begin."""


def cores() -> int:
    """How many processes can run at the same time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Generic[T]):
    """Reads documents for ``reader`` and keeps what came of them in ``readings``, with at most ``workers`` processes besides
    this one. A reader that is no ReportReader works in this process alone."""

    def __init__(self, reader: Reader, readings: Readings, workers: int) -> None:
        self._reader, self._readings = reader, readings
        self._workers = workers if isinstance(reader, ReportReader) else 1
        self._waiting: deque[tuple[T, Future[Outcome]]] = deque()
        self._idle: SimpleQueue[Process] = SimpleQueue()
        self.processes: list[Process] = []
        self._threads: ThreadPoolExecutor | None = None
        self._read = 0

    @property
    def waiting(self) -> int:
        """Documents of which nothing was told yet."""
        return len(self._waiting)

    def read(self, what: T, sha256: str, data: bytes, name: str) -> list[tuple[T, Outcome]]:
        """Begin to read a document. Returns what came of those before it, as far as that is known or had to be waited for.

        Raises KgError or OSError where what was read cannot be kept."""
        self._read += 1
        if self._workers == 1 or self._read <= ALONE:
            return [(what, read(self._reader, self._readings, sha256, data, name))]
        threads = self._threads or self._start()
        self._waiting.append((what, threads.submit(self._by_one, sha256, data, name)))
        told = []
        while self._waiting and (len(self._waiting) > AT_ONCE * self._workers or self._waiting[0][1].done()):
            told.append(self.first())
        return told

    def first(self) -> tuple[T, Outcome]:
        """What came of the first document that was not told yet, when it is read. Raises as ``read`` does."""
        what, found = self._waiting[0]
        outcome = found.result()
        self._waiting.popleft()
        return what, outcome

    def close(self) -> None:
        """End all processes; what they were reading is not kept."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for one in self.processes:
                one.close()
            self._threads.shutdown()
            self._threads = None

    def _start(self) -> ThreadPoolExecutor:
        self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="kg-reading")
        for _ in range(self._workers):
            assert isinstance(self._reader, ReportReader)
            one = Process(self._reader, self._readings)
            self.processes.append(one)
            self._idle.put(one)
        return self._threads

    def _by_one(self, sha256: str, data: bytes, name: str) -> Outcome:
        one = self._idle.get()
        try:
            return one.read(sha256, data, name)
        finally:
            self._idle.put(one)


class Process:
    """A process that reads, from our side; begun anew where it ended in the midst of a document."""

    def __init__(self, reader: ReportReader, readings: Readings) -> None:
        self._command = [sys.executable, "-P", "-m", "kg.build.reading_worker", str(readings.folder), reader.version]
        self._command.append("" if reader.more is None else str(reader.more))
        self._store = readings.folder.parent
        self._closed = False
        self._begin()

    def _begin(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=environment(),
        )

    def read(self, sha256: str, data: bytes, name: str) -> Outcome:
        """Raises KgError where what was read cannot be kept."""
        job = json.dumps({"sha256": sha256, "name": name, "size": len(data)}).encode() + b"\n" + data
        for _ in range(2):  # what it died of may have been another thing than this document
            line = self._answer(job)
            if line:
                answer = json.loads(line)
                if "system" in answer:
                    raise not_written(self._store, OSError(*answer["system"]))
                return Outcome.from_json(answer)
            why, more = self._ended()
            if self._closed:
                break
            self._begin()
        return Outcome(reason=why, fault=more)

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """May be called from another thread than that which reads."""
        self._closed = True
        self._process.kill()
        self._process.wait()

    def _answer(self, job: bytes) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(job)
            self._process.stdin.flush()
            line: bytes = self._process.stdout.readline()
        except OSError:  # it ended before it could read
            return b""
        return line if line.endswith(b"\n") else b""

    def _ended(self) -> tuple[Bilingual, str]:
        """Why there is no answer; what the process said last, for the log."""
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not yet written has no reader any more
                if pipe is not None:
                    pipe.close()
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace").strip()
        self._said.close()
        reason = Bilingual(
            f"the process that read it ended with status {status}", f"读取它的进程异常退出（状态 {status}）"
        )
        return reason, f"{reason.en}\n{said}"
