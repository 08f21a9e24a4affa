"""Queries under limits run in a process of their own, which can be killed: Oxigraph cannot be interrupted.

The process keeps one finished Oxigraph folder open and answers one job after another. Run as a module with the folder,
and the bytes of memory that it may use (0: no limit), it reads jobs as JSON, one a line, writes each answer to the file
that the job names, and says on standard output what it wrote.
"""

from __future__ import annotations

import json
import pickle
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import TIMEOUT_MAX, Timer
from typing import IO, TYPE_CHECKING, Any, NoReturn

from kg.errors import KgError
from kg.store.answers import Answer
from kg.store.base import QueryTimeoutError, StoreError
from kg.store.guard import QueryRefusedError
from kg.store.processes import environment
from kg.store.writing import Meter, Written, quick, write_boolean, write_table, write_triples, write_whole

if TYPE_CHECKING:
    import pyoxigraph as ox

PICKLE = "pickle"  # the form of an Answer for this program itself
_NO_MEMORY = "memory allocation of"  # how Rust ends where it can have no more


class MemoryLimitError(KgError):
    """The query needed more memory than it was given."""


class QueryCancelledError(KgError):
    """Who asked did not wait for the answer."""


class SetAsideError(KgError):
    """The query takes long and could not go on beside others: it is to be begun anew."""


@dataclass(frozen=True, slots=True)
class Halfway:
    """What a query that still runs ``after`` so many seconds asks: whether it may go on."""

    after: float
    goes_on: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """A query that ``guard.checked`` let pass. ``form``: one of ``results.TABLES`` or ``writing.SYNTAXES``, or PICKLE. ``default_graphs``, ``named_graphs``: IRIs, see ``embedded.solved``. ``here``: graphs that must be in the
    store. ``rows``, ``bytes``: the most to write, None for no limit; PICKLE knows none. ``slowly``: row by row, however it
    could be written."""

    sparql: str
    form: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    here: Sequence[str] = ()
    rows: int | None = None
    bytes: int | None = None
    slowly: bool = False


def query(graph: Path, sparql: str, time_limit: float) -> Answer:
    """Run a query that ``guard.checked`` let pass on an Oxigraph folder for at most ``time_limit`` seconds."""
    with tempfile.TemporaryDirectory(prefix="kg-query-") as folder, Worker(graph) as worker:
        out = Path(folder, "answer")
        worker.run(Job(sparql, PICKLE), out, time_limit)
        answer = pickle.loads(out.read_bytes())  # our own process wrote it
    assert isinstance(answer, Answer)
    return answer


