"""Where a person judges: a store in a folder, the journal beside it, and who they are."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.review.journal import Journal, Read
    from kg.review.judgement import About
    from kg.review.session import Reviewer
    from kg.store.embedded import EmbeddedStore

_SECONDS = 5  # that git may take

ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="KG_REVIEWER",
        help=tr("评判人姓名；不写则用 git 的 user.name", "Who judges; else the user.name of git"),
    ),
]
WhyOption = Annotated[str, typer.Option("--why", help=tr("理由，记在评判里", "Why: kept with the judgement"))]


@dataclass(frozen=True, slots=True)
class Desk:
    """``store`` as it was opened; what is judged meanwhile is in the journal, not in it."""

    store: EmbeddedStore
    reviewer: Reviewer
    folder: Path


def folder_of(store: str) -> Path:
    """Raises KgError where the store is no folder of this computer."""
    if store.startswith(("http://", "https://")):
        raise KgError(
            f"{store} cannot be reviewed, only asked: judgements are kept beside a folder, give --store FOLDER",
            f"{store} 只能查询，不能评判：评判记在图谱文件夹旁边，请用 --store 指定文件夹",
        )
    return Path(store)


def journal_of(store: str) -> Journal:
    from kg.review import journal

    return journal.Journal(journal.beside(folder_of(store)))


def read(store: str) -> Read:
    """What is judged so far; lines that cannot be read are told."""
    found = journal_of(store).read()
    for fault in found.faults:
        name = journal_of(store).path
        terminal.complain(
            tr(
                f"kg: {name} 第 {fault.line} 行：{fault.reason.zh}",
                f"kg: {name}, line {fault.line}: {fault.reason.en}",
            )
        )
    return found


def reviewer_of(store: str, by: str | None) -> Reviewer:
    from kg.review.session import Reviewer

    journal = journal_of(store)
    return Reviewer(journal, _name(by))


@contextmanager
def desk(store: str, by: str | None) -> Iterator[Desk]:
    """Raises NoStoreError where nothing was built, KgError where nobody says who judges."""
    from kg.store.embedded import EmbeddedStore

    folder = folder_of(store)
    with EmbeddedStore(folder) as graph:
        yield Desk(graph, reviewer_of(store, by), folder)


def _name(given: str | None) -> str:
    name = " ".join((given or _of_git()).split())
    if not name or not name.isprintable():
        raise KgError(
            "say who judges: --by NAME, or set KG_REVIEWER, or git config user.name",
            "请写明评判人：--by 姓名，或设 KG_REVIEWER，或 git config user.name",
        )
    return name


def _of_git() -> str:
    """The name that git signs with, "" where there is no git or it has none."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


VERDICTS = {  # as ontology/governance.ttl labels them
    "accepted": ("接受", "accepted"),
    "changed": ("更正", "changed"),
    "rejected": ("否定", "rejected"),
    "added": ("补充", "added"),
    "merged": ("并入", "merged"),
    "distinct": ("不是同一个", "not the same"),
    "complete": ("已评完", "complete"),
    "withdrawn": ("撤销", "undone"),
}
STATES = {
    "applied": ("已生效", "applied"),
    "agreed": ("与抽取一致", "agrees with what is extracted"),
    "orphaned": ("落空", "orphaned"),
    "conflicting": ("有冲突", "conflicting"),
    "replaced": ("已被取代", "replaced"),
    "undone": ("已撤销", "undone"),
    "pending": ("待应用", "not applied yet"),
}
KINDS = {
    "adoption": ("做法采用", "adoption"),
    "engagement": ("法律顾问", "engagement"),
    "problem": ("问题", "problem"),
    "plan": ("计划", "plan"),
    "observation": ("数字", "figure"),
    "mechanism": ("做法名称", "practice"),
    "firm": ("律所名称", "firm"),
    "town": ("乡镇", "town"),
    "pair": ("两家律所", "two firms"),
    "report": ("报告", "report"),
    "judgement": ("评判", "judgement"),
}
FIELDS = {
    "mechanism": ("做法", "practice"),
    "mechanisms": ("做法", "practices"),
    "status": ("状态", "status"),
    "continues": ("延续往年", "continues"),
    "role": ("角色", "role"),
    "firm": ("律所", "firm"),
    "office": ("法律服务所", "legal service office"),
    "lawyers": ("律师人数", "lawyers"),
    "villages": ("村（社区）数", "villages"),
    "topics": ("类型", "topics"),
    "target_year": ("目标年份", "target year"),
    "indicator": ("指标", "indicator"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "year": ("年份", "year"),
    "approximate": ("约数", "approximate"),
    "heading": ("标题", "heading"),
    "surface": ("所计", "what is counted"),
    "into": ("并入", "into"),
    "label": ("名称", "name"),
    "label_en": ("英文名", "English name"),
    "broader": ("上位做法", "broader"),
    "other": ("另一家", "other"),
    "town": ("乡镇", "town"),
    "report": ("报告", "report"),
    "judgement": ("评判", "judgement"),
    "sentence": ("原句", "sentence"),
    "words": ("词句", "words"),
    "section": ("章节", "section"),
    "spellings": ("别名", "spellings"),
}


def word(table: dict[str, tuple[str, str]], key: str) -> str:
    """The word for ``key`` in the language of this run; the key itself where there is none."""
    pair = table.get(key, (key, key))
    return pair[0] if language() == "zh" else pair[1]


def field_name(name: str) -> str:
    return word(FIELDS, name)


def value_told(name: str, value: str) -> str:
    """A value of a field for people: statuses and roles in words."""
    from kg.analysis.wording.words import ROLE, STATUS, say

    if name in ("continues", "approximate"):
        return {"true": tr("是", "yes"), "false": tr("否", "no")}.get(value, value)
    return say(STATUS if name == "status" else ROLE if name == "role" else {}, value, language())


def about_told(about: About) -> str:
    """“做法采用 report:3f51…：枫桥经验、已实施”."""
    parts = [value_told(name, value) for name, value in about.key.items() if name != "report" and value]
    where = f" report:{about.report}" if about.report else ""
    mark, between = tr("：", ": "), tr("、", ", ")
    return terminal.clean(f"{word(KINDS, about.kind)}{where}" + (mark + between.join(parts) if parts else ""))
