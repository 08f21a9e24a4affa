"""``kg towns`` and ``kg shared``: who shares what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.excerpts import excerpt
from kg.cli.language import lang, tr
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
    YearOption,
    opened,
)
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.answers import Count, Evidence, Scope, SharedAnswer, SharedPractice, TownsAnswer, Use

_NAMED = 12  # towns named beside a practice in a table; CSV names more, JSON all with their sentences


def towns(
    practice: Annotated[
        list[str],
        typer.Argument(
            metavar="PRACTICE…",
            help=tr(
                "做法，如 枫桥经验；写几项就是都有的乡镇", "Practice, e.g. 枫桥经验; of several, towns that have each"
            ),
        ),
    ],
    any_of: Annotated[
        bool, typer.Option("--any", help=tr("几项做法有其中一项即可", "Of several practices any one will do"))
    ] = False,
    status: StatusOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    exact: Annotated[
        bool, typer.Option("--exact", help=tr("不算下属做法", "Leave out narrower practices (its family)"))
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help=tr("是否列出原句", "With the sentences, or without"))
    ] = True,
    full: Annotated[bool, typer.Option("--full", help=tr("显示整句", "Show whole sentences"))] = False,
    limit: LimitOption = 50,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.towns(
            graph,
            practice,
            joined="or" if any_of else "and",
            status=status,
            year=year,
            province=province,
            county=county,
            exact=exact,
            limit=limit or None if form is TableFormat.TABLE else None,
            evidence=evidence and not sparql,
        )
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.towns_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
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
    county: CountyOption = None,
    limit: LimitOption = 30,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
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
            county=county,
            limit=limit or None,
            evidence=form is TableFormat.JSON and not sparql,
        )
    if sparql:
        terminal.verbatim(analysis.shared_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _shared_table(answer)


def _shared_table(answer: SharedAnswer) -> None:
    from kg.analysis.wording import telling

    terminal.heading(telling.headline(answer, lang()))
    if answer.practices:
        # One town is called alike in every line: wholly, where another of the answer has its name too.
        many = Counter(town.name for town in {town for one in answer.practices for town in one.which})
        shared_names = {called for called, towns in many.items() if towns > 1}
        columns = (tr("做法", "practice"), tr("乡镇数", "towns"), tr("状态", "status"), tr("哪些乡镇", "which"))
        terminal.table(
            columns,
            [
                (
                    name(one.practice.label, one.practice.label_en),
                    f"{one.towns.number}/{one.towns.of}",
                    statuses(one.by_status),
                    _which(one, shared_names),
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


def _which(one: SharedPractice, shared_names: Set[str]) -> str:
    """Names of the first towns; the full name of those whose name others have as well."""
    told = [town.full_name if town.name in shared_names else town.name for town in one.which[:_NAMED]]
    return tr("、", ", ").join(told) + ("……" if one.towns.number > len(told) else "")


def use_table(uses: Sequence[Use], full: bool = False, towns: bool = True) -> None:
    """A line for each use and sentence, where sentences were asked for; ``towns`` False where all are of one town."""
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
    shown = slice(0 if towns else 1, None if any(use.evidence for use in uses) else 4)
    terminal.table(columns[shown], [row[shown] for row in rows])


def source() -> str:
    """Heading of a column of ``place``."""
    return tr("出处（文件:正文第几字）", "source (file:characters of the clean text)")


def place(proof: Evidence | None) -> str:
    """File, and characters of the clean text (what ``kg inspect --text`` prints), of a sentence."""
    return f"{proof.file}:{proof.start}–{proof.end}" if proof else ""


def name(zh: str, en: str) -> str:
    from kg.analysis.wording import telling

    return telling.name(zh, en, lang())


def status_name(status: str, continues: bool = False) -> str:
    from kg.analysis.wording import telling

    return telling.status_name(status, lang(), continues)


def statuses(by_status: Mapping[str, Count]) -> str:
    from kg.analysis.wording import telling

    return telling.statuses(by_status, lang())


def scope(of: Scope) -> str:
    from kg.analysis.wording import telling

    return telling.scope(of, lang())


def silence() -> str:
    from kg.analysis.wording import telling

    return telling.silence(lang())


def _headline(answer: TownsAnswer) -> None:
    from kg.analysis.wording import telling

    terminal.heading(telling.headline(answer, lang()))
    if answer.by_status:
        terminal.say(statuses(answer.by_status) + telling.overlapping(answer, lang()))
    terminal.say()


def _footnotes(answer: TownsAnswer) -> None:
    from kg.analysis.wording import telling

    if answer.left_out:
        terminal.say(
            tr(f"另有 {answer.left_out} 个乡镇未列出（--limit 0）", f"{answer.left_out} more towns (--limit 0)")
        )
    for group in (group for group in answer.groups if len(group) > 1):
        terminal.say(
            tr(
                f"有 {len(group)} 项同名做法，各县新发现、未经审核，一并列出。",
                f"{len(group)} practices of this name were discovered in different counties; nobody has "
                "reviewed whether they are the same.",
            )
        )
    if answer.family:
        used = dict.fromkeys(use.practice.label for use in answer.uses if use.practice in answer.family)
        told = telling.listed(used, lang())
        terminal.say(
            tr(
                f"已计入 {len(answer.family)} 项下属做法（--exact 则不计）"
                + (f"，写到的有：{told}。" if told else "。"),
                f"{len(answer.family)} narrower practices count as well (its family; --exact leaves them out)"
                + (f"; named are: {told}" if told else ""),
            )
        )
    terminal.say(silence())
