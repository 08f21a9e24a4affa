"""Copied text: what of a report stands in an earlier one, side by side; whose reports are copied most; which towns
share text; and which statements are no evidence of their own because they stand in copied text alone.

Same text says nothing about who wrote it: mostly it is last year's report, or a template that a county sent round.
"""

from __future__ import annotations

import polars as pl
import pyoxigraph as ox

from kg.analysis import reproducing
from kg.analysis.answers import Count
from kg.analysis.asking import Asks, local_part, select
from kg.analysis.copying import telling as copies_telling
from kg.analysis.copying.answers import (
    CopiedPassage,
    CopiedReport,
    CopiedReportsAnswer,
    CopiedTownAnswer,
    SharedTextAnswer,
    Stretch,
    TextPair,
    TextSource,
)
from kg.analysis.naming.asked import asked_town
from kg.analysis.naming.catalogue import Catalogue
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.scope import Corpus, corpus

__all__ = ["copied", "copied_reports", "copied_sparql", "copies_telling", "resting_on_copies", "sharing_text"]

OWN, ELSEWHERE = "own", "elsewhere"
_TEXT = "SELECT ?report ?text { ?report gov:text ?text }"
_BESIDE = 60  # characters beside a passage that are shown
_CHARACTERS = pl.col("end") - pl.col("start")


def resting_on_copies(known: Catalogue, kind: str) -> pl.DataFrame:
    """The statements of a kind ("adoption", "problem" or "plan") that stand in copied sentences alone.

    ``number`` is the row in ``adoptions``, ``problems`` or ``plans``; ``copied`` is "own" where all the sentences stand in
    the own town's earlier reports (what was said before is said again), "elsewhere" where one stands in another town's
    (no evidence that two towns came to the same by themselves).
    """
    rows = known.tables["copied"].filter(pl.col("kind") == kind)
    own = pl.when(pl.col("own").all()).then(pl.lit(OWN)).otherwise(pl.lit(ELSEWHERE))
    return rows.group_by("statement").agg(own.alias("copied")).rename({"statement": "number"}).sort("number")


def copied(store: Asks, town: str, *, year: int | None = None) -> CopiedTownAnswer:
    """What is copied in the reports of ``town``, with the text on both sides.

    Raises UnknownNameError for a name that the graph lacks, or a year on which the town has no report.
    """
    meant = asked_town(store, town)
    where = corpus(store)
    number = where.known.number("towns", meant.what.iri)
    reports = where.reports.filter(pl.col("town") == number)
    if year is not None and year not in reports["year"].to_list():
        raise UnknownNameError("year", str(year), (str(one) for one in reports["year"].drop_nulls().unique().sort()))
    if year is not None:
        reports = reports.filter(pl.col("year") == year)
    reports = reports.sort("year", "iri", descending=[True, False], nulls_last=True)
    rows = _copies(where, reports)
    by_report = reports.with_row_index("place").select("place", report="number")
    rows = rows.join(by_report, on="report").sort("place", "start")
    return CopiedTownAnswer(
        meant.what, _reports(where, reports, rows), _passages(store, where, rows), year, meant.understood
    )


def copied_reports(
    store: Asks,
    *,
    least: float = 0.0,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    limit: int | None = None,
) -> CopiedReportsAnswer:
    """Reports by the share of their characters that stands in an earlier report; only those with any, and with at
    least the share ``least`` (0 to 1)."""
    where = corpus(store, year=year, province=province, county=county)
    rows = _copies(where, where.reports)
    each = rows.group_by("report").agg(
        _CHARACTERS.sum().alias("copied"), pl.col("own").any(), (~pl.col("own")).any().alias("else")
    )
    shares = each.join(where.reports.select(report="number", characters="characters", iri="iri"), on="report")
    shares = shares.with_columns(share=_share()).filter(pl.col("share") >= least)
    shares = shares.sort("share", "copied", "iri", descending=[True, True, False])
    kept = shares if limit is None else shares.head(limit)
    reports = kept.select(number="report").join(where.reports, on="number", how="left", maintain_order="left")
    of = where.scope.reports
    return CopiedReportsAnswer(
        where.scope,
        Count(len(each), of),
        Count(int(each["own"].sum()), of),
        Count(int(each["else"].sum()), of),
        least,
        _reports(where, reports, rows.join(kept.select("report"), on="report", how="semi")),
        len(shares) - len(kept),
    )


