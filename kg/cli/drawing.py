"""``kg render``: the graph as a page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, ProvinceOption, StoreOption, YearOption, opened

if TYPE_CHECKING:
    from kg.analysis.practice_graph import PracticeGraph


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
    firm: Annotated[
        str | None,
        typer.Option(
            "--firm", help=tr("只画这家律所及其服务的乡镇", "Only this law firm and the towns that it advises")
        ),
    ] = None,
    problems: Annotated[
        bool,
        typer.Option(
            "--problems",
            help=tr(
                "画 --town 所指乡镇的问题、原因、计划和相关做法",
                "Problems, causes and plans of the --town, with the practices they name",
            ),
        ),
    ] = False,
    projection: Annotated[
        bool,
        typer.Option(
            "--projection",
            help=tr(
                "只画乡镇，做法相近的相连（可加 --town，只画它周围）",
                "Towns only, tied where they share practices (with --town: those around it)",
            ),
        ),
    ] = False,
    most: Annotated[
        int, typer.Option("--most", min=2, max=10_000, help=tr("最多画几个节点", "Draw at most so many nodes"))
    ] = 400,
    province: ProvinceOption = None,
    year: YearOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import views
    from kg.analysis import practice_graph
    from kg.analysis.graphs.likeness import likeness_graph
    from kg.cli import language
    from kg.errors import KgError

    asked = {"--practice": practice, "--firm": firm, "--problems": problems}
    if projection and any(asked.values()):
        option = next(name for name, given in asked.items() if given)
        raise KgError(
            f"--projection draws towns only, {option} does not go with it",
            f"--projection 只画乡镇，不能与 {option} 同用",
        )
    views.check_target(out)
    terminal.progress(tr("正在取数……", "reading the graph …"))
    with opened(store) as graph:
        if projection:
            drawn = likeness_graph(graph, town=town, province=province, year=year, most_nodes=most)
        else:
            drawn = practice_graph(
                graph,
                town=town,
                practice=practice,
                province=province,
                year=year,
                most_nodes=most,
                firm=firm,
                problems=problems,
            )
    terminal.progress(tr("正在排布……", "drawing …"))
    views.render(drawn, out, lang=language.lang())
    terminal.progress_end()
    for name in drawn.understood:
        terminal.understood(name)
    places = _told(drawn)
    terminal.say(
        tr(
            f"已写入 {out}：{places}；用浏览器打开即可，不需要网络",
            f"wrote {out}: {places}; open it in a browser, no network needed",
        )
    )
    out_of = drawn.left_out
    sentences = out_of.sentences  # of what is held beside the page tells when it is drawn
    if sentences:
        terminal.say(
            tr(
                f"{sentences} 条连线未附原句（句子太多）",
                f"{sentences} lines come without their sentences, which are too many",
            )
        )
    if out_of.practices or out_of.towns or out_of.firms:
        terminal.say(
            tr(
                f"只画了共有最多的部分，未画 {out_of.practices} 项做法、{out_of.towns} 个乡镇、{out_of.firms} 家法律服务机构"
                "（可用 --province、--town、--practice 缩小范围）",
                f"only what is shared most is drawn; left out: {out_of.practices} practices, {out_of.towns} towns, "
                f"{out_of.firms} firms (narrow it down with --province, --town or --practice)",
            )
        )


def _told(drawn: PracticeGraph) -> str:
    """What is in the drawing, in words."""
    count = Counter(node.kind for node in drawn.nodes)
    towns, practices = count["town"], count["practice"]
    if drawn.view == "problems":
        problems, causes, plans = count["problem"], count["cause"], count["plan"]
        return tr(
            f"{drawn.town}的 {problems} 个问题、{causes} 条原因、{plans} 项计划",
            f"{problems} problems, {causes} causes and {plans} plans of {drawn.town}",
        )
    if drawn.view == "likeness":
        ties = len(drawn.edges)
        return tr(f"{towns} 个乡镇，{ties} 条连线", f"{towns} towns, {ties} ties")
    if drawn.firm:
        others = count["firm"] + count["office"] - 1
        served = tr(f"{drawn.firm}服务的 {towns} 个乡镇", f"{towns} towns that {drawn.firm} advises")
        more = tr(f"，以及另外 {others} 家为这些乡镇服务的机构", f", and {others} other firms that advise these")
        return served + more if others else served
    places = tr(f"{towns} 个乡镇", f"{towns} towns")
    if drawn.town and towns > 1:
        others = towns - 1
        places = tr(
            f"{drawn.town}和共有这些做法的另外 {others} 个乡镇",
            f"{drawn.town} and {others} towns that share its practices",
        )
    return tr(f"{places}，{practices} 项做法", f"{places}, {practices} practices")
