"""What is drawn of a large graph, and what is held beside it: so much as fits, what most towns share first."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kg.analysis.graphs.parts import LeftOut

_HELD_EDGES = 4_000  # of what is held ready
_TRIES = 6  # to make the number of edges fit


@dataclass(frozen=True)
class Facts:
    """Rows of the tables of adoptions and of services; the latter with their ``adviser`` (``with_adviser``)."""

    found: pl.DataFrame
    advised: pl.DataFrame


@dataclass(frozen=True)
class Kept:
    """Rows whose ends are all kept, and these ends (columns ``town``, ``practice``, ``adviser``)."""

    facts: Facts
    towns: pl.DataFrame
    practices: pl.DataFrame
    advisers: pl.DataFrame


def with_adviser(advised: pl.DataFrame) -> pl.DataFrame:
    """With a key of who advises: the firm's number; of lawyers without a name, one below zero for each town."""
    unnamed = -1 - pl.col("town").cast(pl.Int64)
    return advised.with_columns(adviser=pl.coalesce(pl.col("firm").cast(pl.Int64), unnamed))


def joined(pairs: pl.DataFrame, column: str, to: str = "town") -> pl.DataFrame:
    """How many ``towns`` (or whatever ``to`` is, in a column of its name and an s) each has to do with."""
    return pairs.group_by(column).agg(pl.col(to).n_unique().alias(f"{to}s"))


def drawn(asked: Facts, naming: pl.DataFrame, weight: pl.DataFrame, most: int, most_edges: int) -> tuple[Kept, LeftOut]:
    """At most ``most`` nodes: half for towns, an eighth for firms, and the practices that most towns name (``naming``);
    ``weight`` as ``weights`` tells it.

    Where they have more than ``most_edges`` edges, fewer towns are kept. Row numbers follow the IRIs, so they settle what
    is equal.
    """
    firms = asked.advised.filter(pl.col("adviser") >= 0)["adviser"].unique()
    kept = _kept(asked, weight, most)
    for _ in range(_TRIES):
        edges = _edges(kept.facts)
        if edges <= most_edges or len(kept.towns) <= 1:
            break
        kept = _kept(asked, weight, max(int(2 * len(kept.towns) * 0.95 * most_edges / edges), 2), most)
    lost = len(firms) - int(kept.advisers["adviser"].is_in(firms.implode()).sum())
    return kept, LeftOut(len(naming) - len(kept.practices), len(weight) - len(kept.towns), lost)


