"""Where towns stand on a picture of all, what it tells of them, and the same as a table."""

from __future__ import annotations

import itertools

import numpy as np
import polars as pl
import pytest
from small_graph import UnionStore, hostile_graph, small_store

from kg.analysis.landscape.atlas import atlas, known_practice, named, statuses
from kg.analysis.landscape.divisions import division, provinces, provinces_sparql
from kg.analysis.landscape.geography import geography
from kg.analysis.landscape.making import landscape
from kg.analysis.naming.matching import UnknownNameError

BASE = "https://w3id.org/towngov/place/"


@pytest.fixture(scope="module")
def store() -> UnionStore:
    return small_store(hostile_graph())


def towns(*rows: tuple[str, str, float | None, float | None]) -> pl.DataFrame:
    """A table of towns: (province, county, latitude, longitude)."""
    return pl.DataFrame(
        {
            "province": [row[0] for row in rows],
            "county": [row[1] for row in rows],
            "lat": [row[2] for row in rows],
            "long": [row[3] for row in rows],
            "province_iri": [BASE + row[0] if row[0] else "" for row in rows],
            "prefecture_iri": ["" for _ in rows],
            "county_iri": [BASE + row[0] + row[1] if row[1] else "" for row in rows],
        },
        schema_overrides={"lat": pl.Float64, "long": pl.Float64},
    )


def test_north_is_up_and_east_is_right() -> None:
    lie = geography(towns(("甲省", "甲县", 45.0, 125.0), ("乙省", "乙县", 23.0, 113.0), ("丙省", "丙县", 40.0, 80.0)))
    assert lie.y[0] > lie.y[1] and lie.x[1] > lie.x[2]
    assert [one.placed for one in lie.counties] == [True, True, True]


def test_towns_of_a_county_stand_together_and_no_county_covers_another() -> None:
    rows = [("甲省", f"{at}县", 30.0 + at % 6 * 0.1, 110.0 + at // 6 * 0.1) for at in range(36) for _ in range(12)]
    lie = geography(towns(*rows))
    middles = np.array([(one.x, one.y) for one in lie.counties])
    far = np.hypot(*(np.stack([lie.x, lie.y], axis=1) - middles[lie.county]).T)
    assert (far <= np.array([one.radius for one in lie.counties])[lie.county] * 1.1).all()
    between = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1)) + np.eye(36)
    wide = np.array([one.radius for one in lie.counties])
    assert (between[~np.eye(36, dtype=bool)] > 1.7 * wide.min()).all()
    places = np.stack([lie.x, lie.y], axis=1)
    assert len(np.unique(places.round(9), axis=0)) == len(rows)


def test_a_county_without_coordinates_stands_in_its_province() -> None:
    lie = geography(
        towns(("四川省", "无名县", None, None), ("四川省", "甲县", 30.6, 104.0), ("黑龙江省", "乙县", 46.0, 127.0))
    )
    assert [one.placed for one in lie.counties if one.name == "无名县"] == [False]
    near = np.hypot(lie.x[0] - lie.x[1], lie.y[0] - lie.y[1])
    assert near < np.hypot(lie.x[2] - lie.x[1], lie.y[2] - lie.y[1]) / 3


def test_what_nobody_can_place_stands_below_all_others() -> None:
    lie = geography(towns(("甲省", "甲县", 30.0, 110.0), ("某省", "某县", None, None), ("", "", None, None)))
    assert max(lie.y[1], lie.y[2]) < lie.y[0]
    assert np.isfinite(lie.x).all() and lie.x[1] != lie.x[2]


@pytest.mark.parametrize("rows", [(), (("甲省", "甲县", 30.0, 110.0),), (("", "", None, None),) * 3])
def test_a_few_towns_or_none_have_places(rows: tuple[tuple[str, str, float | None, float | None], ...]) -> None:
    lie = geography(towns(*rows))
    assert len(lie.x) == len(rows) and np.isfinite(lie.y).all() and lie.unit > 0
    assert len(set(zip(lie.x.tolist(), lie.y.tolist(), strict=True))) == len(rows)


def test_neighbouring_provinces_differ_in_colour() -> None:
    lie = geography(towns(*((f"{at}省", "县", 30.0, 105.0 + at * 0.3) for at in range(6))))
    colours = [one.colour for one in lie.provinces]
    assert all(one != other for one, other in itertools.pairwise(colours))


def test_each_town_has_its_counts_and_years(store: UnionStore) -> None:
    held = atlas(store)
    at = held.towns["full_name"].to_list().index("甲省甲县一号镇")
    assert {name: int(many[at]) for name, many in held.counted.items()} == {
        "practices": 2,
        "problems": 1,
        "plans": 0,
        "firms": 1,
    }
    assert held.years[held.towns["full_name"].to_list().index("乙省乙市乙县一号镇")] == "2023, 2024"


def test_a_practice_counts_with_its_kinds_and_by_the_latest_report(store: UnionStore) -> None:
    known = {one.label: one for one in named(store)}
    assert known["枫桥经验"].towns == 3 and known["网格化"].towns == 2
    full = atlas(store).towns["full_name"].to_list()
    told = {
        status: [full[at] for at in towns]
        for status, towns in statuses(store, known["枫桥经验"].number).items()
        if len(towns)
    }
    assert told == {"implemented": ["乙省乙市乙县一号镇", "甲省甲县一号镇"], "planned": ["甲省甲县二号镇"]}
    assert sum(len(towns) for towns in statuses(store, known["网格化"].number).values()) == 2
    assert known_practice(store, known["网格化"].number) and not known_practice(store, 10_000)


def test_provinces_are_counted_as_their_query_counts_them(store: UnionStore) -> None:
    answer = provinces(store)
    asked = store.query(provinces_sparql(answer))
    rows = {row[0].value: (int(row[1].value), int(row[2].value)) for row in asked}
    assert {one.iri: (one.towns, one.reports) for one in answer.provinces} == rows
    assert answer.unplaced == 1
    assert answer.table()[1][0] == ("甲省", 1, 2, 2)


def test_a_division_has_its_towns_by_county(store: UnionStore) -> None:
    found = division(store, BASE + "甲省")
    assert [(name, [town.name for town in those]) for name, those in found.counties] == [("甲县", ["一号镇", "二号镇"])]
    assert division(store, BASE + "乙省乙市乙县").towns == 1
    with pytest.raises(UnknownNameError):
        division(store, BASE + "甲省甲县一号镇")


def test_places_by_likeness_keep_apart_and_say_who_is_alike(store: UnionStore) -> None:
    made = landscape(store)
    assert len(made.x) == 4 and len(np.unique(np.stack([made.x, made.y], axis=1), axis=0)) == 4
    assert made.near.shape == made.likeness.shape and ((made.likeness >= 0) & (made.likeness <= 1)).all()
    assert sum(one.towns for one in made.discs) == 4
