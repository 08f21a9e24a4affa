"""Which of the lines in a drawing come with their sentences: all where there are few, else as many as are read quickly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.analysis.answers import Use
from kg.analysis.asking import Asks
from kg.analysis.statements import proven


def proven_within(store: Asks, found: Sequence[Use], most: int) -> tuple[Use, ...]:
    """The uses in the same order, at most ``most`` of them with names as written and sentences.

    Where they are more, each town, practice and status has those of its last year; where that is still too many, those
    of the practices that fewest name come first: what nearly all say tells least.
    """
    chosen = list(range(len(found)))
    if len(found) > most:
        # Uses stand by town and practice, the last year first.
        keys = [(use.town.iri, use.practice.iri, use.status) for use in found]
        chosen = sorted(dict(zip(reversed(keys), reversed(chosen), strict=True)).values())
    if len(chosen) > most:
        naming = Counter(use.practice.iri for use in found)
        chosen = sorted(chosen, key=lambda at: (naming[found[at].practice.iri], at))[: max(most, 0)]
    told = dict(zip(chosen, proven(store, [found[at] for at in chosen]), strict=True))
    return tuple(told.get(at, use) for at, use in enumerate(found))
