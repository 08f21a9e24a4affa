"""What an audit finds in reports as wholes: when they were published, which parts they have, whether plans answer
problems. Frames in, frames out: a row for each finding, so that the whole country takes seconds.

Every frame has ``check``, ``severity``, ``report`` (row number) and what fills the check's sentence.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from kg.analysis.auditing.checks import CHECKS, PART_CHECKS, RULES_SINCE
from kg.analysis.following.counts import Followed
from kg.analysis.following.matching import SILENT
from kg.analysis.scope import Corpus
from kg.errors import KgError

_DUE = "04-01"
_FIRST_MONTH = 10  # reports are written from the autumn of the year that they are on
_ALL_OF_THEM = 3  # plans and more of which none answers a problem are worth a note
_NAMED = 5


def due_day(text: str = _DUE) -> tuple[int, int]:
    """Month and day of 04-01. Raises KgError for what is no day of a year."""
    try:
        month, day = (int(part) for part in text.split("-"))
        date(2000, month, day)
    except ValueError:
        raise KgError(f"“{text}” is no day such as 04-01", f"“{text}”不是日期；请写作 04-01") from None
    return month, day


def found(corpus: Corpus, due: str = _DUE) -> pl.DataFrame:
    """All findings of this kind, as rows ``check``, ``severity``, ``report``, ``values`` (a struct of texts)."""
    month, day = due_day(due)
    reports = corpus.reports.select("number", "year", "issued", "signed").rename({"number": "report"})
    told = [*_dates(reports, month, day), *_parts(corpus, reports), *_answers(corpus, reports)]
    return pl.concat([_row(frame) for frame in told], how="vertical") if told else pl.DataFrame()


VALUES = ("date", "due", "days", "issued", "signed", "year", "kind", "kind_en", "of", "n", "which")
_EMPTY = pl.lit("")


def _row(frame: pl.DataFrame) -> pl.DataFrame:
    values = [
        (pl.col(name).cast(pl.String).fill_null("") if name in frame.columns else _EMPTY).alias(name) for name in VALUES
    ]
    return frame.select("check", "severity", "report", *values)


def _named(rows: pl.DataFrame, check: str, *, since: bool = False) -> pl.DataFrame:
    """``rows`` as findings of ``check``; ``since``: of what the rule did not yet ask for, a note is enough."""
    severity = pl.lit(CHECKS[check].severity.value)
    if since:
        severity = pl.when(pl.col("year") < RULES_SINCE).then(pl.lit("note")).otherwise(severity)
    return rows.with_columns(check=pl.lit(check), severity=severity)


def _dates(reports: pl.DataFrame, month: int, day: int) -> list[pl.DataFrame]:
    dated = reports.with_columns(due=pl.date(pl.col("year") + 1, month, day))
    late = (pl.col("date") - pl.col("due")).dt.total_days() + 1
    published = dated.with_columns(date="issued").with_columns(days=late).filter(pl.col("days") > 0)
    only_signed = dated.filter(pl.col("issued").is_null()).with_columns(date="signed").with_columns(days=late)
    order = dated.filter(pl.col("signed") > pl.col("issued"))
    begun = pl.date(pl.col("year"), _FIRST_MONTH, 1)
    early = [
        dated.with_columns(date=kind, kind=pl.lit(zh), kind_en=pl.lit(en)).filter(pl.col("date") < begun)
        for kind, zh, en in (("issued", "公开", "publication"), ("signed", "落款", "signature"))
    ]
    return [
        _named(published, "late", since=True),
        _named(only_signed.filter(pl.col("days") > 0), "signed-late", since=True),
        _named(dated.filter(pl.col("issued").is_null() & pl.col("signed").is_null()), "undated"),
        _named(order, "signed-after-published"),
        _named(pl.concat(early).unique("report", keep="first", maintain_order=True), "year-and-dates"),
        _named(dated.filter(pl.col("year").is_null()), "no-year"),
    ]


def _parts(corpus: Corpus, reports: pl.DataFrame) -> list[pl.DataFrame]:
    have = corpus.facts("parts")
    # A graph of an earlier version says nothing of parts: nothing is missing there.
    told = reports.join(have.select("report").unique(), on="report", how="semi")
    lacking = {
        part: told.join(have.filter(pl.col("part") == part), on="report", how="anti", maintain_order="left")
        for part in PART_CHECKS
    }
    # Where no shortcoming is told, no cause can be.
    lacking["causesPart"] = lacking["causesPart"].join(lacking["problemsPart"], on="report", how="anti")
    return [_named(lacking[part], check, since=True) for part, check in PART_CHECKS.items()]


def _answers(corpus: Corpus, reports: pl.DataFrame) -> list[pl.DataFrame]:
    problems = corpus.facts("problems").select("number", "report", "heading")
    plans = corpus.facts("plans").select("number", "report")
    answers = corpus.known.tables["addresses"]
    open_ones = problems.join(answers, left_on="number", right_on="problem", how="anti", maintain_order="left")
    count = problems.group_by("report").agg(of=pl.len())
    unanswered = (
        open_ones.group_by("report", maintain_order=True)
        .agg(n=pl.len(), which=pl.col("heading").head(_NAMED).str.join("；"))
        .join(count, on="report")
        .join(plans.select("report").unique(), on="report", how="semi")  # without plans it is the part that lacks
    )
    linked = plans.join(answers, left_on="number", right_on="plan", how="semi").select("report").unique()
    unrelated = (
        plans.group_by("report")
        .agg(of=pl.len())
        .filter(pl.col("of") >= _ALL_OF_THEM)
        .join(count.select("report"), on="report", how="semi")
        .join(linked, on="report", how="anti")
    )
    return [
        _named(_of(unanswered, reports), "problems-without-plan"),
        _named(_of(unrelated, reports), "plans-without-problem"),
        _named(_of(_dropped(corpus), reports), "plans-dropped"),
    ]


def _dropped(corpus: Corpus) -> pl.DataFrame:
    """Reports that mention no plan of last year's report: neither its practices, nor its heading or type again.

    What was done is told in sentences that are not compared here; so only where not one of several plans is found.
    """
    reports = corpus.reports.select("town", report="number", next="year").drop_nulls()
    pairs = reports.select("town", (pl.col("next") - 1).alias("year"), "next").unique().sort("town", "next")
    plans = Followed(corpus.known, pairs).plans()
    each = plans.group_by("town", "next").agg(of=pl.len(), silent=(pl.col("verdict") == SILENT).sum())
    gone = each.filter((pl.col("of") >= _ALL_OF_THEM) & (pl.col("silent") == pl.col("of")))
    return reports.join(gone, on=["town", "next"]).select("report", "of")


def _of(rows: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    return rows.join(reports.select("report", "year"), on="report", how="inner").sort("report")
