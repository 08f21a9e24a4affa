"""A person at work: what they judge becomes a line of the journal, with what stood there and what it takes the place of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

from kg.review.journal import Journal
from kg.review.judgement import About, Judgement, JudgementError, Values, Verdict, about, check, many_of
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
        saw: Collection[str] | None = None,
    ) -> Judgement:
        """Judge, in place of all that stood on the same thing; where ``saw`` tells ids of judgements, in place of those and one's
        own only: what somebody else judged meanwhile is in conflict then. What ``was`` shows to be judged already is gone on with (see
        ``_going_on``), and stays part of the draw it was part of. Raises JudgementError where the verdict or a value does not
        fit."""
        read = self.journal.read().judgements
        stands = standing(read)
        heads = stands.heads.get(what.text, ())
        stood = [one for head in heads for one in (head.id, *stands.agreeing.get(head.id, ()))]
        if saw is not None:
            seen = {one.id for one in read if one.by == self._by} | self._with_agreeing(saw, stands)
            heads = tuple(head for head in heads if head.id in seen)
            stood = [one for one in stood if one in seen]
        if len(heads) == 1:
            verdict, to = _going_on(heads[0], verdict, to or {}, was or {})
        drawn = drawn or next((head.drawn for head in heads if head.drawn), "")
        made = Judgement(
            what, verdict, self._by, self._clock(), dict(to or {}), why.strip(), dict(was or {}), tuple(stood), drawn
        )
        check(made)
        _check_values(made)
        self.journal.append([made])
        return made

    def _with_agreeing(self, saw: Collection[str], stands: Standing) -> set[str]:
        """Whoever saw a judgement saw what agrees with it."""
        return {*saw, *(one for first in saw for one in stands.agreeing.get(first, ()))}

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


def _going_on(stood: Judgement, verdict: Verdict, to: Values, was: Values) -> tuple[Verdict, Values]:
    """What is judged of a statement that stands as ``stood`` changed or added it, by a person who saw it so: what is right stays
    as it was judged, and a change comes on top of the one before. Whoever saw it as extracted judges that."""
    if verdict not in (Verdict.ACCEPTED, Verdict.CHANGED) or not was or not _shows(was, stood):
        return verdict, to
    return stood.verdict, {**stood.to, **to}


def _shows(was: Values, stood: Judgement) -> bool:
    """Whether a statement that says ``was`` stands as ``stood`` judged it."""
    if stood.verdict is Verdict.ADDED:
        return True  # before it was added there was nothing to be seen
    fields = KINDS[stood.about.kind].fields if stood.verdict is Verdict.CHANGED else {}
    return bool(fields) and all(
        name in fields
        and {fields[name].term(one) for one in many_of(stood.to, name)}
        == {fields[name].term(one) for one in many_of(was, name)}
        for name in stood.to
    )


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