class Worker:
    """A process that answers queries on one folder, from our side. Of one caller at a time; another may ``kill`` it."""

    def __init__(self, graph: Path, memory: int = 0) -> None:
        """``memory``: bytes the process may use, 0 for no limit."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._late = self._aside = self._unwanted = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.store.worker", str(graph), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=environment() | {"RUST_BACKTRACE": "0"},
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None and not (self._late or self._aside or self._unwanted)

    def run(self, job: Job, out: Path, seconds: float | None, halfway: Halfway | None = None) -> Written:
        """Run a job, its answer written to ``out``. Raises what the query raises, QueryTimeoutError after ``seconds``,
        SetAsideError where ``halfway`` said so, MemoryLimitError, QueryCancelledError where it was killed meanwhile,
        StoreError where the process died: after these five it is dead."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"job": asdict(job), "out": str(out)}).encode() + b"\n")
            self._process.stdin.flush()
            line = self._line(self._process.stdout, seconds, halfway)
        except OSError:  # it ended before it could read
            line = b""
        if not line.endswith(b"\n"):
            self._end(seconds)
        reply = json.loads(line)
        if "written" in reply:
            return Written(**reply["written"])
        error = pickle.loads(out.read_bytes())  # our own process wrote it
        assert isinstance(error, KgError)
        raise error

    def kill(self) -> None:
        """End the process, also in the midst of a query; may be called from any thread."""
        self._unwanted = True
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not yet written has no reader any more
                    continue

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _line(self, said: IO[bytes], seconds: float | None, halfway: Halfway | None) -> bytes:
        """What the process says within ``seconds``; where that is nothing it is stopped, and the line is empty."""
        left = TIMEOUT_MAX if seconds is None else seconds
        if halfway and halfway.after >= left:
            halfway = None
        if sys.platform == "win32":  # where one cannot wait for a pipe
            timers = [Timer(left, self._out_of_time)]
            if halfway:
                timers.append(Timer(halfway.after, self._ask, [halfway]))
            for timer in timers:
                timer.daemon = True
                timer.start()
            try:
                return said.readline()
            finally:
                for timer in timers:
                    timer.cancel()
        waiting = select.poll()
        waiting.register(said, select.POLLIN)
        if halfway and not waiting.poll(halfway.after * 1000):
            self._ask(halfway)
            left -= halfway.after
        if not waiting.poll(None if seconds is None else left * 1000):
            self._out_of_time()
        return said.readline()

    def _ask(self, halfway: Halfway) -> None:
        if not halfway.goes_on():
            self._aside = True
            self._process.kill()

    def _out_of_time(self) -> None:
        self._late = True
        self._process.kill()

    def _end(self, seconds: float | None) -> NoReturn:
        """Tells why the process is no more."""
        status = self._process.wait()
        if self._late:
            raise QueryTimeoutError(
                f"the query took longer than {seconds:g} seconds and was stopped: ask for less, or allow more time",
                f"查询超过 {seconds:g} 秒，已停止：请缩小查询范围，或放宽时限",
            )
        if self._unwanted:
            raise QueryCancelledError("the query was stopped: nobody waits for it", "查询已停止：没有人在等它")
        if self._aside:
            raise SetAsideError("the query takes long and is begun anew later", "查询耗时长，稍后重新开始")
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace").strip()
        if _NO_MEMORY in said or "MemoryError" in said:
            raise MemoryLimitError(
                "the query needed more memory than it may use and was stopped: ask for less, such as fewer groups or "
                "less to sort",
                "查询需要的内存超过上限，已停止：请缩小查询范围，例如减少分组、少排序",
            )
        if status == -signal.SIGSEGV:  # its parts follow each other on the stack
            raise MemoryLimitError(
                "the query is too long or too deeply nested to be run: write it shorter",
                "查询太长或嵌套太深，无法运行：请写短一些",
            )
        last = said.rpartition("\n")[2]
        raise StoreError(
            f"the query's process ended with status {status}: {last or 'no message'}",
            f"查询进程异常退出（状态 {status}）：{last or '没有留下说明'}",
        )


# ---- The process's side ----------------------------------------------------------


def main() -> None:
    import pyoxigraph as ox

    folder, memory = sys.argv[1], int(sys.argv[2])
    graph: ox.Store | None = None
    if memory:
        _limit(memory)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        job, out = Job(**request["job"]), Path(request["out"])
        reply: dict[str, Any]
        try:
            graph = graph or ox.Store.read_only(folder)
            with out.open("wb") as file:
                reply = {"written": asdict(_written(graph, job, file))}
        except KgError as error:
            out.write_bytes(pickle.dumps(error))
            reply = {"error": type(error).__name__}
        sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
        sys.stdout.buffer.flush()


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # only Unix has it
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _written(graph: ox.Store, job: Job, file: IO[bytes]) -> Written:
    import pyoxigraph as ox

    from kg.store.embedded import faults_told, rows, run, solved, variables

    for iri in job.here:
        if not _holds(graph, iri):
            raise QueryRefusedError(
                f"FROM <{iri}> is refused: it is no graph of this store, and nothing is fetched",
                f"不接受 FROM <{iri}>：本图谱里没有这个图，也不会到别处去取",
            )
    if job.form == PICKLE:
        answer = run(graph, job.sparql)
        file.write(pickle.dumps(answer))
        return Written(len(answer))
    with faults_told(job.sparql):
        result = solved(graph, job.sparql, job.default_graphs, job.named_graphs)
        if isinstance(result, ox.QueryBoolean):
            return write_boolean(bool(result), job.form, file)
        meter = Meter(job.rows, job.bytes)
        if isinstance(result, ox.QueryTriples):
            return write_triples(result, job.form, file, meter)
        if not job.slowly and quick(job.form, job.sparql):
            if (whole := write_whole(result, job.form, file, meter)) is not None:
                return whole
            file.seek(0)
            file.truncate()
            return _written(graph, replace(job, slowly=True), file)
        return write_table(variables(result), rows(result), job.form, file, meter)


def _holds(graph: ox.Store, iri: str) -> bool:
    import pyoxigraph as ox

    try:
        return graph.contains_named_graph(ox.NamedNode(iri))
    except ValueError:  # no whole IRI
        return False


if __name__ == "__main__":
    main()
