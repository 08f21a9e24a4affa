"""Answers that a server cuts and says so in a header alone: Virtuoso gives so many rows at most (ResultSetMaxRows), ``kg
serve`` so many rows or bytes (KG_QUERY_ROWS, KG_QUERY_BYTES).

Then the query is asked again as a subquery, page by page. Rows must have an order, or pages would overlap; the order stands
inside, since Virtuoso sorts no more than 10,000 rows where LIMIT and OFFSET stand beside ORDER BY (SR353).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import Message

from kg.store.syntax import WORD, names_graphs

_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*\s*:\s*<[^>]*>)*", re.IGNORECASE)
_MOST_ROWS = "X-SPARQL-MaxRows"
_TRUNCATED = "X-Truncated"
_SILENT = "virtuoso"


def was_cut(headers: Message, rows: int) -> bool:
    """Whether an answer of so many rows (or triples) is only a part of what there is. Virtuoso names its limit where the
    answer is as long as that."""
    most = headers.get(_MOST_ROWS, "")
    return _TRUNCATED in headers or (most.isdecimal() and rows >= int(most))


def is_silent(headers: Message) -> bool:
    """Whether the server cuts the triples of a CONSTRUCT and says nothing of it."""
    return headers.get("Server", "").lower().startswith(_SILENT)


def page(sparql: str, variables: Sequence[str], size: int, offset: int) -> str | None:
    """The query for ``size`` of the rows of a SELECT from ``offset`` on; None for one that cannot stand as a subquery,
    since it names its graphs."""
    found = _PROLOGUE.match(sparql)
    end = found.end() if found else 0
    prologue, select = sparql[:end], sparql[end:]
    if names_graphs(select) or not variables:
        return None
    named = " ".join(f"?{name}" for name in variables)
    if not _is_ordered(select):
        select = f"SELECT {named} WHERE {{ {{ {select}\n }} }} ORDER BY {named}"
    return f"{prologue}\nSELECT {named} WHERE {{ {{ {select}\n }} }} LIMIT {size} OFFSET {offset}"


def _is_ordered(select: str) -> bool:
    """Whether the query itself is ordered, not only one within it."""
    depth = 0
    for found in WORD.finditer(select):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found.lastgroup == "word" and found[0].lower() == "order":
            return True
    return False
