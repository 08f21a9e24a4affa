"""What an audit takes over from the search for copied text: reports that mostly stand in earlier ones."""

from __future__ import annotations

import polars as pl

from kg.analysis.scope import Corpus

VALUES = ("share", "source")
_MUCH = 0.5  # share of a report's characters that stands in earlier reports, from which on it is told


def found(corpus: Corpus) -> pl.DataFrame:
    """Rows ``check``, ``severity``, ``report``, ``share`` (per cent), ``source`` (town and year)."""
    columns = {"check": pl.String, "severity": pl.String, "report": pl.UInt32, "share": pl.String, "source": pl.String}
    reports = corpus.known.tables["reports"]
    copies = corpus.facts("copies")
    lengths = reports.select("town", "year", "characters", report="number")
    each = (
        copies.with_columns(long=pl.col("end") - pl.col("start")).group_by("report", "source").agg(pl.col("long").sum())
    )
    # The share is of all that is copied; the source named is the one that most comes from.
    shares = (
        each.with_columns(every=pl.col("long").sum().over("report"))
        .join(lengths.select("report", "characters"), on="report")
        .filter(pl.col("every") >= _MUCH * pl.col("characters"))
        .sort("report", "long", "source", descending=[False, True, False])
        .unique("report", keep="first", maintain_order=True)
    )
    towns = corpus.known.tables["towns"].select(town="number", place="full_name")
    origin = lengths.select("town", "year", source="report").join(towns, on="town", how="left")
    told = shares.join(origin, on="source", how="left", maintain_order="left")
    percent = (pl.col("every") / pl.col("characters") * 100).clip(0, 100).round(0).cast(pl.Int32).cast(pl.String)
    place = pl.col("place") + " " + pl.col("year").cast(pl.String).fill_null("")
    return told.select(
        "report", check=pl.lit("copied"), severity=pl.lit("note"), share=percent, source=place.str.strip_chars()
    ).select(*columns)
