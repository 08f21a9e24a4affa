"""``kg export`` and ``kg validate``: the graph as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, DataFormatOption, LangOption, StoreOption, opened
from kg.cli.writing import DataFormat, as_json


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


def validate(
    form: DataFormatOption = DataFormat.TABLE,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import ontology
    from kg.cli import language
    from kg.rdf.validation import validate as violations

    terminal.progress(tr("正在检查……", "checking …"))
    with opened(store) as graph:
        quads = list(graph.quads())
    found = violations(quads, ontology.folder() / "shapes.ttl")
    terminal.progress_end()
    broken = sum(one.severity == "Violation" for one in found)
    if form is DataFormat.JSON:
        as_json({"conforms": not broken, "quads": len(quads), "results": found})
    else:
        zh = language.lang() == "zh"
        if found:
            columns = (
                tr("节点", "node"),
                tr("属性", "property"),
                tr("级别", "severity"),
                tr("值", "value"),
                tr("说明", "fault"),
            )
            rows = [(v.focus, v.path, v.severity, v.value[:60], v.message_zh if zh else v.message_en) for v in found]
            terminal.table(columns, rows)
            terminal.say()
        terminal.say(
            tr(
                f"检查了 {len(quads)} 条陈述：" + (f"{broken} 处不合规" if broken else "全部合规"),
                f"{len(quads)} statements checked: " + (f"{broken} violations" if broken else "all conform"),
            )
        )
    if broken:
        raise typer.Exit(1)
