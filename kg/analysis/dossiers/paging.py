"""Long answers in parts: so many statements from a place on, each once, with their sentences, and how many there are.

Only the sentences of the part are fetched: all towns of a practice may have tens of thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from kg.analysis.answers import (
    Dossier,
    FirmDossier,
    Practice,
    PracticeDossier,
    ProblemTypeDossier,
    Statement,
    TownDossier,
    TownsAnswer,
)
from kg.analysis.asking import Asks
from kg.analysis.dossiers.dossier import NAMING, rows_naming, show
from kg.analysis.dossiers.problem_types import PLANS, PROBLEMS, first_rows, first_statements, told_of_type
from kg.analysis.scope import Corpus, corpus
from kg.analysis.sharing import towns
from kg.analysis.statements import proven, services, uses
from kg.analysis.tabular import Tabular

_SUMMED = 8  # causes and practices that a dossier of a type names
_OF_TOWN = ("uses", "services", "problems", "plans", "figures", "citations")


@dataclass(frozen=True, slots=True)
class Part:
    """``answer``: with its counts, which are of all. ``statements``: those of the part, in order, each as an answer with it
    alone. ``total``: how many there are."""

    answer: Tabular
    statements: tuple[Tabular, ...]
    total: int


def towns_part(
    store: Asks,
    practice: str,
    first: int,
    most: int,
    *,
    status: str | None = None,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
) -> Part:
    """The uses of ``kg.analysis.towns`` from number ``first`` (from 0) on, at most ``most``, by the full name of their
    town. Raises UnknownNameError as that does."""
    answer = towns(store, practice, status=status, year=year, province=province, county=county, limit=0, evidence=False)
    where = corpus(store, year=year, province=province, county=county)
    rows = _of_family(where, answer)
    found = proven(store, uses(where, _slice(where, rows, first, most)))
    answer = replace(answer, left_out=0)
    return Part(answer, tuple(replace(answer, uses=(one,)) for one in found), len(rows))


def dossier_part(store: Asks, name: str, first: int, most: int) -> Part:
    """The statements of the dossier of what is called ``name`` from number ``first`` on, at most ``most``. Raises
    UnknownNameError and DivisionError as ``kg.analysis.show`` does."""
    whole = show(store, name, limit=_SUMMED)
    if isinstance(whole, TownDossier):
        each = [(field, one) for field in _OF_TOWN for one in getattr(whole, field)]
        bare = _with(whole, dict.fromkeys(_OF_TOWN, ()))
        return Part(whole, tuple(_with(bare, {field: (one,)}) for field, one in each[first : first + most]), len(each))
    where = corpus(store)
    heaps = _heaps(store, where, whole)
    empty = _without_statements(whole)
    found: list[Tabular] = []
    at = 0
    for heap in heaps:
        start, end = max(first - at, 0), min(first + most - at, len(heap.rows))
        if start < end:
            found += (heap.alone(empty, one) for one in heap.told(_slice(where, heap.rows, start, end - start)))
        at += len(heap.rows)
    return Part(empty, tuple(found), at)


@dataclass(frozen=True)
class _Heap:
    """Statements of one kind: their rows, how these are told, and the dossier with one of them alone."""

    rows: pl.DataFrame
    told: Callable[[pl.DataFrame], Sequence[Any]]
    alone: Callable[[Any, Any], Tabular]


def _heaps(store: Asks, where: Corpus, whole: Dossier) -> list[_Heap]:
    def statements(table: str, rows: pl.DataFrame, query: str) -> _Heap:
        def told(those: pl.DataFrame) -> tuple[Statement, ...]:
            return first_statements(store, where, table, those, query, None)[0]

        return _Heap(rows, told, lambda dossier, one: _with(dossier, {table: (one,)}))

    if isinstance(whole, FirmDossier):
        rows = where.facts("services").filter(pl.col("firm") == where.known.number("firms", whole.firm.iri))
        return [
            _Heap(
                rows,
                lambda those: services(store, where, those),
                lambda dossier, one: replace(dossier, services=(one,)),
            )
        ]
    if isinstance(whole, ProblemTypeDossier):
        problems, plans = told_of_type(where, whole.topic)
        return [statements("problems", problems, PROBLEMS), statements("plans", plans, PLANS)]
    assert isinstance(whole, PracticeDossier)
    return [
        _Heap(
            _of_family(where, whole.answer),
            lambda those: proven(store, uses(where, those)),
            lambda dossier, one: replace(dossier, answer=replace(dossier.answer, uses=(one,))),
        ),
        *(statements(table, rows_naming(where, table, whole.practice), NAMING) for table in ("problems", "plans")),
    ]


def _without_statements(whole: Dossier) -> Any:
    if isinstance(whole, FirmDossier):
        return replace(whole, services=(), left_out=0)
    nothing: dict[str, Any] = {"problems": (), "plans": (), "problems_left": 0, "plans_left": 0}
    if isinstance(whole, PracticeDossier):
        nothing["answer"] = replace(whole.answer, uses=(), left_out=0)
    return _with(whole, nothing)


def _with(whole: Any, fields: dict[str, Any]) -> Any:
    return replace(whole, **fields)


def _of_family(where: Corpus, answer: TownsAnswer) -> pl.DataFrame:
    """The rows of adoptions that an answer about one practice counts."""
    asked: tuple[Practice, ...] = answer.practices
    known = where.known
    numbers = known.family(known.numbers("practices", [one.iri for one in asked]))
    rows = where.facts("adoptions").filter(pl.col("practice").is_in(pl.Series(numbers, dtype=pl.UInt32).implode()))
    return rows.filter(pl.col("status") == answer.status) if answer.status else rows


def _slice(where: Corpus, rows: pl.DataFrame, first: int, most: int) -> pl.DataFrame:
    return first_rows(where, rows, None).slice(first, most)
