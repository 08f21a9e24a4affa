"""The rows of a SELECT as a frame, and what joins frames."""

from __future__ import annotations

import io
from collections.abc import Callable

import polars as pl

from kg.model import AdviserRole, Status
from kg.ontology import NAMESPACES

Ask = Callable[[str], bytes]  # a SELECT → its rows as CSV (SPARQL 1.1 Query Results CSV)

NUMBER = pl.UInt32
_WHOLE = dict.fromkeys(("year", "lawyers", "villages", "target_year", "others"), pl.Int32)
_WHOLE |= dict.fromkeys(("characters", "start", "end", "source_start", "source_end"), pl.Int32)
TRUTH = ("discovered", "unresolved", "continues", "office", "approximate")
_DECIMAL = ("confidence", "value", "lat", "long", "similarity")
_LOCAL = {  # IRIs of which the local name is kept: implemented
    "status": pl.Enum([status.value for status in Status]),
    "role": pl.Enum([role.value for role in AdviserRole]),
}


def rows(ask: Ask, question: str) -> pl.DataFrame:
    """The answer with every column as what it is; what is unbound is null, but an empty text is a text."""
    frame = pl.read_csv(io.BytesIO(ask(question)), infer_schema=False, encoding="utf8")
    casts = [pl.col(name).cast(kind, strict=False) for name, kind in _WHOLE.items() if name in frame.columns]
    casts += [pl.col(name).cast(pl.Float64, strict=False) for name in _DECIMAL if name in frame.columns]
    casts += [pl.col(name).is_in(["true", "1"]).fill_null(False) for name in TRUTH if name in frame.columns]
    casts += [
        pl.col(name).str.strip_prefix(NAMESPACES["gov"]).cast(kind, strict=False)
        for name, kind in _LOCAL.items()
        if name in frame.columns
    ]
    return frame.with_columns(casts)


def key(frame: pl.DataFrame, column: str = "iri") -> pl.DataFrame:
    """The row number of each IRI."""
    return frame.select(pl.col(column), pl.int_range(pl.len(), dtype=NUMBER).alias("number"))


def numbered(frame: pl.DataFrame, column: str, key: pl.DataFrame, name: str = "") -> pl.DataFrame:
    """``frame`` with row numbers of ``key`` for the IRIs in ``column``; null where there is none."""
    by = key.columns[0]
    joined = frame.join(key.rename({by: column}), on=column, how="left", maintain_order="left")
    return joined.drop(column).rename({"number": name or column})
