"""How good the graph is, by what people judged of a part of it: shares with intervals of 95 %.

Precision (of what was extracted, how much the reports say) is told by statements that were drawn by chance alone: what people
chose to look at is worse than the rest. A draw says something of what it was drawn from only: that of one province tells
nothing of the others, and one of some kinds nothing of all kinds together. Recall (of what the reports say, how much was
extracted) is told by reports that somebody read to their end (verdict "complete").

Statements of one report are alike, so a share rests on fewer independent looks than there are statements: the variance is
that of shares within clusters (the reports), linearised as for a ratio, and the interval is Wilson's (1927) for as many
independent looks as would have that variance (Kish's design effect; never taken to be below 1). For recall whole reports are
looked at, mostly few of them, so that the variance is known badly itself: the looks count less by the square of Student's
quantile over the normal one (Korn and Graubard 1998).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.tabular import Cells, Tabular
from kg.review.judgement import STATEMENTS, Judgement, Verdict
from kg.review.standing import Standing

LEAST = 30
"""Statements below which a share says too little to be told."""
_Z = 1.959963984540054  # of the normal distribution, for 95 %
_STUDENT = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060)  # from 1 degree of freedom


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``; ``low`` and ``high`` bound the share in the whole with 95 % confidence; ``reports``: they are of."""

    measure: str  # "precision", "recall", or "present": right but for a field that was changed
    kind: str  # of statement, "all" for all
    right: int
    of: int
    reports: int
    low: float
    high: float
    scope: str = ""
    """What the draw was of: "2024 重庆市"; "" for the whole graph."""

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else float("nan")

    @property
    def told(self) -> bool:
        """Whether there is enough to say it."""
        return self.of >= LEAST and self.reports > 1


@dataclass(frozen=True, slots=True, repr=False)
class Quality(Tabular):
    """``drawn``: statements judged that were drawn by chance; ``chosen``: that people chose, which count for nothing here;
    ``complete``: reports read to their end."""

    shares: tuple[Share, ...]
    drawn: int
    chosen: int
    complete: int

    def table(self) -> Cells:
        columns = ("measure", "kind", "right", "of", "share", "low", "high", "reports", "enough", "scope")
        rows: list[tuple[object, ...]] = [
            (
                *(s.measure, s.kind, s.right, s.of, round(s.value, 4), round(s.low, 4), round(s.high, 4), s.reports),
                *(s.told, s.scope),
            )
            for s in self.shares
        ]
        return columns, rows

    def share(self, measure: str, kind: str = "all", scope: str = "") -> Share | None:
        asked = (measure, kind, scope)
        return next((one for one in self.shares if (one.measure, one.kind, one.scope) == asked), None)


def quality(standing: Standing) -> Quality:
    """By the judgements that stand, without conflicts."""
    settled = [one for one in standing.settled if one.about.kind in STATEMENTS]
    drawn = [one for one in settled if one.drawn and one.verdict is not Verdict.ADDED]
    complete = {one.about.report for one in standing.settled if one.verdict is Verdict.COMPLETE}
    shares: list[Share] = []
    for scope in sorted({frame_of(one.drawn)[1] for one in drawn} | {""}):
        within = [one for one in drawn if frame_of(one.drawn)[1] == scope]
        for kind in ("all", *STATEMENTS):
            shares += _of_draws(kind, within, scope)
            if not scope:
                shares += _of_reports(kind, [one for one in settled if one.about.report in complete])
    return Quality(tuple(shares), len(drawn), len(settled) - len(drawn), len(complete))


def frame_of(drawn: str) -> tuple[tuple[str, ...], str]:
    """What a draw was made from, by its name (``drawing.draw``): the kinds, () for all of them, and the scope, "" for all."""
    _, _, _, _, kinds, scope = (*drawn.split(":", 5), *[""] * 6)[:6]
    return tuple(filter(None, kinds.split(","))), scope


def _of_draws(kind: str, drawn: Sequence[Judgement], scope: str) -> list[Share]:
    """A kind is as likely as it is in the graph only where all kinds were drawn from."""
    those = [one for one in drawn if one.about.kind == kind or (kind == "all" and not frame_of(one.drawn)[0])]
    exact = (Verdict.ACCEPTED,)
    return [
        *_share("precision", kind, _counts(those, exact), scope=scope),
        *_share("present", kind, _counts(those, (*exact, Verdict.CHANGED)), scope=scope),
    ]


def _of_reports(kind: str, read: Sequence[Judgement]) -> list[Share]:
    said = [one for one in read if one.verdict is not Verdict.REJECTED and kind in ("all", one.about.kind)]
    return _share("recall", kind, _counts(said, (Verdict.ACCEPTED, Verdict.CHANGED)), whole_reports=True)


def _counts(judgements: Sequence[Judgement], right: Sequence[Verdict]) -> Mapping[str, tuple[int, int]]:
    """By report: how many are right, of how many."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in judgements:
        found[one.about.report][0] += one.verdict in right
        found[one.about.report][1] += 1
    return {report: (yes, of) for report, (yes, of) in found.items()}


def _share(
    measure: str, kind: str, counts: Mapping[str, tuple[int, int]], *, scope: str = "", whole_reports: bool = False
) -> list[Share]:
    right, of = sum(yes for yes, _ in counts.values()), sum(n for _, n in counts.values())
    if not of:
        return []
    low, high = interval(list(counts.values()), whole_reports)
    return [Share(measure, kind, right, of, len(counts), low, high, scope)]


def interval(clusters: Sequence[tuple[int, int]], drawn_whole: bool = False) -> tuple[float, float]:
    """Bounds of the share in the whole, of (right, of) by cluster; see the head of this module. ``drawn_whole``: clusters were
    looked at, not statements here and there. (0, 1) for nothing, or for one cluster that should stand for all."""
    right, of = sum(yes for yes, _ in clusters), sum(n for _, n in clusters)
    if not of:
        return 0.0, 1.0
    share, m = right / of, len(clusters)
    effect = 1.0
    if m > 1 and 0 < share < 1:
        between = sum((yes - share * n) ** 2 for yes, n in clusters) * m / (m - 1) / of**2
        effect = max(1.0, between / (share * (1 - share) / of))
    if drawn_whole:
        if m < 2:
            return 0.0, 1.0
        effect *= (student(m - 1) / _Z) ** 2
    return wilson(share, of / effect)


def student(freedom: int) -> float:
    """The quantile of 97.5 % of Student's distribution: from tables where ``freedom`` is small, else the series of Fisher and
    Cornish (1960) about the normal one."""
    if freedom <= len(_STUDENT):
        return _STUDENT[freedom - 1]
    return (
        _Z
        + (_Z**3 + _Z) / (4 * freedom)
        + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * freedom**2)
        + (3 * _Z**7 + 19 * _Z**5 + 17 * _Z**3 - 15 * _Z) / (384 * freedom**3)
    )


def wilson(share: float, looks: float) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share seen in so many independent looks."""
    middle = share + _Z**2 / (2 * looks)
    half = _Z * (share * (1 - share) / looks + _Z**2 / (4 * looks**2)) ** 0.5
    scale = 1 + _Z**2 / looks
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
