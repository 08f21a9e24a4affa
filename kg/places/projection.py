"""Places of the earth on a flat picture: Albers' equal-area conic projection with the parallels usual for maps of China.

Source of the formulas: J. P. Snyder, Map Projections: A Working Manual, U.S. Geological Survey (1987), pp. 98–103 (of a
sphere).
"""

from __future__ import annotations

import math

_SOUTH, _NORTH, _MIDDLE, _ORIGIN = 25.0, 47.0, 105.0, 35.0  # degrees: standard parallels, centre


def albers(long: float, lat: float) -> tuple[float, float]:
    """x (to the east) and y (to the north) in radii of the earth, of degrees of longitude and latitude; (0, 0) is 105°E,
    35°N."""
    south, north = math.sin(math.radians(_SOUTH)), math.sin(math.radians(_NORTH))
    n = (south + north) / 2
    c = math.cos(math.radians(_SOUTH)) ** 2 + 2 * n * south
    reach = math.sqrt(max(c - 2 * n * math.sin(math.radians(lat)), 0)) / n
    start = math.sqrt(c - 2 * n * math.sin(math.radians(_ORIGIN))) / n
    turn = n * math.radians(long - _MIDDLE)
    return reach * math.sin(turn), start - reach * math.cos(turn)
