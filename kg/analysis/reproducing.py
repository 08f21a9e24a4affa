"""The SPARQL that gives an analysis's answer from the graph alone, for people who check it or go on from it.

Names that a person typed are resolved first and stand here as IRIs and literals that pyoxigraph has written, so that
nothing typed ever becomes part of a query's text. A query declares what it uses and runs on any SPARQL 1.1 endpoint
whose default graph is the union of its named graphs. Types that follow from the properties asked for are left out: where
a family is asked for as well, Oxigraph would read every statement of the type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.analysis.answers import Scope
from kg.ontology import NAMESPACES

KINDS = "{ SELECT ?own ?practice { ?own a gov:Mechanism ; skos:broader* ?practice } }"


def query(question: tuple[str, str], select: str, patterns: Iterable[str], ending: str = "") -> str:
    """A whole query: its question in Chinese and English, the prefixes that it uses, one pattern a line."""
    zh, en = question
    lines = [line for pattern in patterns for line in pattern.splitlines()]
    lines.sort(key=lambda line: line.startswith("OPTIONAL"))  # what may be missing is joined last: else it comes first
    body = "\n".join(f"  {line}" for line in lines)
    text = f"SELECT {select} {{\n{body}\n}}" + (f"\n{ending}" if ending else "") + "\n"
    used = [prefix for prefix in NAMESPACES if re.search(rf"(?<![\w:]){prefix}:", _IRI_OR_TEXT.sub("", text))]
    prefixes = "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in used)
    return f"# {_one_line(zh)}\n# {_one_line(en)}\n{prefixes}{text}"


def values(variable: str, iris: Iterable[str]) -> str:
    """``VALUES ?variable { <…> … }``"""
    return f"VALUES ?{variable} {{ {' '.join(str(ox.NamedNode(iri)) for iri in iris)} }}"


def in_scope(scope: Scope, report: str = "report", *, dated: bool = False) -> str:
    """Patterns that keep the report in the variable ``report`` current and within the year and the places of a scope;
    they bind ``?township`` and, where the report tells it, ``?year`` (``?year_report2`` of ``report2``). ``dated``:
    only reports that tell it."""
    year = "year" if report == "report" else f"year_{report}"
    lines = [f"?{report} gov:township ?township ."]
    lines.append(
        f"?{report} gov:year ?{year} FILTER(?{year} = {scope.year})"
        if scope.year is not None
        else (f"?{report} gov:year ?{year} ." if dated else f"OPTIONAL {{ ?{report} gov:year ?{year} }}")
    )
    if scope.within:
        lines.append(f"?township gov:within+ {ox.NamedNode(scope.within)} .")
    lines.append(f"FILTER NOT EXISTS {{ ?{report} dct:isReplacedBy ?newer_{report} }}")
    return "\n".join(lines)


def adoptions(scope: Scope, own: str = "own", status: str = "") -> list[str]:
    """Patterns for the uses in scope: they bind ``?use``, the practice as named in the variable ``own``, ``?status`` where
    the pattern ``status`` wants one of some, and ``?township``."""
    state = table("?use" + " ?status" * bool(status), f"?use gov:status ?status {status}".rstrip())
    return [state, *statements(scope, "use", "mechanism", own)]


def statements(scope: Scope, node: str, about: str, own: str, also: Iterable[str] = ()) -> list[str]:
    """Patterns for the statements in scope, and those of the towns ``also`` (IRIs): they bind the variable ``node``,
    ``own`` as its property ``about`` tells, and ``?township``.

    Each property is read as a table, and the tables are joined: looking up three properties of each of two million uses
    takes minutes, reading three tables seconds.
    """
    year = [] if scope.year is None else [table(f"?{node}", f"?{node} gov:year {scope.year}")]
    place = f"{{ ?township gov:within+ {ox.NamedNode(scope.within)} }}" if scope.within else ""
    if place and (others := tuple(also)):
        place += f" UNION {{ {values('township', others)} }}"
    return [
        table(f"?{node} ?{own}", f"?{node} gov:{about} ?{own}"),
        table(f"?{node} ?township", f"?{node} gov:township ?township"),
        *year,
        *([table("?township", place)] if place else []),
        f"MINUS {{ ?report dct:isReplacedBy ?newer . ?{node} gov:report ?report }}",
    ]


def table(names: str, pattern: str) -> str:
    """A pattern that is read by itself, whole, before it is joined."""
    return f"{{ SELECT {names} {{ {pattern} }} }}"


def inline(patterns: str) -> str:
    """Patterns on one line, as a group within another pattern wants them: lines of their own may be put in order."""
    return " ".join(patterns.splitlines())


def with_status(status: str | None) -> str:
    return f"VALUES ?status {{ gov:{status} }}" if status else ""


_IRI_OR_TEXT = re.compile(r'<[^<>\s]*>|"(?:[^"\\]|\\.)*"')


def _one_line(text: str) -> str:
    return " ".join(text.split())
