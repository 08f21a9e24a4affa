"""``kg export`` and ``kg validate``: the graph as a whole."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, StoreOption, opened


def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=tr(
                "按后缀定格式：.nq .trig .ttl .nt .jsonld .graphml .gexf，.csv 为文件夹",
                "By ending: .nq .trig .ttl .nt .jsonld .graphml .gexf, .csv (a folder)",
            ),
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.rdf.export import export as write

    terminal.progress(tr("正在写……", "writing …"))
    with opened(store) as graph:
        write(graph.quads(), file)
    terminal.progress_end()
    terminal.say(tr(f"已写入 {file}", f"wrote {file}"))


class ReportFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


def validate(
    form: Annotated[
        ReportFormat, typer.Option("--format", help=tr("输出格式", "Form of the answer"))
    ] = ReportFormat.TABLE,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    raise NotImplementedError
