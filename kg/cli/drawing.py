"""``kg render``: the graph as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, ProvinceOption, StoreOption, YearOption, opened


def render(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help=tr("写到哪个文件", "File to write"), dir_okay=False)],
    town: Annotated[
        str | None,
        typer.Option(
            "--town",
            help=tr(
                "只画这个乡镇的做法，以及同有这些做法的乡镇",
                "Only this town's practices, and the towns that share them",
            ),
        ),
    ] = None,
    practice: Annotated[
        str | None, typer.Option("--practice", help=tr("只画这项做法及其下属", "Only this practice and its kinds"))
    ] = None,
    province: ProvinceOption = None,
    year: YearOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import views
    from kg.analysis import practice_graph
    from kg.cli import language

    views.check_target(out)
    terminal.progress(tr("正在取数……", "reading the graph …"))
    with opened(store) as graph:
        drawn = practice_graph(graph, town=town, practice=practice, province=province, year=year)
    terminal.progress(tr("正在排布……", "drawing …"))
    views.render(drawn, out, lang=language.lang())
    terminal.progress_end()
    towns = sum(node.kind == "town" for node in drawn.nodes)
    practices = sum(node.kind == "practice" for node in drawn.nodes)
    for name in drawn.understood:
        terminal.understood(name)
    places = tr(f"{towns} 个乡镇", f"{towns} towns")
    if drawn.town and towns > 1:
        others = towns - 1
        places = tr(
            f"{drawn.town}和共有这些做法的另外 {others} 个乡镇",
            f"{drawn.town} and {others} towns that share its practices",
        )
    terminal.say(
        tr(
            f"已写入 {out}：{places}，{practices} 项做法；用浏览器打开即可，不需要网络",
            f"wrote {out}: {places}, {practices} practices; open it in a browser, no network needed",
        )
    )
    out_of = drawn.left_out
    if out_of.practices or out_of.towns or out_of.firms:
        terminal.say(
            tr(
                f"只画了共有最多的部分，未画 {out_of.practices} 项做法、{out_of.towns} 个乡镇、{out_of.firms} 家法律服务机构"
                "（可用 --province、--town、--practice 缩小范围）",
                f"only what is shared most is drawn; left out: {out_of.practices} practices, {out_of.towns} towns, "
                f"{out_of.firms} firms (narrow it down with --province, --town or --practice)",
            )
        )
