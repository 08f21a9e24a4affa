"""What is refused before a query runs: SPARQL Update and LOAD (stores are read-only) and SERVICE (it would send
requests to other machines), unless it goes to an address that was allowed.

Oxigraph has no switch for SERVICE, and its grammar allows words to stand without space between (``SERVICEgov:x``)
and ``<`` to begin either an IRI or a comparison. So a query in which the letters "service" stand anywhere is taken
apart into words; it is refused where they are, or could be, the keyword, and is otherwise put together again one word
a line, so that no two readings of its text are possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import KgError
from kg.store.syntax import FORMS, WORD, QuerySyntaxError, first_keyword, is_empty, unescaped


class QueryRefusedError(KgError):
    """The query would change the store or reach out to another machine."""


class ServiceError(KgError):
    """A beginning of addresses that cannot be allowed, because it says no whole host."""


_ADDRESS = re.compile(r"https?://[^/?#@\s<>\"]+/[^\s<>\"]*")
_UPDATE = {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"}
# Read as a comparison, ``<b:c) SERVICE#>`` could end the filter it stands in, ``<b:c'''>`` begin a string.
_AMBIGUOUS = "()'"


def checked(sparql: str, services: Sequence[str] = ()) -> str:
    """The query as it may be run. ``services``: what addresses of SERVICE clauses may begin with (see ``allowed``).

    Raises QueryRefusedError for an update or another SERVICE clause, QuerySyntaxError where nothing is asked.
    """
    text = unescaped(sparql)
    if is_empty(text):
        raise QuerySyntaxError("the query is empty", "查询是空的：请写一条 SPARQL，或一个预存查询的名字")
    first = first_keyword(text, _UPDATE | FORMS)
    if first in _UPDATE:
        raise QueryRefusedError(
            f"{first.upper()} is refused: the store is read-only, change it with kg build",
            f"不接受 {first.upper()}：图谱只能查询；要改动请用 kg build 或 kg remove",
        )
    if "service" not in text.lower():
        return sparql
    return "\n".join(_harmless(text, services))


def allowed(beginning: str) -> str:
    """A beginning of addresses to which SERVICE may go, such as ``https://query.wikidata.org/``. ServiceError where it
    leaves the host open, so that another host could begin alike."""
    if not _ADDRESS.fullmatch(beginning):
        raise ServiceError(
            f"{beginning}: name a whole host, with a slash behind it, such as https://query.wikidata.org/",
            f"{beginning}：请写完整的主机名并以斜杠结尾，例如 https://query.wikidata.org/",
        )
    return beginning


def _harmless(text: str, services: Sequence[str]) -> list[str]:
    words: list[str] = []
    found_ones = list(WORD.finditer(text))
    for at, found in enumerate(found_ones):
        kind, word = found.lastgroup, found[0]
        # Oxigraph wants the bracket of COALESCE right behind it; a bracket cannot be taken for part of a word.
        if word == "(" and words and text[found.start() - 1 : found.start()].isalnum():
            words[-1] += word
            continue
        if kind in ("comment", "space"):
            continue
        if "service" in word.lower() and not _inert(kind, word) and not _goes_to(found_ones[at:], services):
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


def _goes_to(words: Sequence[re.Match[str]], services: Sequence[str]) -> bool:
    """Whether the words begin with SERVICE and the whole address of one that is allowed."""
    said = [found for found in words[: 1 + _BETWEEN] if found.lastgroup not in ("comment", "space")]
    if not services or said[0][0].lower() != "service" or said[0].lastgroup != "word":
        return False
    if len(said) > 1 and said[1][0].lower() == "silent":
        del said[1]
    address = said[1] if len(said) > 1 else None
    return address is not None and address.lastgroup == "iri" and address[0][1:-1].startswith(tuple(services))


_BETWEEN = 16  # words, spaces and comments between SERVICE and its address, more than anybody writes


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
