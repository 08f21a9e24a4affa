from __future__ import annotations

from collections import defaultdict

import pytest
from random_graph import random_store
from small_graph import ReportText, UnionStore, small_store
from test_similarity import ByHand, above

from kg.analysis import UnknownNameError, compare, compare_sparql
from kg.analysis.answers import Count
from kg.analysis.likeness.comparison import CompareAnswer, Line
from kg.errors import KgError


def line(answer: CompareAnswer, kind: str, label: str) -> Line:
    (found,) = [one for one in answer.of(kind) if one.what is not None and one.what.label == label]
    return found


def said(one: Line) -> list[list[tuple[str, str, int | None]]]:
    return [
        [(told.what.label if told.what else "", told.status or told.text, told.year) for told in cell]
        for cell in one.told
    ]


def test_statuses_stand_beside_each_other_the_latest_first(store: UnionStore) -> None:
    answer = compare(store, ["甲县一号镇", "二号镇", "乙县一号镇"])
    fengqiao = line(answer, "practice", "枫桥经验")
    assert said(fengqiao) == [
        [("枫桥经验", "implemented", 2024)],
        [("枫桥经验", "planned", 2024)],
        [("枫桥经验", "implemented", 2024), ("枫桥经验", "inProgress", 2023)],
    ]
    assert (fengqiao.having, fengqiao.only, fengqiao.towns) == (3, None, Count(3, 3))
    assert answer.years == ((2024,), (2024,), (2023, 2024))
    assert answer.lines[0] == fengqiao
    assert fengqiao.told[1][0].evidence[0].sentence == "明年推行枫桥经验。"


def test_kinds_of_one_thing_stand_in_its_line_and_in_their_own(store: UnionStore) -> None:
    answer = compare(store, ["甲县一号镇", "二号镇"])
    # 网格化 is the top concept here, so that only who names it has it.
    assert said(line(answer, "practice", "网格化")) == [[], [("网格化", "implemented", 2024)]]
    small = line(answer, "practice", "微网格")
    assert said(small) == [[("微网格", "piloting", 2024)], []] and small.only == 0


def test_firms_and_roles(store: UnionStore) -> None:
    (firm,) = compare(store, ["甲县一号镇", "二号镇"]).of("firm")
    assert [[told.status for told in cell] for cell in firm.told] == [["governmentAdviser"], ["villageAdviser"]]
    assert firm.towns == Count(2, 3)


def figures(*rows: tuple[str, int, str]) -> str:
    """Reports with figures: of which town (number), the value, and what it is of (indicator unit year)."""
    reports: dict[str, ReportText] = {}
    for town, value, about in rows:
        indicator, unit, year = about.split()
        report = reports.setdefault(town, ReportText(20 + len(reports), town, 2025))
        told = f'gov:surfaceForm "{indicator}" ; gov:value {value}.0 ; gov:indicator topic:{indicator}'
        report.says("Observation", f"{told} ; gov:unit topic:{unit} ; gov:year {year}", f"{indicator}{value}{unit}。")
    scheme = "".join(
        f'topic:{name} a gov:{kind} , skos:Concept ; skos:inScheme gov:{kind.lower()}Scheme ; skos:prefLabel "{name}"@zh .\n'
        for kind, names in (("Indicator", ("化解矛盾纠纷", "其他指标")), ("Unit", ("件", "人")))
        for name in names
    )
    return f"graph:figures {{ {scheme} }}\n" + "".join(report.trig() for report in reports.values())


def test_figures_of_one_indicator_and_unit_with_their_years() -> None:
    one, other = "甲省甲县一号镇", "甲省甲县二号镇"
    more = figures(
        (one, 80, "化解矛盾纠纷 件 2025"),
        (one, 70, "化解矛盾纠纷 件 2024"),
        (other, 12, "化解矛盾纠纷 件 2025"),
        (other, 9, "化解矛盾纠纷 人 2025"),
        (other, 46, "其他指标 件 2025"),
    ).replace("gov:year 2025 ; prov:wasDerivedFrom", "prov:wasDerivedFrom")
    answer = compare(small_store(more), [one, other])
    lines = {(one.unit.label if one.unit else ""): one for one in answer.of("figure")}
    assert set(lines) == {"件", "人"}
    assert [[(told.value, told.year) for told in cell] for cell in lines["件"].told] == [
        [(80.0, 2025), (70.0, 2024)],
        [(12.0, 2025)],
    ]
    assert lines["人"].only == 1 and answer.uncounted == (0, 1)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("year", [None, 2024])
