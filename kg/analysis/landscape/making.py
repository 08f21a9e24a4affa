"""The landscape of all towns: places, communities and what these are known for, nearest towns.

Towns that share rare practices are tied (``ties``), tied towns make communities (``grouping``), communities are discs
(``placing``). Towns without ties stand together by province. A place says how alike reports are, nothing of geography.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.analysis.adopting import adoptions
from kg.analysis.answers import Practice
from kg.analysis.asking import Asks
from kg.analysis.cooccurrence.incidence import Incidence, incidence
from kg.analysis.landscape.grouping import groups
from kg.analysis.landscape.placing import placed
from kg.analysis.landscape.ties import nearest_by_rare
from kg.analysis.likeness.rarity import rarity
from kg.analysis.networks.communities import features
from kg.analysis.scope import Corpus, corpus

NEIGHBOURS = 5
_TOLD = 60  # communities that are told by their practices
_TRAITS = 2

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Disc:
    """A community, or (``province`` not None) towns of a province ("" for none) without ties: its middle, radius and number of towns.
    ``practices``: what its towns have more often than others."""

    x: float
    y: float
    radius: float
    towns: int
    practices: tuple[Practice, ...]
    province: str | None


@dataclass(frozen=True)
class Landscape:
    """``towns``: a row for each town in scope (columns iri, name, full_name, province, county, pinyin, initials).
    By its position there: ``x`` and ``y``, ``named`` practices, ``disc`` (a position in ``discs``), ``near`` (positions
    of the nearest towns, −1 for none) with their ``likeness`` (0..1). ``cap``: practices that at most so many towns
    name tie."""

    towns: pl.DataFrame
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    named: Whole
    disc: Whole
    near: Whole
    likeness: NDArray[np.float64]
    discs: tuple[Disc, ...]
    cap: int


def landscape(store: Asks) -> Landscape:
    """All towns that reported. Of 36,700 towns some seconds: who shows it often keeps it."""
    where = corpus(store)
    named = incidence(where, adoptions(where))
    found = nearest_by_rare(rarity(where, "practices"), named.towns, NEIGHBOURS)
    size = len(named.towns)
    a, turn = np.nonzero(found.near >= 0)
    b, weight = found.near[a, turn], found.likeness[a, turn]
    community = groups(size, a, b, weight)
    number = int(community.max(initial=-1)) + 1
    columns = ("iri", "name", "full_name", "province", "county", "pinyin", "initials")
    towns = where.known.tables["towns"][named.towns.tolist()].select(columns)
    alone = community < 0
    regions = sorted(set(towns["province"].filter(pl.Series(alone)).to_list()))
    region = {name: number + at for at, name in enumerate(regions)}
    group = community.copy()
    group[alone] = [region[name] for name in towns["province"].filter(pl.Series(alone)).to_list()]
    places, middles, radii = placed(group, a, b, weight)
    told = features(
        np.where(community < _TOLD, community, -1), _with_families(where, named), min(number, _TOLD), _TRAITS
    )
    traits = [tuple(where.known.practice(one.what) for one in each) for each in told]
    members = np.bincount(group, minlength=len(radii))
    discs = tuple(
        Disc(
            float(middles[at, 0]),
            float(middles[at, 1]),
            float(radii[at]),
            int(members[at]),
            traits[at] if at < len(traits) else (),
            regions[at - number] if at >= number else None,
        )
        for at in range(len(radii))
    )
    counts = np.asarray(named.matrix.sum(axis=1), dtype=np.int64).ravel()
    x, y = places[:, 0], places[:, 1]
    return Landscape(towns, x, y, counts, group, found.near, found.likeness, discs, found.cap)


def _with_families(where: Corpus, named: Incidence) -> Any:
    """1 where a town names the practice of a column (a row of the table of practices) or a narrower one."""
    from scipy.sparse import csr_matrix

    pairs = where.known.tables["families"]
    narrow, broad = (pairs[name].to_numpy().astype(np.int64) for name in ("narrow", "broad"))
    size = len(where.known.tables["practices"])
    up = csr_matrix((np.ones(len(pairs), dtype=np.int32), (narrow, broad)), shape=(size, size))
    return ((named.matrix @ up[named.practices]) > 0).astype(np.int32).tocsr()
