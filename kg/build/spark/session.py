"""Beginning a Spark session, and what to tell people where it cannot begin."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PATIENCE = 60.0  # seconds until a cluster must have given an executor
_CONNECTING = 5.0  # seconds for a master to answer
_OURS = {
    "spark.app.name": "kg build",
    "spark.ui.enabled": "false",  # nobody looks on
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # whole documents, not numbers
}


@contextmanager
def session(master: str | None, settings: Mapping[str, str], said: IO[bytes] | None = None) -> Iterator[SparkSession]:
    """A session of the cluster at ``master`` (by default what Spark's own configuration names, else all cores here), ended
    afterwards. ``settings`` are Spark's own, ``spark.executor.memory`` say. ``said`` gets what Spark's Java side prints.

    Raises KgError where Spark or Java is not installed, or the cluster does not answer.
    """
    _check_installed()
    with tempfile.TemporaryFile() as own:
        began = _begin(master, settings, said or own)
        try:
            yield began
        finally:
            began.stop()


def _check_installed() -> None:
    try:
        import pandas  # noqa: F401 - Spark's side of Arrow asks for it
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        raise KgError(
            "Spark is not installed: pip install 'towngov-kg[spark]'",
            "没有安装 Spark：请运行 pip install 'towngov-kg[spark]'",
        ) from error
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise KgError(
            "Spark needs Java, and there is none here: install a Java runtime (17 or newer) or set JAVA_HOME",
            "Spark 需要 Java，这台机器上没有：请安装 Java 17 或更新的运行环境，或设好 JAVA_HOME",
        )


def _begin(master: str | None, settings: Mapping[str, str], said: IO[bytes]) -> SparkSession:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    # Nodes run what PYSPARK_PYTHON names, such as the Python of an archive that is sent to them.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    configured = SparkConf()
    master = master or configured.get("spark.master") or "local[*]"
    chosen = {name: value for name, value in _OURS.items() if not configured.contains(name)}
    if _is_here(master):  # nobody else is to connect
        chosen |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    chosen |= settings
    _check_answers(master)
    # It asks for an older pandas than may be here, of which nothing is used.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    builder = SparkSession.builder.master(master)
    for name, value in chosen.items():
        builder = builder.config(name, value)
    try:
        with _errors_into(said):
            began = builder.getOrCreate()
    except Exception as error:  # of many kinds: Py4J's, Spark's, the system's
        raise not_begun(master, error, said) from error
    if master.startswith("spark://"):
        _await_executor(began, master)
    return began


def _is_here(master: str) -> bool:
    return master.startswith(("local", "spark://127.0.0.1:", "spark://localhost:"))


def _check_answers(master: str) -> None:
    """Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _CONNECTING).close()
            return
        except (OSError, ValueError, OverflowError):
            continue
    raise KgError(
        "no Spark master answers there: is it running, and is the address right?",
        "那里没有 Spark 主节点应答：请检查它是否在运行、地址对不对",
        where=master,
    )


def _await_executor(began: SparkSession, master: str) -> None:
    """A cluster without a free node would let the build wait for ever."""
    until = time.monotonic() + _PATIENCE
    context = began.sparkContext._jsc.sc()
    while context.getExecutorMemoryStatus().size() < 2:  # the first is the driver itself
        if time.monotonic() > until:
            began.stop()
            raise KgError(
                f"the cluster gave no executor within {_PATIENCE:.0f} seconds: has it a worker with free cores and memory?",
                f"集群在 {_PATIENCE:.0f} 秒内没有分配执行器：请检查是否有工作节点、还有没有空闲的处理器和内存",
                where=master,
            )
        time.sleep(0.2)


def not_begun(master: str, error: Exception, said: IO[bytes]) -> KgError:
    """The error for a session that could not begin, with what Spark or Java says of it."""
    why = reason(error)
    if "JAVA_GATEWAY_EXITED" in str(error):
        said.seek(0)
        lines = [line.strip() for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()]
        lines = [line for line in lines if not line.startswith("at ")] or [why]
        why = next((line for line in lines if re.search(r"Error|Exception", line)), lines[-1])
    why = why.removeprefix('Exception in thread "main" ')
    return KgError(f"Spark could not start: {why}", f"Spark 启动不了：{why}", where=master)


def reason(error: BaseException) -> str:
    """The line of an error that says most: of those of Java what caused it, of those of Python on a node the last."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for line in reversed(lines):
        if line.startswith("Caused by: "):
            return line.removeprefix("Caused by: ")[:300]
    for line in lines:
        if "Exception: " in line or "Error: " in line:
            return line.removeprefix(": ")[:300]
    return (lines[0] if lines else type(error).__name__)[:300]


@contextmanager
def _errors_into(file: IO[bytes]) -> Iterator[None]:
    """Processes that are started meanwhile write their errors into ``file``: Java's side of Spark is wordy."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
