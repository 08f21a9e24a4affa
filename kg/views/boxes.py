"""A figure over many towns as one line: least to most, a box from quartile to quartile, the median, one town's place."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.analysis.charting.figure_spread import Spread

WIDE, HIGH = 260.0, 22.0  # pixels
_ENDS = 6.0  # pixels left free at both ends, for marks
_FAR = 30.0  # the most is so many times the least: equal steps would hide all but the largest


@dataclass(frozen=True, slots=True)
class Box:
    """Places along the line in pixels. ``mark``: of the town that is told of, None where there is none. ``steps``: whether
    equal steps are equal multiples (a logarithmic scale) and not equal amounts."""

    least: float
    lower: float
    median: float
    upper: float
    most: float
    mark: float | None
    steps: bool
    width: float = WIDE
    height: float = HIGH


def box(spread: Spread, mark: float | None = None) -> Box:
    """Where the quartiles of a spread stand, and (``mark``) a value among them."""
    quartiles = [spread.quantile(share) for share in (0, 0.25, 0.5, 0.75, 1)]
    least, most = quartiles[0], quartiles[-1]
    steps = least > 0 and most / least > _FAR

    def place(value: float) -> float:
        low, high, at = (math.log(least), math.log(most), math.log(value)) if steps else (least, most, value)
        share = (at - low) / (high - low) if high > low else 0.5
        return round(_ENDS + min(max(share, 0.0), 1.0) * (WIDE - 2 * _ENDS), 1)

    least_at, lower, median, upper, most_at = map(place, quartiles)
    return Box(least_at, lower, median, upper, most_at, None if mark is None else place(mark), steps)