def sharing_text(
    store: Asks,
    *,
    least: int = 1,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    limit: int | None = None,
) -> SharedTextAnswer:
    """Pairs of towns by the characters of their reports that are the same, at least ``least``. In scope is the later
    report of the two."""
    where = corpus(store, year=year, province=province, county=county)
    rows = _copies(where, where.reports).filter(~pl.col("own"))
    named = where.known.tables["towns"].select(town="number", name="full_name", iri="iri")
    pairs = (
        rows.with_columns(
            one=pl.min_horizontal("town", "from"), other=pl.max_horizontal("town", "from"), characters=_CHARACTERS
        )
        .group_by("one", "other")
        .agg(pl.col("characters").sum(), pl.len().alias("passages"), pl.col("report").n_unique().alias("reports"))
        .filter(pl.col("characters") >= least)
        .join(named.rename({"town": "one", "name": "first", "iri": "first_iri"}), on="one")
        .join(named.rename({"town": "other", "name": "second", "iri": "second_iri"}), on="other")
        .sort("characters", "first_iri", "second_iri", descending=[True, False, False])
    )
    kept = pairs if limit is None else pairs.head(limit)
    towns = pl.concat([rows["town"], rows["from"]]).unique()
    town = where.known.town
    return SharedTextAnswer(
        where.scope,
        Count(len(towns), where.scope.towns),
        tuple(
            TextPair(town(one), town(other), characters, passages, reports)
            for one, other, characters, passages, reports in kept.select(
                "one", "other", "characters", "passages", "reports"
            ).iter_rows()
        ),
        len(pairs) - len(kept),
    )


def _share() -> pl.Expr:
    return (pl.col("copied") / pl.col("characters")).fill_null(0.0).round(4)


def _copies(where: Corpus, reports: pl.DataFrame) -> pl.DataFrame:
    """Copied stretches of the reports, each with the towns of both (``town``, ``from``)."""
    town = where.known.tables["reports"].select(source="number", **{"from": "town"})
    rows = where.known.tables["copies"].join(
        reports.select("town", report="number"), on="report", maintain_order="left"
    )
    return rows.join(town, on="source", maintain_order="left")


def _reports(where: Corpus, reports: pl.DataFrame, rows: pl.DataFrame) -> tuple[CopiedReport, ...]:
    known = where.known
    every = known.tables["reports"]
    parts = rows.group_by("report", "source", "own").agg(_CHARACTERS.sum().alias("characters"))
    parts = parts.join(every.select(source="number", iri="iri", year="year", **{"from": "town"}), on="source")
    parts = parts.sort("report", "characters", "iri", descending=[False, True, False])
    by_report: dict[int, list[dict[str, object]]] = {}
    for part in parts.iter_rows(named=True):
        by_report.setdefault(part["report"], []).append(part)
    found = []
    for row in reports.iter_rows(named=True):
        of = by_report.get(row["number"], [])
        own = sum(int(str(part["characters"])) for part in of if part["own"])
        whole = sum(int(str(part["characters"])) for part in of)
        characters = row["characters"] or 0
        found.append(
            CopiedReport(
                known.town(row["town"]),
                local_part(row["iri"]),
                row["file"],
                row["year"],
                row["title"],
                characters,
                whole,
                own,
                whole - own,
                round(whole / characters, 4) if characters else 0.0,
                tuple(_source(known, part) for part in of),
            )
        )
    return tuple(found)


def _source(known: Catalogue, part: dict[str, object]) -> TextSource:
    town, year, characters = part["from"], part["year"], part["characters"]
    assert isinstance(town, int) and isinstance(characters, int) and (year is None or isinstance(year, int))
    return TextSource(known.town(town), local_part(str(part["iri"])), year, characters)


def _passages(store: Asks, where: Corpus, rows: pl.DataFrame) -> tuple[CopiedPassage, ...]:
    known = where.known
    both = pl.concat([rows["report"], rows["source"]]).unique()
    involved = known.tables["reports"].filter(pl.col("number").is_in(both.implode()))
    every = {row["number"]: row for row in involved.iter_rows(named=True)}
    wanted = involved["iri"].to_list()
    texts = {
        str(row["report"]): str(row["text"])
        for row in (select(store, _TEXT, report=[ox.NamedNode(iri) for iri in wanted]) if wanted else ())
    }

    def stretch(number: int, start: int, end: int) -> Stretch:
        row = every[number]
        text = texts.get(row["iri"], "")
        about = (known.town(row["town"]), local_part(row["iri"]), row["file"], row["year"], row["title"])
        return Stretch(*about, start, end, text[start:end], _before(text, start), _after(text, end))

    nodes = known.tables.nodes("copies", rows["number"].to_list())
    return tuple(
        CopiedPassage(
            node,
            stretch(row["report"], row["start"], row["end"]),
            stretch(row["source"], row["source_start"], row["source_end"]),
            row["own"],
            row["similarity"],
            row["others"],
        )
        for node, row in zip(nodes, rows.iter_rows(named=True), strict=True)
    )


