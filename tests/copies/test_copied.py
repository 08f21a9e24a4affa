"""What is copied is found whatever was filled in anew; what is not links no reports."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import FORMULAS, OTHER, OWN, Corpus, text

from kg.copies import Copied


def test_last_years_report_with_new_figures() -> None:
    corpus = Corpus()
    corpus.add("a", text([*FORMULAS[:2], *OWN[:4], OTHER[0]], n=12), year=2023)
    corpus.add("b", text([*FORMULAS[:2], OTHER[1], *OWN[:4]], n=357), year=2024)
    (found,) = corpus.copied()
    assert (found.report, found.source, found.others) == ("b", "a", 1)
    assert corpus.texts["b"][found.start : found.end] == text(OWN[:4], n=357)
    assert corpus.texts["a"][found.source_start : found.source_end] == text(OWN[:4], n=12)
    assert found.similarity == 1.0


def test_the_own_last_year_comes_before_a_nearer_date_elsewhere() -> None:
    corpus = Corpus()
    corpus.add("a", text(OWN[:3]), year=2022)
    corpus.add("b", text(OWN[:3]), year=2023)
    corpus.add("c", text(OWN[:3], town="白水乡"), town="白水乡", year=2024, date="2024-12-30")
    corpus.add("d", text(OWN[:3]), year=2024, date="2025-01-20")
    assert [(one.report, one.source, one.others) for one in corpus.copied()] == [
        ("b", "a", 3),
        ("c", "b", 3),
        ("d", "b", 3),
    ]


def test_the_nearest_place_comes_before_the_nearest_date() -> None:
    corpus = Corpus()
    corpus.add("a", text(OWN[:8]), town="白水乡", year=2022)
    corpus.add("b", text(OWN[:8]), town="石门镇", county="赤水县", year=2023)
    corpus.add("c", text(OWN[:8]), town="新桥镇", county="金河县", province="南陵省", year=2023)
    corpus.add("d", text(OWN[:8]), year=2024)
    assert {one.report: one.source for one in corpus.copied()} == {"b": "a", "c": "b", "d": "a"}


def test_within_a_year_the_later_published_is_the_copy() -> None:
    corpus = Corpus()
    corpus.add("a", text(OWN[:3]), town="白水乡", date="2025-03-01")
    corpus.add("b", text(OWN[:3]), date="2025-01-15")
    assert [(one.report, one.source) for one in corpus.copied()] == [("a", "b")]


def test_headings_that_are_the_same_belong_to_the_passage_beside_them() -> None:
    corpus = Corpus()
    for report, year, heading in (
        ("a", 2023, "（一）重在化解家庭纠纷。"),
        ("b", 2024, "（一）重在化解家庭纠纷。"),
        ("c", 2025, "（一）普法先行。"),
    ):
        corpus.add(report, heading + text(OWN[:2]) + "\n（二）说清来龙去脉。\n" + text(OWN[2:4]), year=year)
    found = {one.report: corpus.texts[one.report][one.start : one.end] for one in corpus.copied()}
    assert found["b"] == corpus.texts["b"]
    assert found["c"] == corpus.texts["c"].removeprefix("（一）普法先行。")


def test_one_short_sentence_links_two_towns_only_beside_others() -> None:
    short = "执法人员出门必带记录仪，抽查发现漏开漏传的在例会上点名。"
    corpus = Corpus()
    corpus.add("a", text([short, OTHER[0]]), town="白水乡", year=2023)
    corpus.add("b", text([short, OTHER[1]]), year=2024)
    assert corpus.copied() == []
    corpus.add("c", text([short, OTHER[2]]), year=2025)  # of the same town as b
    assert [(one.report, one.source) for one in corpus.copied()] == [("c", "b")]


def test_a_stranger_must_have_more_in_common_than_a_neighbour() -> None:
    for county, sources in (("青石县", ["a"]), ("赤水县", [])):
        corpus = Corpus()
        corpus.add("a", text([*OWN[:3], OTHER[0]]), town="白水乡", county=county, year=2023)
        corpus.add("b", text([*OWN[:3], OTHER[1]]), year=2024)
        assert [one.source for one in corpus.copied()] == sources


def test_formulas_link_nothing() -> None:
    corpus = Corpus()
    for year in (2022, 2023, 2024):
        corpus.add(f"r{year}", text([*FORMULAS, OTHER[year - 2022]]), year=year)
    assert corpus.copied() == []


def everywhere(counties: int, provinces: int) -> Corpus:
    corpus = Corpus()
    for number in range(counties):
        county, province = f"第{chr(0x4E00 + number)}县", f"省{number % provinces}"
        corpus.add(
            f"r{number}",
            text(OWN[2:], n=number),
            county=county,
            province=province,
            year=2020 + number,
        )
    return corpus


def test_what_many_counties_say_is_a_formula() -> None:
    assert everywhere(5, 2).copied() == []
    assert everywhere(15, 1).copied() == []
    assert len(everywhere(4, 2).copied()) == 3
    assert len(everywhere(5, 1).copied()) == 4


def test_a_variant_of_a_formula_is_one() -> None:
    corpus = everywhere(6, 2)
    changed = text(OWN[2:], n=3).replace("法律顾问把关", "司法所和法律顾问把关")
    corpus.add("x", changed, town="石门镇", county="赤水县", year=2030)
    corpus.add("y", changed, town="石门镇", county="赤水县", year=2031)
    assert corpus.copied() == []


def test_a_crowd_of_variants_is_gone_through_without_comparing_each_with_each() -> None:
    """More variants under one key than are compared each with each, in towns of one county."""
    corpus = Corpus()
    tail = text(OWN[7:])
    for number in range(70):
        one = OWN[6].replace("张榜公布", f"张榜公布{chr(0x5000 + number)}")
        corpus.add(f"r{number:02}", text([one]) + "\n" + tail, town=f"{chr(0x6000 + number)}桥镇", year=1950 + number)
    found = corpus.copied()
    assert len({one.report for one in found}) == 69
    assert all(one.similarity > 0.9 for one in found)


def test_unrelated_reports_have_nothing_in_common() -> None:
    corpus = Corpus()
    corpus.add("a", text(OWN), town="白水乡", year=2023)
    corpus.add("b", text(OTHER), year=2024)
    corpus.add("c", "", year=2025)
    assert corpus.copied() == []


def test_one_report_or_none() -> None:
    corpus = Corpus()
    assert corpus.copied() == []
    corpus.add("a", text([*OWN, *OWN]))
    assert corpus.copied() == []


names = st.text(alphabet="江河湖山川原谷坪桥石云水", min_size=2, max_size=3).map(lambda stem: stem + "镇")


@settings(max_examples=40, deadline=None)
@given(
    kept=st.lists(st.sampled_from(range(len(OWN))), min_size=7, max_size=10, unique=True),
    town=names,
    source=names,
    figures=st.tuples(st.integers(1, 99999), st.integers(1, 99999)),
    own=st.sampled_from(OTHER),
)
def test_a_copy_with_other_figures_and_names_is_found(
    kept: list[int], town: str, source: str, figures: tuple[int, int], own: str
) -> None:
    corpus = Corpus()
    corpus.add(
        "a", text([*OTHER[3:], *(OWN[i] for i in kept)], source, figures[0]), town=source, county="白水县", year=2023
    )
    corpus.add("b", text([own, *(OWN[i] for i in kept)], town, figures[1]), town=town, year=2024)
    told = "".join(copy for report, _, copy, _ in corpus.told() if report == "b")
    for i in kept:
        assert OWN[i].format(town=town, n=figures[1]) in told
    assert (own in told) == (own in OTHER[3:])


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_the_order_of_reports_decides_nothing(seed: int) -> None:
    chance = random.Random(seed)
    corpus = Corpus()
    for number in range(8):
        some = chance.sample([*OWN, *OTHER], 5)
        corpus.add(f"r{number}", text(some, n=number), town=f"{'甲乙丙'[number % 3]}水镇", year=2020 + number % 4)
    expected = corpus.copied()
    shuffled = corpus.reports[:]
    chance.shuffle(shuffled)
    assert corpus.copied(shuffled) == expected
    assert not any(overlapping(expected))


def overlapping(found: list[Copied]) -> list[bool]:
    return [a.report == b.report and b.start < a.end for a, b in pairwise(found)]
