"""The SPARQL that gives an analysis's answer from the graph alone, for people who check it or go on from it.

Names that a person typed are resolved first and stand here as IRIs and literals that pyoxigraph has written, so that
nothing typed ever becomes part of a query's text. A query declares what it uses and runs on any SPARQL 1.1 endpoint
whose default graph is the union of its named graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.analysis.answers import Scope
from kg.ontology import NAMESPACES


def query(question: tuple[str, str], select: str, patterns: Iterable[str], ending: str = "") -> str:
    """A whole query: its question in Chinese and English, the prefixes that it uses, one pattern a line."""
    zh, en = question
    body = "\n".join(f"  {line}" for pattern in patterns if pattern for line in pattern.splitlines())
    text = f"SELECT {select} {{\n{body}\n}}" + (f"\n{ending}" if ending else "") + "\n"
    used = [prefix for prefix in NAMESPACES if re.search(rf"(?<![\w:]){prefix}:", _IRI_OR_TEXT.sub("", text))]
    prefixes = "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in used)
    return f"# {_one_line(zh)}\n# {_one_line(en)}\n{prefixes}{text}"


def values(variable: str, iris: Iterable[str]) -> str:
    """``VALUES ?variable { <…> … }``"""
    return f"VALUES ?{variable} {{ {' '.join(str(ox.NamedNode(iri)) for iri in iris)} }}"


def in_scope(scope: Scope, report: str = "report") -> str:
    """Patterns that keep the report in the variable ``report`` current and within the year and the places of a scope;
    they bind ``?township`` and, where the report tells it, ``?year`` (``?year_report2`` of ``report2``)."""
    year = "year" if report == "report" else f"year_{report}"
    lines = [f"?{report} a gov:Report ; gov:township ?township ."]
    lines.append(
        f"?{report} gov:year ?{year} FILTER(?{year} = {scope.year})"
        if scope.year is not None
        else f"OPTIONAL {{ ?{report} gov:year ?{year} }}"
    )
    for name, kind in ((scope.province, "Province"), (scope.county, "County")):
        if name:
            label = ox.Literal(name, language="zh")
            lines.append(
                f"?township gov:within+ ?{kind}_ . ?{kind}_ a gov:{kind} ; skos:prefLabel {label} .".replace(
                    "_", f"_{report}"
                )
            )
    lines.append(f"FILTER NOT EXISTS {{ ?{report} dct:isReplacedBy ?newer_{report} }}")
    return "\n".join(lines)


def with_status(status: str | None) -> str:
    return f"VALUES ?status {{ gov:{status} }}" if status else ""


_IRI_OR_TEXT = re.compile(r'<[^<>\s]*>|"(?:[^"\\]|\\.)*"')


def _one_line(text: str) -> str:
    return " ".join(text.split())
