"""What became of judgements, in sentences: after a build, in the log, when two journals are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, DataFormatOption, FolderOption, FormatOption, LangOption
from kg.cli.reviewing_desk import KINDS, STATES, VERDICTS, about_told, folder_of, journal_of, read, word
from kg.cli.reviewing_shown import told, values_told
from kg.cli.writing import DataFormat, TableFormat, as_csv, as_json
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.analysis.judging.log import Entry, Log
    from kg.analysis.judging.quality import Share
    from kg.build import BuildSummary
    from kg.errors import Bilingual
    from kg.review.judgement import Judgement

_LISTED = 20


def apply(
    form: DataFormatOption = DataFormat.TABLE, store: FolderOption = DEFAULT_STORE, lang: LangOption = None
) -> None:
    applied(store, form)


def applied(store: str, form: DataFormat = DataFormat.TABLE) -> None:
    """Bring the journal into the graph, and tell what became of it."""
    from kg.build import rejudge

    folder_of(store)
    terminal.progress(tr("应用评判……", "applying judgements …"))
    summary = rejudge(store)
    terminal.progress_end()
    if form is DataFormat.JSON:
        as_json(summary)
        return
    if summary.changed:
        terminal.heading(tr("评判已用到图谱上", "the judgements are in the graph"))
    else:
        terminal.heading(tr("图谱已是最新，没有变化", "the graph is up to date: nothing changed"))
    if not summary.judgements:
        terminal.say(tr("还没有评判；kg review 开始评判", "nothing is judged yet; kg review begins"))
    outcome(summary, store)
    if summary.outdated:
        number = len(summary.outdated)
        terminal.say(
            tr(
                f"做法表变了：下次 kg build 会重读 {number} 份报告",
                f"the list of practices is another now: the next kg build reads {number} reports again",
            )
        )


def outcome(summary: BuildSummary, store: str | Path) -> None:
    """How many judgements were applied; each that was not, with what to do. Nothing where there are none."""
    if not summary.judgements and not summary.unjudged:
        return
    if summary.judgements:
        counts = [f"{word(STATES, state)} {n}" for state, n in summary.judgements.items()]
        total = sum(summary.judgements.values())
        terminal.say(
            tr(
                f"评判 {total} 条：" + "，".join(counts),
                f"{total} judgement{'s' * (total > 1)}: " + ", ".join(counts),
            )
        )
    for item in summary.unjudged:
        terminal.complain(
            tr(
                f"kg: 评判记录第 {item.name} 行读不了，未计入：{item.reason_zh}",
                f"kg: line {item.name} of the judgements cannot be read and is left out: {item.reason}",
            )
        )
    if summary.judgements:
        _troubles(str(store))


def _troubles(store: str) -> None:
    from kg import ontology
    from kg.build.judging import states
    from kg.review.accepted import accepted
    from kg.review.standing import standing
    from kg.store.layout import StoreFolder

    judgements = journal_of(store).read().judgements
    stand = standing(judgements)
    conflicts(stand.conflicts)
    became = states(StoreFolder(store).current())
    orphans = [(one, became[one.id].reason) for one in judgements if one.id in became]
    orphans = [(one, why) for one, why in orphans if became[one.id].state == "orphaned"]
    unaccepted = accepted(stand.settled, ontology.load()).faults
    orphans += [(one, unaccepted[one.id]) for one in judgements if one.id in unaccepted]
    if orphans:
        terminal.say(
            tr(
                f"落空的评判（{len(orphans)}）：它们所评的已不在图谱里；不再需要的可用 kg review undo 编号 撤销",
                f"orphaned judgements ({len(orphans)}): what they are about is not in the graph; kg review undo ID takes "
                "back what is not needed",
            )
        )
        for one, why in orphans[:_LISTED]:
            terminal.wrapped(_with_reason(one, why), 2)
        _more(len(orphans))


def _with_reason(one: Judgement, why: Bilingual | None) -> str:
    line = f"{one.id[:8]} {about_told(one.about)} — {told(one)}"
    return line + (tr("：", ": ") + why.told(language()) if why else "")


def conflicts(several: Sequence[Sequence[Judgement]]) -> None:
    """Each conflict, and how to settle it."""
    if not several:
        return
    terminal.say(
        tr(
            f"有冲突的评判（{len(several)} 处）：都不生效；再评一次（kg review judge），或撤销其一（kg review undo 编号）",
            f"judgements in conflict ({len(several)}): none counts; judge again (kg review judge), or undo one (kg review "
            "undo ID)",
        )
    )
    for heads in several[:_LISTED]:
        terminal.wrapped(about_told(heads[0].about), 2)
        for one in heads:
            terminal.wrapped(f"{one.id[:8]} {told(one)}", 4)
    _more(len(several))


def _more(count: int) -> None:
    if count > _LISTED:
        more = count - _LISTED
        terminal.say(tr(f"  ……另有 {more}；kg review log 列出全部", f"  … and {more} more; kg review log lists all"))


def log(
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help=tr("只看一种结果：", "Only what became so: ") + ", ".join(STATES),
        ),
    ] = None,
    form: FormatOption = TableFormat.TABLE,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.analysis.judging.log import log as log_of
    from kg.build.judging import states
    from kg.store.layout import StoreFolder

    called = {way: key for key, pair in STATES.items() for way in (key, *pair)}
    if state is not None and state not in called:
        raise typer.BadParameter(
            tr(f"没有“{state}”这种结果；可用：{'、'.join(STATES)}", f"no state “{state}”: {', '.join(STATES)}")
        )
    known = states(StoreFolder(folder_of(store)).current())
    found = log_of(read(store), known, states=(called[state],) if state else ())
    if form is TableFormat.JSON:
        as_json(found.entries)
    elif form is TableFormat.CSV:
        as_csv(*found.table())
    else:
        _logged(found, journal_of(store).path)


def _logged(found: Log, journal: Path) -> None:
    count = len(found.entries)
    terminal.heading(tr(f"评判 {count} 条（{journal}）", f"{count} judgements ({journal})"))
    if found.entries:
        columns = (
            *(tr("编号", "id"), tr("时间", "when"), tr("谁", "by"), tr("评判", "verdict"), tr("对象", "of")),
            tr("结果", "state"),
        )
        terminal.table(columns, [_row(one) for one in found.entries])
    if any(one.state == "pending" for one in found.entries):
        terminal.say(tr("kg review apply 把评判用到图谱上", "kg review apply brings them into the graph"))


def _row(entry: Entry) -> tuple[str, ...]:
    one = entry.judgement
    became = word(STATES, entry.state)
    if entry.reason is not None and entry.state == "orphaned":
        became += tr("：", ": ") + entry.reason.told(language())
    if entry.against:
        became += tr("：", ": ") + " ".join(other[:8] for other in entry.against)
    return (one.id[:8], one.at[:16].replace("T", " "), one.by, _verdict(one), about_told(one.about), became)


def _verdict(one: Judgement) -> str:
    why = one.why and tr(f"（{one.why}）", f"({one.why})")
    return " ".join(filter(None, (word(VERDICTS, one.verdict.value), values_told(one.to), why)))


def quality(
    form: FormatOption = TableFormat.TABLE, store: FolderOption = DEFAULT_STORE, lang: LangOption = None
) -> None:
    from kg.analysis.judging.quality import LEAST
    from kg.analysis.judging.quality import quality as quality_of
    from kg.review.standing import standing

    found = quality_of(standing(read(store).judgements))
    if form is TableFormat.JSON:
        as_json(found)
        return
    if form is TableFormat.CSV:
        as_csv(*found.table())
        return
    terminal.heading(
        tr(
            f"抽查评判 {found.drawn} 条，自选评判 {found.chosen} 条（不计入准确率），评完的报告 {found.complete} 份",
            f"{found.drawn} judged that were drawn by chance, {found.chosen} that people chose (no part of precision), "
            f"{found.complete} reports read to their end",
        )
    )
    rows = [
        (
            *(word(_MEASURES, one.measure), _of_what(one), f"{one.right}/{one.of}"),
            *(f"{one.value:.1%}", f"{one.low:.1%}–{one.high:.1%}", str(one.reports)),
            "" if one.told else tr("太少，勿引用", "too few to be told"),
        )
        for one in found.shares
    ]
    if rows:
        columns = (
            *(tr("指标", "measure"), tr("种类", "kind"), tr("对的", "right"), tr("比例", "share")),
            *(tr("95% 区间", "95 % interval"), tr("报告数", "reports"), ""),
        )
        terminal.table(columns, rows)
    if not any(one.told for one in found.shares):
        terminal.say(
            tr(
                f"要估计准确率，先抽查至少 {LEAST} 条：kg review sample 50；要估计召回率，评完几份报告：kg review --report 报告，"
                "kg review add，kg review complete",
                f"for precision judge a random draw of {LEAST} or more: kg review sample 50; for recall read some reports to "
                "their end: kg review --report REPORT, kg review add, kg review complete",
            )
        )


def _of_what(share: Share) -> str:
    kind = word({**KINDS, "all": ("全部", "all")}, share.kind)
    return kind + (tr(f"（{share.scope}）", f" ({share.scope})") if share.scope else "")


_MEASURES = {
    "precision": ("准确率（完全正确）", "precision (right as it is)"),
    "present": ("准确率（有误可改）", "precision (right but for a field)"),
    "recall": ("召回率", "recall"),
}


def merge(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            exists=True,
            dir_okay=False,
            readable=True,
            help=tr("别人的评判记录（….judgements.jsonl）", "Journals of others (….judgements.jsonl)"),
        ),
    ],
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.review.journal import Journal
    from kg.review.standing import standing

    own = journal_of(store)
    before = standing(own.read().judgements)
    new = 0
    for file in files:
        found = Journal(file).read()
        if not found.judgements and found.faults:
            raise KgError(
                f"{file} is no journal of judgements: line {found.faults[0].line} {found.faults[0].reason.en}",
                f"{file} 不是评判记录：第 {found.faults[0].line} 行 {found.faults[0].reason.zh}",
            )
        added = own.append(found.judgements)
        new += added
        terminal.say(
            tr(
                f"{file}：{len(found.judgements)} 条评判，其中新的 {added} 条",
                f"{file}: {len(found.judgements)} judgements, {added} of them new",
            )
        )
        for fault in found.faults:
            terminal.complain(
                tr(
                    f"kg: {file} 第 {fault.line} 行未并入：{fault.reason.zh}",
                    f"kg: {file}, line {fault.line} is left out: {fault.reason.en}",
                )
            )
    after = standing(own.read().judgements)
    known = {tuple(one.id for one in heads) for heads in before.conflicts}
    fresh = [heads for heads in after.conflicts if tuple(one.id for one in heads) not in known]
    conflicts(fresh)
    if new:
        terminal.say(tr("kg review apply 把它们用到图谱上", "kg review apply brings them into the graph"))
