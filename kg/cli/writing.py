"""Answers for programs: JSON and CSV with every field, whatever the tables for people leave out."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from kg.rdf.exporters.cells import safe_cell


class TableFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DataFormat(StrEnum):
    """Where an answer is no table that a spreadsheet could take."""

    TABLE = "table"
    JSON = "json"


def as_json(value: Any) -> None:
    """Prints dataclasses, mappings and lists as JSON in UTF-8, keys in the order of their fields."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints comma-separated values (RFC 4180). Cells that a spreadsheet would run as a formula are quoted with '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in row])
    raw(out.getvalue().encode())


def raw(data: bytes) -> None:
    """Bytes to standard output as they are."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode())
    else:
        buffer.write(data)
        buffer.flush()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
