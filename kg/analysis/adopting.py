"""What counts as adopting a practice: it runs, is tried or is on its way. What is only planned is told apart.

All that counts spread, networks and what goes together takes its rows from here, so that each counts the same. What
stands in text copied from another town's report alone says little of the town that copied it and is left out, unless
asked for; what a town says again that it said the year before counts.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kg.analysis.copying.passages import ELSEWHERE, resting_on_copies
from kg.analysis.scope import Corpus
from kg.model import Status

PLANNED = Status.PLANNED.value


def copied_sparql(node: str) -> str:
    """The pattern that drops what ``own_words`` leaves out of the statements in the variable ``node``, for many."""
    return (
        f"MINUS {{ ?{node} prov:wasDerivedFrom/gov:copiedFrom ?source . ?{node} gov:report/gov:township ?own_ ."
        f" ?source gov:township ?other_ FILTER(?other_ != ?own_) FILTER NOT EXISTS {{ ?{node} prov:wasDerivedFrom ?said_"
        " FILTER NOT EXISTS { ?said_ gov:copiedFrom ?any_ } } }"
    )


COPIED_SPARQL = copied_sparql("use")


def own_words_sparql(node: str) -> str:
    """The pattern that keeps what ``own_words`` keeps of the statements in the variable ``node``, of towns in ?township:
    some sentence is not copied, or none is copied from another town. For few statements, whose town is known."""
    return (
        f"FILTER(EXISTS {{ ?{node} prov:wasDerivedFrom ?said FILTER NOT EXISTS {{ ?said gov:copiedFrom ?any }} }}"
        f" || NOT EXISTS {{ ?{node} prov:wasDerivedFrom/gov:copiedFrom/gov:township ?elsewhere"
        " FILTER(?elsewhere != ?township) })"
    )


def adoptions(where: Corpus, practices: Iterable[int] | None = None, *, copies: bool = False) -> pl.DataFrame:
    """The rows of the table of adoptions in scope, of ``practices`` (row numbers; all if None); without those that
    stand in text copied from another town alone, unless ``copies``."""
    rows = where.facts("adoptions")
    if practices is not None:
        rows = rows.filter(pl.col("practice").is_in(pl.Series(list(practices), dtype=pl.UInt32).implode()))
    return rows if copies else own_words(where, rows)


def own_words(where: Corpus, rows: pl.DataFrame, kind: str = "adoption") -> pl.DataFrame:
    """The rows of adoptions (or of "problem" or "plan") that do not stand in text copied from another town alone."""
    copied = resting_on_copies(where.known, kind).filter(pl.col("copied") == ELSEWHERE)
    return rows.join(copied.select("number"), on="number", how="anti", maintain_order="left") if len(copied) else rows


def running(rows: pl.DataFrame, status: str | None = None) -> pl.DataFrame:
    """The rows of practices that run in some way; only those of ``status`` where one is asked for."""
    return rows.filter(pl.col("status") == status if status else pl.col("status") != PLANNED)