def test_lines_are_what_counting_by_hand_gives(seed: int, year: int | None) -> None:
    store, facts, years = random_store(seed)
    facts = [fact for fact in facts if year in (None, fact.year)]
    reported = {town for town, those in years.items() if year in (None, *those)}
    hand = ByHand(facts, reported, "pt")
    named: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        named[fact.town].add(fact.what)
    towns = sorted(reported)[:3]
    answer = compare(store, towns, year=year, evidence=False)
    found = {one.what.label: one for kind in ("practice", "problem") for one in answer.of(kind) if one.what}
    for town in towns:
        assert named[town] <= set(found)
    for what, one in found.items():
        having = [town for town in towns if what in hand.has[town]]
        assert [town for town, cell in zip(towns, one.told, strict=True) if cell] == having
        assert one.towns == Count(hand.having[what], len(reported))
        for town, cell in zip(towns, one.told, strict=True):
            own = {what} if what in named[town] else {kind for kind in named[town] if what in above(kind)}
            assert {(told.what.label, told.status, told.year) for told in cell if told.what} == {
                (fact.what, fact.status, fact.year) for fact in facts if fact.town == town and fact.what in own
            }
    # A kind above that nobody names is told where towns meet in it, and only there.
    for what in {kind for town in towns for kind in hand.has[town]} - set().union(*(named[town] for town in towns)):
        having = {town for town in towns if what in hand.has[town]}
        narrower = any(
            {town for town in towns if kind in hand.has[town]} == having
            for town in towns
            for kind in hand.has[town]
            if what in above(kind)
        )
        assert (what in found) == (len(having) > 1 and not narrower)


@pytest.mark.parametrize("year", [None, 2023])
def test_the_printed_query_gives_every_statement(year: int | None) -> None:
    store, facts, years = random_store(5)
    towns = [town for town, those in sorted(years.items()) if 2023 in those][:4]
    answer = compare(store, towns, year=year, evidence=False)
    rows = {
        (kind.value, thing.value.rpartition("/")[2], town.value, what.value.rpartition("#")[2], int(when.value))
        for kind, thing, _, town, what, when, _ in store.store.query(
            compare_sparql(answer), use_default_graph_as_union=True
        )
    }
    assert rows and rows == {
        ("practice" if fact.status else "problem", fact.what, fact.town, fact.status or f"{fact.what}不足", fact.year)
        for fact in facts
        if fact.town in towns and year in (None, fact.year)
    }
    told = {
        (one.kind, one.what.id, town, one.status or one.text, one.year)
        for line in answer.lines
        for town, cell in zip(towns, line.told, strict=True)
        for one in cell
        if one.what
    }
    assert told == rows


def test_what_cannot_be_compared(store: UnionStore) -> None:
    with pytest.raises(ValueError, match="2 to 6"):
        compare(store, ["二号镇"])
    with pytest.raises(KgError, match="named twice"):
        compare(store, ["二号镇", "甲县二号镇"])
    with pytest.raises(KgError, match="no report on 2023"):
        compare(store, ["二号镇", "乙县一号镇"], year=2023)
    with pytest.raises(UnknownNameError):
        compare(store, ["二号镇", "一号镇"])


def test_a_row_for_each_thing_and_town(store: UnionStore) -> None:
    columns, rows = compare(store, ["甲县一号镇", "乙县一号镇"]).table()
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [(row["town"], row["status"], row["year"]) for row in found if row["thing"] == "枫桥经验"] == [
        ("甲省甲县一号镇", "implemented", 2024),
        ("乙省乙市乙县一号镇", "implemented", 2024),
        ("乙省乙市乙县一号镇", "inProgress", 2023),
    ]
    assert all(row["sentence"] for row in found)
