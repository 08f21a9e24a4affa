"""``kg towns`` and ``kg shared``: who shares what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.excerpts import excerpt
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
from kg.cli.writing import TableFormat, as_csv, as_json
from kg.model import Status

if TYPE_CHECKING:
    from kg.analysis.answers import Count, Evidence, Scope, SharedAnswer, SharedPractice, TownsAnswer, Use

STATUSES = tuple(status.value for status in Status)


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
    terminal.understood(answer.understood)
    if form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*use_records(answer.uses))
    else:
        _headline(answer)
        if answer.uses:
            use_table(answer.uses, full)
            terminal.say()
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
            evidence=form is TableFormat.JSON,
        )
    if form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        columns = ("practice", "practice_id", "discovered", "towns", "of", *STATUSES, "which")
        as_csv(columns, [_record(one) for one in answer.practices])
    else:
        _shared_table(answer)


def _record(one: SharedPractice) -> tuple[object, ...]:
    by = {status: count.number for status, count in one.by_status.items()}
    numbers = (one.towns.number, one.towns.of, *(by.get(status, 0) for status in STATUSES))
    which = "、".join(dict.fromkeys(use.town.full_name for use in one.uses))
    return (one.practice.label, one.practice.id, one.practice.discovered, *numbers, which)


def _shared_table(answer: SharedAnswer) -> None:
    many = len(answer.practices) + answer.left_out
    terminal.heading(
        tr(
            f"至少 {answer.least} 个乡镇写到的做法：{many} 项（{scope(answer.scope)}）",
            f"practices that at least {answer.least} towns name: {many} ({scope(answer.scope)})",
        )
    )
    if answer.practices:
        columns = (tr("做法", "practice"), tr("乡镇数", "towns"), tr("状态", "status"), tr("哪些乡镇", "which"))
        terminal.table(
            columns,
            [
                (
                    name(one.practice.label, one.practice.label_en),
                    f"{one.towns.number}/{one.towns.of}",
                    statuses(one.by_status),
                    "、".join(_distinct(one.uses)),
                )
                for one in answer.practices
            ],
        )
        terminal.say()
    if answer.left_out:
        terminal.say(tr(f"另有 {answer.left_out} 项未列出（--limit 0）", f"{answer.left_out} more (--limit 0)"))
    if answer.families:
        terminal.say(tr("下属做法已计入上位做法。", "Narrower practices count for their broader ones (families)."))
    terminal.say(silence())


def _distinct(uses: Sequence[Use]) -> list[str]:
    """Names of the towns, each once; the full name where two have the same."""
    towns = dict.fromkeys(use.town for use in uses)
    names = [town.name for town in towns]
    return [town.name if names.count(town.name) == 1 else town.full_name for town in towns]


def use_table(uses: Sequence[Use], full: bool = False, towns: bool = True) -> None:
    """A line for each use and sentence; ``towns`` False where all are of one town."""
    columns = (
        tr("乡镇", "town"),
        tr("做法", "practice"),
        tr("状态", "status"),
        tr("年份", "year"),
        source(),
        tr("原句", "sentence"),
    )
    rows = []
    for use in uses:
        label = name(use.practice.label, use.practice.label_en)
        year = "" if use.year is None else str(use.year)
        seen = (use.town.full_name, label, status_name(use.status, use.continues), year)
        for proof in use.evidence or (None,):
            sentence = "" if proof is None else proof.sentence if full else excerpt(proof.sentence, use.surface_forms)
            rows.append((*seen, place(proof), sentence))
    first = 0 if towns else 1
    terminal.table(columns[first:], [row[first:] for row in rows])


def use_records(uses: Sequence[Use]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Column names and rows of the same for programs: ids, whole sentences, offsets in columns of their own."""
    columns = (
        *("town", "practice", "practice_id", "discovered", "status", "continues", "year", "confidence", "as_written"),
        *("sentence", "section", "file", "report", "start", "end"),
    )
    rows: list[tuple[object, ...]] = []
    for use in uses:
        one = use.practice
        about = (use.town.full_name, one.label, one.id, one.discovered, use.status, use.continues, use.year)
        told = (*about, use.confidence, "、".join(use.surface_forms))
        rows += [(*told, e.sentence, e.section, e.file, e.report, e.start, e.end) for e in use.evidence]
    return columns, rows


def source() -> str:
    """Heading of a column of ``place``."""
    return tr("出处（文件:正文第几字）", "source (file:characters of the clean text)")


def place(proof: Evidence | None) -> str:
    """File, and characters of the clean text (what ``kg inspect --text`` prints), of a sentence."""
    return f"{proof.file}:{proof.start}–{proof.end}" if proof else ""


def name(zh: str, en: str) -> str:
    return zh if lang() == "zh" or not en else f"{zh} ({en})"


def status_name(status: str, continues: bool = False) -> str:
    from kg.analysis.wording import STATUS, say

    return say(STATUS, status, lang()) + (tr("（延续）", " (continues)") if continues else "")


def statuses(by_status: Mapping[str, Count]) -> str:
    return tr("，", ", ").join(f"{status_name(status)} {count.number}" for status, count in by_status.items())


def scope(of: Scope) -> str:
    """“5 个乡镇的 5 份报告，2023–2025 年”; what was asked for, where no report is left."""
    if not of.reports:
        asked = " ".join(filter(None, (of.province, str(of.year or ""))))
        return tr(f"{asked} 没有报告".strip(), f"no report {asked}".strip())
    years = "、".join(map(str, of.years)) if len(of.years) < 3 else f"{of.years[0]}–{of.years[-1]}"
    where = of.province + " " if of.province else ""
    if lang() == "zh":
        return f"{where}{of.towns} 个乡镇的 {of.reports} 份报告" + (f"，{years} 年" if years else "")
    return f"{of.reports} reports of {where}{of.towns} towns" + (f", {years}" if years else "")


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
