"""Queries under a time limit run in a process of their own, which can be killed: Oxigraph cannot be interrupted.

Run as a module it reads {"graph": folder, "sparql": text} from standard input and writes one pickled answer or error.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import kg
from kg.errors import KgError
from kg.store.answers import Answer
from kg.store.base import QueryTimeoutError, StoreError


def query(graph: Path, sparql: str, time_limit: float) -> Answer:
    """Run a query that ``guard.checked`` let pass on an Oxigraph folder for at most ``time_limit`` seconds."""
    request = json.dumps({"graph": str(graph), "sparql": sparql}).encode()
    environment = os.environ | {"PYTHONPATH": _path()}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "kg.store.worker"],
            input=request,
            capture_output=True,
            timeout=time_limit,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryTimeoutError(
            f"the query took longer than {time_limit:g} seconds and was stopped: ask for less, or allow more time",
            f"查询超过 {time_limit:g} 秒，已停止：请缩小查询范围，或放宽时限",
        ) from error
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise StoreError(
            f"the query's process ended with status {done.returncode}: {last or 'no message'}",
            f"查询进程异常退出（状态 {done.returncode}）：{last or '没有留下说明'}",
        )
    answer = pickle.loads(done.stdout)  # our own process wrote it
    if isinstance(answer, KgError):
        raise answer
    assert isinstance(answer, Answer)
    return answer


def _path() -> str:
    """Where this very package is found, first."""
    home = str(Path(kg.__file__).resolve().parent.parent)
    return os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))


def main() -> None:
    """The process's side."""
    import pyoxigraph as ox

    from kg.store.embedded import run

    request = json.load(sys.stdin.buffer)
    reply: Answer | KgError
    try:
        reply = run(ox.Store.read_only(request["graph"]), request["sparql"])
    except KgError as error:
        reply = error
    sys.stdout.buffer.write(pickle.dumps(reply))


if __name__ == "__main__":
    main()
