"""``kg review``: people put the graph right, at a terminal or from a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_adding, reviewing_judging, reviewing_sheet, reviewing_telling, terminal
from kg.cli.language import tr
from kg.cli.options import (
    DEFAULT_STORE,
    CountyOption,
    FolderOption,
    FormatOption,
    LangOption,
    ProvinceOption,
    YearOption,
)
from kg.cli.reviewing_desk import ByOption, Desk, desk, folder_of, read
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.judging.tasks import Task
    from kg.analysis.judging.worklist import Worklist

_ALL = 1_000_000_000  # tasks: no limit
_REASONS = ("unsure", "disagrees", "seen once", "discovered", "perhaps same", "unplaced", "statement")
_KINDS = ("adoption", "engagement", "problem", "plan", "observation", "mechanism", "firm", "town")

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _among(allowed: Sequence[str], value: list[str] | None) -> list[str] | None:
    found = [one.replace("-", " ") for one in value or ()]
    for one in found:
        if one not in allowed:
            raise typer.BadParameter(
                tr(f"没有“{one}”；可用：{'、'.join(allowed)}", f"“{one}” is none of {', '.join(allowed)}")
            )
    return found or None


ReasonOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        callback=lambda value: _among(_REASONS, value),
        help=tr("只看因此要评的，可写几次：", "Only what is to be judged for this, may be repeated: ")
        + ", ".join(_REASONS),
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        callback=lambda value: _among(_KINDS, value),
        help=tr("只看这一类，可写几次：", "Only this kind, may be repeated: ") + ", ".join(_KINDS),
    ),
]
TownOption = Annotated[str | None, typer.Option("--town", help=tr("只看这个乡镇", "Only this town"))]
PracticeOption = Annotated[str | None, typer.Option("--practice", help=tr("只看这个做法", "Only this practice"))]
ReportOption = Annotated[
    str | None, typer.Option("--report", help=tr("只看这份报告", "Only this report (id, file, or town and year)"))
]
JudgedOption = Annotated[bool, typer.Option("--judged", help=tr("评过的也列出", "What is judged already too"))]
LimitOption = Annotated[
    int, typer.Option("--limit", min=0, help=tr("最多几条，0 为全部", "At most so many, 0 for all"))
]


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    reason: ReasonOption = None,
    kind: KindOption = None,
    town: TownOption = None,
    practice: PracticeOption = None,
    report: ReportOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    judged: JudgedOption = False,
    limit: LimitOption = 50,
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    if context.invoked_subcommand is not None:
        _nothing_before(context)
        return
    with desk(store, by) as place:
        found = _worklist(
            place.store, store, reason, kind, town, practice, report, year, province, county, judged, limit
        )
        changed = _work(place, found)
    _apply(store, changed)


def _nothing_before(context: typer.Context) -> None:
    """Options of the list mean nothing to another command: they would be passed over in silence."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if name != "lang" and source is not None and source.name == "COMMANDLINE":
            command = context.invoked_subcommand
            raise typer.BadParameter(
                tr(f"--{name} 请写在 {command} 之后", f"write --{name} behind “{command}”"), ctx=context
            )


def _worklist(
    graph: object,
    store: str,
    reason: list[str] | None,
    kind: list[str] | None,
    town: str | None,
    practice: str | None,
    report: str | None,
    year: int | None,
    province: str | None,
    county: str | None,
    judged: bool,
    limit: int,
) -> Worklist:
    from kg.analysis.judging.worklist import worklist
    from kg.review.standing import standing
    from kg.store.embedded import EmbeddedStore

    assert isinstance(graph, EmbeddedStore)
    return worklist(
        graph,
        standing(read(store).judgements),
        reasons=reason or (),
        kinds=kind or (),
        year=year,
        province=province,
        county=county,
        town=town,
        practice=practice,
        report=report,
        limit=limit or _ALL,
        judged=judged,
    )


def _work(place: Desk, found: Worklist) -> bool:
    """Works through the list; whether anything was judged, or undone."""
    from kg.cli.reviewing_keys import keys
    from kg.cli.reviewing_session import Session

    if not found.tasks:
        terminal.say(tr("没有要评判的了", "nothing is left to judge"))
        return False
    terminal.heading(
        tr(
            f"要评判的共 {found.total} 项，先看 {len(found.tasks)} 项；已有评判 {found.done} 条",
            f"{found.total} things to judge, the first {len(found.tasks)} of them now; {found.done} are judged",
        )
    )
    session = Session(place, found.tasks, keys())
    terminal.say(
        tr("按 ? 看说明，q 退出；每条评判立即存盘", "? for help, q quits; every judgement is on the disk at once")
    )
    done = session.run()
    terminal.say()
    if done.interrupted:
        terminal.say(tr("已中断，评过的都已存盘", "interrupted; what was judged is on the disk"))
    terminal.say(
        tr(
            f"本次评判 {done.judged} 条，撤销 {done.undone} 条，留待以后 {done.later} 条",
            f"{done.judged} judged, {done.undone} undone, {done.later} left for later",
        )
    )
    return bool(done.judged or done.undone)


