"""``kg copied``: what of the reports stands almost word for word in earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang, tr
from kg.cli.options import (
    DEFAULT_STORE,
    CountyOption,
    FormatOption,
    LangOption,
    LimitOption,
    ProvinceOption,
    SparqlOption,
    StoreOption,
    YearOption,
    opened,
)
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.copying.answers import (
        CopiedPassage,
        CopiedReportsAnswer,
        CopiedTownAnswer,
        SharedTextAnswer,
    )

    Answer = CopiedTownAnswer | CopiedReportsAnswer | SharedTextAnswer

_MOST = 60  # characters of a passage that a table shows


def copied(
    town: Annotated[
        str | None,
        typer.Argument(
            metavar="TOWN",
            help=tr(
                "乡镇，如 新安镇；不写则列出各报告的雷同占比", "A town; without one: all reports by the share copied"
            ),
        ),
    ] = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help=tr("哪些乡镇之间相同的文字最多", "Which towns share most text"))
    ] = False,
    least: Annotated[
        float | None,
        typer.Option("--min", min=0, max=100, help=tr("雷同至少占百分之几", "Only reports copied to this percentage")),
    ] = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    limit: LimitOption = 30,
    full: Annotated[
        bool, typer.Option("--full", help=tr("显示整段和上下文", "Show whole passages in context"))
    ] = False,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    _check(town, pairs, least, province, county)
    most = limit or None
    with opened(store) as graph:
        answer: Answer
        if town is not None:
            answer = analysis.copied(graph, town, year=year)
            terminal.understood(answer.understood)
        elif pairs:
            answer = analysis.sharing_text(graph, year=year, province=province, county=county, limit=most)
        else:
            share = (least or 0.0) / 100
            answer = analysis.copied_reports(
                graph, least=share, year=year, province=province, county=county, limit=most
            )
    if sparql:
        terminal.verbatim(analysis.copied_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _tell(answer, full, limit)


def _check(town: str | None, pairs: bool, least: float | None, province: str | None, county: str | None) -> None:
    """Usage errors for options that mean nothing together."""
    beside = {"--pairs": pairs, "--min": least is not None, "--province": province, "--county": county}
    for option, given in beside.items():
        if town is not None and given:
            raise typer.BadParameter(tr(f"写了乡镇就不能再用 {option}", f"{option} means nothing beside a town"))
    if pairs and least is not None:
        raise typer.BadParameter(tr("--pairs 不能和 --min 同用", "--min means nothing beside --pairs"))


def _tell(answer: Answer, full: bool, limit: int) -> None:
    from kg.analysis.copying.answers import CopiedReportsAnswer, CopiedTownAnswer
    from kg.analysis.wording import telling

    terminal.heading(telling.headline(answer, lang()))
    terminal.say()
    if isinstance(answer, CopiedTownAnswer):
        shown = answer.passages[: limit or None]
        if full:
            for one in shown:
                _passage(one)
        elif shown:
            _passages(shown)
        if len(shown) < len(answer.passages):
            more = len(answer.passages) - len(shown)
            terminal.say(tr(f"另有 {more} 段未列出（--limit 0）", f"{more} more passages (--limit 0)"))
        if shown:
            terminal.say()
    elif isinstance(answer, CopiedReportsAnswer):
        _reports(answer)
    else:
        _pairs(answer)
    for line in telling.notes(answer, lang()):
        terminal.say(terminal.clean(line))


def _passages(shown: tuple[CopiedPassage, ...]) -> None:
    columns = (
        tr("年份", "year"),
        tr("本报告（正文第几字）", "here (characters of the clean text)"),
        tr("原文", "text"),
        tr("来源", "source"),
        tr("来源原文", "text of the source"),
        tr("相似度", "similarity"),
        tr("另见", "others"),
    )
    terminal.table(
        columns,
        [
            (
                _year(one.here.year),
                f"{one.here.start}–{one.here.end}",
                _cut(one.here.text),
                f"{_whose(one)} {one.there.start}–{one.there.end}",
                _cut(one.there.text),
                f"{one.similarity:.0%}",
                str(one.others),
            )
            for one in shown
        ],
    )


def _passage(one: CopiedPassage) -> None:
    """Both texts whole, one above the other, with what stands beside them."""
    also = tr(f"另有 {one.others} 份报告这样写", f"in {one.others} other reports")
    terminal.heading(tr(f"相似度 {one.similarity:.0%}，{also}", f"similarity {one.similarity:.0%}, {also}"))
    for side in (one.here, one.there):
        year = _year(side.year)
        terminal.say(terminal.clean(f"{side.town.full_name} {year} {side.file}:{side.start}–{side.end}"))
        before, after = (f"…{side.before}" if side.before else ""), (f"{side.after}…" if side.after else "")
        terminal.say(terminal.clean(f"  {before}【{side.text}】{after}"))
    terminal.say()


def _whose(one: CopiedPassage) -> str:
    year = _year(one.there.year)
    return tr(f"本镇 {year}", f"own {year}") if one.own else f"{one.there.town.full_name} {year}"


def _reports(answer: CopiedReportsAnswer) -> None:
    from kg.analysis.copying.telling import percent

    if not answer.reports:
        return
    columns = (
        tr("乡镇", "town"),
        tr("年份", "year"),
        tr("雷同占比", "share"),
        tr("雷同字数/字数", "copied/characters"),
        tr("同本镇往年", "own earlier"),
        tr("同其他乡镇", "other towns"),
        tr("主要来源", "main source"),
    )
    terminal.table(
        columns,
        [
            (
                one.town.full_name,
                _year(one.year),
                percent(one.share),
                f"{one.copied}/{one.characters}",
                str(one.own),
                str(one.elsewhere),
                f"{one.sources[0].town.full_name} {_year(one.sources[0].year)}",
            )
            for one in answer.reports
        ],
    )
    terminal.say()


def _pairs(answer: SharedTextAnswer) -> None:
    if not answer.pairs:
        return
    columns = (
        tr("乡镇", "town"),
        tr("另一乡镇", "other town"),
        tr("相同字数", "characters"),
        tr("段数", "passages"),
        tr("报告数", "reports"),
    )
    terminal.table(
        columns,
        [
            (one.town.full_name, one.other.full_name, str(one.characters), str(one.passages), str(one.reports))
            for one in answer.pairs
        ],
    )
    terminal.say()


def _cut(text: str) -> str:
    line = terminal.clean(text)
    return line if len(line) <= _MOST else line[:_MOST] + "…"


def _year(year: int | None) -> str:
    return "?" if year is None else str(year)
