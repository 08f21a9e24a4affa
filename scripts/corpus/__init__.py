"""Made-up reports of real towns, with all that is true of them.

For tests of what is asked of many reports: make some, put them into a store, and compare its answers with what the
truths say::

    from corpus import make, store_of

    truths = make(60, range(2022, 2025), seed=7)      # about 170 reports of 60 towns
    store = store_of(truths, tmp_path / "store")      # what ``kg build`` would have made of them
    running = [t for t in truths if t.current and any(
        a.mechanism.id == "网格化" and a.status is Status.IMPLEMENTED for a in t.facts.adoptions)]

Reports tell as much as real ones do, some 1,400 quads each; where that takes too long, ``make(…, richness=0.25)`` makes
them tell fewer practices and figures. Make the store once for a module or a session of tests.

The same number of towns, years, seed and richness give the same reports, byte for byte. ``scripts/make_corpus.py`` writes them
as files for the extractors, or makes a store of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.truth import ReportTruth

__all__ = ["make", "store_of"]


def make(towns: int, years: Sequence[int], seed: int, richness: float = 1.0) -> list[ReportTruth]:
    """The reports of ``towns`` towns on ``years`` (in order, without gaps), by prefecture, year and town."""
    from corpus.world import reports

    return list(reports(towns, tuple(years), seed, richness=richness))


def store_of(truths: Sequence[ReportTruth], folder: Path) -> Path:
    """A store in ``folder`` (made if need be) that holds what the truths say; returns the folder."""
    from corpus.building import store_of as store

    return store(truths, folder)
