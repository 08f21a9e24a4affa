"""Answers that a server cuts: Virtuoso gives so many rows at most (ResultSetMaxRows) and says so in a header alone.

Then the query is asked again as a subquery, page by page. Rows must have an order, or pages would overlap; the order stands
inside, since Virtuoso sorts no more than 10,000 rows where LIMIT and OFFSET stand beside ORDER BY (SR353).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import Message

_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*\s*:\s*<[^>]*>)*", re.IGNORECASE)
_MARK = "X-SPARQL-MaxRows"
_ORDER = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)


def most_rows(headers: Message) -> int:
    """How many rows the server gave at most, 0 where it cut nothing."""
    said = headers.get(_MARK, "")
    return int(said) if said.isdecimal() else 0


def page(sparql: str, variables: Sequence[str], size: int, offset: int) -> str | None:
    """The query for ``size`` of the rows of a SELECT from ``offset`` on; None for one that cannot stand as a subquery,
    since it names its graphs."""
    found = _PROLOGUE.match(sparql)
    end = found.end() if found else 0
    prologue, select = sparql[:end], sparql[end:]
    if _FROM.search(select) or not variables:
        return None
    named = " ".join(f"?{name}" for name in variables)
    if not _ORDER.search(select):
        select = f"SELECT {named} WHERE {{ {{ {select}\n }} }} ORDER BY {named}"
    return f"{prologue}\nSELECT {named} WHERE {{ {{ {select}\n }} }} LIMIT {size} OFFSET {offset}"
