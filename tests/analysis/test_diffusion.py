"""How practices spread: by hand on a few towns, against plain counting on random ones, and as the printed query counts."""

from __future__ import annotations

from typing import Any

import pytest
from random_graph import BROADER, Fact, random_store
from small_graph import ReportText, UnionStore, division, small_store

from kg.analysis import UnknownNameError, diffusion, diffusion_sparql
from kg.analysis.answers import Count
from kg.analysis.wording.in_words import headline, notes

RUNNING = ("implemented", "piloting", "inProgress")


def family(practice: str) -> set[str]:
    found = {practice}
    while more := {one for one, above in BROADER.items() if found & set(above)} - found:
        found |= more
    return found


def by_hand(
    facts: list[Fact], years: dict[str, set[int]], practices: set[str], status: str | None, towns: set[str]
) -> dict[int, tuple[int, ...]]:
    """Year → reporting, running, planned, new, at risk, already, silent, known, ever, ever reported."""
    counts = {status} if status else set(RUNNING)
    runs = {(f.town, f.year) for f in facts if f.what in practices and f.status in counts}
    plans = {(f.town, f.year) for f in facts if f.what in practices and f.status == "planned"}
    first = {town: min((y for t, y in runs if t == town), default=9999) for town in towns}
    found = {}
    for year in sorted({year for town in towns for year in years[town]}):
        here = [town for town in towns if year in years[town]]
        before = [town for town in here if min(years[town]) < year]
        found[year] = (
            len(here),
            sum((town, year) in runs for town in here),
            sum((town, year) in plans and (town, year) not in runs for town in here),
            sum(first[town] == year for town in before),
            sum(first[town] >= year for town in before),
            sum(first[town] == year for town in here if town not in before),
            sum(first[town] < year and (town, year) not in runs for town in here),
            sum(first[town] < year for town in here),
            sum(first[town] <= year for town in towns),
            sum(min(years[town]) <= year for town in towns),
        )
    return found


def counted(years: Any) -> dict[int, tuple[int, ...]]:
    return {
        one.year: (
            *(one.reporting, one.running, one.planned, one.new, one.at_risk),
            *(one.already, one.silent, one.known, one.ever, one.ever_reported),
        )
        for one in years
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("practice", "exact"), [("p0", False), ("p2", True), ("p7", False), ("p15", False)])
@pytest.mark.parametrize("status", [None, "planned", "piloting"])
def test_counts_agree_with_counting_by_hand(seed: int, practice: str, exact: bool, status: str | None) -> None:
    store, facts, years = random_store(seed, towns=14)
    practices = {practice} if exact else family(practice)
    answer = diffusion(store, practice, exact=exact, status=status, by="province", evidence=False)
    assert counted(answer.years) == by_hand(facts, years, practices, status, set(years))
    for place in answer.places:
        there = {town for town in years if town.startswith(place.name)}
        assert counted(place.years) == by_hand(facts, years, practices, status, there)
    ran = {f.town for f in facts if f.what in practices and f.status in ({status} if status else RUNNING)}
    assert answer.towns == Count(len(ran), len(years))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"by": "province"},
        {"by": "county"},
        {"exact": True},
        {"status": "planned"},
        {"province": "乙省", "by": "county"},
    ],
)
def test_the_query_gives_the_same_counts(options: dict[str, Any]) -> None:
    store, _, _ = random_store(4, towns=14)
    answer = diffusion(store, "p0", evidence=False, **options)
    rows = list(store.store.query(diffusion_sparql(answer), use_default_graph_as_union=True))
    placed = answer.by != "year"
    found = {
        (row["place"].value.rpartition("/")[2] if placed else "", int(row["year"].value)): tuple(
            int(row[name].value)
            for name in ("reporting", "running", "planned", "new", "at_risk", "already", "silent", "known")
        )
        for row in rows
    }
    places = [(place.name, place.years) for place in answer.places] if placed else [("", answer.years)]
    assert found == {(name, year): told[:8] for name, years in places for year, told in counted(years).items()}
    assert any(told[1] for told in found.values())


