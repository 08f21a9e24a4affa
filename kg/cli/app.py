"""The commands of ``kg`` and their order in the help."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import typer

from kg.cli import (
    advising,
    assisting,
    auditing,
    building,
    comparing,
    copying,
    dossiers,
    drawing,
    evaluating,
    extracting,
    following,
    inspecting,
    networking,
    pushing,
    querying,
    reviewing,
    serving,
    sharing,
    similar,
    spreading,
    whole,
)
from kg.cli.language import tr
from kg.cli.options import OFFSETS, LangOption, VersionOption

# Plain help and plain errors everywhere: boxes break in pipes and with wide characters.
app = typer.Typer(
    name="kg",
    help=tr(
        "乡镇法治政府建设年度报告的知识图谱：哪些乡镇有哪些治理做法，证据是报告里的哪一句。",
        "A knowledge graph of township rule-of-law reports: which towns share which practices, and the sentences "
        "that say so.",
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def _everywhere(lang: LangOption = None, version: VersionOption = False) -> None:
    """``kg --lang en COMMAND`` as well as ``kg COMMAND --lang en``."""


app.command("build", help=tr("读报告，建图谱", "Read reports into the graph"))(building.build)
app.command("remove", help=tr("撤下报告", "Withdraw reports"))(building.remove)
app.command("extract", help=tr("看单份报告的事实，不入库", "Facts of single reports, nothing stored"))(
    extracting.extract
)
app.command(
    "inspect", help=tr("看一份报告是怎么读的", "What was read from a file, and what was mended"), epilog=OFFSETS
)(inspecting.inspect)
app.command("towns", help=tr("哪些乡镇有这项做法", "Which towns share a practice"), epilog=OFFSETS)(sharing.towns)
app.command("shared", help=tr("哪些做法为多个乡镇共有", "Practices by the towns that share them"))(sharing.shared)
app.command("compare", help=tr("几个乡镇并排看", "Towns side by side"))(comparing.compare)
app.command("similar", help=tr("哪些乡镇与它最相似，为什么", "The towns most like one, and why"), epilog=OFFSETS)(
    similar.similar
)
app.command(
    "show",
    help=tr("一个乡镇、做法、律所或问题类型的档案", "All about a town, a practice, a firm or a type of problems"),
    epilog=OFFSETS,
)(dossiers.show)
app.command(
    "advise", help=tr("有同类问题的乡镇怎么办", "What towns with the same problems set against them"), epilog=OFFSETS
)(advising.advise)
app.command(
    "follow", help=tr("去年的计划和问题后来怎样", "What became of last year's plans and problems"), epilog=OFFSETS
)(following.follow)
app.command(
    "copied", help=tr("报告里哪些话几乎逐字见于更早的报告", "What stands almost word for word in earlier reports")
)(copying.copied)
app.command(
    "audit",
    help=tr(
        "审查年度报告：缺报、晚报、缺内容、数据矛盾", "What to look at in annual reports: missing, late, contradictory"
    ),
)(auditing.audit)
app.command("diffusion", help=tr("一项做法如何逐年、逐地铺开", "How a practice spreads through years and places"))(
    spreading.diffusion
)
app.command("together", help=tr("哪些做法常同在一地，多于偶然", "Practices that go together more than chance"))(
    networking.together
)
app.command(
    "network", help=tr("乡镇、做法、律所的网络，可存成 Gephi 文件", "Networks, for Gephi and networkx as well")
)(networking.network)
app.command("query", help=tr("用 SPARQL 提问，或用预存的问题", "Ask in SPARQL, or a saved question"))(querying.query)
app.command("render", help=tr("画成可离线打开的网页", "Draw the graph as one offline page"))(drawing.render)
app.command("serve", help=tr("在浏览器里浏览图谱", "Browse the graph in a browser"))(serving.serve)
app.command("site", help=tr("写成静态网站", "Write the graph as a static website"))(serving.site)
app.command("mcp", help=tr("让 AI 助手查询图谱（MCP）", "Let AI assistants ask the graph (MCP)"))(assisting.mcp)
app.add_typer(
    reviewing.app,
    name="review",
    help=tr(
        "评判抽取结果：人改正图谱，永久有效。不写子命令即逐条评判",
        "Put the graph right: judge what was extracted. Without a command: one by one",
    ),
)
app.command("export", help=tr("导出整个图谱", "Write the whole graph to a file"))(whole.export)
app.command("push", help=tr("把图谱写到 SPARQL 服务器上", "Write the graph to a SPARQL server"))(pushing.push)
app.command("validate", help=tr("检查图谱是否合规（SHACL）", "Check the graph against its shapes (SHACL)"))(
    whole.validate
)
app.command(
    "evaluate", help=tr("用人工标注的报告检验抽取质量", "Score the extraction on reports that people annotated")
)(evaluating.evaluate)


@cache
def command() -> Callable[..., object]:
    """``app`` as the one command that arguments are parsed by; made once a process."""
    return typer.main.get_command(app)
