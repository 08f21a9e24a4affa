"""``kg extract``: the facts of single reports, nothing stored."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import LangOption
from kg.cli.writing import as_json, raw

if TYPE_CHECKING:
    from kg.model import Engagement, Facts, Report


class FactFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    TTL = "ttl"
    NQ = "nq"


Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", help=tr("报告文件（文本或网页）", "Report files (text or HTML)"))
]


def extract(
    files: Files,
    form: Annotated[FactFormat, typer.Option("--format", help=tr("输出格式", "Form of the answer"))] = FactFormat.TABLE,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help=tr(
                "列出归类和对应关系的依据：词、权重、得分", "Show the words and weights that decided topics and links"
            ),
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    from kg import ontology, places
    from kg.errors import KgError
    from kg.extractors import extract as facts_of
    from kg.reports import read_report

    known, divisions = ontology.load(), places.load()
    failed = False
    found: list[tuple[Report, Facts]] = []
    for file in files:
        terminal.progress(str(file))
        try:
            report = read_report(file.read_bytes(), file.name)
            found.append((report, facts_of(report, known, divisions)))
        except Exception as fault:  # what fails in one file must not cost the others
            from kg.cli.faults import explained

            if os.environ.get("KG_DEBUG"):
                raise

            terminal.progress_end()
            # What is no township report does not say which file it is.
            named = isinstance(fault, OSError) or (isinstance(fault, KgError) and fault.where)
            terminal.complain("kg: " + ("" if named else tr(f"{file}：", f"{file}: ")) + explained(fault))
            failed = True
    terminal.progress_end()
    if form is FactFormat.JSON:
        as_json([_json(report, facts, explain) for report, facts in found])
    elif form is FactFormat.TABLE:
        for report, facts in found:
            _facts(report, facts)
            if explain:
                from kg.cli.explaining import explained as show
                from kg.extractors.explanation import explain as reasons

                show(reasons(report, facts, known), known)
                terminal.say()
    else:
        _rdf(found, form)
    if failed:
        raise typer.Exit(1)


def _facts(report: Report, facts: Facts) -> None:
    from kg import ontology
    from kg.analysis.wording.words import ROLE, STATUS, say
    from kg.cli.dossiers import unnamed
    from kg.cli.excerpts import excerpt, figure

    units = ontology.load().units
    in_chinese = language() == "zh"

    who = facts.identity
    place = who.division.full_name if who.division else who.name + tr("（所属地未定）", " (place not determined)")
    terminal.heading(f"{report.file_name}: {place}，{who.year or '?'}")
    if who.candidates:
        terminal.say(terminal.clean(tr("可能是：", "may be: ") + "、".join(who.candidates)))

    def sentence(passages: tuple[int, ...], *forms: str) -> str:
        return excerpt(report.passages[passages[0]].text, forms) if passages else ""

    parts: list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = [
        (
            tr("做法", "practices"),
            (tr("做法", "practice"), tr("状态", "status"), tr("原句", "sentence")),
            [
                (
                    one.mechanism.label + ("" if one.mechanism.id else tr("（新发现）", " (discovered)")),
                    say(STATUS, one.status.value, language()),
                    sentence(one.passages, *one.surface_forms),
                )
                for one in facts.adoptions
            ],
        ),
        (
            tr("法律服务", "legal services"),
            (
                tr("机构", "firm"),
                tr("角色", "role"),
                tr("律师", "lawyers"),
                tr("村", "villages"),
                tr("合同期", "contract"),
                tr("原句", "sentence"),
            ),
            [
                (
                    one.law_firm or one.service_office or unnamed(),
                    say(ROLE, one.role.value, language()),
                    str(one.lawyer_count or ""),
                    str(one.village_count or ""),
                    _contract(one),
                    sentence(one.passages, one.law_firm or one.service_office or "律师"),
                )
                for one in facts.engagements
            ],
        ),
        (
            tr("问题", "problems"),
            (tr("问题", "problem"), tr("原因", "causes")),
            [(one.heading, "；".join(facts.causes[i].heading for i in one.causes)) for one in facts.problems],
        ),
        (tr("原因", "causes"), (tr("原因", "cause"),), [(one.heading,) for one in facts.causes]),
        (
            tr("计划", "plans"),
            (tr("计划", "plan"), tr("针对的问题", "answers the problems")),
            [(one.heading, "；".join(facts.problems[i].heading for i in one.addresses)) for one in facts.plans],
        ),
        (
            tr("数字", "figures"),
            (tr("所指", "what"), tr("数值", "value"), tr("年份", "year"), tr("原句", "sentence")),
            [
                (
                    one.surface,
                    f"{one.value} {units[one.unit].label if in_chinese else units[one.unit].label_en}{' ≈' if one.approximate else ''}",
                    str(one.year or ""),
                    figure(report.passages[one.passages[0]].text, one.value, one.surface) if one.passages else "",
                )
                for one in facts.observations
            ],
        ),
        (
            tr("引用的法规文件", "laws and documents cited"),
            (tr("名称", "title"), tr("原句", "sentence")),
            [(one.title, sentence(one.passages, one.title)) for one in facts.citations],
        ),
    ]
    for title, columns, rows in parts:
        if rows:
            terminal.part(title, len(rows))
            terminal.table(columns, rows)
    terminal.say()


def _contract(one: Engagement) -> str:
    """3 年，2023–2026"""
    length = tr(f"{one.contract_years} 年", f"{one.contract_years} years") if one.contract_years else ""
    years = f"{one.contract_from or ''}–{one.contract_until or ''}"
    return tr("，", ", ").join(part for part in (length, years) if part not in ("", "–"))


def _json(report: Report, facts: Facts, explain: bool) -> dict[str, Any]:
    """Facts with the passages that they rest on written out: text, start and end in the clean text; with ``explain``
    the words and weights that decided besides."""
    import dataclasses

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: _passages(report, part) if key == "passages" else told(part) for key, part in value.items()}
        return [told(part) for part in value] if isinstance(value, list | tuple) else value

    said = {"file": report.file_name, "id": report.id, "title": report.title, **told(dataclasses.asdict(facts))}
    if explain:
        from kg import ontology
        from kg.extractors.explanation import explain as reasons

        said["explanation"] = [dataclasses.asdict(one) for one in reasons(report, facts, ontology.load())]
    return said


def _passages(report: Report, indices: tuple[int, ...]) -> list[dict[str, Any]]:
    cited = [report.passages[index] for index in indices]
    return [{"start": one.start, "end": one.end, "text": one.text} for one in cited]


def _rdf(found: list[tuple[Report, Facts]], form: FactFormat) -> None:
    from kg import ontology, places
    from kg.rdf.export import render
    from kg.rdf.report import report_quads

    known, divisions = ontology.load(), places.load()
    quads = {quad for report, facts in found for quad in report_quads(report, facts, known, divisions)}
    raw(render(quads, f".{form.value}"))
