"""``kg mcp``: the graph for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened


def mcp(
    http: Annotated[
        bool,
        typer.Option(
            "--http",
            help=tr("用 HTTP 提供服务，而不是标准输入输出", "Serve over HTTP instead of standard input and output"),
        ),
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help=tr("在哪个地址上提供；默认只有本机能用", "Address to listen at; this machine alone by default"),
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=tr("端口", "Port"))] = 8766,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.assistants.serving import serve_http, serve_stdio
    from kg.store.limits import limits

    most = limits()
    with opened(store) as graph:
        if not http:
            serve_stdio(graph, most, language())
            return
        serve_http(graph, most, language(), host, port, ready=_ready)


def _ready(address: str) -> None:
    terminal.say(tr(f"助手可连接 {address}；按 Ctrl+C 结束", f"assistants connect to {address}; Ctrl+C ends"))
