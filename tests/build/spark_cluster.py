"""A Spark cluster on this machine: a master and two workers, from the PySpark that is installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spark_reports import QUICK

_BEGINNING = 60.0  # seconds


@dataclass(frozen=True)
class Cluster:
    """``master``: its address; ``workers``: their processes."""

    master: str
    workers: tuple[int, ...]

    def executors(self) -> list[int]:
        """The processes that workers have begun."""
        children = [Path(f"/proc/{pid}/task/{pid}/children") for pid in self.workers]
        every = [task for pid in self.workers for task in Path(f"/proc/{pid}/task").glob("*/children")]
        return sorted({int(pid) for file in {*children, *every} for pid in file.read_text().split()})


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """All processes listen on loopback alone, and are ended afterwards."""
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    began: list[subprocess.Popen[bytes]] = []
    try:
        with (folder / "said").open("wb") as said:
            began.append(_begin(folder, said.fileno(), "master.Master", "--port", str(port)))
            _await(port, began[0], folder)
            for number in range(2):
                work = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{number}"), master)
                began.append(_begin(folder, said.fileno(), "worker.Worker", "--port", str(free_port()), *work))
            yield Cluster(master, tuple(process.pid for process in began[1:]))
    finally:
        for process in reversed(began):
            process.terminate()
        for process in began:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _begin(folder: Path, said: int, what: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": QUICK,
        "PYSPARK_PYTHON": sys.executable,
    }
    web = ("--host", "127.0.0.1", "--webui-port", str(free_port()))
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", *web, *arguments]
    return subprocess.Popen(command, env=environment, cwd=folder, stdout=said, stderr=said, stdin=subprocess.DEVNULL)


def _await(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _BEGINNING
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError((folder / "said").read_text(errors="replace")[-2000:]) from None
            time.sleep(0.2)
