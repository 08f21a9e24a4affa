"""``kg build`` and ``kg remove``: reports into the graph and out of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_telling, terminal
from kg.cli.engines import ConfOption, EngineName, EngineOption, MasterOption, OutOption, engine_of, write_files
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, DataFormatOption, FolderOption, LangOption
from kg.cli.pace import Pace
from kg.cli.writing import DataFormat, as_json

if TYPE_CHECKING:
    from kg.build import BuildSummary, Editions, Item

_STAGES = {
    "names": ("核对名称", "settling names"),
    "loading": ("装入图谱", "loading the graph"),
    "renewing": ("更新图谱", "bringing the graph up to date"),
    "judging": ("归并叫法、应用评判", "merging spellings, applying judgements"),
    "gathering": ("汇总", "gathering what was read"),
    "comparing": ("比对雷同文字", "comparing texts"),
    "deriving": ("推算乡镇与做法的关系", "deriving shortcuts"),
    "tables": ("制表", "making tables"),
    "switching": ("启用新图谱", "switching to the new graph"),
}
_LISTED = 20  # documents named per list; the rest is in --format json


def build(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help=tr("报告文件或文件夹", "Files or folders of reports"))
    ],
    strict: Annotated[
        bool,
        typer.Option("--strict", help=tr("遇到不是乡镇报告的文件也算失败", "Fail also for what is no township report")),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            min=1,
            metavar="N",
            help=tr("同时读报告的进程数，默认用满处理器", "Processes that read at the same time; default: all cores"),
        ),
    ] = None,
    engine: EngineOption = EngineName.LOCAL,
    master: MasterOption = None,
    conf: ConfOption = None,
    out: OutOption = None,
    form: DataFormatOption = DataFormat.TABLE,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.build import build as build_graph

    pace = Pace()

    def progress(done: int, total: int, name: str) -> None:
        terminal.progress(pace.line(done, total, name) if name else tr("写入……", "writing …"))

    started = time.monotonic()
    with engine_of(engine, master, conf, out) as by:
        summary = build_graph(paths, store, progress=progress, workers=workers, engine=by, stage=_putting_together)
        terminal.progress_end()
        if form is DataFormat.JSON:
            as_json(summary)
        else:
            told(summary, time.monotonic() - started)
            reviewing_telling.outcome(summary, store)
        files = write_files(by, store, out)
    if files and form is not DataFormat.JSON:
        terminal.say(files)
    for path in summary.empty:
        terminal.complain(tr(f"kg: {path} 里没有可读的报告文件", f"kg: no report to read in {path}"))
    if summary.failed or summary.empty or (strict and summary.skipped):
        raise typer.Exit(1)


def _putting_together(stage: str) -> None:
    """Tells a person who looks what of the graph is being made."""
    zh, en = _STAGES[stage]
    terminal.progress(tr(f"{zh}……", f"{en} …"))


def remove(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT…", help=tr("报告编号的开头（至少 4 位）或文件名", "Beginning of an id, or file name")
        ),
    ],
    form: DataFormatOption = DataFormat.TABLE,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.build import remove as withdraw

    summary = withdraw(store, [name.removeprefix("report:") for name in reports])
    if form is DataFormat.JSON:
        as_json(summary)
        return
    for item in summary.withdrawn:
        terminal.say(terminal.clean(tr("已撤下：", "withdrawn: ") + _line(item)))
    _holdings(summary)
    reviewing_telling.outcome(summary, store)


def told(summary: BuildSummary, seconds: float) -> None:
    """What was done and what the graph now holds, for people who know nothing of RDF."""
    read, same, gone = len(summary.built), len(summary.unchanged), len(summary.withdrawn)
    terminal.heading(
        tr(
            f"新读 {read} 份报告，{same} 份没有变化，撤下 {gone} 份（{seconds:.1f} 秒）",
            f"{read} reports read, {same} unchanged, {gone} withdrawn ({seconds:.1f} seconds)",
        )
    )
    listed = (*summary.built, *summary.unchanged)[:_LISTED]
    if listed:
        terminal.table(
            (tr("乡镇", "town"), tr("年份", "year"), tr("文件", "file"), "id"),
            [(item.town or "?", str(item.year or "?"), item.name, f"report:{item.report}") for item in listed],
        )
    more = read + same - _LISTED
    if more > 0:
        terminal.say(tr(f"……另有 {more} 份", f"… and {more} more"))
    terminal.say()
    _holdings(summary)
    _editions(summary.editions)
    _named(tr("已撤下", "withdrawn"), summary.withdrawn)
    _named(tr("读过但本次不在路径内、由旧版读取", "read by an older version, not below these paths"), summary.outdated)
    _named(tr("跳过：不是乡镇的法治政府建设年度报告", "skipped: no township report"), summary.skipped)
    _named(tr("忽略：不是文本或网页", "ignored: neither text nor web page"), summary.ignored)
    _named(tr("没能读", "could not be read"), summary.failed, fault=True)


def _holdings(summary: BuildSummary) -> None:
    def n(name: str) -> int:
        return summary.counts.get(name, 0)

    if not n("Report"):
        terminal.say(tr("图谱里没有报告。", "The graph holds no report."))
        return
    years = summary.years
    when = f"{years[0]}–{years[-1]}" if len(years) > 2 else "、".join(map(str, years))
    older, older_zh = "", ""
    if n("ReplacedReport"):
        older = f" (and {n('ReplacedReport')} older editions, which are not counted)"
        older_zh = f"（另有 {n('ReplacedReport')} 份已有新版，不计入）"
    terminal.heading(
        tr(
            f"图谱现有 {n('Report')} 份报告，{n('Township')} 个乡镇，{when} 年{older_zh}：",
            f"the graph holds {n('Report')} reports of {n('Township')} towns, {when}{older}:",
        )
    )
    lines = (
        tr(
            f"{n('AdoptedMechanism')} 项治理做法，被写到 {n('Adoption')} 次（{n('DiscoveredMechanism')} 项为新发现，未经审核）",
            f"{n('AdoptedMechanism')} practices, named {n('Adoption')} times ({n('DiscoveredMechanism')} newly discovered, "
            "not reviewed)",
        ),
        tr(
            f"{n('LawFirm')} 家律师事务所、{n('LegalServiceOffice')} 家法律服务所",
            f"{n('LawFirm')} law firms, {n('LegalServiceOffice')} legal service offices",
        ),
        tr(
            f"{n('Problem')} 个问题、{n('Cause')} 条原因、{n('Plan')} 项计划",
            f"{n('Problem')} problems, {n('Cause')} causes, {n('Plan')} plans",
        ),
        tr(
            f"{n('Observation')} 个数字、{n('LegalInstrument')} 部引用的法规文件",
            f"{n('Observation')} figures, {n('LegalInstrument')} laws and documents cited",
        ),
        tr(
            f"每一条都指向报告里的原句（共 {n('Passage')} 句）",
            f"each traced to the sentence that says it ({n('Passage')} sentences)",
        ),
    )
    for line in lines:
        terminal.say("  " + line)
    if unplaced := n("UnplacedTown"):
        terminal.say(
            tr(
                f"{unplaced} 个乡镇不能确定是哪里的，保留报告里的名称，不作猜测；逐个列出：kg query towns-to-place",
                f"{unplaced} towns could not be placed: they keep their names as written, nothing is guessed; listed by: "
                "kg query towns-to-place",
            )
        )


def _editions(several: Sequence[Editions]) -> None:
    if not several:
        return
    terminal.say(
        tr(
            "同一乡镇同一年有几个版本，采用最新的（先看公布日期，再看落款日期、更正字样、文件名）：",
            "several editions of one town and year; the newest counts (by date of publication, then of signature, then "
            "words of correction, then file name):",
        )
    )
    for same in several[:_LISTED]:
        names, names_zh = (mark.join(item.name for item in same.replaced) for mark in (", ", "、"))
        line = tr(
            f"{same.town} {same.year}：采用 {same.current.name}，不用 {names_zh}",
            f"{same.town} {same.year}: current is {same.current.name}, replaced {names}",
        )
        terminal.say("  " + terminal.clean(line))
    if len(several) > _LISTED:
        terminal.say(tr(f"  ……另有 {len(several) - _LISTED} 组", f"  … and {len(several) - _LISTED} more"))


def _named(title: str, items: Sequence[Item], fault: bool = False) -> None:
    if not items:
        return
    tell = terminal.complain if fault else terminal.say
    tell(tr(f"{title}（{len(items)}）：", f"{title} ({len(items)}):"))
    for item in items[:_LISTED]:
        tell("  " + terminal.clean(_line(item)) if not fault else terminal.clean(_line(item)))
    if len(items) > _LISTED:
        tell(tr(f"  ……另有 {len(items) - _LISTED} 份", f"  … and {len(items) - _LISTED} more"))


def _line(item: Item) -> str:
    also = tr("；同一份文件还有：", "; the same document: ") + "、".join(item.also) if item.also else ""
    what = " ".join(filter(None, (item.town, str(item.year or ""))))
    what = tr("，", ", ").join(filter(None, (what, tr(item.reason_zh, item.reason))))
    return f"{item.name}: {what}{also}" if what else item.name + also
