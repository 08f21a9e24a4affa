"""A law, regulation or document, and which reports cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import pyoxigraph as ox

from kg.analysis import reproducing
from kg.analysis.answers import Count, Evidence, Scope, Town
from kg.analysis.asking import Asks, local_part, select
from kg.analysis.naming.matching import UnknownNameError
from kg.analysis.scope import corpus
from kg.analysis.statements import evidence
from kg.analysis.tabular import Cells, Tabular

_TITLE = "SELECT DISTINCT ?title { ?law a gov:LegalInstrument ; dct:title ?title }"
_CITED = "SELECT DISTINCT ?node ?report { ?node gov:instrument ?law ; gov:report ?report }"


@dataclass(frozen=True, slots=True)
class Citation:
    """A report cites it; ``evidence`` is filled for those that are shown."""

    iri: str
    town: Town
    year: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, repr=False)
class LawDossier(Tabular):
    """``by_year``: towns that cite it, of those that reported on the year. ``citations``: of the first towns by name;
    ``left_out`` says how many more there are."""

    iri: str
    title: str
    scope: Scope
    towns: Count
    by_year: Mapping[int, Count]
    citations: tuple[Citation, ...]
    left_out: int

    def table(self) -> Cells:
        """A row for each citation and sentence."""
        rows: list[tuple[object, ...]] = []
        for one in self.citations:
            for proof in one.evidence or (None,):
                place = (proof.sentence, proof.file, proof.report, proof.start, proof.end) if proof else (None,) * 5
                rows.append((one.town.full_name, one.year, *place))
        return ("town", "year", "sentence", "file", "report", "start", "end"), rows


def law_dossier(store: Asks, iri: str, *, limit: int | None = None) -> LawDossier:
    """Who cites the law called ``iri``. UnknownNameError where no report does."""
    try:
        this = (ox.NamedNode(iri),)
    except ValueError as error:
        raise UnknownNameError("law", local_part(iri)) from error
    titles = sorted(str(row["title"]) for row in select(store, _TITLE, law=this))
    if not titles:
        raise UnknownNameError("law", local_part(iri))
    where = corpus(store)
    told = select(store, _CITED, law=this)
    found = pl.DataFrame(
        {"node": [str(row["node"]) for row in told], "iri": [str(row["report"]) for row in told]},
        schema={"node": pl.String, "iri": pl.String},
    )
    names = where.known.tables["towns"].select("full_name", town="number")
    rows = found.join(where.reports.select("iri", "town", "year"), on="iri").join(names, on="town")
    rows = rows.sort("full_name", "year", "node", descending=[False, True, False])
    shown = rows if limit is None else rows.head(limit)
    proofs = evidence(store, shown["node"].to_list())
    reporting = dict(where.reports.drop_nulls("year").group_by("year").agg(pl.col("town").n_unique()).iter_rows())
    citing = dict(rows.drop_nulls("year").group_by("year").agg(pl.col("town").n_unique()).iter_rows())
    citations = tuple(
        Citation(node, where.known.town(town), year, proofs.get(node, ()))
        for node, town, year in shown.select("node", "town", "year").iter_rows()
    )
    return LawDossier(
        iri,
        titles[0],
        where.scope,
        where.towns_in(rows),
        {year: Count(citing.get(year, 0), many) for year, many in sorted(reporting.items())},
        citations,
        len(rows) - len(shown),
    )


def laws(store: Asks) -> tuple[str, ...]:
    """The IRIs of all that any report cites."""
    rows = select(store, "SELECT DISTINCT ?law { ?law a gov:LegalInstrument ; dct:title ?title }")
    return tuple(sorted(str(row["law"]) for row in rows))


def law_sparql(found: LawDossier) -> str:
    """The query that gives the citations of ``law_dossier``, a row for each sentence."""
    return reproducing.query(
        (f"哪些报告引用了《{found.title}》", f"Which reports cite {found.title}"),
        "DISTINCT ?town ?year ?sentence",
        [
            f"{reproducing.values('law', [found.iri])} ?node gov:instrument ?law ; gov:report ?report .",
            reproducing.in_scope(found.scope),
            "?node prov:wasDerivedFrom/oa:exact ?sentence . ?township gov:fullName ?town .",
        ],
        "ORDER BY ?town DESC(?year) ?sentence",
    )
