"""Towns by practices: a table in which who is alike stands together, so that blocks show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
import pyoxigraph as ox
from numpy.typing import NDArray

from kg.analysis import reproducing
from kg.analysis.answers import Count, Practice, Scope, Town, Use
from kg.analysis.asking import Asks
from kg.analysis.counting import many, pairs
from kg.analysis.naming.asked import asked_practice
from kg.analysis.scope import Corpus, corpus
from kg.analysis.sharing import check_status
from kg.analysis.statements import STATUSES, uses
from kg.analysis.statements import evidence as sentences
from kg.analysis.tabular import Cells, Tabular
from kg.errors import KgError

TOWNS, PRACTICES = 60, 60
_HALF = 2**32  # row numbers take 32 bits


class NothingSharedError(KgError):
    """No practice is named by several towns of those asked for and not by all."""

    def __init__(self) -> None:
        super().__init__(
            "no practice is named by several towns here and not by all",
            "这里没有既为几个乡镇写到、又不是人人都写到的做法",
        )


@dataclass(frozen=True, slots=True, repr=False)
class Matrix(Tabular):
    """``cells``: (town IRI, practice IRI) → what the town's latest report says of the practice, of several statuses the
    most settled (only ``status``, where one was asked for). ``counts``: of each practice, how many of all towns in scope.
    Rows and columns stand in an order in which neighbours are alike. ``towns_left`` and ``practices_left``: how many more
    there are. ``sounds``: by IRI of a town or practice its pinyin and initials, to be found by. ``families``: by IRI of a
    practice the widest practices that it is a kind of. ``asked``: the family that was asked for, all if None."""

    scope: Scope
    towns: tuple[Town, ...]
    practices: tuple[Practice, ...]
    cells: Mapping[tuple[str, str], Use]
    counts: Mapping[str, Count]
    towns_left: int
    practices_left: int
    sounds: Mapping[str, str]
    families: Mapping[str, tuple[Practice, ...]]
    asked: Practice | None = None
    status: str | None = None

    def table(self) -> Cells:
        """A row for each town, a column for each practice: the status, "" where the report does not name it."""
        rows: list[tuple[object, ...]] = []
        for town in self.towns:
            found = (self.cells.get((town.iri, practice.iri)) for practice in self.practices)
            rows.append((town.full_name, *(use.status if use else "" for use in found)))
        return ("town", *(practice.label for practice in self.practices)), rows


def matrix(
    store: Asks,
    *,
    year: int | None = None,
    province: str | None = None,
    county: str | None = None,
    towns: int = TOWNS,
    practices: int = PRACTICES,
    evidence: bool = True,
    family: str | None = None,
    status: str | None = None,
    least: int = 2,
) -> Matrix:
    """The ``practices`` that most towns in scope share, without those that all or fewer than ``least`` of them name, and
    the ``towns`` that name most of these. ``family``: only this practice and its kinds; ``status``: only what is told so.
    Raises UnknownNameError as ``corpus`` and for an unknown family or status, NothingSharedError where nothing is shared.
    """
    status = check_status(status) if status else None
    where = corpus(store, year=year, province=province, county=county)
    latest = _latest(where, status)
    asked = asked_practice(store, family).what if family else ()
    if asked:
        kinds = where.known.family(where.known.numbers("practices", [one.iri for one in asked]))
        latest = latest.filter(pl.col("practice").is_in(pl.Series(kinds, dtype=pl.UInt32).implode()))
    per = latest.group_by("practice").agg(pl.col("town").n_unique().alias("towns"))
    telling = per.filter((pl.col("towns") >= max(least, 2)) & (pl.col("towns") < where.scope.towns))
    telling = telling.sort(["towns", "practice"], descending=[True, False])
    if not len(telling):
        raise NothingSharedError
    kept = telling.head(practices)
    rows = latest.join(kept.select("practice"), on="practice", how="semi", maintain_order="left")
    most = rows.group_by("town").agg(pl.col("practice").n_unique().alias("named"))
    most = most.sort(["named", "town"], descending=[True, False])
    rows = rows.join(most.head(towns).select("town"), on="town", how="semi", maintain_order="left")
    shown_towns, shown_practices = rows["town"].unique().sort().to_list(), kept["practice"].sort().to_list()
    of_town = {town: at for at, town in enumerate(shown_towns)}
    of_practice = {practice: at for at, practice in enumerate(shown_practices)}
    filled = np.zeros((len(shown_towns), len(shown_practices)))
    for town, practice in rows.select("town", "practice").iter_rows():
        filled[of_town[town], of_practice[practice]] = 1
    known = where.known
    told = uses(where, rows)
    proofs = sentences(store, [use.iri for use in told]) if evidence else {}
    counts = dict(kept.iter_rows())
    return Matrix(
        where.scope,
        tuple(known.town(shown_towns[at]) for at in alike_order(filled)),
        tuple(known.practice(shown_practices[at]) for at in alike_order(filled.T)),
        {(use.town.iri, use.practice.iri): replace(use, evidence=proofs.get(use.iri, ())) for use in told},
        {known.practice(number).iri: Count(many, where.scope.towns) for number, many in counts.items()},
        len(most) - len(shown_towns),
        len(telling) - len(kept),
        {**_sounds(where, "towns", shown_towns), **_sounds(where, "practices", shown_practices)},
        _families(where, shown_practices),
        asked[0] if asked else None,
        status,
    )


def widest(where: Corpus) -> tuple[tuple[Practice, int], ...]:
    """The practices that are kinds of nothing wider and have kinds of their own that are named in scope, each with the
    number of towns that name it or any of these; most first."""
    known = where.known
    tops = _tops(where)
    named = where.facts("adoptions").lazy().select("town", narrow="practice").join(tops.lazy(), on="narrow")
    counted = many(pairs(named, "broad", "town"), "broad", "towns")
    counted = counted.sort(["towns", "broad"], descending=[True, False])
    return tuple((known.practice(number), towns) for number, towns in counted.iter_rows())


def _tops(where: Corpus) -> pl.DataFrame:
    """Each practice (``narrow``) with the widest that it is a kind of (``broad``), itself where it has kinds only."""
    pairs = where.known.tables["families"].select("narrow", "broad")
    wider = pairs.filter(pl.col("narrow") != pl.col("broad"))
    top = pairs.join(wider.select(broad="narrow"), on="broad", how="anti")
    return top.join(wider.select("broad"), on="broad", how="semi").sort("narrow", "broad")


def _families(where: Corpus, practices: list[int]) -> dict[str, tuple[Practice, ...]]:
    found: dict[str, tuple[Practice, ...]] = {}
    wanted = pl.Series(practices, dtype=pl.UInt32).implode()
    for narrow, broad in _tops(where).filter(pl.col("narrow").is_in(wanted)).iter_rows():
        iri = where.known.practice(narrow).iri
        found[iri] = (*found.get(iri, ()), where.known.practice(broad))
    return found


def _sounds(where: Corpus, table: str, numbers: list[int]) -> dict[str, str]:
    rows = where.known.tables[table].filter(pl.col("number").is_in(pl.Series(numbers, dtype=pl.UInt32).implode()))
    return {iri: f"{spoken} {first}" for iri, spoken, first in rows.select("iri", "pinyin", "initials").iter_rows()}


def matrix_sparql(answer: Matrix) -> str:
    """Rows of ?township ?practice ?status: what the latest reports of the shown towns say of the shown practices. Of
    several statuses the table shows the most settled."""
    reports = reproducing.inline(reproducing.in_scope(answer.scope, dated=True))
    reports = f"?any gov:township ?township ; gov:status ?told ; gov:report ?report . {reports}"
    towns = reproducing.values("township", [town.iri for town in answer.towns])
    shown = ", ".join(str(ox.NamedNode(one.iri)) for one in answer.practices)
    patterns = [
        towns,
        # A filter: as values they would be looked up first, with all the uses of the country.
        f"?use gov:report ?report ; gov:mechanism ?practice ; gov:status ?status . FILTER(?practice IN ({shown}))",
        reproducing.with_status(answer.status),
        reproducing.in_scope(answer.scope),
        f"OPTIONAL {{ SELECT ?township (MAX(?year) AS ?newest) {{ {towns} {reports} }} GROUP BY ?township }}",
        "FILTER(IF(BOUND(?newest), BOUND(?year) && ?year = ?newest, !BOUND(?year)))",
    ]
    return reproducing.query(
        (
            "这些乡镇最近一份报告怎样写这些做法？",
            "What do the latest reports of these towns say of these practices?",
        ),
        "DISTINCT ?township ?practice ?status",
        filter(None, patterns),
        "ORDER BY ?township ?practice ?status",
    )


def _latest(where: Corpus, status: str | None = None) -> pl.DataFrame:
    """Of each town's latest report that names anything, each practice with its most settled status; only those of
    ``status``, where one is asked for."""
    rows = where.facts("adoptions")
    newest = rows.group_by("town").agg(pl.col("year").max().alias("newest"))
    rows = rows.join(newest, on="town", maintain_order="left").filter(pl.col("year").eq_missing(pl.col("newest")))
    if status is not None:
        rows = rows.filter(pl.col("status") == status)
    # Town, practice and rank as one number: sorted at once, in a third of the time.
    rank = pl.col("status").cast(pl.Enum(STATUSES)).to_physical()
    key = pl.col("town").cast(pl.UInt64) * _HALF + pl.col("practice") * len(STATUSES) + rank
    rows = rows.with_columns(key=key).sort("key", maintain_order=True).drop("key")
    other = (pl.col("town") != pl.col("town").shift(1)) | (pl.col("practice") != pl.col("practice").shift(1))
    return rows.filter(other.fill_null(True))


def alike_order(filled: NDArray[np.float64]) -> list[int]:
    """The rows of a matrix of 0 and 1 in an order in which neighbours are alike (leaves of an average-linkage tree by
    Jaccard distance, turned so that neighbours are nearest)."""
    if len(filled) < 3:
        return list(range(len(filled)))
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    apart = np.nan_to_num(pdist(filled.astype(bool), "jaccard"), nan=0.0)
    tree = linkage(apart, "average", optimal_ordering=True)
    order: list[int] = leaves_list(tree).tolist()
    return order if order[0] < order[-1] else order[::-1]
