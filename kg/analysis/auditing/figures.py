"""Figures that cannot both be right: within a report, and beside what last year's report said.

Careful on purpose, since a false alarm costs trust. Only exact figures are compared; only those whose words say the same
thing is counted; none from a sentence that speaks of a part of the year, of old cases or of single villages; and where
any figure of the same indicator agrees, nothing is said. The patterns keep to what both Python and SPARQL read alike.
"""

from __future__ import annotations

import re

import polars as pl

from kg.analysis.auditing.checks import CHECKS
from kg.analysis.scope import Corpus

PER_CENT = "https://w3id.org/towngov/topic/百分比"
# 排查矛盾纠纷, 受理各类纠纷: all that came in.
WHOLE = "^(全年|累计|共|共计)?(排查|摸排|受理|登记|接收|排查受理|调解|调处)(出|到)?(各类|各种|民间|社会)?(矛盾纠纷|矛盾|纠纷|纠纷案件|案件|信访件|信访事项|信访案件|信访|工单|诉求)$"
# 化解, 调处成功: what became of it, without an object of its own.
PART = "^(已|均|全部)?(成功)?(化解|调解|调处|调成|办结|办理|解决|劝成)(成功|了)?$|^(化解成功|成功)$"
RATE = "^(矛盾|纠纷|矛盾纠纷)?(化解|调解|调处|调解成功|调处成功|化解成功|成功|办结)率$"
WITHOUT_EXCUSE = ("over-100", "last-year")  # whatever the sentence says of months, old cases or parts
# Sentences in which two figures are rightly unlike: parts of the year, old cases, single places, targets.
ASIDE = "往年|历年|遗留|结转|积案|上半年|下半年|季度|其中|分别|任务数|目标|[1-9一二三四五六七八九十]月|第[一二三]批|试点村|一期|二期"
# A rate of which no more than all there is can be.
WHOLES_RATE = "(化解|调解|调处|成功|办结|满意|合格|参考|参学|及格|通过|持证|持证上岗|应诉|出庭|公示|审查|采纳|响应|回复|见面|办复|答复|签约|配备|优秀|知晓|入格|建档|覆盖|整改|结案|备案)(率|度)$|占比$"
# What stands before what is counted and makes no difference.
LEADING = "^(全镇|全乡|全街道|我镇|我乡|全年|今年|累计|共计|共)+"
_POINTS = 1.0  # percentage points by which a rate may differ from what is worked out
_ABOUT = 0.1  # by which an approximate figure may differ
_SPECIFIC = 4  # characters of a label that says what is counted
VALUES = ("part", "whole", "a", "b", "unit", "rate", "value", "real", "label", "values", "year")


def found(corpus: Corpus, texts: pl.DataFrame | None = None) -> pl.DataFrame:
    """Candidates as rows ``check``, ``severity``, ``report``, ``figures`` (row numbers) and VALUES, all texts.

    The sentences are not looked at yet: ``kept`` drops what stands in an ASIDE sentence.
    """
    rows = _figures(corpus)
    return pl.concat([_row(frame) for frame in (*_within_sentence(rows), _two(rows), _last_year(corpus, rows))])


def kept(sentences: tuple[str, ...], check: str) -> bool:
    """Whether a finding stands, given the sentences of its figures."""
    return check in WITHOUT_EXCUSE or not any(_ASIDE.search(sentence) for sentence in sentences)


_ASIDE = re.compile(ASIDE)


def _row(frame: pl.DataFrame) -> pl.DataFrame:
    values = [(_text(name, frame.schema[name]) if name in frame.columns else pl.lit("")).alias(name) for name in VALUES]
    figures = pl.col("figures").cast(pl.List(pl.UInt32))
    return frame.select(
        "check", pl.col("check").replace_strict(_SEVERITY).alias("severity"), "report", figures, *values
    ).sort("report", "check", "label", "whole")


_SEVERITY = {check.id: check.severity.value for check in CHECKS.values()}


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    return _plain(column) if kind == pl.Float64 else column.cast(pl.String).fill_null("")


def _plain(number: pl.Expr) -> pl.Expr:
    """98, 97.2: two decimals at most, no needless zeros."""
    return number.round(2).cast(pl.String).str.strip_suffix(".0")


def _figures(corpus: Corpus) -> pl.DataFrame:
    topics = corpus.known.tables["topics"].select(unit="number", unit_name="label", unit_iri="iri")
    rows = corpus.facts("figures").filter(pl.col("unit").is_not_null())
    of_report = corpus.known.tables["reports"].select(report="number", of_year="year")
    rows = rows.join(topics, on="unit", how="left").join(of_report, on="report", how="left")
    percent = pl.col("unit_iri") == PER_CENT
    return rows.with_columns(percent=percent, plain=plain_label(pl.col("label")))


def plain_label(label: pl.Expr) -> pl.Expr:
    """What is counted, without words that make no difference: 全年共排查各类矛盾纠纷 → 排查矛盾纠纷."""
    return label.str.replace_all(LEADING, "").str.replace_all("各类|各种", "")


