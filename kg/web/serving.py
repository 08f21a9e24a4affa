"""Serving the site with uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

from kg.errors import KgError
from kg.store import Store
from kg.store.limits import Limits
from kg.views.boundaries import Boundaries
from kg.web.app import application

HOST, PORT = "127.0.0.1", 8765


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
    import uvicorn

    taken = listening(host, port)
    with taken:
        if ready is not None:
            where = f"[{host}]" if ":" in host else host
            ready(f"http://{where}:{taken.getsockname()[1]}/")
        settings = uvicorn.Config(
            application(store, boundaries, limits=limits, services=services, warmed=True),
            log_level="warning",
            server_header=False,
        )
        uvicorn.Server(settings).run(sockets=[taken])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the address. KgError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
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
