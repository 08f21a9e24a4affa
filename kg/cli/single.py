"""``kg extract`` and ``kg inspect``: single reports, nothing stored."""

from __future__ import annotations

from collections import Counter
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
    from kg.model import Facts, Report

_SAMPLES = 5  # examples listed per kind of repair
_ROLES_ZH = {
    "title": "标题",
    "intro": "开头",
    "measures": "举措成效",
    "duties": "第一责任人履职",
    "problems": "问题",
    "causes": "原因",
    "plans": "计划",
    "signature": "落款",
    "boilerplate": "附录等",
}


class FactFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    TTL = "ttl"
    NQ = "nq"


class InspectFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", help=tr("报告文件（文本或网页）", "Report files (text or HTML)"))
]


def extract(
    files: Files,
    form: Annotated[FactFormat, typer.Option("--format", help=tr("输出格式", "Form of the answer"))] = FactFormat.TABLE,
    lang: LangOption = None,
) -> None:
    from kg import ontology, places
    from kg.extractors import extract as facts_of
    from kg.model import KgError
    from kg.reports import read_report

    known, divisions = ontology.load(), places.load()
    failed = False
    found: list[tuple[Report, Facts]] = []
    for file in files:
        terminal.progress(str(file))
        try:
            report = read_report(file.read_bytes(), file.name)
            found.append((report, facts_of(report, known, divisions)))
        except (KgError, OSError) as fault:
            from kg.cli.faults import explained

            terminal.progress_end()
            terminal.complain(f"kg: {_named(file, explained(fault))}")
            failed = True
    terminal.progress_end()
    if form is FactFormat.JSON:
        as_json([_json(report, facts) for report, facts in found])
    elif form is FactFormat.TABLE:
        for report, facts in found:
            _facts(report, facts)
    else:
        _rdf(found, form)
    if failed:
        raise typer.Exit(1)


def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=tr("报告文件", "Report file"))],
    text: Annotated[bool, typer.Option("--text", help=tr("只输出整理后的正文", "Print only the clean text"))] = False,
    form: Annotated[
        InspectFormat, typer.Option("--format", help=tr("输出格式", "Form of the answer"))
    ] = InspectFormat.TABLE,
    lang: LangOption = None,
) -> None:
    from kg.reports import read_report

    report = read_report(file.read_bytes(), file.name)
    if text:
        raw(report.text.encode("utf-8", "replace") + b"\n")
    elif form is InspectFormat.JSON:
        import dataclasses

        whole = dataclasses.asdict(report)
        for part in ("original", "offsets"):
            del whole[part]
        as_json(whole)
    else:
        _reading(report)


def _named(file: Path, message: str) -> str:
    """The message with the file's name in front, unless it says it already."""
    return message if file.name in message else f"{file}: {message}"


def _reading(report: Report) -> None:
    terminal.heading(report.title or report.file_name)
    terminal.table(
        (tr("项", "item"), tr("值", "value")),
        [
            (label, value)
            for label, value in (
                (tr("文件", "file"), report.file_name),
                ("id", f"report:{report.id}"),
                (tr("类型", "type"), report.media_type),
                (tr("编码", "encoding"), report.encoding),
                (tr("字数", "characters"), str(len(report.text))),
                (tr("句数", "passages"), str(len(report.passages))),
                (tr("发布机构", "publisher"), report.metadata.publisher),
                (tr("网站", "site"), report.metadata.site),
                (tr("网址", "address"), report.metadata.url),
                (tr("发布日期", "published"), report.metadata.published),
                (tr("成文日期", "dated"), report.metadata.document_date),
                (tr("文号", "number"), report.metadata.document_number),
            )
            if value
        ],
    )
    _outline(report)
    _repairs(report)
    _dropped(report)


def _outline(report: Report) -> None:
    _part(tr("提纲", "outline"), len(report.sections))
    rows = []
    for section in report.sections:
        role = _ROLES_ZH.get(section.role.value, section.role.value) if language() == "zh" else section.role.value
        title = section.heading or report.text[section.start : section.start + 24] + "…"
        rows.append(("　" * (section.level - 1) + section.marker + title, role, f"{section.start}–{section.end}"))
    terminal.table((tr("标题", "heading"), tr("作用", "role"), tr("字", "characters")), rows, indented=True)


