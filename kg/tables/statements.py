"""Statements of current reports: which there are, and their properties, read one at a time and joined by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from kg.tables import questions
from kg.tables.rows import NUMBER, TRUTH, Ask, key, numbered, rows

_KIND = pl.Enum(list(questions.KINDS))


class Statements:
    """``reports``: the table of reports; ``keys``: row numbers of practices, firms, topics … by table and IRI."""

    def __init__(self, ask: Ask, reports: pl.DataFrame, keys: Mapping[str, pl.DataFrame]) -> None:
        self._ask = ask
        self._keys = keys
        self._read: dict[str, pl.DataFrame] = {}
        self._rows: dict[str, pl.DataFrame] = {}
        kinds = [rows(ask, questions.of_kind(kind)).with_columns(kind=pl.lit(kind, _KIND)) for kind in questions.KINDS]
        current = reports.select(
            "current", "town", iri="iri", report=pl.int_range(pl.len(), dtype=NUMBER), report_year="year"
        ).filter("current")
        told = pl.concat(kinds).join(rows(ask, questions.of_property("report")), on="node")
        told = told.join(current.drop("current").rename({"report": "of"}), left_on="report", right_on="iri")
        told = told.drop("report").rename({"of": "report"}).sort("node", "kind", "report")
        told = told.unique("node", keep="first", maintain_order=True)
        self._nodes = key(told, "node").rename({"number": "nth"})
        self._told = told.with_columns(self._nodes["nth"]).drop("node")

    def facts(self, kind: str, needed: Sequence[str] = (), more: Sequence[str] = (), **things: str) -> pl.DataFrame:
        """The table of a kind in the order of ``node``, with ``needed`` columns (a statement without one does not count),
        those that there may be ``more`` of, ``report``, ``town`` and ``year``. ``things``: columns that name rows of
        other tables, and of which."""
        found = self._told.lazy().filter(pl.col("kind") == kind).drop("kind")
        for column in (*needed, *more):
            values = self._values(column).lazy()
            if column in things:
                key = self._keys[things[column]].lazy().select(pl.col("iri").alias(column), "number")
                values = values.join(key, on=column, how="left").drop(column).rename({"number": column})
            found = found.join(values, on="nth", how="inner" if column in needed else "left")
        if "year" not in (*needed, *more):  # a figure keeps the year that it is of
            found = found.rename({"report_year": "year"})
        found = found.sort("nth", *needed, *more, nulls_last=True).unique("nth", keep="first", maintain_order=True)
        truths = [pl.col(name).fill_null(False) for name in (*needed, *more) if name in TRUTH]
        told = (
            found.join(self._nodes.lazy(), on="nth", how="left", maintain_order="left").with_columns(truths).collect()
        )
        self._rows[kind] = told.select("nth", "report", statement=pl.int_range(pl.len(), dtype=NUMBER))
        return told.select("node", pl.exclude("node", "nth"))

    def links(self, column: str, kind: str, name: str, to: pl.DataFrame) -> pl.DataFrame:
        """Pairs of row numbers: a statement (``name``) of the table of a kind, and what its property ``column`` names among
        ``to``. To be asked for after ``facts``."""
        pairs = self._rows[kind].join(self._values(column), on="nth")
        pairs = numbered(pairs, column, to).select(pl.col("statement").alias(name), column)
        return pairs.drop_nulls().unique().sort(name, column)

    def written(self, kind: str, practices: pl.Series) -> pl.DataFrame:
        """How statements of a kind write those practices (by IRI): ``practice``, ``label``."""
        uses = self._values("practice").filter(pl.col("practice").is_in(practices.implode()))
        uses = uses.join(self._rows[kind], on="nth", how="semi")
        return uses.join(self._values("label"), on="nth").select("practice", "label").unique()

    def causes(self) -> pl.DataFrame:
        """The causes that problems (``problem``: rows of their table) are given, as written: ``heading``."""
        named = rows(self._ask, questions.of_property("heading")).rename({"node": "cause"})
        pairs = self._rows["problems"].join(self._values("cause"), on="nth").join(named, on="cause")
        return pairs.select(problem="statement", heading="heading").unique().sort("problem", "heading")

    def copied(self, kind: str, reports: pl.DataFrame) -> pl.DataFrame:
        """Statements of a kind all of whose sentences stand in earlier reports: ``statement``, its ``report``, and each
        report (``source``) that one of them stands in."""
        copied = numbered(rows(self._ask, questions.of_property("source")), "source", reports)
        proofs = self._rows[kind].join(self._values("passage"), on="nth")
        proofs = proofs.join(copied.rename({"node": "passage"}), on="passage", how="left")
        alone = pl.col("source").is_not_null().all().over("statement")
        return proofs.filter(alone).select("statement", "report", "source").unique()

    def _values(self, column: str) -> pl.DataFrame:
        """The values of a property (a column of ``questions.PROPERTIES``) by the ``nth`` of the statement; ``start``: of
        its sentences."""
        if column == "start":
            starts = rows(self._ask, questions.of_property(column)).rename({"node": "passage"})
            return self._values("passage").join(starts, on="passage").drop("passage")
        if column not in self._read:
            asked = rows(self._ask, questions.of_property(column))
            told = asked.lazy().join(self._nodes.lazy(), on="node").drop("node").unique()
            self._read[column] = told.collect()
        return self._read[column]
