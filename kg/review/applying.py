"""All judgements applied to a graph as it was extracted: names first, so that statements are known by what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.errors import Bilingual
from kg.places import Gazetteer
from kg.rdf import iris
from kg.review import names, statements
from kg.review.graph import Held
from kg.review.judgement import NAMES, STATEMENTS, Judgement
from kg.review.provenance import judgement_quads, state
from kg.review.standing import Standing, standing
from kg.review.statements import Applied

_MERGED = Bilingual(
    "another judgement says that the two are one firm (kg review log)",
    "另一条评判把这两家并成了一家（见 kg review log）",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all judgements. ``distinct``: pairs of firms that are not the same, each both ways."""

    judgements: tuple[Judgement, ...]
    standing: Standing
    applied: tuple[Applied, ...]
    distinct: frozenset[tuple[NamedNode, NamedNode]] = frozenset()

    @property
    def states(self) -> dict[str, str]:
        """By id of a judgement what became of it: see ``provenance.state``."""
        by_id = {one.judgement.id: one for one in self.applied}
        return {one.id: state(one, self.standing, by_id.get(one.id)) for one in self.judgements}

    @property
    def counts(self) -> dict[str, int]:
        return dict(sorted(Counter(self.states.values()).items()))


def apply(store: ox.Store, judgements: Sequence[Judgement], gazetteer: Gazetteer) -> Outcome:
    """Apply what stands to ``store``, and write all judgements to ``graph:judgements``. The same judgements on the same graph
    give the same, in whatever order they come. Conflicting ones change nothing."""
    ordered = tuple(sorted(judgements, key=lambda one: (one.at, one.id)))
    stand = standing(ordered)
    held = Held(store)
    settled = stand.settled
    applied = [names.apply(held, one, gazetteer) for one in _of(settled, NAMES)]
    applied += statements.apply(held, _of(settled, STATEMENTS))
    distinct: set[tuple[NamedNode, NamedNode]] = set()
    for one in _of(settled, ("pair",)):
        firm, other = (held.now(iris.FIRM[one.about.key[name]]) for name in ("firm", "other"))
        if not (held.has(firm, iris.FIRMS) and held.has(other, iris.FIRMS)):
            applied.append(names.gone(one))
        elif firm == other:
            applied.append(Applied(one, "orphaned", _MERGED))
        else:
            distinct |= {(firm, other), (other, firm)}
            applied.append(Applied(one, "applied"))
    for one in _of(settled, ("report",)):
        here = held.has(iris.REPORT[one.about.report])
        applied.append(Applied(one, "applied") if here else statements.without_report(one))
    store.extend(judgement_quads(ordered, stand, applied))
    return Outcome(ordered, stand, tuple(applied), frozenset(distinct))


def _of(judgements: Sequence[Judgement], kinds: Sequence[str]) -> list[Judgement]:
    """Those of some kinds, kind by kind."""
    return [one for kind in kinds for one in judgements if one.about.kind == kind]
