"""A part of a graph: what its reports say, nothing that only others do, and everything derived as if there were no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from corpus import make, store_of

from kg.analysis.scope import corpus
from kg.build.excerpt import excerpt
from kg.rdf.iris import DERIVED, GRAPH
from kg.rdf.nquads import to_nquads
from kg.rdf.vocabulary import GOV
from kg.store import Store, open_store
from kg.tables import tables_of


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("whole") / "kg-store"
    with open_store(store_of(make(6, (2022, 2023), 3), folder)) as store:
        yield store


def ids(store: Store, **asked: str | int) -> list[str]:
    return [iri.rpartition("/")[2] for iri in corpus(store, **asked).reports["iri"]]  # type: ignore[arg-type]


def test_reports_stay_as_they_are_and_others_are_gone(whole: Store, tmp_path: Path) -> None:
    kept = ids(whole, year=2023)
    assert 0 < len(kept) < len(ids(whole))
    with open_store(excerpt(whole, tmp_path / "part", kept)) as part:
        assert sorted(ids(part)) == sorted(kept) and corpus(part).scope.years == (2023,)
        for report in kept:
            assert to_nquads(part.graph(GRAPH[report])) == to_nquads(whole.graph(GRAPH[report]))
        assert _sources(whole) and _sources(part) <= set(kept)
        named = {term.value for quad in part.quads() for term in (quad.subject, quad.object) if _report(term)}
        assert {iri.rpartition("/")[2].partition("_")[0] for iri in named} == set(kept)
        assert (
            part.query("ASK { ?firm a gov:LawFirm FILTER NOT EXISTS { ?service gov:lawFirm ?firm } }").boolean is False
        )
        assert part.query("ASK { ?law a gov:LegalInstrument FILTER NOT EXISTS { ?r ?cites ?law } }").boolean is False


def test_all_reports_make_the_same_graph(whole: Store, tmp_path: Path) -> None:
    every = [iri.rpartition("/")[2] for iri in tables_of(whole)["reports"]["iri"]]
    assert len(every) > len(ids(whole))  # with editions that newer ones replace
    with open_store(excerpt(whole, tmp_path / "all", every)) as again:
        assert to_nquads(again.quads()) == to_nquads(whole.quads())
    made = (tmp_path / "all" / "CURRENT").stat().st_mtime_ns
    assert excerpt(whole, tmp_path / "all", every) == tmp_path / "all"
    assert (tmp_path / "all" / "CURRENT").stat().st_mtime_ns == made  # whole already


def _sources(store: Store) -> set[str]:
    """The reports that others are told to copy."""
    told = (quad.object for quad in store.graph(DERIVED) if quad.predicate == GOV["copiedFrom"])
    return {term.value.rpartition("/")[2] for term in told if isinstance(term, ox.NamedNode)}


def _report(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and "/towngov/report/" in term.value
