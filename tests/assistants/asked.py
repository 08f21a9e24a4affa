"""How tests ask: a real client of the SDK, in a thread of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio


def apart(do: Callable[..., Any], *arguments: Any) -> Any:
    """Runs a coroutine in a thread of its own: a browser of other tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, do, *arguments).result()


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[str]:
    """``kg mcp --http`` over a store; gives the address at which it answers."""
    import os

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "mcp", "--http", "--port", str(port), "--store", str(folder), "--lang", "zh"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment)
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/mcp" in process.stdout.readline()
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait()
