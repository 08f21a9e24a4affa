"""The server over standard input and output, and over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from ipaddress import ip_address
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.store import Store
from kg.store.limits import Limits
from kg.store.pool import pool

if TYPE_CHECKING:
    from mcp.server.transport_security import TransportSecuritySettings

PATH = "/mcp"
_PATIENCE = 2  # seconds that open connections are given when the server ends


def serve_stdio(store: Store, limits: Limits, lang: str) -> None:
    """Serve the assistant that started this program, until it closes the input."""
    _check()
    from kg.assistants.server import server

    with closing(pool(store, limits)) as queue:
        server(store, limits, lang, queue).run("stdio")


def serve_http(
    store: Store, limits: Limits, lang: str, host: str, port: int, *, ready: Callable[[str], None] | None = None
) -> None:
    """Serve until interrupted; ``ready`` hears the address. KgError where it is taken or cannot be had.

    At an address of this machine alone only requests are answered that name this machine (``Host``, ``Origin``): a page
    of the web could otherwise have its own name lead here, and read the answers (DNS rebinding).
    """
    _check()
    import uvicorn

    from kg.assistants.server import server
    from kg.web.serving import listening

    taken = listening(host, port)
    with taken, closing(pool(store, limits)) as queue:
        app = server(store, limits, lang, queue).streamable_http_app(
            streamable_http_path=PATH, transport_security=_security(host)
        )
        if ready is not None:
            where = f"[{host}]" if ":" in host else host
            ready(f"http://{where}:{taken.getsockname()[1]}{PATH}")
        settings = uvicorn.Config(app, log_level="error", server_header=False, timeout_graceful_shutdown=_PATIENCE)
        uvicorn.Server(settings).run(sockets=[taken])


def _security(host: str) -> TransportSecuritySettings:
    """Which names requests may call the server by: those of this machine, where it alone is to reach it."""
    from mcp.server.transport_security import TransportSecuritySettings

    if host != "localhost" and not _is_loopback(host):
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = sorted({"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host})
    hosts = [each for name in names for each in (name, f"{name}:*")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=[f"http://{each}" for each in hosts]
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return False


def _check() -> None:
    """KgError where the SDK is not installed."""
    if find_spec("mcp") is None:
        raise KgError(
            "the SDK for assistants is not installed: pip install 'towngov-kg[mcp]'",
            "没有安装助手协议的 SDK：请运行 pip install 'towngov-kg[mcp]'",
        )
