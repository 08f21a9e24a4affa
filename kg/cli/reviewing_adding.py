"""``kg review add``: what a report says and nothing found, told by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_names, terminal
from kg.cli.excerpts import around
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, FolderOption, LangOption
from kg.cli.reviewing_desk import ByOption, WhyOption, desk
from kg.cli.reviewing_judging import said
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.analysis.judging.missing import Marked
    from kg.review.judgement import About, Values
    from kg.store import Store

_KINDS = ("adoption", "engagement", "problem", "plan", "observation")
_LISTED = 12


def add(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help=tr("报告：编号、文件名，或乡镇和年份", "Id, file, or town and year"))
    ],
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help=tr("报告里说到它的词句，照原文", "The words that say it, as written"))
    ],
    kind: Annotated[
        str, typer.Option("--kind", metavar="|".join(_KINDS), help=tr("补充的是什么", "What it is"))
    ] = "adoption",
    practice: Annotated[list[str] | None, typer.Option("--practice", help=tr("做法", "The practice"))] = None,
    status: Annotated[str | None, typer.Option("--status", help=tr("状态", "Its status"))] = None,
    role: Annotated[str | None, typer.Option("--role", help=tr("律所的角色", "Role of a firm"))] = None,
    firm: Annotated[str | None, typer.Option("--firm", help=tr("律所", "Law firm"))] = None,
    office: Annotated[str | None, typer.Option("--office", help=tr("法律服务所", "Legal service office"))] = None,
    heading: Annotated[
        str | None, typer.Option("--heading", help=tr("问题或计划的标题；不写则用词句", "Heading of a problem or plan"))
    ] = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", help=tr("问题或计划的类型", "Type of it"))] = None,
    target_year: Annotated[
        int | None, typer.Option("--target-year", help=tr("计划的目标年份", "Year of a plan"))
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help=tr("数字的指标", "What is counted, as a type"))
    ] = None,
    surface: Annotated[
        str | None, typer.Option("--surface", help=tr("所计的事物，照原文", "What is counted, as written"))
    ] = None,
    value: Annotated[str | None, typer.Option("--value", help=tr("数值", "The number"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=tr("单位", "Its unit"))] = None,
    year: Annotated[int | None, typer.Option("--year", help=tr("数字是哪一年的", "Which year it is of"))] = None,
    nth: Annotated[
        int | None,
        typer.Option("--nth", min=1, help=tr("词句出现几次时，第几处", "Which place, where there are several")),
    ] = None,
    why: WhyOption = "",
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.analysis.reading.asked import report_id
    from kg.review.judgement import Verdict

    given = {
        "status": status, "role": role, "firm": firm, "office": office, "heading": heading, "indicator": indicator,
        "surface": surface, "value": value, "unit": unit,
        "target_year": None if target_year is None else str(target_year), "year": None if year is None else str(year),
        "topics": "、".join(topic) if topic else None, "mechanisms": "、".join(practice) if practice else None,
    }  # fmt: skip
    if kind not in _KINDS:
        raise typer.BadParameter(
            tr(f"没有“{kind}”这一类：{'、'.join(_KINDS)}", f"no kind “{kind}”: {', '.join(_KINDS)}")
        )
    with desk(store, by) as place:
        found = report_id(place.store, report)
        marked = _mark(place.store, found, words, nth)
        what, to = _about(place.store, kind, found, {k: v for k, v in given.items() if v is not None}, marked)
        terminal.wrapped(tr("原句：", "sentence: ") + marked.sentence.replace(words, f"【{words}】", 1))
        said(place.reviewer.judge(what, Verdict.ADDED, {**marked.values, **to}, why=why))


def _about(store: Store, kind: str, report: str, given: dict[str, str], marked: Marked) -> tuple[About, Values]:
    """What is added, and what else is said of it."""
    from kg.review.judgement import about
    from kg.review.kinds import KINDS

    if kind == "adoption":
        _needs(given, "mechanisms", "status")
        given["mechanism"] = given.pop("mechanisms")
    if kind == "engagement":
        _needs(given, "role")
    if kind in ("problem", "plan"):
        given.setdefault("heading", marked.words)
    if kind == "observation":
        _needs(given, "value")
        given.setdefault("surface", marked.words)
        if "year" not in given:
            given["year"] = _year(store, report)
    own = KINDS[kind]
    wrong = [name for name in given if name not in own.fields]
    if wrong:
        raise typer.BadParameter(tr(f"{kind} 没有：{'、'.join(wrong)}", f"{kind} has no {', '.join(wrong)}"))
    values = {name: reviewing_names.value(store, name, typed) for name, typed in given.items()}
    key = {name: str(values.get(name, "")) for name in own.key}
    if not any(key.values()):
        raise typer.BadParameter(tr("写得太少", "says too little"))
    return about(kind, report=report, **key), {name: v for name, v in values.items() if name not in own.key}


def _needs(given: dict[str, str], *names: str) -> None:
    options = {"mechanisms": "--practice", "status": "--status", "role": "--role", "value": "--value"}
    for name in names:
        if name not in given:
            raise typer.BadParameter(tr(f"请写 {options[name]}", f"{options[name]} is needed"))


def _year(store: Store, report: str) -> str:
    from kg.analysis.asking import select
    from kg.rdf import iris

    rows = select(store, f"SELECT ?year {{ {iris.REPORT[report]} gov:year ?year }}")
    return next((str(row["year"]) for row in rows), "")


def _mark(store: Store, report: str, words: str, nth: int | None) -> Marked:
    """As ``missing.mark``; of several places each is listed with the option that means it."""
    from kg.analysis.judging.missing import mark, places_of, text_of

    text = text_of(store, report)
    places = places_of(text, words)
    if nth is None and len(places) > 1:
        for number, at in enumerate(places[:_LISTED], 1):
            first = max(0, at - 20)
            terminal.say(f"  --nth {number}  {terminal.clean(around(text[first : at + len(words) + 20], 20, 20, 60))}")
        raise KgError(
            f"“{words:.40}” stands {len(places)} times: say which by --nth, or give more words",
            f"“{words:.40}”出现 {len(places)} 次：请用 --nth 指明，或把词句写长些",
        )
    return mark(store, report, words, nth)
