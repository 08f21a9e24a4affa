"""What reports say, from the answers that were worked out when they were read: the same rows that the graph would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from kg.rdf.derived import Sayings
from kg.rdf.description import Told
from kg.tables import questions
from kg.tables.prepared import Prepared
from kg.tables.rows import rows

_FIRMS = {"LawFirm": False, "LegalServiceOffice": True}  # by whether it is an office


def said(ask: Prepared) -> Sayings:
    """What shortcuts are derived from."""
    return Sayings(
        _pairs(ask, "adoptions", "practice", "status"),
        _pairs(ask, "services", "firm", "role"),
        _nodes(ask, "problems"),
        _nodes(ask, "plans"),
    )


def told(ask: Prepared) -> Told:
    """What is counted."""

    def named(what: str) -> Iterable[tuple[str, ...]]:
        if what == "LegalInstrument":
            return ask.cited()
        if what == "AdoptedMechanism":
            return _pairs(ask, "adoptions", "practice")
        office = rows(ask, questions.FIRMS).filter(pl.col("office") == _FIRMS[what])["iri"]
        served = _of_statements(ask, "services", "firm").filter(pl.col("firm").is_in(office.implode()))
        return served.select("report", "firm").iter_rows()

    return Told(ask.counts, named)


def _of_statements(ask: Prepared, kind: str, *columns: str) -> pl.DataFrame:
    """The statements of a kind (``node``), each with its report and values."""
    found = rows(ask, questions.of_kind(kind))
    for column in ("report", *columns):
        found = found.join(rows(ask, questions.of_property(column)), on="node", maintain_order="left")
    return found


def _pairs(ask: Prepared, kind: str, *columns: str) -> Iterator[tuple[str, ...]]:
    return _of_statements(ask, kind, *columns).select("report", *columns).iter_rows()


def _nodes(ask: Prepared, kind: str) -> Iterator[tuple[str, ...]]:
    return _of_statements(ask, kind).select("report", "node").iter_rows()
