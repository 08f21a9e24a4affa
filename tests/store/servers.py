"""SPARQL servers that tests start: Oxigraph's (PyPI) and Virtuoso 7 (Debian's ``virtuoso-opensource``), each with a folder
and ports of its own, on the loopback interface alone, ended by the process that was started."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

_PATIENCE = 60.0  # seconds until a server answers
_INI = """[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {home}/temporary.db
TransactionFile = {home}/temporary.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{port}
LiteMode = 0
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {home}
CheckpointInterval = 0
SchedulerInterval = 10
TempAllocationPct = 20

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {home}
ServerThreads = 8
MaxKeepAlives = 8
KeepAliveTimeout = 10

[SPARQL]
ResultSetMaxRows = {most_rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 120
"""


@dataclass(frozen=True, slots=True)
class Server:
    """``query``: the address for reading; ``push``: the one that takes the graph. ``user``, ``password``: empty where
    nobody is asked. ``most_rows``: that it gives in one answer, 0 for any number."""

    name: str
    query: str
    push: str
    user: str = ""
    password: str = ""
    most_rows: int = 0


def found(name: str) -> bool:
    """Whether the program of the server called ``name`` is here."""
    return (_oxigraph().exists()) if name == "oxigraph" else bool(_virtuoso())


@contextmanager
def oxigraph(home: Path) -> Iterator[Server]:
    """Oxigraph's server, with nothing in it."""
    port = _free_port()
    command = [str(_oxigraph()), "serve", "-l", str(home / "data"), "-b", f"127.0.0.1:{port}", "--union-default-graph"]
    address = f"http://127.0.0.1:{port}"
    with _running(command, home, f"{address}/query"):
        yield Server("oxigraph", f"{address}/query", address)


@contextmanager
def virtuoso(home: Path, most_rows: int = 1_000) -> Iterator[Server]:
    """Virtuoso, with nothing in it but its own graphs."""
    port, http = _free_port(), _free_port()
    ini = home / "virtuoso.ini"
    ini.write_text(_INI.format(home=home, port=port, http=http, most_rows=most_rows), encoding="utf-8")
    address = f"http://127.0.0.1:{http}"
    with _running([_virtuoso(), "-f", "-c", str(ini)], home, f"{address}/sparql"):
        yield Server("virtuoso", f"{address}/sparql", address, "dba", "dba", most_rows)


def _oxigraph() -> Path:
    return Path(sysconfig.get_path("scripts"), "oxigraph")


def _virtuoso() -> str:
    return shutil.which("virtuoso-t") or ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], home: Path, address: str) -> Iterator[None]:
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=home, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(process, address, home / "server.log")
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}?{urlencode({'query': 'ASK {}'})}", timeout=5):
                return
        except HTTPError:
            return  # it answers
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer: {log.read_text(errors='replace')[-2000:]}")
