"""What a form of the site asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Chosen:
    """A year, a province or a county; None where all are meant."""

    year: int | None
    province: str | None
    county: str | None


def chosen(query: Mapping[str, str]) -> Chosen:
    """KgError for a year that is none."""
    year = query.get("year", "").strip()
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise KgError(f"no year: {year}", f"不是年份：{year}")
    return Chosen(
        int(year) if year else None, query.get("province", "").strip() or None, query.get("county", "").strip() or None
    )
