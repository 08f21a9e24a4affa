"""Hand-made facts of reports, as people write them down in a JSON file: a list of objects, one for each report.

``tests/gold/README.md`` describes the form. What is wrong in a file is said with the report and the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KgError
from kg.model import AdviserRole, Status

T = TypeVar("T")

# As people write the roles of a firm.
ROLES = {"government": AdviserRole.GOVERNMENT, "village": AdviserRole.VILLAGE, "other": AdviserRole.OTHER}


@dataclass(frozen=True, slots=True)
class GoldFirm:
    """A law firm with its role, None where the reader could not tell."""

    name: str
    role: AdviserRole | None


@dataclass(frozen=True, slots=True)
class GoldPractice:
    """A practice under any of its names, with every status that a reader would accept."""

    names: tuple[str, ...]
    statuses: frozenset[Status]


@dataclass(frozen=True, slots=True)
class GoldTrap:
    """What must not be taken for a practice of this town, and why."""

    names: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure: any of the words for what is counted, its value in ``unit`` as written."""

    about: tuple[str, ...]
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class GoldReport:
    """All that a careful reader finds in one report. Empty ``county``, ``province``: not asked for."""

    file: str
    town: str
    county: str
    province: str
    year: int | None
    firms: tuple[GoldFirm, ...]
    practices: tuple[GoldPractice, ...]
    also: tuple[str, ...]  # names that may be taken for practices as well
    traps: tuple[GoldTrap, ...]
    problems: tuple[str, ...]
    causes: tuple[str, ...]
    plans: tuple[str, ...]
    figures: tuple[GoldFigure, ...]
    cites: tuple[str, ...]


def read_gold(file: Path) -> tuple[GoldReport, ...]:
    """The reports of a file, in its order.

    Raises KgError where the file is no JSON list of such objects (which report, which key), OSError where it cannot
    be read.
    """
    try:
        rows = json.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise KgError("not UTF-8: save it as UTF-8", "不是 UTF-8 编码：请另存为 UTF-8", where=str(file)) from fault
    except ValueError as fault:
        raise KgError(f"not valid JSON: {fault}", f"不是合法的 JSON：{fault}", where=str(file)) from fault
    if not isinstance(rows, list) or not rows:
        raise KgError(
            "a JSON list of reports is needed, and holds at least one",
            "应是 JSON 列表，每份报告一项，至少一项",
            where=str(file),
        )
    return tuple(_report(row, f"{file}, {number}") for number, row in enumerate(rows, 1))


def _report(row: Any, where: str) -> GoldReport:
    if isinstance(row, Mapping) and isinstance(row.get("file"), str):
        where += f" ({row['file']})"
    key = "file"
    try:
        file = _text(row[key])
        key = "township"
        place = row[key]
        town, county, province = _text(place["name"]), place.get("county") or "", place.get("province") or ""
        key = "year"
        year = None if row.get(key) is None else int(row[key])
        key = "law_firms"
        firms = _each(
            row, key, lambda one: GoldFirm(_text(one["name"]), ROLES[one["role"]] if one.get("role") else None)
        )
        key = "practices"
        practices = row[key]
        key = "practices.must"
        must = _each(
            practices, "must", lambda one: GoldPractice(_names(one["any"]), frozenset(map(Status, one["status"])))
        )
        key = "practices.may"
        also = _each(practices, "may", _text)
        key = "practices.never"
        never = _each(practices, "never", lambda one: GoldTrap(_names(one["any"]), str(one.get("why", ""))))
        key = "problems, causes, plans"
        problems, causes, plans = (_each(row, name, _text) for name in ("problems", "causes", "plans"))
        key = "observations"
        figures = _each(row, key, lambda one: GoldFigure(_names(one["about"]), float(one["value"]), _text(one["unit"])))
        key = "cites"
        cites = _each(row, key, _text)
    except (KeyError, TypeError, ValueError, AttributeError, KgError) as fault:
        said = str(fault) if isinstance(fault, KgError) else f"{type(fault).__name__}: {fault}"
        raise KgError(
            f"“{key}” is not as it should be ({said})", f"“{key}”的写法不对（{said}）", where=where
        ) from fault
    return GoldReport(
        file, town, county, province, year, firms, must, also, never, problems, causes, plans, figures, cites
    )


def _each(row: Mapping[str, Any], key: str, made: Callable[[Any], T]) -> tuple[T, ...]:
    rows = row.get(key) or []
    if not isinstance(rows, list):
        raise KgError("a list is needed", "应是列表")
    return tuple(made(one) for one in rows)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise KgError(f"a text is needed, not {value!r}", f"应是文字，不是 {value!r}")
    return value


def _names(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else tuple(value)
    if not names:
        raise KgError("at least one name is needed", "至少要有一个名称")
    return tuple(map(_text, names))
