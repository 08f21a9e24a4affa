"""Tables say what the graph says, from a folder and from memory alike."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from polars.testing import assert_frame_equal
from small_graph import UnionStore, small_store

from kg.ontology import NAMESPACES
from kg.tables import Tables, make, tables_of, write
from kg.tables.opening import csv_of


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store()


def test_each_current_adoption_is_a_row_with_its_town_practice_and_year(store: UnionStore) -> None:
    tables = tables_of(store)
    rows = (
        tables["adoptions"]
        .join(tables["towns"].select(town="number", who="full_name"), on="town")
        .join(tables["practices"].select(practice="number", what="label"), on="practice")
        .select("who", "what", "status", "year")
        .sort("who", "what", "year")
        .rows()
    )
    asked = store.query(
        """SELECT ?who ?what ?status ?year { ?n a gov:Adoption ; gov:township/gov:fullName ?who ; gov:year ?year ;
        gov:mechanism/skos:prefLabel ?what ; gov:status ?status ; gov:report ?r .
        FILTER(lang(?what) != "en") FILTER NOT EXISTS { ?r dct:isReplacedBy ?x } }"""
    )
    expected = sorted(
        (who.value, what.value, status.value.removeprefix(NAMESPACES["gov"]), int(year.value))
        for who, what, status, year in asked
    )
    assert len(rows) > 4
    assert sorted(rows) == expected


def test_families_hold_every_narrower_practice_and_itself(store: UnionStore) -> None:
    tables = tables_of(store)
    number = dict(tables["practices"].select("label", "number").iter_rows())
    pairs = set(tables["families"].iter_rows())
    assert (number["微网格"], number["网格化"]) in pairs
    assert (number["网格化"], number["网格化"]) in pairs
    assert (number["网格化"], number["微网格"]) not in pairs


def test_tables_on_disk_are_the_tables_in_memory(store: UnionStore, tmp_path: Path) -> None:
    frames = make(partial(csv_of, store.store))
    write(frames, tmp_path)
    mapped, held = Tables(folder=tmp_path / "tables"), Tables(frames)
    for name in frames:
        assert_frame_equal(mapped[name], held[name])
    assert mapped.nodes("adoptions", [2, 0]) == held.nodes("adoptions", [2, 0])


def test_a_graph_without_reports_makes_empty_tables() -> None:
    frames = make(partial(csv_of, ox.Store()))
    assert {len(frame) for frame in frames.values()} == {0}
