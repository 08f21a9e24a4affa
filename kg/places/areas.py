"""What is known of provinces, prefectures and counties besides their names: where they lie, how they are dialled and
spelt in Latin letters."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
Point = tuple[float, float]  # latitude and longitude in degrees, WGS84


class Areas:
    """Facts by full name (points, telephone codes) and by short name (spellings)."""

    def __init__(self, areas: Iterable[str], spellings: Iterable[str]) -> None:
        """``areas``: lines full name, latitude, longitude, telephone code. ``spellings``: name, syllables."""
        self.points: dict[str, Point] = {}
        self._dialled: dict[str, list[str]] = {}
        self._middles: dict[str, Point | None] = {}
        for line in areas:
            name, latitude, longitude, code = line.split("\t")
            if latitude:
                self.points[name] = float(latitude), float(longitude)
            if code:
                self._dialled.setdefault(code, []).append(name)
        self.syllables: dict[str, tuple[str, ...]] = {}
        for line in spellings:
            name, spelt = line.split("\t")
            self.syllables[name] = tuple(spelt.split())

    def middle(self, above: str) -> Point | None:
        """The middle of the counties with points below a prefecture or municipality (by its full name): about where one
        lies that has none. None where no county there has a point."""
        if above not in self._middles:
            inside = [point for name, point in self.points.items() if name.startswith(above) and name != above]
            middle = (
                (sum(one[0] for one in inside) / len(inside), sum(one[1] for one in inside) / len(inside))
                if inside
                else None
            )
            self._middles[above] = middle
        return self._middles[above]

    def dialled(self, code: str) -> tuple[str, ...]:
        """Full names of the prefectures and counties that a code for long-distance calls belongs to (0716 → 荆州市)."""
        return tuple(self._dialled.get(code, ()))

    def spelt(self, name: str, form: str) -> tuple[str, ...]:
        """Syllables of a short form by those of the whole name: 科右中旗 of 科尔沁右翼中旗 → ke you zhong qi.

        () where the form has characters that the name lacks, or the name's spelling is not known.
        """
        syllables = self.syllables.get(name, ())
        if len(syllables) != len(name):
            return ()
        found, at = [], 0
        for character in form:
            at = name.find(character, at)
            if at < 0:
                return ()
            found.append(syllables[at])
            at += 1
        return tuple(found)


def lines(name: str) -> list[str]:
    """The lines of a data file of the package."""
    return gzip.decompress((_DATA / name).read_bytes()).decode("utf-8").splitlines()


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """Read once per process, when first asked for (a few milliseconds)."""
    return Areas(lines("areas.tsv.gz"), lines("spellings.tsv.gz"))
