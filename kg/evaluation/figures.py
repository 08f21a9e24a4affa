"""From the comparisons of single reports to the figures of a corpus.

Every figure is a share between 0 and 1, with its hits and of how many; small numbers say little, so each has a 95 %
interval (Wilson's score interval, which holds for few cases and near 0 and 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import KgError
from kg.evaluation.comparison import Comparison
from kg.model import Status

# In the order in which they are shown.
NAMES = (
    "identity firm_recall firm_precision role_accuracy practice_recall practice_precision status_accuracy "
    "trap_avoidance problem_recall problem_precision plan_recall plan_precision cause_recall observation_recall "
    "cite_recall provenance"
).split()
MACRO_F1 = "status_macro_f1"
REFUSALS = "refusal_recall"
_Z = 1.959964  # of the normal distribution, two-sided 95 %


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` is None where there was nothing to count. ``hits`` may hold halves (two statuses, one of them right)."""

    name: str
    hits: float
    of: int

    @property
    def value(self) -> float | None:
        return round(self.hits / self.of, 4) if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Bounds between which the true share lies with 95 % confidence, None where there was nothing to count."""
        if not self.of:
            return None
        p, n, z2 = self.hits / self.of, self.of, _Z * _Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures over all reports; ``macro_f1`` is the mean F1 of the statuses, None where none was asked for.

    ``confusion`` has a row for each wanted status and a share for each status found (a report that claims two gives
    a half to each). ``read_as_reports`` are documents that should have been refused and were not.
    """

    figures: tuple[Figure, ...]
    macro_f1: float | None
    confusion: dict[str, dict[str, float]]
    reports: tuple[Comparison, ...]
    read_as_reports: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """Files of reports of which nothing was extracted."""
        return tuple(one.file for one in self.reports if one.refused)

    def value(self, name: str) -> float | None:
        """A figure by its name. Raises KgError for a name that is none."""
        if name == MACRO_F1:
            return self.macro_f1
        for figure in self.figures:
            if figure.name == name:
                return figure.value
        raise KgError(f"no figure “{name}”", f"没有“{name}”这项指标")


def summed(reports: Sequence[Comparison], refusals: Figure | None = None, read: Sequence[str] = ()) -> Evaluation:
    """The figures of all ``reports``; ``refusals`` and ``read`` tell of documents that are no township report."""
    figures = []
    for name in NAMES:
        counts = [one.counts[name] for one in reports if name in one.counts]
        figures.append(Figure(name, sum(hits for hits, _ in counts), sum(of for _, of in counts)))
    pairs = [pair for one in reports for pair in one.statuses]
    return Evaluation(
        (*figures, refusals) if refusals else tuple(figures),
        _macro_f1(pairs),
        _confusion(pairs),
        tuple(reports),
        tuple(read),
    )


def _macro_f1(pairs: Sequence[tuple[Status, frozenset[Status]]]) -> float | None:
    scores = []
    for status in Status:
        right = sum(1 / len(got) for want, got in pairs if want is status and status in got)
        claimed = sum(1 / len(got) for _, got in pairs if status in got)
        wanted = sum(want is status for want, _ in pairs)
        if wanted:
            scores.append(2 * right / (claimed + wanted) if right else 0.0)
    return round(sum(scores) / len(scores), 4) if scores else None


def _confusion(pairs: Sequence[tuple[Status, frozenset[Status]]]) -> dict[str, dict[str, float]]:
    table = {want.value: {got.value: 0.0 for got in Status} for want in Status}
    for want, found in pairs:
        for got in found:
            table[want.value][got.value] += 1 / len(found)
    return {want: {got: round(share, 2) for got, share in row.items()} for want, row in table.items()}
