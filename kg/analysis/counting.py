"""Distinct pairs of row numbers, fast and in little memory: two numbers are sorted as one."""

from __future__ import annotations

import polars as pl

_HALF = 2**32
_KEY = "pair"


def pairs(rows: pl.LazyFrame, first: str, second: str) -> pl.DataFrame:
    """The distinct pairs of two columns of row numbers (UInt32), in order."""
    key = rows.select((pl.col(first).cast(pl.UInt64) * _HALF + pl.col(second)).alias(_KEY)).collect().to_series().sort()
    return (
        key.filter((key != key.shift(1)).fill_null(True))
        .to_frame()
        .select(
            (pl.col(_KEY) // _HALF).cast(pl.UInt32).alias(first),
            (pl.col(_KEY) % _HALF).cast(pl.UInt32).alias(second),
        )
    )


def many(ordered: pl.DataFrame, first: str, name: str) -> pl.DataFrame:
    """How many pairs each number in the column ``first`` has, of what ``pairs`` gave."""
    return ordered[first].rle().struct.unnest().select(pl.col("value").alias(first), pl.col("len").alias(name))
