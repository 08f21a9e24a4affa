"""Which report a person means: by its id, its file, or the town with the year."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl
import pyoxigraph as ox

from kg.analysis.asking import Asks, local_part, select
from kg.analysis.naming import likely
from kg.analysis.naming.catalogue import catalogue
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.scope import all_towns
from kg.errors import KgError
from kg.ontology import NAMESPACES

_ID = re.compile(rf"(?:report:|{re.escape(NAMESPACES['report'])})?([0-9a-f]{{16}})", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?P<town>.*?\D)[\s,，·]*(?P<year>(?:19|20)\d\d)\s*年?(?:度?报告)?", re.DOTALL)
_DIGITS = re.compile(r"[0-9a-f]+", re.IGNORECASE)  # a year, or a part of an id
_FILE = re.compile(r".+\.\w{2,5}", re.DOTALL)
_IS_REPORT = "SELECT DISTINCT ?report { ?report a gov:Report }"
_OF_FILE = "SELECT DISTINCT ?report { ?report gov:fileName ?file }"


class UnknownReportError(KgError):
    """No report of the store has this id or file name, or (``candidates``) several have the name."""

    def __init__(self, asked: str, candidates: Iterable[str] = ()) -> None:
        self.asked, self.candidates = asked, tuple(candidates)
        if self.candidates:
            listed = ", ".join(self.candidates)
            super().__init__(f"“{asked}” is the name of several files: {listed}", f"叫“{asked}”的文件有几个：{listed}")
        else:
            super().__init__(
                f"no report “{asked}” in this graph: give its id (16 hex digits), its file, or town and year",
                f"图谱里没有报告“{asked}”：请写标识（16 位十六进制）、文件名，或乡镇和年份",
            )


def report_id(store: Asks, asked: str) -> str:
    """The id of the report that is meant. Raises UnknownReportError; UnknownNameError for a town or year."""
    asked = asked.strip()
    by_id = _ID.fullmatch(asked)
    if by_id:
        found = by_id[1].lower()
        if not select(store, _IS_REPORT, report=[ox.NamedNode(NAMESPACES["report"] + found)]):
            raise UnknownReportError(asked)
        return found
    if _FILE.fullmatch(asked):
        return _of_file(store, asked)
    return _of_town(store, asked)


def _of_file(store: Asks, name: str) -> str:
    """By the whole name, as it was recorded, or the last part of it."""
    found = [str(row["report"]) for row in select(store, _OF_FILE, file=[ox.Literal(name)])]
    if not found:
        reports = catalogue(store).tables["reports"]
        found = reports.filter(pl.col("file").str.ends_with("/" + name))["iri"].to_list()
    if not found:
        raise UnknownReportError(name)
    ids = sorted({local_part(iri) for iri in found})
    if len(ids) > 1:
        raise UnknownReportError(name, ids)
    return ids[0]


def _of_town(store: Asks, asked: str) -> str:
    """The town's current report on the year, or its latest."""
    of_year = _OF_YEAR.fullmatch(asked)
    name, year = (of_year["town"].strip(), int(of_year["year"])) if of_year else (asked, None)
    if not name or _DIGITS.fullmatch(name):
        raise UnknownReportError(asked)
    meant = likely.town(all_towns(store), name).what
    known = catalogue(store)
    number = known.number("towns", meant.iri)
    reports = known.tables["reports"].filter((pl.col("town") == number) & pl.col("current"))
    years = reports["year"].drop_nulls().unique().sort()
    if year is not None:
        reports = reports.filter(pl.col("year") == year)
    if not len(reports):
        raise UnknownNameError("year", str(year), (str(one) for one in years))
    latest = reports.sort("year", "iri", descending=[True, False], nulls_last=True)
    return local_part(latest["iri"][0])
