"""``kg audit``: what a bureau that reviews annual reports has to look at."""

from __future__ import annotations

from pathlib import Path
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
    StoreOption,
    YearOption,
    opened,
)
from kg.cli.sharing import place
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.auditing.answers import AuditAnswer, Coverage

_NAMED = 12  # towns named in a line


def audit(
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    checks: Annotated[
        list[str] | None,
        typer.Option(
            "--check",
            metavar="CHECK",
            help=tr(
                "只查这一项或这一类，可写几次：missing、dates、parts、figures、answers、copied，或表中的项目名称、代号",
                "Only this check (its name or id) or group (missing, dates, parts, figures, answers, copied); may be repeated",
            ),
        ),
    ] = None,
    due: Annotated[
        str,
        typer.Option(
            "--due",
            metavar="MM-DD",
            help=tr("次年应在哪一天之前公开", "The day of the next year before which it is due"),
        ),
    ] = "04-01",
    expected: Annotated[
        Path | None,
        typer.Option(
            "--expected",
            exists=True,
            dir_okay=False,
            readable=True,
            help=tr("应报送的乡镇名单，一行一个；不给则用官方区划名单", "Towns whose reports are due, one a line"),
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help=tr("是否列出“提示”", "With notes, or errors and warnings only"))
    ] = True,
    limit: LimitOption = 200,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PAGE.html", help=tr("写成可离线打开、可打印的网页", "Write an offline page")),
    ] = None,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis
    from kg.analysis.auditing.sparql import audit_queries

    towns = None if expected is None else _lines(expected)
    whole = out is not None or form is not TableFormat.TABLE
    with opened(store) as graph:
        answer = analysis.audit(
            graph,
            year=year,
            province=province,
            county=county,
            due=due,
            expected=towns,
            checks=tuple(checks or ()),
            notes=notes,
            limit=None if whole else limit or None,
        )
    if sparql:
        terminal.verbatim(analysis.audit_sparql(answer))
        if not audit_queries(answer):
            terminal.complain(
                tr("kg: 这些项目没有一条查询能重现", "kg: no query gives the findings of these checks again")
            )
        elif len(audit_queries(answer)) > 1:
            terminal.complain(
                tr(
                    "kg: 每个项目一条查询；要直接交给 kg query，请用 --check 只选一个项目",
                    "kg: a query for each check; for kg query choose one with --check",
                )
            )
    elif out is not None:
        from kg.analysis.auditing.telling import counts
        from kg.views.audit_page import write_audit

        write_audit(answer, out, language())
        terminal.say(tr(f"已写入 {out}", f"written: {out}"))
        terminal.say(counts(answer, language()))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _printed(answer)


def _lines(file: Path) -> list[str]:
    """The lines of a list as people save them: UTF-8, or GB18030 as older Windows programs do."""
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace").splitlines()


def _printed(answer: AuditAnswer) -> None:
    from kg.analysis.auditing import telling as audit_telling
    from kg.analysis.auditing.checks import CHECKS

    terminal.heading(audit_telling.headline(answer, language()))
    terminal.say(audit_telling.counts(answer, language()))
    with_any = [(CHECKS[check], count) for check, count in answer.by_check.items() if count.number]
    if with_any:
        terminal.say()
        terminal.table(
            (tr("项目", "check"), tr("代号", "id"), tr("级别", "severity"), tr("份数", "reports")),
            [(_pick(c.title), c.id, _severity(c.severity.value), f"{n.number}/{n.of}") for c, n in with_any],
        )
    area: str | None = None
    rows: list[tuple[str, ...]] = []
    for finding in answer.findings:
        if finding.area != area:
            _section(area, rows)
            area, rows = finding.area, []
        told = finding.told(language())
        year = "" if finding.year is None else str(finding.year)
        file = finding.report.file if finding.report else ""
        rows.append((finding.town.name, year, _severity(finding.severity), finding.title(language()), told, file))
        rows += [("", "", "", "", f"　“{proof.sentence}”", place(proof)) for proof in finding.evidence]
    _section(area, rows)
    if answer.left_out:
        terminal.say()
        terminal.say(tr(f"另有 {answer.left_out} 条未列出（--limit 0）", f"{answer.left_out} more (--limit 0)"))
    _covered(answer)
    terminal.say()
    for line in audit_telling.before_the_rule(answer, language()):
        terminal.say(line)
    terminal.say(_pick(audit_telling.CAUTION))


def _section(area: str | None, rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    terminal.part(area or tr("地点不明", "place not known"), sum(bool(row[0]) for row in rows))
    columns = (
        *(tr("乡镇", "town"), tr("年份", "year"), tr("级别", "severity"), tr("项目", "check")),
        *(tr("说明与原句", "finding and sentence"), tr("文件", "file")),
    )
    terminal.table(columns, rows, indented=True)


def _covered(answer: AuditAnswer) -> None:
    if not answer.coverage:
        return
    terminal.part(tr("各县（市、区）报告收集情况", "whose reports are here"), len(answer.coverage))
    for one in answer.coverage[:_NAMED]:
        terminal.say(terminal.clean(covered(one)))
    if len(answer.coverage) > _NAMED:
        more = len(answer.coverage) - _NAMED
        terminal.say(tr(f"另有 {more} 行（--format json）", f"{more} more lines (--format json)"))


def covered(one: Coverage) -> str:
    """“2024 年 重庆市江津区：30 个乡镇（街道）中有 1 个的报告；没有：…”"""
    from kg.analysis.auditing.answers import names

    line = tr(
        f"{one.year} 年 {one.area}：{one.listed} 个乡镇（街道）中有 {one.present} 个的报告",
        f"{one.year} {one.area}: of {one.listed} towns of the county {one.present} are here",
    )
    if one.missing:
        line += tr("；没有：", "; missing: ") + names(one.missing, language(), _NAMED)
    if one.others:
        line += tr("；名单之外：", "; not on the list: ") + names(one.others, language(), _NAMED)
    return line


def _severity(value: str) -> str:
    from kg.analysis.auditing.answers import severity_name

    return severity_name(value, language())


def _pick(pair: tuple[str, str]) -> str:
    return pair[0] if language() == "zh" else pair[1]
