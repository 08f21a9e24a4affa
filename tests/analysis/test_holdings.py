"""What a graph covers and how good it is, of a few reports by hand."""

from __future__ import annotations

import pytest
from small_graph import ReportText, division, hostile_graph, small_store

from kg import places
from kg.analysis import audit, copied_reports
from kg.analysis.holdings import Holdings, holdings, listed_towns

TOWN, ZONE = "重庆市江津区四屏镇", "重庆市江津区某某开发区"


@pytest.fixture(scope="module")
def held() -> Holdings:
    """Three reports of a town on the list (two of 2023, one of no year) and one of a zone that is not on it."""
    names = (
        division("重庆市", "重庆市", "Province", None)
        + division("重庆市江津区", "江津区", "County", "重庆市")
        + division(TOWN, "四屏镇", "Township", "重庆市江津区")
        + division(ZONE, "某某开发区", "DevelopmentZone", "重庆市江津区")
    )
    first = ReportText(21, TOWN, 2023, '; dct:issued "2024-05-02"^^xsd:date').runs(
        "枫桥经验", "implemented", "枫桥经验", "全镇推行枫桥经验，就地化解。"
    )
    again = ReportText(22, TOWN, 2024).runs("枫桥经验", "implemented", "枫桥经验", "全镇推行枫桥经验，就地化解。")
    undated = ReportText(23, TOWN, 2022)
    zone = ReportText(24, ZONE, 2023)
    texts = [one.trig() for one in (first, again, undated, zone)]
    texts[2] = texts[2].replace("; gov:year 2022", "")
    texts[0] = texts[0].replace("gov:confidence 0.9", "gov:confidence 0.41")
    length = len(again.text)
    stretches = "".join(
        f"report:{again.id}_c{at} a gov:CopiedText ; gov:report report:{again.id} ; gov:copiedFrom report:{first.id} ;"
        f" oa:start {start} ; oa:end {end} ; gov:sourceStart {start} ; gov:sourceEnd {end} ; gov:similarity 1.0 ;"
        " gov:otherReports 0 .\n"
        for at, (start, end) in enumerate(((0, length - 4), (2, 8), (length - 6, length - 2)))
    )
    return holdings(small_store(f"graph:places {{ {names} }}", *texts, f"graph:copies {{ {stretches} }}"))


def test_a_province_is_measured_by_the_official_list(held: Holdings) -> None:
    one = next(one for one in held.provinces if one.name == "重庆市")
    listed = listed_towns(places.load())["重庆市"]
    assert (one.towns.number, one.towns.of, one.others, one.reports) == (1, listed, 1, 4)
    assert {year: count.number for year, count in one.years.items()} == {2023: 1, 2024: 1}
    assert held.whole.of == sum(listed_towns(places.load()).values()) == 38_723
    assert held.whole.number == 1  # neither the zone, nor the towns of 甲省, which no list has
    assert "四川省" in {one.name for one in held.silent}
    made_up = next(one for one in held.provinces if one.name == "甲省")
    assert (made_up.towns.number, made_up.towns.of, made_up.others) == (0, 0, 2)


def test_what_reports_lack_is_counted(held: Holdings) -> None:
    told = held.quality
    assert told.year.number == 1
    assert told.unplaced.number == 0
    assert told.undated.number == told.undated.of - 1
    assert told.unsure.number == 1
    assert told.confidence[4] == 1 and told.confidence[9] == sum(told.confidence) - 1


def test_copied_characters_count_once(held: Holdings) -> None:
    """Three stretches that overlap: all but the last two characters of the report."""
    told = held.quality
    assert told.copied.number == 1
    length = len(
        ReportText(22, TOWN, 2024).runs("枫桥经验", "implemented", "枫桥经验", "全镇推行枫桥经验，就地化解。").text
    )
    assert told.characters.number == length - 2
    assert told.characters.of > told.characters.number


def test_checks_are_those_of_the_audit() -> None:
    store = small_store(hostile_graph())
    held, whole = holdings(store), audit(store)
    assert held.checks == {check: whole.by_check[check] for check in held.checks}
    assert held.checks["undated"].number > 0
    assert len(copied_reports(store).reports) == held.quality.copied.number == 0


def test_the_table_has_every_province_and_year(held: Holdings) -> None:
    columns, rows = held.table()
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    every = [*held.provinces, *held.silent]
    assert len(told) == sum(1 + len(one.years) for one in every)
    assert {"province": "重庆市", "year": 2024, "towns": 1}.items() <= next(
        row for row in told if row["province"] == "重庆市" and row["year"] == 2024
    ).items()
