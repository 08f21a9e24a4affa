"""What is refused before a query runs: SPARQL Update and LOAD (stores are read-only) and SERVICE (it would send
requests to other machines).

Oxigraph has no switch for SERVICE, and its grammar allows words to stand without space between (``SERVICEgov:x``)
and ``<`` to begin either an IRI or a comparison. So a query in which the letters "service" stand anywhere is taken
apart into words; it is refused where they are, or could be, the keyword, and is otherwise put together again one word
a line, so that no two readings of its text are possible.
"""

from __future__ import annotations

import re

from kg.errors import KgError
from kg.store.syntax import WORD, QuerySyntaxError, is_empty, unescaped


class QueryRefusedError(KgError):
    """The query would change the store or reach out to another machine."""


_UPDATE = {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"}
_QUERY = {"select", "ask", "construct", "describe"}
# Read as a comparison, ``<b:c) SERVICE#>`` could end the filter it stands in, ``<b:c'''>`` begin a string.
_AMBIGUOUS = "()'"


def checked(sparql: str) -> str:
    """The query as it may be run. Raises QueryRefusedError for an update or a SERVICE clause, QuerySyntaxError where
    nothing is asked."""
    text = unescaped(sparql)
    if is_empty(text):
        raise QuerySyntaxError("the query is empty", "查询是空的：请写一条 SPARQL，或一个预存查询的名字")
    first = _first_keyword(text)
    if first in _UPDATE:
        raise QueryRefusedError(
            f"{first.upper()} is refused: the store is read-only, change it with kg build",
            f"不接受 {first.upper()}：图谱只能查询；要改动请用 kg build 或 kg remove",
        )
    if "service" not in text.lower():
        return sparql
    return "\n".join(_harmless(text))


def _first_keyword(text: str) -> str:
    """The first word that says what is asked for, after PREFIX and BASE; empty where there is none."""
    for found in WORD.finditer(text):
        word = found[0].lower()
        if found.lastgroup == "word" and word in _UPDATE | _QUERY:
            return word
    return ""


def _harmless(text: str) -> list[str]:
    words: list[str] = []
    for found in WORD.finditer(text):
        kind, word = found.lastgroup, found[0]
        # Oxigraph wants the bracket of COALESCE right behind it; a bracket cannot be taken for part of a word.
        if word == "(" and words and text[found.start() - 1 : found.start()].isalnum():
            words[-1] += word
            continue
        if kind in ("comment", "space"):
            continue
        if "service" in word.lower() and not _inert(kind, word):
            raise QueryRefusedError(
                "SERVICE is refused: it would send requests to other machines",
                "不接受 SERVICE：它会向别的机器发请求；请只查询本图谱",
            )
        if kind == "iri" and any(sign in word for sign in _AMBIGUOUS):
            raise QueryRefusedError(
                f"{word} is refused in a query that says “service”: write it with a prefix",
                f"查询里有 service 字样时不接受 {word} 这种写法：请改用前缀写",
            )
        words.append(word)
    return words


def _inert(kind: str | None, word: str) -> bool:
    """Whether "service" within this word can be nothing but a part of it."""
    if kind in ("string", "variable", "language"):
        return True
    if kind == "iri":
        return True  # see _AMBIGUOUS
    if kind == "name":
        prefix, _, local = word.partition(":")
        return "service" not in prefix.lower() and re.fullmatch(r"\w+", local) is not None
    return False
