"""The kinds of statements that can be judged: their properties by the names that judgements use, and what may stand there.

What tells a statement apart is the same as in ``kg.rdf.statements``, where its identifier is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.model import AdviserRole, Status
from kg.rdf import iris
from kg.rdf.vocabulary import GOV, Namespace, decimal, integer, text
from kg.review.judgement import JudgementError

Term = NamedNode | Literal
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_WHOLE = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a statement. ``term`` makes what stands in the graph of what a judgement says, or raises JudgementError;
    ``said`` is the way back. ``many``: several values may stand there. ``may_change``: by a judgement."""

    predicate: NamedNode
    term: Callable[[str], Term]
    said: Callable[[Term], str]
    many: bool = False
    may_change: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """``of_class``: local name of the class. ``key``: names of the fields that tell it apart within a report, as judgements
    write them. ``about``: of the values of its fields what its identifier is made of, see ``iris.statement``."""

    of_class: str
    key: tuple[str, ...]
    fields: Mapping[str, Field]
    about: Callable[[Mapping[str, Term]], Sequence[str]]


def _wrong(value: str, allowed: str, allowed_zh: str) -> JudgementError:
    return JudgementError(f"“{value}” cannot stand there: {allowed}", f"“{value}”不能填在这里：{allowed_zh}")


def _one_of(namespace: Namespace, values: Sequence[str]) -> Callable[[str], Term]:
    def term(value: str) -> Term:
        if value not in values:
            raise _wrong(value, f"it is one of {', '.join(values)}", f"只能是 {'、'.join(values)}")
        return namespace[value]

    return term


def _name(namespace: Namespace) -> Callable[[str], Term]:
    def term(value: str) -> Term:
        try:
            return NamedNode(namespace.iri + value) if value.strip() else _refuse(value)
        except ValueError as error:
            raise _wrong(value, "it is no name of the graph", "不是图谱里的名称") from error

    def _refuse(value: str) -> Term:
        raise _wrong(value, "it must be a name of the graph", "须是图谱里的名称")

    return term


def _local(namespace: Namespace) -> Callable[[Term], str]:
    return lambda term: term.value.removeprefix(namespace.iri)


def _value(term: Term) -> str:
    return term.value


def _text(value: str) -> Term:
    if not value.strip():
        raise _wrong(value, "it must be a text", "不能为空")
    return text(value)


def _whole(value: str) -> Term:
    if not _WHOLE.fullmatch(value):
        raise _wrong(value, "it must be a whole number", "须是整数")
    return integer(int(value))


def _decimal(value: str) -> Term:
    if not _NUMBER.fullmatch(value):
        raise _wrong(value, "it must be a number such as 12 or 98.5", "须是数字，例如 12、98.5")
    return decimal(str(Decimal(value)))


def _truth(value: str) -> Term:
    if value not in ("true", "false"):
        raise _wrong(value, "it is true or false", "只能是 true 或 false")
    return Literal(value, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))


def _concept(predicate: str, *, many: bool = False, may_change: bool = True) -> Field:
    return Field(GOV[predicate], _name(iris.TOPIC), _local(iris.TOPIC), many, may_change)


_STATUS = Field(GOV["status"], _one_of(GOV, [one.value for one in Status]), _local(GOV))
_ROLE = Field(GOV["role"], _one_of(GOV, [one.value for one in AdviserRole]), _local(GOV))
_MECHANISM = Field(GOV["mechanism"], _name(iris.MECH), _local(iris.MECH))
_MECHANISMS = Field(GOV["mechanism"], _name(iris.MECH), _local(iris.MECH), many=True)
_HEADING = Field(GOV["heading"], _text, _value, may_change=False)
_SURFACE = Field(GOV["surfaceForm"], _text, _value, may_change=False)
_NO_TERM = Literal("")


def _said(fields: Mapping[str, Term], name: str) -> str:
    return fields.get(name, _NO_TERM).value


KINDS: Mapping[str, Kind] = {
    "adoption": Kind(
        "Adoption",
        ("mechanism", "status"),
        {"mechanism": _MECHANISM, "status": _STATUS, "continues": Field(GOV["continues"], _truth, _value)},
        lambda f: (_said(f, "mechanism"), _said(f, "status").removeprefix(GOV.iri)),
    ),
    "engagement": Kind(
        "Engagement",
        ("role", "firm", "office"),
        {
            "role": _ROLE,
            "firm": Field(GOV["lawFirm"], _name(iris.FIRM), _local(iris.FIRM)),
            "office": Field(GOV["serviceOffice"], _name(iris.FIRM), _local(iris.FIRM)),
            "lawyers": Field(GOV["lawyerCount"], _whole, _value),
            "villages": Field(GOV["villageCount"], _whole, _value),
        },
        lambda f: (_said(f, "firm"), _said(f, "office"), _said(f, "role").removeprefix(GOV.iri)),
    ),
    "problem": Kind(
        "Problem",
        ("heading",),
        {"heading": _HEADING, "topics": _concept("topic", many=True), "mechanisms": _MECHANISMS},
        lambda f: (_said(f, "heading"),),
    ),
    "plan": Kind(
        "Plan",
        ("heading",),
        {
            "heading": _HEADING,
            "topics": _concept("topic", many=True),
            "mechanisms": _MECHANISMS,
            "target_year": Field(GOV["targetYear"], _whole, _value),
        },
        lambda f: (_said(f, "heading"),),
    ),
    "observation": Kind(
        "Observation",
        ("indicator", "surface", "value", "unit", "year"),
        {
            "indicator": _concept("indicator"),
            "surface": _SURFACE,
            "value": Field(GOV["value"], _decimal, _value),
            "unit": _concept("unit"),
            "year": Field(GOV["year"], _whole, _value),
            "approximate": Field(GOV["approximate"], _truth, _value),
        },
        lambda f: (
            _said(f, "indicator").removeprefix(iris.TOPIC.iri),
            _said(f, "surface"),
            _said(f, "value"),
            _said(f, "unit").removeprefix(iris.TOPIC.iri),
            _said(f, "year"),
        ),
    ),
}
