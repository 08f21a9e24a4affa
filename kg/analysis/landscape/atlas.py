"""Facts of each town for a picture of all: how much its reports tell, and what they say of one practice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.asking import Asks
from kg.analysis.cooccurrence.incidence import incidence
from kg.analysis.scope import Corpus, corpus
from kg.analysis.statements import STATUSES

Whole = NDArray[np.int64]
COUNTED = ("practices", "problems", "plans", "firms")


@dataclass(frozen=True)
class Atlas:
    """``towns``: rows of the table of towns that reported. By their position there: ``counted`` (how many practices,
    problems, plans and firms their reports name, by the names in ``COUNTED``) and ``years`` (of their reports, the
    first first, as "2022, 2024")."""

    towns: pl.DataFrame
    counted: dict[str, Whole]
    years: list[str]


@dataclass(frozen=True)
class Named:
    """A practice that some town names: ``number`` (its row), labels, how it is said, and how many ``towns`` name it or a
    kind of it."""

    number: int
    iri: str
    label: str
    label_en: str
    pinyin: str
    initials: str
    towns: int


def atlas(store: Asks) -> Atlas:
    """Of all towns that reported, in order of their row."""
    where = corpus(store)
    towns = _reporting(where)
    numbers = towns["number"]
    of = {
        "practices": ("adoptions", pl.len()),
        "problems": ("problems", pl.len()),
        "plans": ("plans", pl.len()),
        "firms": ("services", pl.col("firm").drop_nulls().n_unique()),
    }
    counted = {}
    for name, (table, counting) in of.items():
        rows = where.facts(table)
        if name == "practices":
            rows = rows.select("town", "practice").unique()
        per = rows.group_by("town").agg(counting.alias("many"))
        joined = pl.DataFrame({"town": numbers}).join(per, on="town", how="left", maintain_order="left")
        counted[name] = joined["many"].fill_null(0).to_numpy().astype(np.int64)
    years = where.reports.group_by("town").agg(
        pl.col("year").drop_nulls().unique().sort().cast(pl.String).str.join(", ")
    )
    told = pl.DataFrame({"town": numbers}).join(years, on="town", how="left", maintain_order="left")["year"]
    return Atlas(towns, counted, told.fill_null("").to_list())


def named(store: Asks) -> tuple[Named, ...]:
    """Every practice that a town names, itself or a kind of it; what most name first."""
    from scipy.sparse import csr_matrix

    where = corpus(store)
    pairs = where.known.tables["families"]
    size = len(where.known.tables["practices"])
    narrow, broad = (pairs[name].to_numpy().astype(np.int64) for name in ("narrow", "broad"))
    up = csr_matrix((np.ones(len(pairs), dtype=np.int32), (narrow, broad)), shape=(size, size))
    having = incidence(where, where.facts("adoptions"))
    towns = np.diff((having.matrix @ up[having.practices]).tocsc().indptr)
    counted = pl.DataFrame({"broad": np.arange(size, dtype=np.uint32), "towns": towns.astype(np.uint32)})
    counted = counted.filter(pl.col("towns") > 0)
    columns = ("number", "iri", "label", "label_en", "pinyin", "initials")
    rows = counted.join(where.known.tables["practices"].select(columns), left_on="broad", right_on="number")
    rows = rows.sort(["towns", "iri"], descending=[True, False]).rename({"broad": "number"})
    return tuple(Named(*row) for row in rows.select(*columns, "towns").iter_rows())


def statuses(store: Asks, practice: int) -> dict[str, Whole]:
    """The towns (positions in ``Atlas.towns``) by what the latest of their reports that name the practice of this row,
    or a kind of it, says: the most settled status where it says several. Towns that do not name it are in none."""
    where = corpus(store)
    family = pl.Series(where.known.family([practice]), dtype=pl.UInt32)
    rows = where.facts("adoptions").filter(pl.col("practice").is_in(family.implode()))
    newest = rows.group_by("town").agg(pl.col("year").max().alias("newest"))
    rows = rows.join(newest, on="town", maintain_order="left").filter(pl.col("year").eq_missing(pl.col("newest")))
    rank = pl.col("status").cast(pl.String).replace_strict({name: at for at, name in enumerate(STATUSES)})
    best = rows.group_by("town").agg(rank.min().alias("rank")).sort("town")
    at = np.searchsorted(_reporting(where)["number"].to_numpy(), best["town"].to_numpy())
    ranks = best["rank"].to_numpy()
    return {status: at[ranks == place].astype(np.int64) for place, status in enumerate(STATUSES)}


def _reporting(where: Corpus) -> pl.DataFrame:
    reported = where.reports.select(number="town").unique()
    return where.known.tables["towns"].join(reported, on="number", how="semi", maintain_order="left")


def known_practice(store: Asks, number: int) -> bool:
    """Whether there is a practice of this row."""
    return number < len(corpus(store).known.tables["practices"])
