"""Serving the site with uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.applications import Starlette

from kg.errors import KgError
from kg.store import Store
from kg.store.limits import Limits
from kg.views.boundaries import Boundaries
from kg.web.app import application

HOST, PORT = "127.0.0.1", 8765
_PATIENCE = 5  # seconds in which those who are being answered get the rest


def serve(
    store: Store,
    host: str = HOST,
    port: int = PORT,
    *,
    ready: Callable[[str], None] | None = None,
    boundaries: Boundaries | None = None,
    limits: Limits | None = None,
    services: Sequence[str] = (),
) -> None:
    """Serve until interrupted; ``ready`` hears the address. ``port`` 0 takes any free one. ``boundaries`` lie below the
    maps. ``limits`` and ``services``: of visitors' queries, see ``application``.

    KgError where the address is taken or cannot be had.
    """
    _run(lambda: application(store, boundaries, limits=limits, services=services, warmed=True), host, port, ready)


def serve_review(
    folder: str | Path,
    host: str = HOST,
    port: int = PORT,
    *,
    by: str = "",
    ready: Callable[[str], None] | None = None,
    boundaries: Boundaries | None = None,
    limits: Limits | None = None,
    services: Sequence[str] = (),
) -> None:
    """As ``serve``, over a store's folder and with pages on which ``by`` (a name, "" where it is to be asked for) judges what was
    extracted. KgError for a ``host`` that others can reach, or a store that is no folder."""
    from kg.web.editing import LOCAL, Editing

    if host not in LOCAL:
        raise KgError(
            f"--edit is for this machine alone: {host} can be reached from others, leave --host out",
            f"--edit 只供本机使用：{host} 别的机器也能访问，请去掉 --host",
        )
    if str(folder).startswith(("http://", "https://")):
        raise KgError(
            f"{folder} can only be read: --edit needs a store in a folder",
            f"{folder} 只能查询：--edit 需要文件夹里的图谱",
        )

    def make(store: Store) -> Starlette:
        return application(store, boundaries, limits=limits, services=services, warmed=True, edit=True)

    _run(lambda: Editing(folder, make, by), host, port, ready)


def _run(make: Callable[[], Any], host: str, port: int, ready: Callable[[str], None] | None) -> None:
    import uvicorn

    with listening(host, port) as taken:
        app = make()
        if ready is not None:
            ready(f"{_address(host, taken)}/")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[taken])


@contextmanager
def in_thread(app: Starlette, host: str = HOST) -> Iterator[str]:
    """Serve ``app`` beside this program, on any free port, until the block ends; gives the address, without a slash at its
    end. KgError where there is no such ``host`` here."""
    import uvicorn

    with listening(host, 0) as taken:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=_PATIENCE))
        thread = Thread(target=server.run, kwargs={"sockets": [taken]}, name="serving", daemon=True)
        thread.start()
        try:
            yield _address(host, taken)
        finally:
            server.should_exit = True
            thread.join()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the address. KgError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, the protocol is passed on to connections, and asyncio lets them send at once (TCP_NODELAY) only then: else
    # whoever keeps a connection open waits 40 ms for each answer.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # who asks from now on waits
    except OSError as error:
        made.close()
        raise KgError(
            f"cannot listen at {host}:{port} ({error.strerror}): choose another with --port",
            f"不能在 {host}:{port} 上提供服务（{error.strerror}）：请用 --port 另选端口",
        ) from error
    return made


def _address(host: str, taken: socket.socket) -> str:
    where = f"[{host}]" if ":" in host else host
    return f"http://{where}:{taken.getsockname()[1]}"
