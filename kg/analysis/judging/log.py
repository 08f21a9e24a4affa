"""What was judged, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.tabular import Cells, Tabular
from kg.build.judging import State
from kg.errors import Bilingual
from kg.review.journal import Fault, Read
from kg.review.judgement import Judgement, Verdict
from kg.review.standing import Standing, standing

PENDING = "pending"
STATES = ("applied", "agreed", PENDING, "conflicting", "orphaned", "replaced", "undone")


@dataclass(frozen=True, slots=True)
class Entry:
    """``state``: one of STATES; "pending": the graph was not built since. ``reason``: why it is orphaned. ``against``: ids of
    those that it conflicts with."""

    judgement: Judgement
    state: str
    reason: Bilingual | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Log(Tabular):
    """``entries`` in order of time, those asked for; ``counts`` by state, of all."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    def table(self) -> Cells:
        columns = ("id", "at", "by", "kind", "about", "verdict", "to", "was", "why", "state", "reason", "against")
        rows: list[tuple[object, ...]] = []
        for entry in self.entries:
            one = entry.judgement
            said = [_said(values) for values in (one.about.key, one.to, one.was)]
            reason = entry.reason.en if entry.reason is not None else ""
            rows.append(
                (
                    *(one.id, one.at, one.by, one.about.kind, said[0], one.verdict.value, said[1], said[2], one.why),
                    *(entry.state, reason, " ".join(entry.against)),
                )
            )
        return columns, rows


def log(read: Read, became: Mapping[str, State], *, states: Sequence[str] = ()) -> Log:
    """``became``: of the graph as it is (``kg.build.judging.states``). ``states``: those alone."""
    stand = standing(read.judgements)
    entries = [_entry(one, stand, became) for one in sorted(read.judgements, key=lambda one: (one.at, one.id))]
    counts = {state: sum(entry.state == state for entry in entries) for state in STATES}
    shown = tuple(entry for entry in entries if not states or entry.state in states)
    return Log(shown, {state: number for state, number in counts.items() if number}, read.faults)


def _entry(judgement: Judgement, stand: Standing, became: Mapping[str, State]) -> Entry:
    """What stands no more, or is in conflict, is so at once; what a graph says is of when it was built."""
    if judgement.id in stand.undone:
        return Entry(judgement, "undone")
    if judgement.id in stand.replaced:
        return Entry(judgement, "replaced")
    heads = stand.heads.get(judgement.about.text, ())
    if len(heads) > 1 and judgement.verdict is not Verdict.UNDONE:
        mine = next((one for one in heads if one.effect == judgement.effect), judgement)
        return Entry(judgement, "conflicting", against=tuple(one.id for one in heads if one is not mine))
    state = became.get(judgement.id)
    if state is None or state.state in ("undone", "replaced", "conflicting"):
        return Entry(judgement, PENDING)
    return Entry(judgement, state.state, state.reason)


def _said(values: Mapping[str, object]) -> str:
    told = ((name, "、".join(value) if isinstance(value, tuple) else str(value)) for name, value in values.items())
    return "; ".join(f"{name}={value}" for name, value in told if value)
