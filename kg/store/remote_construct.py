"""A CONSTRUCT asked for as rows, of which the triples are made here: rows can be had page by page, and a server that gives
only some of them says so. Of triples Virtuoso gives those of its first rows (ResultSetMaxRows) without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.store.results import Row
from kg.store.syntax import WORD, unescaped

_AT_ONCE = 2_000  # rows
_NODE = "urn:towngov:node:"  # a blank node cannot stand in VALUES


@dataclass(frozen=True, slots=True)
class Construct:
    """``rows``: the SELECT of what ``variables`` of the template stand for. ``prologue``, ``template``: as written."""

    prologue: str
    template: str
    variables: tuple[str, ...]
    rows: str


def taken_apart(sparql: str) -> Construct | None:
    """A CONSTRUCT in its parts; None for what is none, or has nothing to ask rows for."""
    words = [one for one in WORD.finditer(sparql) if one.lastgroup not in ("space", "comment")]
    start = next((at for at, one in enumerate(words) if _is(one, "construct")), None)
    if start is None or unescaped(sparql) != sparql:
        return None
    opening = next((at for at in range(start, len(words)) if words[at][0] == "{"), len(words))
    closing = _end(words, opening)
    if closing is None:
        return None
    template = sparql[words[opening].start() : words[closing].end()]
    used = [one[0][1:] for one in words[opening:closing] if one.lastgroup == "variable"]
    variables = tuple(dict.fromkeys(used))
    if not variables:
        return None
    short = opening > start + 1  # CONSTRUCT WHERE { … }: what is looked for is what is told
    following = sparql[words[start].end() if short else words[closing].end() :]
    prologue = sparql[: words[start].start()]
    named = " ".join(f"?{name}" for name in variables)
    return Construct(prologue, template, variables, f"{prologue}SELECT {named} {following}")


def _is(found: re.Match[str], word: str) -> bool:
    return found.lastgroup == "word" and found[0].lower() == word


def _end(words: Sequence[re.Match[str]], opening: int) -> int | None:
    """Where the brace ends that begins at ``opening``."""
    depth = 0
    for at in range(opening, len(words)):
        depth += {"{": 1, "}": -1}.get(words[at][0], 0)
        if depth == 0:
            return at
    return None


def filled(query: Construct, prologue: str, rows: Sequence[Row]) -> tuple[ox.Triple, ...]:
    """The triples that the template makes of ``rows``, each once. ``prologue``: with every prefix that the template uses."""
    found: dict[ox.Triple, None] = {}
    nothing = ox.Store()
    left = iter(rows)
    head = " ".join(f"?{name}" for name in query.variables)
    while some := list(islice(left, _AT_ONCE)):
        values = "\n".join(f"({' '.join(map(_written, row))})" for row in some)
        asked = f"{prologue}CONSTRUCT {query.template} WHERE {{ VALUES ({head}) {{\n{values}\n}} }}"
        made = nothing.query(asked)
        assert isinstance(made, ox.QueryTriples)
        found.update(dict.fromkeys(_told(made)))
    return tuple(found)


def _written(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    if term is None:
        return "UNDEF"
    return f"<{_NODE}{term.value}>" if isinstance(term, ox.BlankNode) else str(term)


def _told(made: ox.QueryTriples) -> Iterator[ox.Triple]:
    """Blank nodes of the rows as such again."""
    for one in made:
        ends = [
            ox.BlankNode(end.value.removeprefix(_NODE))
            if isinstance(end, ox.NamedNode) and end.value.startswith(_NODE)
            else end
            for end in (one.subject, one.object)
        ]
        assert not isinstance(ends[0], ox.Literal)
        yield ox.Triple(ends[0], one.predicate, ends[1])
