"""``kg show``: all about a town, a practice, a firm or a type of problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.excerpts import excerpt, figure
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, LangOption, LimitOption, SparqlOption, StoreOption, opened
from kg.cli.sharing import name, place, scope, silence, source, statuses, use_table
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.answers import (
        Evidence,
        FirmDossier,
        PracticeDossier,
        ProblemTypeDossier,
        Service,
        Statement,
        TownDossier,
    )


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=tr(
                "新安镇、宝坻区新安镇、枫桥经验、某某律师事务所、普法宣传形式单一",
                "A town, practice, firm or type of problems",
            ),
        ),
    ],
    form: Annotated[
        TableFormat,
        typer.Option(
            "--format",
            help=tr(
                "table 给人看；json 是全部；csv 是一张表，每条陈述的每个原句一行，kind 一列写明种类",
                "table for people; json: everything; csv: one table, a row for each statement and sentence, its kind in "
                "the first column",
            ),
        ),
    ] = TableFormat.TABLE,
    limit: LimitOption = 50,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis
    from kg.analysis.answers import PracticeDossier, ProblemTypeDossier, TownDossier

    shown = 1 if sparql else limit if form is TableFormat.TABLE else 0
    with opened(store) as graph:
        dossier = analysis.show(graph, what, limit=shown or None)
    terminal.understood(dossier.understood)
    if sparql:
        terminal.verbatim(analysis.show_sparql(dossier))
    elif form is TableFormat.JSON:
        as_json(dossier)
    elif form is TableFormat.CSV:
        as_csv(*dossier.table())
    elif isinstance(dossier, TownDossier):
        _town(dossier)
    elif isinstance(dossier, PracticeDossier):
        _practice(dossier)
    elif isinstance(dossier, ProblemTypeDossier):
        _problem_type(dossier)
    else:
        _firm(dossier)


def _town(dossier: TownDossier) -> None:
    terminal.heading(dossier.town.full_name)
    for report in dossier.reports:
        replaced = tr("（已有新版）", " (a newer edition exists)") if report.replaced else ""
        issued = tr(f"，{report.issued} 发布", f", published {report.issued}") if report.issued else ""
        year = report.year if report.year is not None else "?"
        terminal.say(terminal.clean(f"{year}  {report.title}{issued}  [{report.file}] report:{report.id}{replaced}"))
    terminal.part(tr("做法", "practices"), len({use.practice.iri for use in dossier.uses}))
    use_table(dossier.uses, towns=False)
    if dossier.services:
        terminal.part(tr("法律服务", "legal services"), len(dossier.services))
        terminal.table(*_service_rows(dossier.services))
    _statements(tr("问题", "problems"), dossier.problems, tr("原因", "causes"))
    _statements(tr("计划", "plans"), dossier.plans, tr("针对的问题", "answers the problems"))
    _statements(tr("数字", "figures"), dossier.figures, None)
    if dossier.citations:
        terminal.part(tr("引用的法规文件", "laws and documents cited"), len(dossier.citations))
        terminal.say(terminal.clean(tr("、", ", ").join(f"《{one.heading}》" for one in dossier.citations)))


def _practice(dossier: PracticeDossier) -> None:
    practice, answer = dossier.practice, dossier.answer
    terminal.heading(name(practice.label, practice.label_en))
    if practice.discovered:
        terminal.say(tr("报告中新发现的做法，未经审核", "discovered in reports, reviewed by nobody"))
    for label, text in (
        (tr("定义", "definition"), tr(dossier.definition, dossier.definition_en) or dossier.definition),
        (tr("也写作", "also written"), tr("、", ", ").join(dossier.spellings)),
        (tr("属于", "a kind of"), tr("、", ", ").join(one.label for one in dossier.broader)),
        (tr("包括", "kinds of it"), tr("、", ", ").join(one.label for one in dossier.narrower)),
    ):
        if text:
            terminal.say(terminal.clean(f"{label}: {text}"))
    told = answer.towns
    terminal.say(
        tr(
            f"{told.of} 个有报告的乡镇中，{told.number} 个写到（{scope(answer.scope)}，含下属做法）：",
            f"named by {told.number} of the {told.of} towns that reported ({scope(answer.scope)}), its kinds included: ",
        )
        + (statuses(answer.by_status) or "–")
    )
    if answer.uses:
        terminal.say()
        use_table(answer.uses)
        _more(answer.left_out, tr("个乡镇", "towns"))
    _statements(tr("提到它的问题", "problems that name it"), dossier.problems, None, True, dossier.problems_left)
    _statements(tr("提到它的计划", "plans that name it"), dossier.plans, None, True, dossier.plans_left)
    terminal.say()
    terminal.say(silence())


def _firm(dossier: FirmDossier) -> None:
    terminal.heading(dossier.firm.label)
    kind = tr("法律服务所", "legal service office") if dossier.firm.office else tr("律师事务所", "law firm")
    told = dossier.towns
    terminal.say(
        tr(
            f"{kind}；{told.of} 个有报告的乡镇中，{told.number} 个写到它",
            f"{kind}; named by {told.number} of the {told.of} towns that reported",
        )
    )
    if dossier.perhaps:
        names = tr("、", ", ").join(terminal.clean(one.label) for one in dossier.perhaps)
        terminal.say(
            tr(
                f"可能是同一家（未合并，请人工判断）：{names}",
                f"perhaps the same (not merged, for a person to judge): {names}",
            )
        )
    terminal.say()
    terminal.table(*_service_rows(dossier.services))
    _more(dossier.left_out)


def _problem_type(dossier: ProblemTypeDossier) -> None:
    topic, told = dossier.topic, dossier.towns
    terminal.heading(name(topic.label, topic.label_en) + tr("（问题类型）", " (type of problems)"))
    definition = tr(dossier.definition, dossier.definition_en) or dossier.definition
    kinds = tr("、", ", ").join(
        f"{name(one.label, one.label_en)} {count.number}" for one, count in dossier.narrower if count.number
    )
    for label, text in (
        (tr("定义", "definition"), definition),
        (tr("属于", "a kind of"), tr("、", ", ").join(name(one.label, one.label_en) for one in dossier.broader)),
        (tr("包括（乡镇数）", "kinds of it (towns)"), kinds),
    ):
        if text:
            terminal.wrapped(f"{label}: {text}")
    terminal.wrapped(
        tr(
            f"{told.of} 个有报告的乡镇中，{told.number} 个自述有这类问题（{scope(dossier.scope)}，含下属类型）",
            f"{told.number} of the {told.of} towns that reported name such a problem ({scope(dossier.scope)}), its kinds "
            "included",
        )
    )
    years = [f"{year}: {count.number}/{count.of}" for year, count in dossier.by_year.items()]
    if len(years) > 1:
        terminal.wrapped(tr("按年份：", "by year: ") + tr("，", ", ").join(years))
    _statements(
        tr("问题", "problems"), dossier.problems, tr("原因", "causes"), True, dossier.problems_left, quoted=True
    )
    if dossier.causes:
        terminal.part(tr("报告写的原因", "causes given"), len(dossier.causes) + dossier.causes_left)
        terminal.table(
            [tr("原因", "cause"), tr("乡镇数", "towns")],
            [(cause, f"{count.number}/{count.of}") for cause, count in dossier.causes],
        )
        _more(dossier.causes_left)
    problems = tr("针对的问题", "answers the problems")
    _statements(tr("针对它的计划", "plans that address it"), dossier.plans, problems, True, dossier.plans_left)
    if dossier.practices:
        title = tr("这些计划提到的做法", "practices named in these plans")
        terminal.part(title, len(dossier.practices) + dossier.practices_left)
        terminal.table(
            [tr("做法", "practice"), tr("乡镇数", "towns")],
            [(name(one.label, one.label_en), f"{count.number}/{count.of}") for one, count in dossier.practices],
        )
        _more(dossier.practices_left)
    terminal.say()
    terminal.say(
        tr(
            "没有写到不等于没有：计数只说明多少个乡镇的报告自述有这类问题。",
            "Silence is not absence: counts say how many towns' reports name such a problem, not how many are without.",
        )
    )


def _more(number: int, of: str = "") -> None:
    if number:
        kind = of or tr("项", "")
        terminal.say(tr(f"……另有 {number} {kind}（--limit 0）", f"… {number} more {kind}".rstrip() + " (--limit 0)"))


def _service_rows(services: Sequence[Service]) -> tuple[list[str], list[tuple[str, ...]]]:
    from kg.analysis.wording.words import ROLE, say
    from kg.cli.language import lang

    columns = [
        tr("乡镇", "town"),
        tr("机构", "firm"),
        tr("角色", "role"),
        tr("年份", "year"),
        tr("律师", "lawyers"),
        tr("村", "villages"),
        source(),
        tr("原句", "sentence"),
    ]
    rows: list[tuple[str, ...]] = [
        (
            one.town.full_name,
            one.firm.label or unnamed(),
            say(ROLE, one.role, lang()),
            _number(one.year),
            _number(one.lawyers),
            _number(one.villages),
            place(proof),
            excerpt(proof.sentence, (one.firm.label, "律师")) if proof else "",
        )
        for one in services
        for proof in (_telling(one),)
    ]
    return columns, rows


def _telling(one: Service) -> Evidence | None:
    """The sentence that names the firm, else the first."""
    naming = [proof for proof in one.evidence if one.firm.label in proof.sentence]
    return next(iter(naming or one.evidence), None)


def unnamed() -> str:
    """What stands for a firm or lawyers whose name the report does not give."""
    return tr("（律师或律所，报告未写名称）", "(lawyers or a firm that the report does not name)")


def _statements(
    title: str,
    statements: Sequence[Statement],
    related: str | None,
    towns: bool = False,
    left_out: int = 0,
    quoted: bool = False,
) -> None:
    """A table of statements; ``related``: the heading of the column of what they point to; ``quoted``: with sentences."""
    if not statements:
        return
    terminal.part(title, len(statements) + left_out)
    described = any(one.description for one in statements) and related is None and not towns
    columns = [tr("内容", "what"), tr("年份", "year"), source()]
    if towns:
        columns.insert(0, tr("乡镇", "town"))
    if described:
        columns.insert(1, tr("数值", "value"))
    if related:
        columns.append(related)
    if described or quoted:
        columns.append(tr("原句", "sentence"))
    rows = []
    for one in statements:
        row = [one.heading, _number(one.year), place(one.evidence[0] if one.evidence else None)]
        if towns:
            row.insert(0, one.town.full_name if one.town else "")
        if described:
            row.insert(1, one.description)
        if related:
            row.append(tr("；", "; ").join(one.related))
        if described:
            row.append(_around_number(one))
        elif quoted:
            row.append(excerpt(one.evidence[0].sentence, (one.heading,)) if one.evidence else "")
        rows.append(row)
    terminal.table(columns, rows)
    _more(left_out)


def _around_number(one: Statement) -> str:
    value = one.description.partition(" ")[0]
    return figure(one.evidence[0].sentence, value, one.heading) if one.evidence else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
