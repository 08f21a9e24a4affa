"""A work list as a spreadsheet that people fill in, and what they filled in as judgements.

The first column is the key of each thing, as text that no spreadsheet program changes; the columns to fill in are empty. Words
for verdicts and statuses may be Chinese or English.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.analysis.judging.tasks import Task
from kg.analysis.wording.words import ROLE, STATUS
from kg.errors import Bilingual, KgError
from kg.review.judgement import NAMES, About, JudgementError, Values, Verdict, about
from kg.review.kinds import KINDS

FILLED = ("verdict", "status", "practice", "role", "value", "into", "label", "label_en", "broader", "why")
"""The columns that people fill in."""
SHOWN = (
    "reason",
    "kind",
    "town",
    "year",
    "what",
    "as_extracted",
    "sentence",
    "section",
    "title",
    "towns",
    "confidence",
    "judged",
)
COLUMNS = ("key", *FILLED, *SHOWN)
VERDICTS: Mapping[str, Verdict] = {
    **dict.fromkeys(("对", "接受", "是", "正确", "√", "accept", "accepted", "ok", "yes", "a"), Verdict.ACCEPTED),
    **dict.fromkeys(("改", "改正", "更正", "change", "changed", "c"), Verdict.CHANGED),
    **dict.fromkeys(("错", "删", "不成立", "不是", "否", "×", "reject", "rejected", "no", "r"), Verdict.REJECTED),
    **dict.fromkeys(("并", "并入", "合并", "同", "merge", "merged", "same", "m"), Verdict.MERGED),
    **dict.fromkeys(("不同", "不是同一家", "distinct", "different", "d"), Verdict.DISTINCT),
}
"""What people write for a verdict; capitals and spaces make no difference."""
STATUSES = {names[0]: status for status, names in STATUS.items()}
ROLES = {names[0]: role for role, names in ROLE.items()}
_FIELDS = {  # the column, and the field of a statement that it changes
    "adoption": {"status": "status", "practice": "mechanism"},
    "engagement": {"role": "role", "value": "lawyers"},
    "problem": {},
    "plan": {"value": "target_year"},
    "observation": {"value": "value"},
}
_MARK = "k:"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement that a row asks for. ``saw``: ids of the judgements that stood when the row was made."""

    about: About
    verdict: Verdict
    to: Values
    why: str
    was: Values
    drawn: str = ""
    saw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """``row``: number of the row, from 2 below the head; ``column``: the one at fault."""

    row: int
    column: str
    reason: Bilingual


def sheet(tasks: Iterable[Task]) -> list[tuple[object, ...]]:
    """Rows under COLUMNS."""
    return [
        (
            key_of(task),
            *("" for _ in FILLED),
            *(task.reason, task.about.kind, task.town, task.year, task.claim, _extracted(task), task.sentence),
            *(task.section, task.title, task.towns, task.confidence, task.verdict),
        )
        for task in tasks
    ]


def judgements_of(
    rows: Sequence[Row], practice: Callable[[str], str], firm: Callable[[str], str]
) -> tuple[tuple[Asked, ...], tuple[Wrong, ...]]:
    """What filled-in rows (by column) ask for, and what is wrong with others; rows without a verdict ask nothing. ``practice``,
    ``firm``: the local name of what a person calls so, or KgError."""
    found, wrong = [], []
    for number, row in enumerate(rows, 2):
        if not _cell(row, "verdict"):
            filled = [column for column in FILLED if column != "why" and _cell(row, column)]
            if filled:
                wrong.append(Wrong(number, "verdict", Bilingual("no verdict is given", "没有写结论")))
            continue
        column = "key"
        try:
            task = task_of(_cell(row, "key"))
            column = "verdict"
            verdict = _verdict(_cell(row, "verdict"), task.about.kind)
            what, to = task.about, {}
            for column, to_field in _columns(what.kind, verdict).items():
                value = _cell(row, column)
                if value:
                    to[to_field] = _value(column, value, what.kind, practice, firm)
            column = "verdict"
            if what.kind == "pair" and verdict is Verdict.MERGED:
                what, to = about("firm", firm=what.key["other"]), {"into": what.key["firm"]}
            if what.kind == "mechanism" and verdict is Verdict.ACCEPTED:
                to.setdefault("label", str(task.was.get("label", "")))
            if verdict in (Verdict.CHANGED, Verdict.MERGED) and not to:
                raise JudgementError("nothing says what shall stand instead", "没有写改成什么")
            found.append(Asked(what, verdict, to, _cell(row, "why"), task.was, task.drawn, task.stood))
        except KgError as error:
            wrong.append(Wrong(number, column, error.reason))
    return tuple(found), tuple(wrong)


