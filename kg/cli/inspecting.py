"""``kg inspect``: what was read from a file: encoding, repairs, outline with roles, what was dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DataFormatOption, LangOption
from kg.cli.writing import DataFormat, as_json, raw

if TYPE_CHECKING:
    from kg.model import Report

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
_REPAIRS_ZH = {
    "control": "控制字符",
    "encoding": "编码",
    "enumerator": "序号",
    "line-break": "断行",
    "page": "页面",
    "pinyin": "夹带的拼音",
    "script": "繁体转简体",
    "space": "多余空格",
    "table": "表格",
    "width": "全角半角",
}
_DROPPED_ZH = {
    "document number": "文号",
    "font size": "字号按钮",
    "links": "链接",
    "navigation": "导航",
    "neighbouring articles": "上下篇、相关文章",
    "page around the report": "报告以外的页面内容",
    "page head": "页面抬头",
    "page number": "页码",
    "share and print": "分享、打印",
    "site footer": "网站页脚",
}


def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=tr("报告文件", "Report file"))],
    text: Annotated[bool, typer.Option("--text", help=tr("只输出整理后的正文", "Print only the clean text"))] = False,
    form: DataFormatOption = DataFormat.TABLE,
    lang: LangOption = None,
) -> None:
    from kg.reports import read_report

    report = read_report(file.read_bytes(), file.name)
    if text:
        raw(report.text.encode("utf-8", "replace") + b"\n")
    elif form is DataFormat.JSON:
        import dataclasses

        whole = dataclasses.asdict(report)
        for part in ("original", "offsets"):
            del whole[part]
        as_json(whole)
    else:
        _reading(report)


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
    terminal.part(tr("提纲", "outline"), len(report.sections))
    rows = []
    for section in report.sections:
        role = _said(_ROLES_ZH, section.role.value)
        title = section.heading or report.text[section.start : section.start + 24] + "…"
        rows.append((f"{section.start}–{section.end}", role, "　" * (section.level - 1) + section.marker + title))
    terminal.table((tr("字", "characters"), tr("作用", "role"), tr("标题", "heading")), rows, indented=True)


def _repairs(report: Report) -> None:
    terminal.part(tr("修补", "repairs"), len(report.repairs))
    counts = Counter((repair.kind, repair.lost) for repair in report.repairs)
    rows = []
    for (kind, lost), count in sorted(counts.items()):
        samples = [r for r in report.repairs if (r.kind, r.lost) == (kind, lost)][:_SAMPLES]
        shown = "  ".join(f"{_visible(r.before)}→{_visible(r.after)}" for r in samples)
        rows.append((_said(_REPAIRS_ZH, kind), str(count), tr("有丢失", "lost") if lost else "", shown))
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
    terminal.part(tr("去掉的内容", "dropped"), len(report.dropped))
    rows = [
        (_said(_DROPPED_ZH, one.reason), f"{one.original_start}–{one.original_end}", _visible(one.text, 60))
        for one in report.dropped
    ]
    terminal.table((tr("原因", "reason"), tr("原文位置", "where"), tr("内容", "text")), rows)


def _said(chinese: Mapping[str, str], english: str) -> str:
    """A kind in the language of this run."""
    return chinese.get(english, english) if language() == "zh" else english


def _visible(text: str, most: int = 16) -> str:
    shown = text.replace("\n", "⏎").replace("\t", "⇥").replace(" ", "␣").replace("\u3000", "□")
    return (shown[: most - 1] + "…" if len(shown) > most else shown) or "∅"
