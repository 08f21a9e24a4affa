"""``kg similar``: which towns are most like one, and why."""

from __future__ import annotations

from collections.abc import Sequence
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
    ProvinceOption,
    SparqlOption,
    StoreOption,
    YearOption,
    opened,
)
from kg.cli.sharing import name, place, silence, status_name
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.answers import Practice
    from kg.analysis.likeness.similarity import Alike, Common, SimilarAnswer
    from kg.analysis.likeness.told import Told

_MOST = 3  # practices named for one thing in a line


class By(StrEnum):
    PRACTICES = "practices"
    PROBLEMS = "problems"
    ALL = "all"


def similar(
    town: Annotated[str, typer.Argument(metavar="TOWN", help=tr("乡镇，如 宝坻区新安镇", "Town, e.g. 宝坻区新安镇"))],
    by: Annotated[
        By,
        typer.Option(
            "--by",
            help=tr(
                "比什么：practices 做法，problems 问题类型，all 两者",
                "What is compared: practices, problem types or both",
            ),
        ),
    ] = By.PRACTICES,
    k: Annotated[int, typer.Option("-k", min=1, help=tr("列出几个乡镇", "How many towns"))] = 10,
    reasons: Annotated[
        int, typer.Option("--reasons", min=0, help=tr("每个乡镇列几条理由，0 为全部", "Reasons for each, 0 for all"))
    ] = 5,
    evidence: Annotated[bool, typer.Option("--evidence", help=tr("列出原句", "With the sentences"))] = False,
    copies: Annotated[
        bool,
        typer.Option("--copies", help=tr("与别镇雷同的语句也计", "Count sentences copied from another town as well")),
    ] = False,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis

    with opened(store) as graph:
        answer = analysis.similar(
            graph,
            town,
            by=by.value,
            k=k,
            year=year,
            province=province,
            county=county,
            reasons=reasons or None if form is TableFormat.TABLE else None,
            copies=copies,
            evidence=not sparql and (evidence or form is TableFormat.JSON),
        )
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.similar_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _print(answer)


def _print(answer: SimilarAnswer) -> None:
    from kg.analysis.wording import likeness
    from kg.analysis.wording.in_words import headline

    terminal.heading(headline(answer, language()))
    terminal.say(likeness.something_in_common(answer, language()))
    for rank, one in enumerate(answer.alike, 1):
        terminal.say()
        _alike(rank, one, answer)
    terminal.say()
    for line in (*likeness.weighing(answer, language()), silence()):
        terminal.wrapped(line)


def _alike(rank: int, one: Alike, answer: SimilarAnswer) -> None:
    many = len(one.common) + one.left_out
    told = tr(f"相似度 {one.score:.2f}，共有 {many} 项", f"likeness {one.score:.2f}, {many} in common")
    terminal.heading(f"{rank}. {one.town.full_name}  {told}")
    for thing in one.common:
        terminal.wrapped(_reason(thing, answer.town.name, one.town.name), 3)
        for proof in dict.fromkeys(proof for said in (*thing.here, *thing.there) for proof in said.evidence[:1]):
            terminal.wrapped(f"{place(proof)} {proof.sentence}", 6)
    for practices, runs, plans in (
        (one.ahead_here, answer.town.name, one.town.name),
        (one.ahead_there, one.town.name, answer.town.name),
    ):
        if practices:
            listed = _listed(practices)
            terminal.wrapped(
                tr(f"{runs}在做、{plans}只在计划：{listed}", f"runs in {runs}, only planned in {plans}: {listed}"), 3
            )
    if one.left_out:
        terminal.say(tr(f"   ……另有 {one.left_out} 项（--reasons 0）", f"   … {one.left_out} more (--reasons 0)"))


def _reason(thing: Common, here: str, there: str) -> str:
    """“141体系（2/5）：四屏镇已实施 2025，包鸾镇已实施 2024”"""
    count = f"{thing.towns.number}/{thing.towns.of}"
    what = name(thing.what.label, thing.what.label_en)
    mine, other = f"{here} {_said(thing, thing.here)}", f"{there} {_said(thing, thing.there)}"
    return tr(f"{what}（{count}）：{mine}；{other}", f"{what} ({count}): {mine}; {other}")


def _said(thing: Common, said: Sequence[Told]) -> str:
    """Status and year; the practice itself where it is a narrower one; of a problem its heading."""
    from kg.analysis.likeness.told import latest

    parts = []
    held = latest(said)
    for one in held[:_MOST]:
        narrower = one.what.label if one.what is not None and one.what.iri != thing.what.iri else ""
        what = one.text or status_name(one.status)
        parts.append(" ".join(filter(None, (narrower, what, str(one.year or "")))))
    return tr("、", ", ").join(parts) + ("……" if len(held) > _MOST else "")


def _listed(practices: Sequence[Practice], most: int = 6) -> str:
    told = tr("、", ", ").join(name(one.label, one.label_en) for one in practices[:most])
    return told + ("……" if len(practices) > most else "")
