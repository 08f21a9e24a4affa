"""``kg push``: the graph onto a server that people run already."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened


class Protocol(StrEnum):
    GRAPH_STORE = "graph-store"
    UPDATE = "update"


def push(
    address: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help=tr(
                "服务器接收图谱的网址：Graph Store 协议的网址，或（用 --by update）SPARQL 更新的网址",
                "Where the server takes graphs: its Graph Store address or, with --by update, its update address",
            ),
        ),
    ],
    by: Annotated[
        Protocol,
        typer.Option("--by", help=tr("用哪种协议写", "The protocol that the server takes graphs by")),
    ] = Protocol.GRAPH_STORE,
    batch: Annotated[
        int,
        typer.Option(
            "--batch",
            min=0,
            help=tr(
                "一次请求最多几条陈述；0 为默认：graph-store 100,000，update 1,000",
                "Statements in one request at most; 0 for what is usual: graph-store 100,000, update 1,000",
            ),
        ),
    ] = 0,
    everything: Annotated[
        bool, typer.Option("--all", help=tr("没有变的图也重新发送", "Send graphs that have not changed too"))
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.errors import KgError
    from kg.store.embedded import EmbeddedStore
    from kg.store.pushing import GraphStore, Update
    from kg.store.pushing import push as send

    if not address.startswith(("http://", "https://")):
        raise KgError(
            f"{address} is no address of a server: it begins with http:// or https://",
            f"{address} 不是服务器网址：应以 http:// 或 https:// 开头",
        )
    way = Update(address, batch or 1_000) if by is Protocol.UPDATE else GraphStore(address, batch or 100_000)
    with opened(store) as graph:
        notes = Path(store) if isinstance(graph, EmbeddedStore) and os.access(store, os.W_OK) else None
        if notes is None:
            terminal.complain(
                tr(
                    "kg: 发送的进度记不下来（图谱文件夹不可写，或不是文件夹），下次会全部重发",
                    "kg: what is sent cannot be noted (no folder that can be written): the next run sends everything again",
                )
            )
        try:
            done = send(graph, address, way, notes, everything=everything, told=_told)
        finally:
            terminal.progress_end()
    terminal.say(
        tr(
            f"发送了 {done.sent} 个图（{done.triples:,} 条陈述），{done.unchanged} 个没有变，删去 {done.dropped} 个",
            f"{done.sent} graphs sent ({done.triples:,} statements), {done.unchanged} had not changed, "
            f"{done.dropped} removed",
        )
    )


def _told(done: int, of: int) -> None:
    terminal.progress(tr(f"第 {done:,}／{of:,} 个图……", f"graph {done:,} of {of:,} …"))
