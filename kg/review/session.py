"""A person at work: what they judge becomes a line of the journal, with what stood there and what it takes the place of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from kg.review.journal import Journal
from kg.review.judgement import About, Judgement, JudgementError, Values, Verdict, about, check
from kg.review.kinds import KINDS
from kg.review.standing import Standing, standing


def now() -> str:
    """The time as judgements write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Reviewer:
    """``by``: the person's name. Every judgement is on the disk when the call returns."""

    def __init__(self, journal: Journal, by: str, clock: Callable[[], str] = now) -> None:
        if not by.strip():
            raise JudgementError("say by whom the judgements are: --by NAME", "请写明评判人：--by 姓名")
        self.journal = journal
        self._by, self._clock = by.strip(), clock

    @property
    def by(self) -> str:
        """Who judges."""
        return self._by

    def standing(self) -> Standing:
        return standing(self.journal.read().judgements)

    def judge(
        self,
        what: About,
        verdict: Verdict,
        to: Values | None = None,
        *,
        why: str = "",
        was: Values | None = None,
        drawn: str = "",
    ) -> Judgement:
        """Judge, in place of all that stood on the same thing. Raises JudgementError where the verdict or a value does not
        fit."""
        heads = self.standing()
        stood = [one for head in heads.heads.get(what.text, ()) for one in (head.id, *heads.agreeing.get(head.id, ()))]
        made = Judgement(
            what, verdict, self._by, self._clock(), dict(to or {}), why.strip(), dict(was or {}), tuple(stood), drawn
        )
        check(made)
        _check_values(made)
        self.journal.append([made])
        return made

    def undo(self, judgement: str, why: str = "") -> Judgement:
        """Undo a judgement, told by its id or at least 4 digits of its beginning; also an undoing."""
        known = [one for one in self.journal.read().judgements if one.id.startswith(judgement)]
        if len(judgement) < 4 or len(known) != 1:
            raise JudgementError(
                f"no one judgement is called {judgement}: give its id as “kg review log” tells it",
                f"没有（或不止一条）编号为 {judgement} 的评判：请照 kg review log 里的编号写",
            )
        return self.judge(about("judgement", judgement=known[0].id), Verdict.UNDONE, why=why)

    def last(self) -> Judgement | None:
        """This person's last judgement that still stands."""
        heads = self.standing()
        mine = [
            one
            for one in self.journal.read().judgements
            if one.by == self._by and one.id not in heads.undone and one.verdict is not Verdict.UNDONE
        ]
        return max(mine, key=lambda one: (one.at, one.id), default=None)


def _check_values(judgement: Judgement) -> None:
    """Raises JudgementError for a value of a statement that can stand nowhere (a status that is none, a number that is no
    number); whether a name is in the graph is seen when the judgement is applied."""
    kind = KINDS.get(judgement.about.kind)
    if kind is None:
        return
    said: Mapping[str, str | tuple[str, ...]] = {**judgement.about.key, **judgement.to}
    for name, value in said.items():
        field = kind.fields.get(name)
        if field is not None:
            for one in (value,) if isinstance(value, str) else value:
                if one:
                    field.term(one)
