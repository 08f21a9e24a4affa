"""One thing to be judged, as a person sees it: what is said, of whom, and the sentence with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.reviewing_desk import KINDS, VERDICTS, field_name, value_told, word
from kg.plain import visible, width

if TYPE_CHECKING:
    from kg.analysis.judging.tasks import Task
    from kg.review.judgement import Judgement, Values
    from kg.store import Store

AROUND = 60  # characters of the text shown before the sentence, and behind it
_LEAST = 24  # columns that a text gets on the narrowest terminal
_MARKED, _FAINT, _OFF = "\x1b[1;7m", "\x1b[2m", "\x1b[0m"
REASONS = {
    "unsure": ("把握不大", "unsure"),
    "disagrees": ("各年说法不一", "years disagree"),
    "seen once": ("只见于一个乡镇的新做法", "discovered practice of one town"),
    "discovered": ("新发现的做法", "discovered practice"),
    "perhaps same": ("也许是同一家", "perhaps the same firm"),
    "unplaced": ("地点不明的乡镇", "town that could not be placed"),
    "statement": ("一般", "statement"),
}
_UNTOLD = ("sentence", "occurrence", "section")  # of what was added: the words say enough

Piece = tuple[str, str]  # style ("", "marked", "faint"), text


def reason(task: Task) -> str:
    return word(REASONS, task.reason)


class Texts:
    """The clean texts of reports, each fetched once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def of(self, report: str) -> str:
        """ "" where the graph has none."""
        if report not in self._known:
            from kg.analysis.judging.missing import text_of

            self._known[report] = text_of(self._store, report)
        return self._known[report]


def said(task: Task) -> str:
    """What a statement says, field by field: 做法：网格化；状态：计划."""
    parts = []
    for name, value in task.was.items():
        several = (value,) if isinstance(value, str) else value
        shown = tr("、", ", ").join(value_told(name, task.names.get(one, one)) for one in several)
        parts.append(f"{field_name(name)}{tr('：', ': ')}{shown}")
    return tr("；", "; ").join(parts)


def show(task: Task, place: str, texts: Texts, stands: Sequence[Judgement], choices: Sequence[str]) -> None:
    """Prints a task. ``place``: which of how many; ``stands``: what people judged of it; ``choices``: what keys 1–9 stand for."""
    from kg.review.judgement import STATEMENTS

    terminal.say()
    terminal.heading(f"── {place} · {reason(task)} ──")
    where = " · ".join(filter(None, (task.town, str(task.year or ""), task.title)))
    if where:
        terminal.wrapped(where)
    terminal.wrapped(f"▶ {task.claim}")
    if task.about.kind in STATEMENTS and task.was:
        terminal.wrapped(said(task), 2)
    details = [word(KINDS, task.about.kind)]
    if task.confidence is not None:
        details.append(tr(f"把握 {task.confidence:.2f}", f"confidence {task.confidence:.2f}"))
    if task.towns > 1:
        details.append(tr(f"涉及 {task.towns} 个乡镇", f"concerns {task.towns} towns"))
    if task.section:
        details.append(task.section)
    terminal.wrapped(" · ".join(details), 2)
    if task.sentence:
        for line in lines(pieces(task, texts.of(task.report) if task.report else "")):
            terminal.say("    " + line)
    for number, choice in enumerate(choices, 1):
        terminal.say(f"    {number} {terminal.clean(choice)}")
    for one in stands:
        terminal.wrapped(tr("已有评判：", "judged: ") + told(one), 2)
    if len(stands) > 1:
        terminal.wrapped(
            tr("（有冲突：都不生效，再评一次即可了结）", "(in conflict: none counts; judge to settle it)"), 2
        )


def told(one: Judgement) -> str:
    """“张三 2026-03-01 更正：状态 → 计划（理由）”."""
    to = values_told(one.to)
    why = tr(f"（{one.why}）", f" ({one.why})") if one.why else ""
    return terminal.clean(
        f"{one.by} {one.at[:10]} {word(VERDICTS, one.verdict.value)}" + (tr("：", ": ") + to if to else "") + why
    )


def values_told(values: Values) -> str:
    parts = []
    for name, value in values.items():
        if name in _UNTOLD:
            continue
        several = (value,) if isinstance(value, str) else value
        shown = tr("、", ", ").join(value_told(name, each) for each in several) or tr("（空）", "(nothing)")
        parts.append(f"{field_name(name)} → {shown}")
    return tr("；", "; ").join(parts)


def pieces(task: Task, text: str) -> list[Piece]:
    """The sentence with its words marked, and what of ``text`` stands around it where it stands there as it is told."""
    before = after = ""
    if text[task.start : task.end] == task.sentence:
        first, last = max(0, task.start - AROUND), task.end + AROUND
        before = ("…" if first else "") + text[first : task.start]
        after = text[task.end : last] + ("…" if last < len(text) else "")
    found = [("faint", before)] if before else []
    at = 0
    for start, end in _places(task.sentence, task.words):
        found += [("", task.sentence[at:start]), ("marked", task.sentence[start:end])]
        at = end
    found.append(("", task.sentence[at:]))
    if after:
        found.append(("faint", after))
    return [(style, _flat(part)) for style, part in found if part]


def _places(sentence: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of the words stands, the longer ones first; none within another."""
    found: list[tuple[int, int]] = []
    for one in sorted({w for w in words if w}, key=lambda w: (-len(w), w)):
        at = sentence.find(one)
        while at >= 0:
            if all(at + len(one) <= start or at >= end for start, end in found):
                found.append((at, at + len(one)))
            at = sentence.find(one, at + len(one))
    return sorted(found)


def _flat(text: str) -> str:
    return (
        visible(" ".join(text.split("\n")).replace("\t", " ")).replace("\u2028", "\ufffd").replace("\u2029", "\ufffd")
    )


def lines(parts: Sequence[Piece]) -> Iterator[str]:
    """On a terminal folded to its width, the words in reverse video; elsewhere one line with 【】 around them."""
    if not terminal.rich_output():
        yield "".join(f"【{text}】" if style == "marked" else text for style, text in parts)
        return
    most = max(terminal.columns_shown() - 6, _LEAST)
    line, taken, current = "", 0, ""
    for style, text in parts:
        for char in text:
            wide = width(char)
            if taken + wide > most:
                yield line + (_OFF if current else "")
                line, taken, current = "", 0, ""
            if style != current:
                line += (_OFF if current else "") + {"marked": _MARKED, "faint": _FAINT}.get(style, "")
                current = style
            line, taken = line + char, taken + wide
    if line:
        yield line + (_OFF if current else "")


def as_cells(task: Task) -> tuple[str, ...]:
    """A row of the work list for people."""
    mark = tr("（已评）", " (judged)") if task.verdict else ""
    where = " ".join(filter(None, (task.town, str(task.year or ""))))
    return (reason(task) + mark, where, task.claim, str(task.towns), _cut(task))


def _cut(task: Task) -> str:
    from kg.cli.excerpts import excerpt

    return excerpt(task.sentence, task.words)