def test_first_years_places_and_first_towns(store: UnionStore) -> None:
    answer = diffusion(store, "枫桥经验", by="county")
    assert (answer.first_year, answer.began_with, answer.first_towns) == (2023, True, 1)
    assert [(use.town.full_name, use.year) for use in answer.early] == [
        ("乙省乙市乙县一号镇", 2023),
        ("甲省甲县一号镇", 2024),
    ]
    assert answer.early[0].evidence[0].sentence == "加快推进枫桥经验。"
    assert [(place.name, place.prefecture, place.first_year, place.towns) for place in answer.places] == [
        ("乙县", "乙市", 2023, Count(1, 1)),
        ("甲县", "", 2024, Count(1, 2)),
    ]
    latest = answer.years[-1]
    assert (latest.running, latest.reporting, latest.planned) == (2, 3, 1)
    assert latest.by_status == {"implemented": 2, "planned": 1}


def test_what_is_new_and_what_was_there_at_the_first_report() -> None:
    new = [
        ReportText(11, "甲省甲县一号镇", 2025).runs("网格化", "implemented", "网格化", "推行网格化。"),
        ReportText(12, "甲省甲县二号镇", 2025),
    ]
    year = diffusion(small_store(*(one.trig() for one in new)), "网格化").years[-1]
    # 一号镇 ran 微网格 in 2024; 二号镇 ran 网格化 in 2024 and is silent now.
    assert (year.year, year.running, year.new, year.silent, year.known) == (2025, 1, 0, 1, 2)
    exact = diffusion(small_store(*(one.trig() for one in new)), "网格化", exact=True).years[-1]
    assert (exact.new, exact.at_risk, exact.already) == (1, 1, 0)


def test_counties_come_with_their_place_on_the_map() -> None:
    here = "graph:map { place:甲省甲县 geo:lat 29.5 ; geo:long 106.5 . }"
    places = diffusion(small_store(here), "枫桥经验", by="county").places
    assert {(one.name, one.lat, one.long) for one in places} == {("甲县", 29.5, 106.5), ("乙县", None, None)}
    columns, rows = diffusion(small_store(here), "枫桥经验", by="county").table()
    assert dict(zip(columns, rows[-1], strict=True))["lat"] == 29.5


def test_where_the_practice_comes_from_is_told_as_the_scheme_tells_it() -> None:
    origin = 'graph:scheme { mech:枫桥经验 gov:originPlace "丁省戊县" . }'
    answer = diffusion(small_store(origin), "枫桥经验")
    assert [place for _, place in answer.origins] == ["丁省戊县"]
    assert "枫桥经验的发源地（词表所记）：丁省戊县。" in notes(answer, "zh")
    assert any("first in these reports" in line for line in notes(answer, "en"))


def test_text_copied_from_another_town_is_no_spread() -> None:
    copied = ReportText(13, "甲省甲县二号镇", 2025).runs("枫桥经验", "implemented", "枫桥经验", "我镇践行枫桥经验。")
    copy = f"graph:derived {{ report:{copied.id}_p1 gov:copiedFrom report:{1:016x} . }}"
    store = small_store(copied.trig(), copy)
    answer = diffusion(store, "枫桥经验")
    assert (answer.years[-1].running, answer.discounted) == (0, 1)
    assert diffusion(store, "枫桥经验", copies=True).years[-1].running == 1
    rows = list(store.store.query(diffusion_sparql(answer), use_default_graph_as_union=True))
    assert int(rows[-1]["running"].value) == 0
    again = f"graph:derived {{ report:{copied.id}_p1 gov:copiedFrom report:{2:016x} . }}"
    assert diffusion(small_store(copied.trig(), again), "枫桥经验").years[-1].running == 1  # from its own last report


def test_a_report_without_a_year_is_counted_nowhere_and_told() -> None:
    report = ReportText(14, "丁省丁县五号镇", 2022).runs("枫桥经验", "implemented", "枫桥经验", "践行枫桥经验。")
    undated = report.trig().replace("gov:year 2022 ;", "")
    where = "graph:d { " + division("丁省丁县五号镇", "五号镇", "Township", None) + "}"
    answer = diffusion(small_store(where, undated), "枫桥经验")
    assert answer.undated == 1 and answer.towns.number == diffusion(small_store(), "枫桥经验").towns.number


def test_a_practice_that_none_runs_and_a_name_that_none_knows(store: UnionStore) -> None:
    answer = diffusion(store, "枫桥经验", status="piloting")
    assert (answer.first_year, answer.began_with, answer.early, answer.towns.number) == (None, False, (), 0)
    assert headline(answer, "zh").startswith("枫桥经验：3 个有报告的乡镇中，0 个写到（试点中）（")
    with pytest.raises(UnknownNameError):
        diffusion(store, "没有这个")
    with pytest.raises(ValueError, match="by"):
        diffusion(store, "枫桥经验", by="town")