def _before(text: str, start: int) -> str:
    """What stands before a place: of its paragraph, else of the one before."""
    line = text[:start].rstrip("\n").rpartition("\n")[2]
    return line[-_BESIDE:]


def _after(text: str, end: int) -> str:
    line = text[end:].lstrip("\n").partition("\n")[0]
    return line[:_BESIDE]


def copied_sparql(answer: CopiedTownAnswer | CopiedReportsAnswer | SharedTextAnswer) -> str:
    """The query that gives the answer again."""
    if isinstance(answer, CopiedTownAnswer):
        return _town_sparql(answer)
    if isinstance(answer, CopiedReportsAnswer):
        return reproducing.query(
            ("各份报告有多少文字与更早的报告相同", "How much of each report stands in an earlier one"),
            "?town ?year ?report ((SUM(?end - ?start)) AS ?copied) (SAMPLE(?length) AS ?characters)",
            [_STRETCHES, reproducing.in_scope(answer.scope), _LENGTH, "?township gov:fullName ?town ."],
            "GROUP BY ?town ?year ?report\nORDER BY DESC(1.0 * SUM(?end - ?start) / SAMPLE(?length)) ?report"
            if not answer.least
            else "GROUP BY ?town ?year ?report\n"
            f"HAVING (SUM(?end - ?start) >= {ox.Literal(answer.least).value} * SAMPLE(?length))\n"
            "ORDER BY DESC(1.0 * SUM(?end - ?start) / SAMPLE(?length)) ?report",
        )
    return reproducing.query(
        ("哪些乡镇的报告相同的文字最多", "Which towns' reports have most text in common"),
        "?town ?other (SUM(?end - ?start) AS ?characters) (COUNT(?copied) AS ?passages)",
        [
            _STRETCHES,
            reproducing.in_scope(answer.scope),
            "?earlier gov:township ?there FILTER(?there != ?township)",
            "?township gov:fullName ?here . ?there gov:fullName ?elsewhere .",
            "BIND(IF(STR(?township) < STR(?there), ?here, ?elsewhere) AS ?town)",
            "BIND(IF(STR(?township) < STR(?there), ?elsewhere, ?here) AS ?other)",
        ],
        "GROUP BY ?town ?other\nORDER BY DESC(?characters) ?town ?other",
    )


_STRETCHES = (
    "?copied a gov:CopiedText ; gov:report ?report ; gov:copiedFrom ?earlier ; oa:start ?start ; oa:end ?end ;\n"
    "  gov:sourceStart ?from ; gov:sourceEnd ?to ; gov:similarity ?similarity ; gov:otherReports ?others ."
)
_LENGTH = "?report gov:text ?whole BIND(STRLEN(?whole) AS ?length)"


def _town_sparql(answer: CopiedTownAnswer) -> str:
    name = answer.town.full_name
    year = f"?report gov:year {answer.year} ." if answer.year is not None else ""
    return reproducing.query(
        (f"{name}的报告有哪些段落见于更早的报告", f"Which passages of the reports of {name} stand in an earlier one"),
        "?year ?text ?source ?source_year ?source_text ?similarity ?others",
        [
            reproducing.values("township", [answer.town.iri]),
            f"?report gov:township ?township . {year} OPTIONAL {{ ?report gov:year ?year }}",
            _STRETCHES,
            "?report gov:text ?whole . ?earlier gov:text ?other ; gov:township/gov:fullName ?source .",
            "OPTIONAL { ?earlier gov:year ?source_year }",
            "BIND(SUBSTR(?whole, ?start + 1, ?end - ?start) AS ?text)",
            "BIND(SUBSTR(?other, ?from + 1, ?to - ?from) AS ?source_text)",
        ],
        "ORDER BY DESC(?year) ?report ?start",
    )