def held(whole: Facts, kept: Kept, naming: pl.DataFrame, weight: pl.DataFrame, most: int) -> Kept:
    """What stands next to what is drawn and did not fit, at most ``most`` nodes: practices that the drawn towns name and
    who advises them, then further towns of those in ``weight``. The ends are the further ones only; the rows are those
    with any of them."""
    practices = _further(whole.found, "practice", kept.towns, kept.practices, naming, most // 2)
    advisers = _further(whole.advised, "adviser", kept.towns, kept.advisers, None, most // 8)
    towns = weight.join(kept.towns, on="town", how="anti", maintain_order="left").select("town")
    towns = towns.head(max(most - len(practices) - len(advisers), 0))
    # What only the further towns name or are advised by, where there is still room.
    for table, column, drawn_ones, counted in (
        (whole.found, "practice", kept.practices, naming),
        (whole.advised, "adviser", kept.advisers, None),
    ):
        room = max(most - len(practices) - len(advisers) - len(towns), 0)
        known = pl.concat([drawn_ones, practices if column == "practice" else advisers])
        more = _further(table, column, towns, known, counted, room)
        if column == "practice":
            practices = pl.concat([practices, more])
        else:
            advisers = pl.concat([advisers, more])
    for _ in range(_TRIES):
        rows = _touching(whole, kept, towns, practices, advisers)
        edges = _edges(rows)
        if edges <= _HELD_EDGES:
            break
        share = 0.95 * _HELD_EDGES / edges
        towns, practices = towns.head(int(len(towns) * share)), practices.head(int(len(practices) * share))
        advisers = advisers.head(int(len(advisers) * share))
    else:
        rows = _touching(whole, kept, towns, practices, advisers)
    return Kept(rows, towns, practices, advisers)


def _touching(whole: Facts, kept: Kept, towns: pl.DataFrame, practices: pl.DataFrame, advisers: pl.DataFrame) -> Facts:
    """The rows between what is kept and what is held that have any end held."""
    every_town = pl.concat([kept.towns, towns])

    def rows(table: pl.DataFrame, column: str, drawn_ones: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
        ends = pl.concat([drawn_ones, more])
        table = table.join(every_town, on="town", how="semi", maintain_order="left")
        table = table.join(ends, on=column, how="semi", maintain_order="left")
        new = pl.col("town").is_in(towns["town"].implode()) | pl.col(column).is_in(more[column].implode())
        return table.filter(new)

    return Facts(
        rows(whole.found, "practice", kept.practices, practices),
        rows(whole.advised, "adviser", kept.advisers, advisers),
    )


def _further(
    table: pl.DataFrame, column: str, towns: pl.DataFrame, known: pl.DataFrame, counted: pl.DataFrame | None, most: int
) -> pl.DataFrame:
    """What ``towns`` are joined to in ``table`` and is not ``known``: at most ``most``, those that most towns have to do
    with (``counted``) first."""
    found = table.join(towns, on="town", how="semi").select(column).unique().join(known, on=column, how="anti")
    if counted is None:
        return found.sort(column, descending=True).head(most)
    found = found.join(counted, on=column, how="left").with_columns(pl.col("towns").fill_null(0))
    return found.sort("towns", column, descending=[True, False]).select(column).head(most)


def weights(asked: Facts, naming: pl.DataFrame, about: int | None = None) -> pl.DataFrame:
    """Towns by how much they share, most first: ``town`` and ``weight``. Those that name the practice that all is ``about``
    (a row number) come before those that only name a kind of it."""
    pairs = asked.found.select("town", "practice").unique().join(naming, on="practice")
    shared = pairs.select("town", weight=pl.col("towns") - 1)
    weight = pl.concat([shared, asked.advised.select("town", weight=pl.lit(0, pl.UInt32))])
    weight = weight.group_by("town").agg(pl.col("weight").sum())
    itself = (
        asked.found.filter(pl.col("practice") == about)["town"] if about is not None else pl.Series(dtype=pl.UInt32)
    )
    first = pl.col("town").is_in(itself.implode())
    return weight.sort(first, "weight", "town", descending=[True, True, False])


def _kept(asked: Facts, weight: pl.DataFrame, most: int, at_all: int = 0) -> Kept:
    """Half of ``most`` nodes towns; the others fill up to ``at_all`` (``most`` where that is 0)."""
    at_all = at_all or most
    towns = weight.head(max(most // 2, 1)).select("town")
    found = asked.found.join(towns, on="town", how="semi", maintain_order="left")
    advised = asked.advised.join(towns, on="town", how="semi", maintain_order="left")
    advisers = _widest(joined(advised, "adviser"), max(at_all // 8, 1))
    practices = _widest(joined(found, "practice"), max(at_all - len(towns) - len(advisers), 1))
    facts = Facts(
        found.join(practices, on="practice", how="semi", maintain_order="left"),
        advised.join(advisers, on="adviser", how="semi", maintain_order="left"),
    )
    return Kept(facts, towns, practices, advisers)


def _widest(counted: pl.DataFrame, most: int) -> pl.DataFrame:
    """The ``most`` that are joined to the most towns."""
    column = counted.columns[0]
    return counted.sort("towns", column, descending=[True, False]).head(most).select(column)


def _edges(facts: Facts) -> int:
    found, advised = (
        facts.found.select("town", "practice", "status"),
        facts.advised.select("town", "adviser", "role"),
    )
    return found.n_unique() + advised.n_unique() if len(found) or len(advised) else 0
