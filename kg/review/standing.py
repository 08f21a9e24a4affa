"""Which judgements stand: not undone, and not replaced by another that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.review.judgement import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """``heads``: by what they are about (``About.text``) the judgements that stand, one of each effect; several are in
    conflict, and none of them is applied. ``agreeing``: ids of those that say the same as a head. ``undone``, ``replaced``: ids."""

    heads: Mapping[str, tuple[Judgement, ...]]
    agreeing: Mapping[str, tuple[str, ...]]
    undone: frozenset[str]
    replaced: frozenset[str]

    @property
    def settled(self) -> Sequence[Judgement]:
        """Those that are to be applied: in order of what they are about."""
        return [heads[0] for _, heads in sorted(self.heads.items()) if len(heads) == 1]

    @property
    def conflicts(self) -> Sequence[tuple[Judgement, ...]]:
        return [heads for _, heads in sorted(self.heads.items()) if len(heads) > 1]


def standing(judgements: Iterable[Judgement]) -> Standing:
    """Nothing depends on the order: it is told by ``replaces`` and by what is undone, not by the clock."""
    known = {one.id: one for one in judgements}
    undone = _undone(known)
    here = {key: one for key, one in known.items() if key not in undone and one.verdict is not Verdict.UNDONE}
    replaced = _replaced(known, here)
    heads: dict[str, dict[str, Judgement]] = defaultdict(dict)
    agreeing: dict[str, list[str]] = defaultdict(list)
    for one in sorted(
        here.values(), key=lambda one: (not one.drawn, one.at, one.id)
    ):  # a draw's look stands for all that agree
        if one.id in replaced:
            continue
        first = heads[one.about.text].setdefault(one.effect, one)
        if first is not one:
            agreeing[first.id].append(one.id)
    return Standing(
        {about: tuple(those.values()) for about, those in heads.items()},
        {key: tuple(those) for key, those in agreeing.items()},
        frozenset(undone),
        frozenset(replaced),
    )


def _replaced(known: Mapping[str, Judgement], here: Mapping[str, Judgement]) -> set[str]:
    """Ids of what stands no more since something that stands took its place, or the place of what took it: also where that in
    the middle was undone, or an old judgement would come back beside the newest."""
    found: set[str] = set()
    for one in here.values():
        todo = [*one.replaces]
        while todo:
            key = todo.pop()
            if key != one.id and key in known and key not in found:
                found.add(key)
                todo += known[key].replaces
    return found & here.keys()


def _undone(known: Mapping[str, Judgement]) -> set[str]:
    """Ids of what is undone: an undoing that is itself undone counts for nothing. What is told last in a row of them is looked
    at first; rows have an end, since an id is made of all that its judgement says."""
    undone: set[str] = set()
    undoings = {key: one.about.key["judgement"] for key, one in known.items() if one.verdict is Verdict.UNDONE}
    depths: dict[str, int] = {}
    for key in undoings:
        row = [key]
        while row[-1] in undoings and row[-1] not in depths:
            row.append(undoings[row[-1]])
        deep = depths.get(row.pop(), 0)
        for one in reversed(row):
            deep = depths[one] = deep + 1
    for key in sorted(undoings, key=lambda key: -depths[key]):
        if key not in undone:
            undone.add(undoings[key])
    return undone & known.keys()