def _apply(store: str, changed: bool) -> None:
    """Asks a person whether to bring it into the graph; tells a program how to."""
    if not changed:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from kg.cli.reviewing_keys import keys

        try:
            answer = keys().line(tr("现在用到图谱上吗？[Y/n] ", "apply now? [Y/n] "))
        except KeyboardInterrupt:
            answer = None
            print()
        if answer is not None and answer.casefold() in ("", "y", "yes", "是", "好"):
            reviewing_telling.applied(store)
            return
    terminal.say(tr("kg review apply 把评判用到图谱上", "kg review apply brings the judgements into the graph"))


def listed(
    reason: ReasonOption = None,
    kind: KindOption = None,
    town: TownOption = None,
    practice: PracticeOption = None,
    report: ReportOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    judged: JudgedOption = False,
    limit: LimitOption = 50,
    form: FormatOption = TableFormat.TABLE,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.store.embedded import EmbeddedStore

    with EmbeddedStore(folder_of(store)) as graph:
        found = _worklist(graph, store, reason, kind, town, practice, report, year, province, county, judged, limit)
    _print(found, form)


def _print(found: Worklist, form: TableFormat) -> None:
    if form is TableFormat.JSON:
        as_json([_with_id(task) for task in found.tasks])
    elif form is TableFormat.CSV:
        from kg.analysis.judging.sheet import COLUMNS, sheet

        as_csv(COLUMNS, sheet(found.tasks))
    else:
        _table(found)


def _with_id(task: Task) -> dict[str, object]:
    """A task with the identifier that ``kg review judge`` takes, of statements."""
    import dataclasses

    from kg.cli.reviewing_names import statement_id

    return {"statement": statement_id(task.about), **dataclasses.asdict(task)}


def _table(found: Worklist) -> None:
    from kg.cli.reviewing_desk import word
    from kg.cli.reviewing_shown import REASONS, as_cells

    terminal.heading(
        tr(
            f"要评判的 {found.total} 项，已有评判 {found.done} 条",
            f"{found.total} things to judge, {found.done} are judged",
        )
    )
    left = [f"{word(REASONS, reason)} {number}" for reason, number in found.left.items() if number]
    if left:
        terminal.say(tr("，", ", ").join(left))
    if not found.tasks:
        return
    terminal.say()
    terminal.table(
        (tr("为何", "why"), tr("乡镇", "town"), tr("所说", "claim"), tr("乡镇数", "towns"), tr("原句", "sentence")),
        [as_cells(task) for task in found.tasks],
    )
    terminal.say()
    terminal.say(
        tr(
            "kg review 逐条评；--format csv 存成表格，填好后用 kg review read 读回",
            "kg review works through them; --format csv makes a sheet, which kg review read takes back",
        )
    )


def sample(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help=tr("抽多少条", "How many statements"))],
    seed: Annotated[int, typer.Option("--seed", help=tr("随机种子：相同则抽到相同的", "The same draws the same"))] = 1,
    kind: KindOption = None,
    year: YearOption = None,
    province: ProvinceOption = None,
    county: CountyOption = None,
    form: Annotated[
        TableFormat | None, typer.Option("--format", help=tr("只列出，不评", "Lists what is drawn, judges nothing"))
    ] = None,
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg.analysis.judging.drawing import draw
    from kg.review.standing import standing
    from kg.store.embedded import EmbeddedStore

    def drawn(graph: EmbeddedStore) -> Worklist:
        stands = standing(read(store).judgements)
        return draw(graph, stands, number, seed, kinds=kind or (), year=year, province=province, county=county)

    if form is not None:
        with EmbeddedStore(folder_of(store)) as graph:
            found = drawn(graph)
        _print(found, form)
        return
    with desk(store, by) as place:
        changed = _work(place, _unjudged(drawn(place.store)))
    _apply(store, changed)


def _unjudged(found: Worklist) -> Worklist:
    """The draw without what is judged: a session that was ended is gone on with."""
    import dataclasses

    return dataclasses.replace(found, tasks=tuple(task for task in found.tasks if not task.verdict))


for _name, _help, _command in (
    ("list", tr("工作清单：表格、JSON 或 CSV", "The work list: table, JSON or CSV"), listed),
    ("read", tr("读回填好的清单", "Take a filled-in list back"), reviewing_sheet.take),
    ("judge", tr("评一条（供脚本用）", "Judge one statement, for scripts"), reviewing_judging.judge),
    ("name", tr("评一个名称：做法、律所、乡镇", "Judge a name: practice, firm, town"), reviewing_judging.name),
    ("add", tr("补充报告里说到而没有抽取的", "Add what a report says and nothing found"), reviewing_adding.add),
    ("complete", tr("这份报告已全部评完", "All of a report is judged"), reviewing_judging.complete),
    ("undo", tr("撤销一条评判", "Take a judgement back"), reviewing_judging.undo),
    ("log", tr("所有评判和结果", "All judgements and what became of them"), reviewing_telling.log),
    ("merge", tr("并入别人的评判", "Take in the judgements of others"), reviewing_telling.merge),
    ("sample", tr("随机抽取来评，用以估计质量", "Judge a random draw, to estimate quality"), sample),
    ("quality", tr("由评判估计的准确率和召回率", "Precision and recall by the judgements"), reviewing_telling.quality),
    ("apply", tr("把评判用到图谱上", "Bring the judgements into the graph"), reviewing_telling.apply),
):
    app.command(_name, help=_help)(_command)
