"""``kg evaluate``: the figures of reports that people annotated, with what was missed and confused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import LangOption
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.evaluation import Evaluation

# Figure → what it tells, in Chinese and English.
FIGURES = {
    "identity": ("身份（乡镇、县、省、年份全对）", "town, county, province and year all right"),
    "firm_recall": ("律所查全", "law firms found"),
    "firm_precision": ("律所查准", "law firms that are right"),
    "role_accuracy": ("律所角色", "roles of firms"),
    "practice_recall": ("做法查全", "practices found"),
    "practice_precision": ("做法查准", "practices that are right"),
    "status_accuracy": ("做法状态", "statuses of practices"),
    "status_macro_f1": ("状态宏平均 F1", "mean F1 over the statuses"),
    "trap_avoidance": ("不上当（口号、外地做法等）", "traps avoided (slogans, other towns' practices …)"),
    "problem_recall": ("问题查全", "problems found"),
    "problem_precision": ("问题查准", "problems that are right"),
    "plan_recall": ("计划查全", "plans found"),
    "plan_precision": ("计划查准", "plans that are right"),
    "cause_recall": ("原因查全", "causes found"),
    "observation_recall": ("数字查全（所指、数值、单位）", "figures found (what, value, unit)"),
    "cite_recall": ("引用查全", "cited instruments found"),
    "provenance": ("原句可查", "statements traced to their sentence"),
    "refusal_recall": ("非乡镇报告的拒收", "documents that are no report, refused"),
}
_KINDS = {"missed": ("漏", "missed"), "extra": ("多", "too much"), "wrong": ("错", "wrong")}


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help=tr("人工标注的事实（JSON）", "Facts annotated by hand (JSON)"))
    ],
    reports: Annotated[
        Path, typer.Option("--reports", metavar="DIR", help=tr("报告文件所在的文件夹", "Folder of the reports' files"))
    ],
    others: Annotated[
        Path | None,
        typer.Option(
            "--others",
            metavar="DIR",
            help=tr("不是乡镇报告、应当拒收的文件", "Documents that are no township report and should be refused"),
        ),
    ] = None,
    least: Annotated[
        list[str] | None,
        typer.Option(
            "--min",
            metavar="NAME=VALUE",
            help=tr("某项不得低于此值，否则状态码 1；可多次", "Exit status 1 if a figure is below; may be repeated"),
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help=tr("不列漏、多、错", "Only the figures, no list of misses"))
    ] = False,
    form: Annotated[
        TableFormat,
        typer.Option(
            "--format",
            help=tr(
                "table 给人看；json 是全部；csv 是漏、多、错的清单", "table for people; json: all; csv: list of misses"
            ),
        ),
    ] = TableFormat.TABLE,
    lang: LangOption = None,
) -> None:
    bars = _bars(least or [])
    from kg import ontology, places
    from kg.errors import KgError
    from kg.evaluation import evaluate as compared
    from kg.evaluation import read_gold

    for folder in filter(None, (reports, others)):
        if not folder.is_dir():
            raise KgError("no such folder", "没有这个文件夹", where=str(folder))
    rows = read_gold(gold)
    try:
        found = compared(rows, reports, ontology.load(), places.load(), others=others, on_file=terminal.progress)
    finally:
        terminal.progress_end()
    if form is TableFormat.JSON:
        _json(found, quiet)
    elif form is TableFormat.CSV:
        as_csv(
            ("report", "figure", "kind", "wanted", "found", "sentence"),
            [(one.file, m.figure, m.kind, m.wanted, m.found, m.sentence) for one in found.reports for m in one.misses],
        )
    else:
        _table(found, quiet)
    values = _values(found)
    below = {name: bar for name, bar in bars.items() if (value := values[name]) is not None and value < bar}
    for name, bar in below.items():
        terminal.complain(tr(f"kg: {name} 为 {values[name]}，低于 {bar}", f"kg: {name} is {values[name]}, below {bar}"))
    if below or found.refused:
        raise typer.Exit(1)


def _bars(least: list[str]) -> dict[str, float]:
    bars = {}
    for one in least:
        name, _, value = one.partition("=")
        try:
            bars[name] = float(value)
        except ValueError:
            raise typer.BadParameter(tr(f"“{one}”应写作 名称=数值", f"“{one}” should read NAME=VALUE")) from None
        if name not in FIGURES:
            raise typer.BadParameter(
                tr(f"没有“{name}”这项；可用：{'、'.join(FIGURES)}", f"no figure “{name}”: one of {', '.join(FIGURES)}")
            )
    return bars


def _values(found: Evaluation) -> dict[str, float | None]:
    values: dict[str, float | None] = dict.fromkeys(FIGURES)
    return values | {one.name: one.value for one in found.figures} | {"status_macro_f1": found.macro_f1}


def _json(found: Evaluation, quiet: bool) -> None:
    answer: dict[str, object] = {
        "figures": _values(found) | {"reports_missing": len(found.refused)},
        "counts": {
            one.name: {"hits": one.hits, "of": one.of, "interval": one.interval} for one in found.figures if one.of
        },
        "confusion": found.confusion,
        "refused": {one.file: one.refused.told(language()) for one in found.reports if one.refused},
        "read_as_reports": found.read_as_reports,
    }
    if not quiet:
        answer["misses"] = {one.file: one.misses for one in found.reports}
    as_json(answer)


def _table(found: Evaluation, quiet: bool) -> None:
    from kg.analysis.wording.words import STATUS, say

    zh = language() == "zh"
    if not quiet:
        for one in found.reports:
            if one.misses:
                terminal.part(
                    one.file + (tr("：未读入，", ": not read, ") + one.refused.told(language()) if one.refused else ""),
                    len(one.misses),
                )
                terminal.table(
                    (tr("项", "figure"), "", tr("应为", "wanted"), tr("得到", "found"), tr("原句", "sentence")),
                    [(m.figure, _KINDS[m.kind][0 if zh else 1], m.wanted, m.found, m.sentence) for m in one.misses],
                )
        for file in found.read_as_reports:
            terminal.say(terminal.clean(tr(f"误当报告读入：{file}", f"taken for a report: {file}")))
    terminal.part(
        tr("状态：应为（行）与得到（列）", "statuses: wanted (rows) and found (columns)"), len(found.confusion)
    )
    names = [say(STATUS, status, language()) for status in found.confusion]
    terminal.table(
        ("", *names),
        [
            (name, *(f"{share:g}" for share in row.values()))
            for name, row in zip(names, found.confusion.values(), strict=True)
        ],
    )
    terminal.part(tr("指标", "figures"), len(found.reports))
    rows = {
        one.name: (
            f"{one.hits:g}/{one.of}",
            "{:.3f}–{:.3f}".format(*one.interval) if one.interval else "",
        )
        for one in found.figures
    }
    terminal.table(
        (
            tr("项", "figure"),
            tr("值", "value"),
            tr("计数", "count"),
            tr("95% 区间", "95 % interval"),
            tr("说明", "what"),
        ),
        [
            (name, "–" if value is None else f"{value:.3f}", *rows.get(name, ("", "")), FIGURES[name][0 if zh else 1])
            for name, value in _values(found).items()
            if value is not None or name in rows
        ],
    )
    if found.refused:
        told = "、".join(found.refused)
        terminal.complain(
            tr(f"kg: {len(found.refused)} 份报告未能读入：{told}", f"kg: {len(found.refused)} reports not read: {told}")
        )