def _within_sentence(rows: pl.DataFrame) -> list[pl.DataFrame]:
    exact = rows.filter(~pl.col("approximate") & (pl.col("year") == pl.col("of_year")) & pl.col("start").is_not_null())
    key = ["report", "start"]
    counts = exact.filter(~pl.col("percent"))
    one = [_only(counts.filter(pl.col("label").str.contains(pattern)), key) for pattern in (WHOLE, PART)]
    # Both verbs alike (调解76件，调解成功73件) may count apart what came in and what succeeded: still a part of it.
    pairs = one[0].join(one[1], on=[*key, "unit"], suffix="_part").filter(pl.col("number") != pl.col("number_part"))
    over = pairs.filter(pl.col("value_part") > pl.col("value")).select(
        "report",
        check=pl.lit("part-over-whole"),
        figures=pl.concat_list("number", "number_part"),
        whole="label",
        part="label_part",
        a="value",
        b="value_part",
        unit="unit_name",
    )
    rates = _only(exact.filter(pl.col("percent") & pl.col("label").str.contains(RATE)), key)
    real = pl.col("value_part") / pl.col("value") * 100
    rated = pairs.join(rates.select(*key, rate="label", told="value", number_rate="number"), on=key)
    off = rated.filter((real <= 100) & ((real - pl.col("told")).abs() > _POINTS)).select(
        "report",
        check=pl.lit("rate"),
        figures=pl.concat_list("number", "number_part", "number_rate"),
        rate="rate",
        value="told",
        a="value",
        b="value_part",
        real=real,
    )
    above = rows.filter(
        pl.col("percent") & ~pl.col("approximate") & (pl.col("value") > 100) & pl.col("label").str.contains(WHOLES_RATE)
    ).select("report", "label", "value", check=pl.lit("over-100"), figures=pl.concat_list("number"))
    return [over, off, above]


def _only(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Rows that are the only ones of their key: of two it is not known which is meant."""
    return rows.filter(pl.len().over(key) == 1)


def _comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """Exact figures whose label says enough to be the same figure elsewhere, and of which their report has one value."""
    labelled = (pl.col("plain").str.len_chars() >= _SPECIFIC) & ~pl.col("label").str.contains(PART)
    return rows.filter(labelled & pl.col("year").is_not_null() & pl.col("start").is_not_null())


_SAME = ["report", "plain", "unit", "year"]


def _two(rows: pl.DataFrame) -> pl.DataFrame:
    own = _comparable(rows).filter(~pl.col("approximate") & (pl.col("year") == pl.col("of_year")) & ~pl.col("percent"))
    # Two in one sentence (分别, parts) never count the same thing; of three nobody knows which is which.
    twice = own.filter(
        (pl.len().over(_SAME) == 2)
        & (pl.col("value").n_unique().over(_SAME) == 2)
        & (pl.col("start").n_unique().over(_SAME) == 2)
    )
    return (
        twice.sort("report", "plain", "start", "number")
        .group_by(_SAME, maintain_order=True)
        .agg(
            pl.col("label").first(),
            values=(_plain(pl.col("value")) + pl.col("unit_name")).unique(maintain_order=True).str.join(" / "),
            figures=pl.col("number"),
        )
        .with_columns(check=pl.lit("two-values"))
        .select("check", "report", "label", "values", "figures")
    )


def _last_year(corpus: Corpus, rows: pl.DataFrame) -> pl.DataFrame:
    """This year's report on last year beside last year's report. That one may lie outside the years asked for."""
    reports = corpus.known.tables["reports"].filter(pl.col("current")).select("number", "town", "year")
    before = corpus.reports.select(report="number", town="town", year="year").join(
        reports.select("town", year=pl.col("year") + 1, last="number"), on=["town", "year"]
    )
    # Two reports of one town and year: neither is last year's.
    before = before.filter(pl.len().over("report") == 1).select("report", "last", of=pl.col("year") - 1)
    here = _comparable(rows).join(before, on="report").filter(pl.col("year") == pl.col("of"))
    theirs = corpus.known.tables["figures"].join(before.select(report="last", of="of").unique(), on="report")
    theirs = theirs.filter(pl.col("unit").is_not_null() & (pl.col("year") == pl.col("of")))
    theirs = theirs.with_columns(plain=plain_label(pl.col("label")))
    there = _comparable(theirs).select(
        "plain", "unit", "year", "value", "approximate", last="report", number_there="number"
    )
    key = ["last", "plain", "unit", "year"]
    both = _only(here, _SAME).join(_only(there, key), on=key, suffix="_there")
    # Any figure of that indicator that agrees will do: a total told in other words.
    alike = theirs.select("indicator", "unit", last="report", value="value").unique()
    both = both.join(alike, on=["last", "indicator", "unit", "value"], how="anti")
    most = pl.max_horizontal("value", "value_there")
    about = pl.col("approximate") | pl.col("approximate_there")
    apart = (pl.col("value") - pl.col("value_there")).abs()
    both = both.filter(pl.when(about).then(apart > most * _ABOUT).otherwise(apart > 0.005))
    return both.select(
        "report",
        "label",
        "year",
        check=pl.lit("last-year"),
        figures=pl.concat_list("number", "number_there"),
        a="value",
        b="value_there",
        unit="unit_name",
    )
