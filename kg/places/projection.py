"""Places of the earth on a flat picture: Albers' equal-area conic projection with the parallels usual for maps of China.

Source of the formulas: J. P. Snyder, Map Projections: A Working Manual, U.S. Geological Survey (1987), pp. 98–103 (of a
sphere).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SOUTH, _NORTH, _MIDDLE, _ORIGIN = 25.0, 47.0, 105.0, 35.0  # degrees: standard parallels, centre


def _cone() -> tuple[float, float, float]:
    """n and C of the source, and the radius at the origin."""
    south, north = math.sin(math.radians(_SOUTH)), math.sin(math.radians(_NORTH))
    n = (south + north) / 2
    c = math.cos(math.radians(_SOUTH)) ** 2 + 2 * n * south
    return n, c, math.sqrt(c - 2 * n * math.sin(math.radians(_ORIGIN))) / n


_N, _C, _START = _cone()


def albers(long: float, lat: float) -> tuple[float, float]:
    """x (to the east) and y (to the north) in radii of the earth, of degrees of longitude and latitude; (0, 0) is 105°E,
    35°N."""
    reach = math.sqrt(max(_C - 2 * _N * math.sin(math.radians(lat)), 0)) / _N
    turn = _N * math.radians(long - _MIDDLE)
    return reach * math.sin(turn), _START - reach * math.cos(turn)


def albers_all(long: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same of many places, in the longitudes nearest to the centre."""
    import numpy as np

    reach = np.sqrt(np.maximum(_C - 2 * _N * np.sin(np.radians(lat)), 0)) / _N
    turn = _N * np.radians((long - _MIDDLE + 180) % 360 - 180)
    return reach * np.sin(turn), _START - reach * np.cos(turn)
