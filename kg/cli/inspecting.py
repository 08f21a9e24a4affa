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
    from kg.errors import Bilingual
    from kg.model import Identity, Report

_MEDIA = {"text/plain": ("文本", "text"), "text/html": ("网页", "web page")}
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
    "reading aloud": "语音播报",
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
    identity, refused = judged(report)
    if text:
        raw(report.text.encode("utf-8", "replace") + b"\n")
    elif form is DataFormat.JSON:
        import dataclasses

        whole = dataclasses.asdict(report)
        for part in ("original", "offsets"):
            del whole[part]
        reason = None if refused is None else {"zh": refused.zh, "en": refused.en}
        as_json({**whole, "accepted": refused is None, "refused": reason, "identity": dataclasses.asdict(identity)})
    else:
        _reading(report)
        _judgement(identity, refused)
        _outline(report)
        _repairs(report)
        _dropped(report)


def judged(report: Report) -> tuple[Identity, Bilingual | None]:
    """Whose report it would be taken for, and why ``kg build`` would skip it (None where it would not)."""
    from kg import places
    from kg.errors import NotATownshipReport
    from kg.extractors.identity import check_township_report, identify

    divisions = places.load()
    identity = identify(report, divisions)
    try:
        check_township_report(report, identity, divisions)
    except NotATownshipReport as refused:
        return identity, refused.reason
    return identity, None


def _judgement(identity: Identity, refused: Bilingual | None) -> None:
    terminal.say()
    if refused is not None:
        reason = refused.told(language())
        terminal.heading(tr(f"kg build 会跳过这份文件：{reason}", f"kg build would skip this file: {reason}"))
    else:
        terminal.heading(tr("kg build 会收这份报告", "kg build would take this report"))
    place = identity.division.full_name if identity.division else ""
    above = "".join(one.name for one in reversed(identity.ancestors))
    unresolved = tr("（所属地未定）", " (place not determined)") if identity.name else ""
    rows = (
        (
            tr("会认作", "would be read as") if refused else tr("乡镇", "town"),
            place or f"{above} {identity.name}".strip() + unresolved,
        ),
        (tr("可能是", "may be"), "" if place else "、".join(identity.candidates)),
        (tr("报告年度", "year reported on"), str(identity.year or tr("未写明", "not told"))),
        (tr("公布", "published"), str(identity.issued or "")),
        (tr("落款", "signed"), str(identity.signed or "")),
        (tr("发文机关", "issued by"), "、".join(identity.issuers)),
    )
    terminal.table((tr("项目", "item"), tr("内容", "value")), [row for row in rows if row[1]])


def _reading(report: Report) -> None:
    terminal.heading(report.title or report.file_name)
    terminal.table(
        (tr("项目", "item"), tr("内容", "value")),
        [
            (label, value)
            for label, value in (
                (tr("文件", "file"), report.file_name),
                ("id", f"report:{report.id}"),
                (tr("类型", "type"), tr(*_MEDIA.get(report.media_type, (report.media_type,) * 2))),
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


def _outline(report: Report) -> None:
    terminal.part(tr("提纲", "outline"), len(report.sections))
    rows = []
    for section in report.sections:
        role = _said(_ROLES_ZH, section.role.value)
        title = section.heading or report.text[section.start : section.start + 24] + "…"
        rows.append((f"{section.start}–{section.end}", role, "　" * (section.level - 1) + section.marker + title))
    terminal.table((tr("正文第几字", "characters"), tr("作用", "role"), tr("标题", "heading")), rows, indented=True)


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
