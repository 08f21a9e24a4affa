"""``kg review read``: judgements that people wrote into a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import reviewing_names, terminal
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, FolderOption, LangOption
from kg.cli.reviewing_desk import ByOption, desk
from kg.errors import Bilingual, KgError, system_reason

if TYPE_CHECKING:
    from kg.analysis.judging.sheet import Asked, Wrong
    from kg.review.judgement import Judgement
    from kg.review.session import Reviewer
    from kg.store import Store


def take(
    sheet: Annotated[
        Path,
        typer.Argument(
            metavar="SHEET.csv",
            exists=True,
            dir_okay=False,
            readable=True,
            help=tr("填好的清单（kg review list --format csv）", "A filled-in list (kg review list --format csv)"),
        ),
    ],
    partly: Annotated[
        bool, typer.Option("--partly", help=tr("有错的行跳过，其余照记", "Take in what is right where rows are wrong"))
    ] = False,
    by: ByOption = None,
    store: FolderOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    with desk(store, by) as place:
        asked, wrong = _asked(place.store, rows_of(sheet))
        made, more = _made(place.reviewer, asked)
    wrong = sorted([*wrong, *more], key=lambda one: one.row)
    for one in wrong:
        terminal.complain(
            tr(
                f"kg: {sheet} 第 {one.row} 行（{one.column}）：{one.reason.zh}",
                f"kg: {sheet}, row {one.row} ({one.column}): {one.reason.en}",
            )
        )
    if wrong and not partly:
        raise KgError(
            f"{len(wrong)} rows are wrong, nothing was taken in: mend them, or --partly takes the {len(made)} others",
            f"{len(wrong)} 行有错，什么都没有记：请改正，或用 --partly 只记其余 {len(made)} 行",
        )
    new = place.reviewer.journal.append(made)
    same = len(asked) - len(more) - len(made)
    told = tr(f"记下 {new} 条评判", f"{new} judgements taken in")
    if same:
        told += tr(f"，{same} 条以前已这样评过", f", {same} were judged so before")
    terminal.say(told)
    if new:
        terminal.say(tr("kg review apply 用到图谱上", "kg review apply brings them into the graph"))
    if wrong:
        raise typer.Exit(1)


def rows_of(sheet: Path) -> list[Mapping[str, str]]:
    """Rows by column, as spreadsheet programs save them: UTF-8 with or without a mark, or GB18030; with commas, semicolons or
    tabs. Raises KgError where it is no such list."""
    try:
        data = sheet.read_bytes()
    except OSError as error:
        why = system_reason(error)
        raise KgError(why.en, why.zh, where=str(sheet)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        read = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise KgError(f"{sheet} is no table: {error}", f"{sheet} 不是表格：{error}") from error
    if not {"key", "verdict"} <= {name.strip() for name in (read[0] if read else {}) if name}:
        raise KgError(
            f"{sheet} is no work list: its first line must name the columns key and verdict (kg review list --format csv)",
            f"{sheet} 不是工作清单：第一行要有 key 和 verdict 两列（kg review list --format csv）",
        )
    return [{(name or "").strip(): value for name, value in row.items() if isinstance(value, str)} for row in read]


def _asked(store: Store, rows: Sequence[Mapping[str, str]]) -> tuple[list[tuple[int, Asked]], list[Wrong]]:
    """What rows ask for, with their numbers, and what is wrong with others; two rows on one thing are wrong."""
    from dataclasses import replace

    from kg.analysis.judging.sheet import Wrong, judgements_of

    asked: list[tuple[int, Asked]] = []
    wrong: list[Wrong] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        found, faults = judgements_of(
            [row], lambda name: reviewing_names.practice(store, name).id, lambda name: reviewing_names.firm(store, name)
        )
        wrong += [replace(one, row=number) for one in faults]
        for one in found:
            first = seen.setdefault(one.about.text, number)
            if first == number:
                asked.append((number, one))
            else:
                why = Bilingual(f"row {first} is on the same", f"与第 {first} 行评的是同一条")
                wrong.append(Wrong(number, "key", why))
    return asked, wrong


def _made(reviewer: Reviewer, asked: Iterable[tuple[int, Asked]]) -> tuple[list[Judgement], list[Wrong]]:
    """The judgements, not written yet, without those that the same person made before."""
    from kg.analysis.judging.sheet import Wrong
    from kg.review.journal import Journal, Read
    from kg.review.session import Reviewer

    class Gathered(Journal):
        """Keeps what is appended; knows what stands on the one thing that is being judged."""

        stood: tuple[Judgement, ...] = ()
        kept: list[Judgement]

        def read(self) -> Read:
            return Read(self.stood)

        def append(self, judgements: Iterable[Judgement]) -> int:
            self.kept = list(judgements)
            return len(self.kept)

    stands = reviewer.standing()
    known = {one.id: one for one in reviewer.journal.read().judgements}
    gathered = Gathered(reviewer.journal.path)
    person = Reviewer(gathered, reviewer.by)
    made, wrong = [], []
    for number, one in asked:
        heads = stands.heads.get(one.about.text, ())
        agreeing = [known[each] for head in heads for each in stands.agreeing.get(head.id, ())]
        gathered.stood = (*heads, *agreeing)
        try:
            new = person.judge(one.about, one.verdict, one.to, why=one.why, was=one.was, drawn=one.drawn, saw=one.saw)
        except KgError as error:
            wrong.append(Wrong(number, "verdict", error.reason))
            continue
        told = (new.by, new.effect, new.drawn)
        if len(heads) == 1 and any((old.by, old.effect, old.drawn) == told for old in gathered.stood):
            continue
        made.append(new)
    return made, wrong