def _columns(kind: str, verdict: Verdict) -> Mapping[str, str]:
    """The columns that count, and what each says in the judgement."""
    if kind in KINDS:
        return _FIELDS[kind] if verdict is Verdict.CHANGED else {}
    if verdict is Verdict.MERGED:
        return {} if kind == "pair" else {"into": "into"}
    if kind == "mechanism" and verdict is Verdict.ACCEPTED:
        return {"label": "label", "label_en": "label_en", "broader": "broader"}
    return {}


def _value(column: str, value: str, kind: str, practice: Callable[[str], str], firm: Callable[[str], str]) -> str:
    if column == "status":
        return _word(value, STATUSES, "status", "状态")
    if column == "role":
        return _word(value, ROLES, "role", "角色")
    if column in ("practice", "broader") or (column == "into" and kind == "mechanism"):
        return practice(value)
    return firm(value) if column == "into" and kind == "firm" else value


def _word(value: str, words: Mapping[str, str], what: str, what_zh: str) -> str:
    plain = value.strip()
    if plain in words.values():
        return plain
    if plain not in words:
        raise JudgementError(
            f"“{value}” is no {what}: write {', '.join(words.values())}",
            f"没有“{value}”这种{what_zh}：可写 {'、'.join(words)}",
        )
    return words[plain]


def _verdict(written: str, kind: str) -> Verdict:
    found = VERDICTS.get(written.strip().lower())
    if found is None:
        raise JudgementError(
            f"“{written}” is no verdict: write accept, change, reject, merge or distinct",
            f"“{written}”不是结论：可写 对、改、错、并入、不同",
        )
    if kind == "pair" and found is Verdict.REJECTED:
        return Verdict.DISTINCT
    if kind == "pair" and found is Verdict.ACCEPTED:
        return Verdict.MERGED
    return found


def _extracted(task: Task) -> str:
    names = {**{english: chinese for chinese, english in (*STATUSES.items(), *ROLES.items())}, **task.names}
    told = []
    for name, value in task.was.items():
        for one in (value,) if isinstance(value, str) else value:
            told.append(names.get(one, one) if name not in ("continues", "approximate") else name)
    return "；".join(dict.fromkeys(told))


def key_of(task: Task) -> str:
    """As text of letters and digits: a spreadsheet changes neither quotes nor numbers in it."""
    body = [
        task.about.kind,
        dict(task.about.key),
        {n: list(v) if isinstance(v, tuple) else v for n, v in task.was.items()},
    ]
    text = json.dumps(
        [*body, task.drawn, *([list(task.stood)] if task.stood else [])],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return _MARK + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def task_of(key: str) -> Task:
    """What a key tells of a task. Raises JudgementError where it is none."""
    try:
        body = key.removeprefix(_MARK)
        kind, told, was, drawn, *more = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        what = about(str(kind), **{str(name): str(value) for name, value in told.items()})
        values = {str(n): tuple(map(str, v)) if isinstance(v, list) else str(v) for n, v in was.items()}
        stood = tuple(str(one) for those in more for one in those)
        return replace(Task(what, values, "", ""), drawn=str(drawn), stood=stood)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise JudgementError(
            "the key is damaged: take the row anew from the list", "key 一列被改动过：请从清单里重新复制这一行"
        ) from error


def _cell(row: Row, column: str) -> str:
    return (row.get(column) or "").strip().removeprefix("'").strip()


def is_name(what: About) -> bool:
    """Whether it is about a name."""
    return what.kind in NAMES or what.kind == "pair"
