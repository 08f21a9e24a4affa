"""``kg review add``: what a report says and nothing found, told by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_names, terminal
from kg.cli.excerpts import around
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, FolderOption, LangOption
from kg.cli.reviewing_desk import ByOption, WhyOption, desk
from kg.cli.reviewing_judging import said
from kg.cli.reviewing_shown import text_of
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.review.judgement import About, Values
    from kg.store import Store

_KINDS = ("adoption", "engagement", "problem", "plan", "observation")
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in their sentence. ``occurrence``: which of several sentences like it, from 0."""

    words: str
    sentence: str
    occurrence: int
    section: str

    @property
    def values(self) -> dict[str, str]:
        found = {"sentence": self.sentence, "occurrence": str(self.occurrence), "words": self.words}
        return {**found, "section": self.section} if self.section else found


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
        marked = mark(place.store, found, words, nth)
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


def mark(store: Store, report: str, words: str, nth: int | None = None) -> Marked:
    """The sentence of a report's text that holds ``words``; of several places the ``nth``, from 1. Raises KgError where there
    is none, or several and nobody says which."""
    text = text_of(store, report)
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places or (nth or 1) > len(places):
        raise KgError(
            f"“{words:.40}” stands {len(places)} times in the text of report:{report} (kg inspect --text shows it)",
            f"“{words:.40}”在 report:{report} 的正文里出现 {len(places)} 次（kg inspect --text 可看正文）",
        )
    if nth is None and len(places) > 1:
        for number, at in enumerate(places[:_LISTED], 1):
            first = max(0, at - 20)
            terminal.say(f"  --nth {number}  {terminal.clean(around(text[first : at + len(words) + 20], 20, 20, 60))}")
        raise KgError(
            f"“{words:.40}” stands {len(places)} times: say which by --nth, or give more words",
            f"“{words:.40}”出现 {len(places)} 次：请用 --nth 指明，或把词句写长些",
        )
    start = places[(nth or 1) - 1]
    return _sentence(store, report, text, start, start + len(words))


def _sentence(store: Store, report: str, text: str, start: int, end: int) -> Marked:
    from kg.reports.passages import sentences

    passages = _passages(store, report)
    around_it = [(b - a, a, b, section) for a, b, section in passages if a <= start and end <= b]
    if around_it:
        _, first, last, section = min(around_it)
    else:
        opens, closes = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        spans = sentences(text, opens, len(text) if closes < 0 else closes)
        touched = [(a, b) for a, b in spans if a < end and start < b]
        first, last = (touched[0][0], touched[-1][1]) if touched else (start, end)
        before = max(((b, its) for _, b, its in passages if b <= first), default=(0, ""))[1]
        after = min(((a, its) for a, _, its in passages if a >= last), default=(0, ""))[1]
        section = before if before == after else ""
    sentence = text[first:last]
    turn, at = 0, text.find(sentence)
    while at < first:
        turn, at = turn + 1, text.find(sentence, at + 1)
    return Marked(text[start:end], sentence, turn, section)


def _passages(store: Store, report: str) -> list[tuple[int, int, str]]:
    """(start, end, heading) of the sentences that the graph has of a report, where the text there is theirs."""
    from kg.analysis.asking import select
    from kg.rdf import iris

    rows = select(
        store,
        f"SELECT ?start ?end ?section {{ GRAPH {iris.GRAPH[report]} {{ ?p a gov:Passage ; oa:start ?start ; oa:end ?end . "
        "OPTIONAL { ?p gov:section ?section } } } ORDER BY ?start ?end ?section",
    )
    return [(int(row["start"]), int(row["end"]), str(row.get("section", ""))) for row in rows]
