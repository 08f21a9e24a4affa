"""One judgement a command, for scripts: on a statement, on a name, on a whole report; and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_names, terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, FolderOption, LangOption
from kg.cli.reviewing_desk import VERDICTS, ByOption, WhyOption, about_told, desk, reviewer_of
from kg.cli.reviewing_shown import told
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.review.judgement import About, Judgement, Values, Verdict
    from kg.store import Store

_CALLED = {
    "accept": "accepted",
    "change": "changed",
    "reject": "rejected",
    "merge": "merged",
    "distinct": "distinct",
    "add": "added",
}


def _verdict(name: str, *allowed: str) -> Verdict:
    from kg.review.judgement import Verdict

    ways = {way: key for key, pair in VERDICTS.items() for way in (key, *pair)}
    found = ways.get(_CALLED.get(name, name), "")
    if found not in (_CALLED[one] for one in allowed):
        raise typer.BadParameter(
            tr(f"评判“{name}”不行；可用：{'、'.join(allowed)}", f"“{name}” is no verdict here: {', '.join(allowed)}")
        )
    return Verdict(found)


def said(made: Judgement) -> None:
    """Tells a judgement that was just made, and what is still to be done."""
    terminal.say(f"{made.id[:8]} {about_told(made.about)} — {told(made)}")
    terminal.say(tr("已存盘；kg review apply 用到图谱上", "on the disk; kg review apply brings it into the graph"))


def judge(
    statement: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT",
            help=tr("要评的一条：IRI 或 report:…_adoption_…", "What is judged: its IRI or report:…_adoption_…"),
        ),
    ],
    verdict: Annotated[str, typer.Argument(metavar="accept|change|reject", help=tr("接受、更正或否定", "The verdict"))],
    status: Annotated[str | None, typer.Option("--status", help=tr("改成这个状态", "The status it shall have"))] = None,
    practice: Annotated[
        list[str] | None,
        typer.Option("--practice", help=tr("改成这个做法，问题和计划可写几次", "The practice it shall name")),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", help=tr("改成这个角色", "The role it shall have"))] = None,
    value: Annotated[str | None, typer.Option("--value", help=tr("改成这个数值", "The value it shall have"))] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help=tr("改别的字段，如 year=2024、topics=普法宣传", "Another field, e.g. year=2024"),
        ),
    ] = None,
    why: WhyOption = "",
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    wanted = _verdict(verdict, "accept", "change", "reject")
    with desk(store, by) as place:
        what, was = reviewing_names.statement(place.store, statement)
        given = {"status": status, "role": role, "value": value}
        if practice:
            several = what.kind in ("problem", "plan")
            given["mechanisms" if several else "mechanism"] = "、".join(practice)
        for one in fields or ():
            name, equals, typed = one.partition("=")
            if not equals:
                raise typer.BadParameter(tr(f"--set {one}：请写作 字段=值", f"--set {one}: write FIELD=VALUE"))
            given[name.strip()] = typed
        to = {name: reviewing_names.value(place.store, name, v) for name, v in given.items() if v is not None}
        if to and wanted != "changed":
            raise typer.BadParameter(tr("只有 change 能改字段", "only change takes fields"))
        _known_fields(what, to)
        said(place.reviewer.judge(what, wanted, to, why=why, was=was))


def _known_fields(what: About, to: Values) -> None:
    from kg.review.kinds import KINDS

    allowed = [name for name, field in KINDS[what.kind].fields.items() if field.may_change]
    for name in to:
        if name not in allowed:
            raise KgError(
                f"{what.kind} has no field “{name}” to change: {', '.join(allowed)}",
                f"{what.kind} 没有可改的字段“{name}”：可改 {'、'.join(allowed)}",
            )


def name(
    called: Annotated[
        str, typer.Argument(metavar="NAME", help=tr("做法、律所或乡镇的名称", "A practice, a firm or a town"))
    ],
    verdict: Annotated[
        str, typer.Argument(metavar="accept|merge|reject", help=tr("接受、并入另一个或否定", "The verdict"))
    ],
    into: Annotated[
        str | None, typer.Option("--into", metavar="NAME", help=tr("并入哪一个", "What it is merged into"))
    ] = None,
    label: Annotated[str | None, typer.Option("--label", help=tr("接受时的名称", "Its name, where accepted"))] = None,
    label_en: Annotated[str, typer.Option("--label-en", help=tr("英文名", "Its English name"))] = "",
    broader: Annotated[
        list[str] | None, typer.Option("--broader", help=tr("属于哪个更大的做法", "What it is a kind of"))
    ] = None,
    why: WhyOption = "",
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.review.judgement import Verdict

    wanted = _verdict(verdict, "accept", "merge", "reject")
    if (wanted is Verdict.MERGED) != (into is not None):
        raise typer.BadParameter(tr("merge 须写 --into，别的评判不写", "merge needs --into; others take none"))
    with desk(store, by) as place:
        what, own = _named(place.store, called)
        to: dict[str, str | tuple[str, ...]] = {}
        if into is not None:
            to["into"] = _target(place.store, what.kind, into)
        elif wanted is Verdict.ACCEPTED and what.kind == "mechanism":
            to["label"] = label or own
            if label and label != own:
                to["spellings"] = (own,)
            if label_en:
                to["label_en"] = label_en
            if broader:
                to["broader"] = tuple(reviewing_names.practice(place.store, one).id for one in broader)
        said(place.reviewer.judge(what, wanted, to, why=why, was={"label": own}))


def _named(store: Store, name: str) -> tuple[About, str]:
    """The name that is meant, and how it is written. Raises UnknownNameError with candidates where none or several are."""
    from kg.analysis.asking import local_part
    from kg.analysis.naming import names
    from kg.analysis.naming.catalogue import catalogue
    from kg.analysis.naming.matching import UnknownNameError
    from kg.analysis.scope import all_towns
    from kg.review.judgement import about

    found: list[tuple[About, str]] = []
    near: list[str] = []
    known = False
    try:
        practices = names.practice(store, name)
        found += [(about("mechanism", mechanism=one.id), one.label) for one in practices if one.discovered]
        known = any(not one.discovered for one in practices)
    except UnknownNameError as fault:
        near += fault.candidates
    try:
        firm = names.firm(names.firms(store), name)
        found.append((about("firm", firm=local_part(firm.iri)), firm.label))
    except UnknownNameError as fault:
        near += fault.candidates
    asked = name.removeprefix("place:")
    towns = all_towns(store)
    table = catalogue(store).tables["towns"]
    for iri, unresolved in table.select("iri", "unresolved").iter_rows():
        if unresolved and asked in (towns[iri].name, towns[iri].full_name, local_part(iri)):
            found.append((about("town", town=local_part(iri)), towns[iri].full_name))
    if not found and known:
        raise KgError(
            f"“{name}” is a practice of the scheme: only discovered ones are judged by name; kg review undo takes back",
            f"“{name}”已在做法表里：只有新发现的名称可以评；要收回以前的评判，用 kg review undo",
        )
    if len(found) != 1:
        listed = [next(iter(what.key.values())) for what, _ in found]
        raise UnknownNameError("practice, firm or town", name, listed or near, ambiguous=bool(found))
    return found[0]


def _target(store: Store, kind: str, into: str) -> str:
    from kg.analysis.naming.matching import UnknownNameError

    if kind == "mechanism":
        return reviewing_names.practice(store, into).id
    if kind == "firm":
        return reviewing_names.firm(store, into)
    towns = reviewing_names.towns_like(into)
    if len(towns) != 1:
        raise UnknownNameError("town", into, towns, ambiguous=bool(towns))
    return towns[0]


def complete(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help=tr("报告：编号、文件名，或乡镇和年份", "Id, file, or town and year"))
    ],
    why: WhyOption = "",
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.analysis.judging.worklist import check_complete
    from kg.analysis.reading.asked import report_id
    from kg.review.judgement import Verdict, about

    with desk(store, by) as place:
        found = report_id(place.store, report)
        check_complete(place.store, found, place.reviewer.standing())
        said(place.reviewer.judge(about("report", report=found), Verdict.COMPLETE, why=why))


def undo(
    judgement: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help=tr("评判编号（kg review log）；不写则撤销自己的上一条", "Its id; else my last")
        ),
    ] = None,
    why: WhyOption = "",
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    person = reviewer_of(store, by)
    if judgement is None:
        last = person.last()
        if last is None:
            raise KgError("nothing of yours stands that could be undone", "没有你的评判可撤销")
        judgement = last.id
    known = [one for one in person.journal.read().judgements if one.id.startswith(judgement)]
    person.undo(judgement, why=why)
    for one in known[:1]:
        terminal.say(tr("已撤销：", "undone: ") + f"{one.id[:8]} {about_told(one.about)} — {told(one)}")
    terminal.say(tr("kg review apply 用到图谱上", "kg review apply brings it into the graph"))
