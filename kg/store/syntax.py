"""The text of a query: its words, whether it names its graphs, and plain words for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from kg.errors import KgError
from kg.ontology import NAMESPACES


class QuerySyntaxError(KgError):
    """The query is no SPARQL; the message says where it ceases to be."""


WORD = re.compile(
    r"""
    (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\w:-]))*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<sign>&&|\|\||<=|>=|!=|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS = frozenset({"select", "ask", "construct", "describe"})
_VARYING = frozenset({"now", "rand", "uuid", "struuid", "bnode", "service"})
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_AROUND = 16  # characters of the query to either side of where it stopped


def unescaped(sparql: str) -> str:
    """Code-point escapes are read before anything else (SPARQL 1.1, 19.2), so they could spell a keyword."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _ESCAPE.sub(character, sparql)


def is_empty(text: str) -> bool:
    """Whether a query holds nothing but space and comments."""
    return all(found.lastgroup in ("space", "comment") for found in WORD.finditer(text))


def first_keyword(text: str, words: Container[str]) -> str:
    """The first of ``words`` (lower case) that stands in an unescaped query, which after PREFIX and BASE is what it is;
    empty where there is none."""
    for found in WORD.finditer(text):
        if found.lastgroup == "word" and found[0].lower() in words:
            return found[0].lower()
    return ""


def form_of(sparql: str) -> str:
    """What a query is, one of FORMS; empty where it is none of them."""
    return first_keyword(unescaped(sparql), FORMS)


def varies(sparql: str) -> bool:
    """Whether a query may answer otherwise each time it is asked."""
    return any(found.lastgroup == "word" and found[0].lower() in _VARYING for found in WORD.finditer(unescaped(sparql)))


def graphs_named(sparql: str) -> tuple[str, ...]:
    """The IRIs that FROM and FROM NAMED name, as they can be told without a base."""
    words = [found for found in WORD.finditer(unescaped(sparql)) if found.lastgroup not in ("space", "comment")]
    prefixes = dict(NAMESPACES)
    named = []
    for at, found in enumerate(words):
        word = found[0].lower()
        following = [one[0] for one in words[at + 1 : at + 3]]
        if word == "prefix" and len(following) == 2:
            prefixes[following[0].removesuffix(":")] = following[1][1:-1]
        if found.lastgroup == "word" and word.endswith("from") and following:
            name = following[1] if following[0].lower() == "named" and len(following) == 2 else following[0]
            prefix, _, local = name.partition(":")
            named.append(name[1:-1] if name.startswith("<") else prefixes.get(prefix, "") + local)
    return tuple(named)


def names_graphs(sparql: str) -> bool:
    """Whether a query says with FROM or FROM NAMED which graphs it is about (SPARQL 1.1, 13.2).

    Oxigraph lets keywords stand together (``ASKFROM<g>``). No other bare word of SPARQL holds these four letters;
    within variables, names, IRIs, strings and comments they mean nothing.
    """
    return any("from" in found[0].lower() for found in WORD.finditer(unescaped(sparql)) if found.lastgroup == "word")


def explained(sparql: str, message: str) -> QuerySyntaxError:
    """What Oxigraph's ``message`` on a query says, in one line. It lists all that might have followed; where it
    stopped is what helps, and most of all a prefix that nobody declared."""
    unknown = next(_unknown_prefixes(unescaped(sparql)), None)
    if unknown is not None:
        known = "、".join(sorted(NAMESPACES))
        return QuerySyntaxError(
            f"the prefix {unknown}: is not known; known are {known.replace('、', ', ')}; "
            f"declare others: PREFIX {unknown}: <…>",
            f"没有 {unknown}: 这个前缀；已知的有 {known}；别的要先写 PREFIX {unknown}: <…>",
        )
    found = _PLACE.match(message)
    if found is None:
        brief = message.partition("\n")[0]
        return QuerySyntaxError(f"the query is not valid SPARQL: {brief}", f"查询不是正确的 SPARQL：{brief}")
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    whole = lines[line - 1] if line <= len(lines) else ""
    near = " ".join(whole[max(0, column - 1 - _AROUND) : column - 1 + _AROUND].split())
    ended = not "".join([whole[column - 1 :], *lines[line:]]).strip()
    at, at_zh = (", where it ends", "，查询在这里就断了") if ended else ("", "")
    return QuerySyntaxError(
        f"the query is not valid SPARQL: line {line}, column {column}, near “{near}”{at}",
        f"查询不是正确的 SPARQL：第 {line} 行第 {column} 列，“{near}”附近{at_zh}",
    )


def _unknown_prefixes(text: str) -> Iterator[str]:
    """Prefixes of names that are neither the project's nor declared, in order."""
    words = [found for found in WORD.finditer(text) if found.lastgroup not in ("space", "comment")]
    declared = {*NAMESPACES, "_"}
    for before, found in zip([None, *words], words, strict=False):
        if found.lastgroup != "name":
            continue
        prefix = found[0].partition(":")[0]
        if before is not None and before[0].lower() == "prefix":
            declared.add(prefix)
        # Behind < it may be an IRI with a mistake in it.
        elif prefix not in declared and not (before is not None and before[0] == "<" and before.end() == found.start()):
            yield prefix
