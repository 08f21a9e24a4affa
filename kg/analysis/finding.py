"""What a few letters may mean: towns, practices, firms and problem types whose name, or the sound of it, holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from kg.analysis.asking import Asks
from kg.analysis.naming.catalogue import catalogue
from kg.ontology import NAMESPACES, folded

KINDS = ("town", "practice", "firm", "topic")
_TABLES = {"town": "towns", "practice": "practices", "firm": "firms", "topic": "topics"}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is called so. ``detail``: where it is, of a town; what it is called in English, of a practice."""

    kind: str
    iri: str
    label: str
    detail: str


def find(store: Asks, asked: str, *, most: int = 20) -> tuple[Found, ...]:
    """What ``asked`` may mean, best first: names that are it, then those that begin with it, then those that hold it, then
    those that sound so (pinyin, whole or by initials); at most ``most`` of each kind. Nothing for an empty text."""
    want = folded(asked)
    if not want:
        return ()
    found: list[tuple[int, int, Found]] = []
    for order, kind in enumerate(KINDS):
        for rank, one in _of_kind(store, kind, want, most):
            found.append((rank, order, one))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2]))


def _of_kind(store: Asks, kind: str, want: str, most: int) -> list[tuple[int, Found]]:
    rows = _searchable(catalogue(store).tables[_TABLES[kind]].lazy(), kind)
    name = pl.col("folded")
    ranks = pl.when(name == want).then(0).when(name.str.starts_with(want)).then(1)
    ranks = ranks.when(name.str.contains(want, literal=True)).then(2)
    if kind == "town":  # 宝坻区新安镇
        whole = pl.col("full_name")
        ranks = ranks.when(whole == want).then(0).when(whole.str.ends_with(want)).then(1)
        ranks = ranks.when(whole.str.contains(want, literal=True)).then(3)
    if want.isascii() and want.isalpha():
        said = pl.col("pinyin")
        ranks = ranks.when(said.str.starts_with(want) | pl.col("initials").str.starts_with(want)).then(4)
        ranks = ranks.when(said.str.contains(want, literal=True)).then(5)
        ranks = ranks.when(pl.col("detail").str.to_lowercase().str.contains(want, literal=True)).then(3)
    kept = rows.with_columns(rank=ranks.otherwise(None)).drop_nulls("rank")
    kept = kept.with_columns(long=pl.col("name").str.len_chars()).sort("rank", "long", "iri").head(most)
    return [
        (rank, Found(kind, iri, label, detail or ""))
        for rank, iri, label, detail in kept.select("rank", "iri", "name", "detail").collect().iter_rows()
    ]


def _searchable(rows: pl.LazyFrame, kind: str) -> pl.LazyFrame:
    """The rows of a table of things with their ``name``, and ``detail`` that tells those of one name apart."""
    if kind == "topic":
        return rows.filter(pl.col("scheme") == NAMESPACES["gov"] + "topicScheme").with_columns(
            *(pl.lit("").alias(sound) for sound in ("pinyin", "initials")),
            name=pl.col("label"),
            folded=pl.col("label"),
            detail=pl.col("label_en"),
        )
    if kind == "town":
        return rows.with_columns(detail=pl.col("province") + pl.col("prefecture") + pl.col("county"))
    return rows.with_columns(name=pl.col("label"), detail=pl.col("label_en") if kind == "practice" else pl.lit(""))


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can be searched for, as typed, and by its sound."""

    kind: str
    iri: str
    label: str
    detail: str
    pinyin: str
    initials: str


def every_name(store: Asks) -> Iterator[Name]:
    """All that ``find`` finds, for a site that no server answers for."""
    tables = catalogue(store).tables
    for kind in KINDS:
        rows = _searchable(tables[_TABLES[kind]].lazy(), kind).select("iri", "name", "detail", "pinyin", "initials")
        for iri, name, detail, pinyin, initials in rows.collect().iter_rows():
            yield Name(kind, iri, name, detail or "", pinyin, initials)
