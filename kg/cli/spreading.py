"""``kg diffusion``: how a practice spreads through years and places."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import (
    DEFAULT_STORE,
    CountyOption,
    FormatOption,
    LangOption,
    LimitOption,
    ProvinceOption,
    SparqlOption,
    StatusOption,
    StoreOption,
    opened,
)
from kg.cli.sharing import status_name, use_table
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.spread.diffusion import DiffusionAnswer, YearOfPractice

_EARLY = 10  # first towns that are listed with their sentences

CopiesOption = Annotated[
    bool,
    typer.Option(
        "--copies",
        help=tr("只见于照抄其他乡镇的文字也算", "Count what stands in text copied from another town alone"),
    ),
]


class By(StrEnum):
    YEAR = "year"
    PROVINCE = "province"
    COUNTY = "county"


def diffusion(
    practice: Annotated[
        str, typer.Argument(metavar="PRACTICE", help=tr("做法，如 枫桥经验", "Practice, e.g. 枫桥经验"))
    ],
    by: Annotated[
        By,
        typer.Option(
            "--by",
            help=tr(
                "按年份 year、省份 province 还是县 county（JSON、CSV 带县的经纬度）",
                "By year, province or county (JSON and CSV with its coordinates)",
            ),
        ),
    ] = By.YEAR,
    status: StatusOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    exact: Annotated[
        bool, typer.Option("--exact", help=tr("不算下属做法", "Leave out narrower practices (its family)"))
    ] = False,
    copies: CopiesOption = False,
    limit: LimitOption = 30,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.diffusion(
            graph,
            practice,
            by=by.value,
            status=status,
            province=province,
            county=county,
            exact=exact,
            copies=copies,
            limit=_EARLY,
            evidence=not sparql and form is not TableFormat.CSV,
        )
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.diffusion_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _answer(answer, limit)


def _answer(answer: DiffusionAnswer, limit: int) -> None:
    from kg.analysis.wording.in_words import headline, notes

    terminal.heading(headline(answer, language()))
    terminal.say()
    if answer.by == "year":
        _years(answer)
    else:
        _places(answer, limit)
    if answer.early:
        first = tr(
            f"最早写到的乡镇（{answer.first_year} 年 {answer.first_towns} 个，按年份和名称列出前几个）",
            f"First towns ({answer.first_towns} in {answer.first_year}; the first by year and name)",
        )
        terminal.say()
        terminal.heading(first)
        use_table(answer.early)
    terminal.say()
    for line in notes(answer, language()):
        terminal.say(terminal.clean(line))


def _years(answer: DiffusionAnswer) -> None:
    columns = (
        tr("年份", "year"),
        tr("在实行/有报告", "running/reporting"),
        tr("占比", "share"),
        tr("只写到计划", "planned only"),
        tr("新增", "new"),
        tr("首份报告即有", "already"),
        tr("未再写到", "silent"),
        tr("累计", "ever"),
        tr("各状态", "by status"),
    )
    rows = [
        (
            str(one.year),
            f"{one.running}/{one.reporting}",
            f"{one.running / one.reporting:.0%}",
            str(one.planned),
            _of(one.new, one.at_risk),
            str(one.already),
            _of(one.silent, one.known),
            f"{one.ever}/{one.ever_reported}",
            tr("，", ", ").join(f"{status_name(status)} {many}" for status, many in one.by_status.items()),
        )
        for one in answer.years
    ]
    terminal.table(columns, rows)


def _places(answer: DiffusionAnswer, limit: int) -> None:
    """A line for each place: its first year, and running/reporting of each year."""
    years = [one.year for one in answer.years]
    shown = answer.places[:limit] if limit else answer.places
    columns = (
        tr("地方", "place"),
        tr("最早", "first"),
        tr("累计", "ever"),
        *(str(year) for year in years),
    )
    rows = []
    for place in shown:
        of_year = {one.year: one for one in place.years}
        label = place.name if answer.by == "province" else f"{place.province}{place.prefecture}{place.name}"
        if answer.by == "county" and place.name in (place.prefecture, place.province):
            label = f"{place.province}{place.prefecture}"
        rows.append(
            (
                label or tr("（未定地方）", "(place unknown)"),
                "" if place.first_year is None else str(place.first_year),
                f"{place.towns.number}/{place.towns.of}",
                *(_cell(of_year.get(year)) for year in years),
            )
        )
    terminal.table(columns, rows)
    terminal.say(
        tr(
            "各年：写到在实行的/有报告的乡镇；空白：没有报告。",
            "Each year: towns that name it as running / that reported; blank: no report.",
        )
    )
    if len(shown) < len(answer.places):
        left = len(answer.places) - len(shown)
        terminal.say(tr(f"另有 {left} 个地方未列出（--limit 0）", f"{left} more places (--limit 0)"))


def _of(number: int, of: int) -> str:
    return f"{number}/{of}" if of else "–"


def _cell(one: YearOfPractice | None) -> str:
    return "" if one is None else f"{one.running}/{one.reporting}"
