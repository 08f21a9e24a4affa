"""Saved questions asked of something else: what their headers name as a parameter, given by people's names for it.

A line ``# 参数 Parameter: practice = mech:枫桥经验`` says that this term, wherever it stands in the query, may be another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.analysis.asking import Asks
from kg.analysis.naming import likely, names
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.errors import KgError
from kg.ontology import NAMESPACES, folded

_LINE = re.compile(r"^# 参数 Parameter: (\w+) = (\S+(?: \S+)*)$", re.MULTILINE)
_COMMENT = re.compile(r"^#.*$", re.MULTILINE)


class ParameterError(KgError):
    """A question has no such parameter, or takes one value alone."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """``name``: practice, topic or indicator. ``default``: the terms that stand in the query, as written there."""

    name: str
    default: str

    def said(self) -> str:
        """The default as people say it: ``枫桥经验``."""
        return "、".join(term.partition(":")[2] for term in self.default.split())


def parameters(text: str) -> tuple[Parameter, ...]:
    """What the header of a saved query names."""
    return tuple(Parameter(name, default) for name, default in _LINE.findall(text))


def filled(text: str, store: Asks, given: Mapping[str, Sequence[str]]) -> str:
    """The query asked of what is ``given`` (names by parameter). Raises ParameterError, UnknownNameError."""
    known = {one.name: one for one in parameters(text)}
    for name, said in given.items():
        if name not in known:
            there_is = ", ".join(known)
            raise ParameterError(
                f"no parameter “{name}” here: " + (f"there is {there_is}" if known else "this question has none"),
                f"没有参数“{name}”：" + (f"有 {there_is}" if known else "这个查询没有参数"),
            )
        text = _with(text, known[name], [iri for one in said for iri in _meant(store, name, one)], said)
    return text


def _with(text: str, parameter: Parameter, iris: Sequence[str], said: Sequence[str]) -> str:
    place = re.compile(rf"(VALUES\s+\?\w+\s*\{{\s*)?(?<![\w:-]){re.escape(parameter.default)}(?![\w:-])")
    terms = " ".join(str(ox.NamedNode(iri)) for iri in dict.fromkeys(iris))
    pieces, end = [], 0
    for found in place.finditer(text):
        if any(line.start() <= found.start() < line.end() for line in _COMMENT.finditer(text)):
            continue
        if len(set(iris)) > 1 and found[1] is None:
            if len(said) == 1:
                ids = [iri.removeprefix(NAMESPACES["mech"]) for iri in iris]
                raise UnknownNameError(parameter.name, said[0], ids, ambiguous=True)
            raise ParameterError(
                f"{parameter.name} can be one alone in this question", f"这个查询的 {parameter.name} 只能有一个"
            )
        pieces += [text[end : found.start()], found[1] or "", terms]
        end = found.end()
    return "".join(pieces) + text[end:]


def _meant(store: Asks, parameter: str, name: str) -> Sequence[str]:
    if parameter == "practice":
        return [one.iri for one in likely.practice(store, name).what]
    known = catalogue(store)
    if parameter == "topic":
        return [names.topic(known, name).iri]
    table = known.tables["topics"]
    pool = [known.topic(number) for number in table.filter(table["scheme"].str.ends_with("indicatorScheme"))["number"]]
    asked = folded(name.strip().removeprefix("topic:"))
    hits = [one.iri for one in pool if asked in (folded(one.label), folded(one.label_en), folded(one.id))]
    if not hits:
        labels = [one.label for one in pool]
        raise UnknownNameError("indicator", name, nearest(name, labels), examples=labels[:5])
    return hits
