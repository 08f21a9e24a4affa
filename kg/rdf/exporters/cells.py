"""What may stand in a cell of a table that a spreadsheet opens."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe_cell(value: str) -> str:
    """The value, with ' before what a spreadsheet would run as a formula; numbers stay as they are."""
    return "'" + value if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