def _repairs(report: Report) -> None:
    _part(tr("修补", "repairs"), len(report.repairs))
    counts = Counter((repair.kind, repair.lost) for repair in report.repairs)
    rows = []
    for (kind, lost), count in sorted(counts.items()):
        samples = [r for r in report.repairs if (r.kind, r.lost) == (kind, lost)][:_SAMPLES]
        shown = "  ".join(f"{_visible(r.before)}→{_visible(r.after)}" for r in samples)
        rows.append((kind, str(count), tr("有丢失", "lost") if lost else "", shown))
    if rows:
        columns = (
            tr("种类", "kind"),
            tr("处数", "places"),
            tr("丢失", "lost"),
            tr("例（原→今）", "examples (was → is)"),
        )
        terminal.table(columns, rows)
    lost_places = [repair for repair in report.repairs if repair.lost]
    if lost_places:
        terminal.say(
            tr(
                f"其中 {len(lost_places)} 处原有字节无法恢复，没有编造：",
                f"{len(lost_places)} places could not be recovered; nothing was invented there:",
            )
        )
        for repair in lost_places:
            around = report.original[max(repair.original_start - 10, 0) : repair.original_end + 10]
            terminal.say(terminal.clean(f"  {repair.original_start}: …{around}…"))


def _dropped(report: Report) -> None:
    if not report.dropped:
        return
    _part(tr("去掉的内容", "dropped"), len(report.dropped))
    rows = [(one.reason, f"{one.original_start}–{one.original_end}", _visible(one.text, 60)) for one in report.dropped]
    terminal.table((tr("原因", "reason"), tr("原文位置", "where"), tr("内容", "text")), rows)


def _part(title: str, count: int) -> None:
    terminal.say()
    terminal.heading(tr(f"{title}（{count}）", f"{title} ({count})"))


def _visible(text: str, most: int = 16) -> str:
    shown = text.replace("\n", "⏎").replace("\t", "⇥").replace(" ", "␣").replace("\u3000", "□")
    return (shown[: most - 1] + "…" if len(shown) > most else shown) or "∅"


def _facts(report: Report, facts: Facts) -> None:
    from kg.analysis.wording import ROLE, STATUS, say
    from kg.cli.sharing import excerpt

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
            (tr("机构", "firm"), tr("角色", "role"), tr("原句", "sentence")),
            [
                (
                    one.law_firm or one.service_office or tr("（未写名称）", "(unnamed)"),
                    say(ROLE, one.role.value, language()),
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
                    f"{one.value} {one.unit}{' ≈' if one.approximate else ''}",
                    str(one.year or ""),
                    sentence(one.passages, one.value),
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
            _part(title, len(rows))
            terminal.table(columns, rows)
    for warning in facts.warnings:
        terminal.complain(f"{report.file_name}: {warning}")
    terminal.say()


def _json(report: Report, facts: Facts) -> dict[str, Any]:
    """Facts with the passages that they rest on written out: text, start and end in the clean text."""
    import dataclasses

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: _passages(report, part) if key == "passages" else told(part) for key, part in value.items()}
        return [told(part) for part in value] if isinstance(value, list | tuple) else value

    return {"file": report.file_name, "id": report.id, "title": report.title, **told(dataclasses.asdict(facts))}


def _passages(report: Report, indices: tuple[int, ...]) -> list[dict[str, Any]]:
    cited = [report.passages[index] for index in indices]
    return [{"start": one.start, "end": one.end, "text": one.text} for one in cited]


def _rdf(found: list[tuple[Report, Facts]], form: FactFormat) -> None:
    import pyoxigraph as ox

    from kg import ontology, places
    from kg.rdf.report import report_quads

    known, divisions = ontology.load(), places.load()
    quads = {quad for report, facts in found for quad in report_quads(report, facts, known, divisions)}
    ordered = sorted(quads, key=str)
    if form is FactFormat.NQ:
        data = ox.serialize(ordered, format=ox.RdfFormat.N_QUADS)
    else:
        triples = dict.fromkeys(quad.triple for quad in ordered)
        data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(ontology.NAMESPACES))
    raw(data or b"")
