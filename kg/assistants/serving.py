"""The server over standard input and output, and over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from kg.errors import KgError
from kg.store import Store
from kg.store.limits import Limits

PATH = "/mcp"


def serve_stdio(store: Store, limits: Limits, lang: str) -> None:
    """Serve the assistant that started this program, until it closes the input."""
    _check()
    from kg.assistants.server import server

    server(store, limits, lang).run("stdio")


def serve_http(
    store: Store, limits: Limits, lang: str, host: str, port: int, *, ready: Callable[[str], None] | None = None
) -> None:
    """Serve until interrupted; ``ready`` hears the address. KgError where it is taken or cannot be had."""
    _check()
    import uvicorn

    from kg.assistants.server import server
    from kg.web.serving import listening

    taken = listening(host, port)
    with taken:
        app = server(store, limits, lang).streamable_http_app(streamable_http_path=PATH, host=host)
        if ready is not None:
            where = f"[{host}]" if ":" in host else host
            ready(f"http://{where}:{taken.getsockname()[1]}{PATH}")
        uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False)).run(sockets=[taken])


def _check() -> None:
    """KgError where the SDK is not installed."""
    if find_spec("mcp") is None:
        raise KgError(
            "the SDK for assistants is not installed: pip install 'towngov-kg[mcp]'",
            "没有安装助手协议的 SDK：请运行 pip install 'towngov-kg[mcp]'",
        )
