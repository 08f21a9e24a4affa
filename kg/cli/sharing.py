"""``kg towns`` and ``kg shared``: who shares what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang, tr
from kg.cli.options import (
    DEFAULT_STORE,
    FormatOption,
    LangOption,
    ProvinceOption,
    StatusOption,
    StoreOption,
    YearOption,
    opened,
)
from kg.cli.writing import TableFormat, written

if TYPE_CHECKING:
    from kg.analysis.answers import Count, Evidence, Scope, TownsAnswer, Use

_EXCERPT = 44  # characters of a sentence shown in a table


def towns(
    practice: Annotated[
        str, typer.Argument(metavar="PRACTICE", help=tr("做法，如 枫桥经验", "Practice, e.g. 枫桥经验"))
    ],
    status: StatusOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    exact: Annotated[
        bool, typer.Option("--exact", help=tr("不算下属做法", "Leave out narrower practices (its family)"))
    ] = False,
    full: Annotated[bool, typer.Option("--full", help=tr("显示整句", "Show whole sentences"))] = False,
    form: FormatOption = TableFormat.TABLE,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.towns(graph, practice, status=status, year=year, province=province, exact=exact)
    if form is TableFormat.TABLE:
        _headline(answer)
    if answer.uses or form is not TableFormat.TABLE:
        columns, rows, shown = use_rows(answer.uses, full)
        if written(form, answer, columns, rows, shown):
            terminal.say()
    if form is TableFormat.TABLE:
        _footnotes(answer)


def shared(
    least: Annotated[int, typer.Option("--min", min=1, help=tr("至少几个乡镇", "At least so many towns"))] = 2,
    families: Annotated[
        bool,
        typer.Option(
            "--families", help=tr("下属做法也算作上位做法", "A narrower practice counts for its broader ones")
        ),
    ] = False,
    status: StatusOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help=tr("最多列几项，0 为全部", "At most so many, 0 for all"))
    ] = 30,
    form: FormatOption = TableFormat.TABLE,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.shared(
            graph,
            least=least,
            families=families,
            status=status,
            year=year,
            province=province,
            limit=limit or None,
        )
    columns = [tr("做法", "practice"), tr("乡镇数", "towns"), tr("状态", "status"), tr("哪些乡镇", "which"), "id", "of"]
    rows = [
        (
            name(one.practice.label, one.practice.label_en),
            f"{one.towns.number}/{one.towns.of}" if form is TableFormat.TABLE else one.towns.number,
            statuses(one.by_status),
            "、".join(_distinct(one.uses)),
            one.practice.id,
            one.towns.of,
        )
        for one in answer.practices
    ]
    if form is TableFormat.TABLE:
        terminal.heading(
            tr(
                f"至少 {least} 个乡镇写到的做法：{len(rows) + answer.left_out} 项（{scope(answer.scope)}）",
                f"practices that at least {least} towns name: {len(rows) + answer.left_out} ({scope(answer.scope)})",
            )
        )
    if (rows or form is not TableFormat.TABLE) and written(form, answer, columns, rows, (0, 1, 2, 3)):
        terminal.say()
    if form is TableFormat.TABLE:
        if answer.left_out:
            terminal.say(tr(f"另有 {answer.left_out} 项未列出（--limit 0）", f"{answer.left_out} more (--limit 0)"))
        if families:
            terminal.say(tr("下属做法已计入上位做法。", "Narrower practices count for their broader ones."))
        terminal.say(silence())


def _distinct(uses: Sequence[Use]) -> list[str]:
    """Names of the towns, each once; the full name where two have the same."""
    towns = dict.fromkeys(use.town for use in uses)
    names = [town.name for town in towns]
    return [town.name if names.count(town.name) == 1 else town.full_name for town in towns]


def use_rows(uses: Sequence[Use], full: bool = False) -> tuple[list[str], list[tuple[object, ...]], tuple[int, ...]]:
    """Columns, a row for each use and sentence, and which columns a table shows."""
    columns = [
        tr("乡镇", "town"),
        tr("做法", "practice"),
        tr("状态", "status"),
        tr("年份", "year"),
        tr("原句", "sentence"),
        tr("出处（文件:字）", "source (file:characters)"),
        "status_id",
        "file",
        "start",
        "end",
        "section",
        "report",
        "confidence",
        "as_written",
    ]
    rows: list[tuple[object, ...]] = []
    for use in uses:
        label = name(use.practice.label, use.practice.label_en)
        seen = (use.town.full_name, label, status_name(use.status, use.continues), use.year)
        for proof in use.evidence or (None,):
            rows.append((*seen, *_proof(proof, use, full), use.confidence, "、".join(use.surface_forms)))
    return columns, rows, (0, 1, 2, 3, 4, 5)


def _proof(proof: Evidence | None, use: Use, full: bool) -> tuple[object, ...]:
    if proof is None:
        return ("", "", use.status, "", None, None, "", "")
    sentence = proof.sentence if full else excerpt(proof.sentence, use.surface_forms)
    where = f"{proof.file}:{proof.start}–{proof.end}"
    return (sentence, where, use.status, proof.file, proof.start, proof.end, proof.section, proof.report)


def excerpt(sentence: str, forms: Sequence[str] = (), most: int = _EXCERPT) -> str:
    """``sentence`` cut to ``most`` characters around the first of ``forms`` that it holds."""
    if len(sentence) <= most:
        return sentence
    at = min((sentence.find(form) for form in forms if form in sentence), default=0)
    start = max(0, min(at - most // 3, len(sentence) - most))
    end = start + most
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def name(zh: str, en: str) -> str:
    return zh if lang() == "zh" or not en else f"{zh} ({en})"


def status_name(status: str, continues: bool = False) -> str:
    from kg.analysis.wording import STATUS, say

    return say(STATUS, status, lang()) + (tr("（延续）", " (continues)") if continues else "")


def statuses(by_status: Sequence[tuple[str, Count]]) -> str:
    return tr("，", ", ").join(f"{status_name(status)} {count.number}" for status, count in by_status)


def scope(of: Scope) -> str:
    """“5 个有报告的乡镇，2023–2025 年”."""
    years = "、".join(map(str, of.years)) if len(of.years) < 3 else f"{of.years[0]}–{of.years[-1]}"
    where = of.province + " " if of.province else ""
    if lang() == "zh":
        return f"{where}{of.towns} 个乡镇的 {of.reports} 份报告，{years} 年"
    return f"{of.reports} reports of {where}{of.towns} towns, {years}"


def silence() -> str:
    return tr(
        "没有写到不等于没有：计数只说明多少个乡镇的报告写到了它。",
        "Silence is not absence: counts say how many towns' reports name a practice, not how many lack it.",
    )


def _headline(answer: TownsAnswer) -> None:
    label = name(answer.practices[0].label, answer.practices[0].label_en)
    told = answer.towns
    which = f"（{status_name(answer.status)}）" if answer.status else ""
    terminal.heading(
        tr(
            f"{label}{which}：{told.of} 个有报告的乡镇中，{told.number} 个写到",
            f"{label}: named by {told.number} of the {told.of} towns that reported",
        )
        + (f"（{scope(answer.scope)}）" if lang() == "zh" else f" ({scope(answer.scope)})")
    )
    if answer.by_status:
        terminal.say(statuses(answer.by_status))
    terminal.say()


def _footnotes(answer: TownsAnswer) -> None:
    if len(answer.practices) > 1:
        terminal.say(
            tr(
                f"有 {len(answer.practices)} 项同名做法，各县新发现、未经审核，一并列出。",
                f"{len(answer.practices)} practices of this name were discovered in different counties; nobody has "
                "reviewed whether they are the same.",
            )
        )
    if answer.family:
        used = dict.fromkeys(use.practice.label for use in answer.uses if use.practice in answer.family)
        listed = f"：{'、'.join(used)}" if used else ""
        terminal.say(
            tr(
                f"已计入 {len(answer.family)} 项下属做法{listed}（--exact 则不计）。",
                f"{len(answer.family)} narrower practices count as well (its family; --exact leaves them out){listed}",
            )
        )
    terminal.say(silence())
