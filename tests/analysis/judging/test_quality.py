"""Shares with intervals: the formulas against scipy and against simulation; what counts for what."""

from __future__ import annotations

import random

import pytest
from made_judgements import at
from scipy.stats import binomtest, t

from kg.analysis.judging.quality import LEAST, interval, quality, student, wilson
from kg.review.judgement import Judgement, Verdict, about
from kg.review.standing import standing


@pytest.mark.parametrize(("right", "of"), [(0, 10), (10, 10), (47, 50), (1, 2), (119, 300)])
def test_wilson_is_that_of_scipy(right: int, of: int) -> None:
    theirs = binomtest(right, of).proportion_ci(method="wilson")
    assert wilson(right / of, of) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_alone_in_its_report_each_counts_whole() -> None:
    alone = [(1, 1)] * 45 + [(0, 1)] * 5
    theirs = binomtest(45, 50).proportion_ci(method="wilson")
    low, high = interval(alone)
    assert low == pytest.approx(theirs.low, abs=0.01) and high == pytest.approx(theirs.high, abs=0.01)


def test_reports_that_are_all_right_or_all_wrong_say_less() -> None:
    clustered = [(10, 10)] * 9 + [(0, 10)]
    low, high = interval(clustered)
    alone = interval([(1, 1)] * 90 + [(0, 1)] * 10)
    assert low < alone[0] and high > alone[1]
    assert interval([]) == (0.0, 1.0)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Reports differ in how well they are read (beta-binomial, shares about 0.9); 95 % of the intervals should hold the mean."""
    chance = random.Random(7)
    held = 0
    for _ in range(400):
        clusters = []
        for _ in range(40):
            own = chance.betavariate(9, 1)
            clusters.append((sum(chance.random() < own for _ in range(5)), 5))
        low, high = interval(clusters)
        held += low <= 0.9 <= high
    assert 0.90 <= held / 400 <= 0.99


def test_student_is_that_of_scipy() -> None:
    for freedom in (*range(1, 60), 200, 100_000):
        assert student(freedom) == pytest.approx(t.ppf(0.975, freedom), abs=1e-3)


@pytest.mark.parametrize("reports", [3, 5, 12])
def test_a_few_reports_read_to_their_end_promise_no_more_than_they_can(reports: int) -> None:
    chance = random.Random(11)
    held = 0
    for _ in range(400):
        clusters = []
        for _ in range(reports):
            own, of = chance.betavariate(9, 1), chance.randint(20, 60)
            clusters.append((sum(chance.random() < own for _ in range(of)), of))
        low, high = interval(clusters, drawn_whole=True)
        held += low <= 0.9 <= high
    assert held / 400 >= 0.90
    assert interval([(50, 60)], drawn_whole=True) == (0.0, 1.0)


def test_a_draw_tells_of_what_it_was_drawn_from_only() -> None:
    """60 adoptions of a draw of adoptions, half of them wrong, say nothing of all kinds together; nor do those of a province."""
    whole = [judged(n, Verdict.ACCEPTED, "random:1:40:aa") for n in range(40)]
    some = [judged(n, (Verdict.ACCEPTED, Verdict.REJECTED)[n % 2], "random:1:60:bb:adoption:") for n in range(100, 160)]
    there = [judged(n, Verdict.REJECTED, "random:1:30:cc::2024 重庆市") for n in range(200, 230)]
    found = quality(standing([*whole, *some, *there]))
    every, adoptions = found.share("precision"), found.share("precision", "adoption")
    assert every is not None and (every.right, every.of) == (40, 40)
    assert adoptions is not None and (adoptions.right, adoptions.of) == (70, 100)
    local = found.share("precision", scope="2024 重庆市")
    assert local is not None and (local.right, local.of) == (0, 30) and found.drawn == 130
    columns, rows = found.table()
    assert {row[columns.index("scope")] for row in rows} == {"", "2024 重庆市"}


def judged(
    number: int, verdict: Verdict, drawn: str = "random:1", kind: str = "adoption", report: int | None = None
) -> Judgement:
    key = f"{report if report is not None else number % 20:016x}"
    what = (
        about("adoption", report=key, mechanism=f"做法{number}", status="planned")
        if kind == "adoption"
        else about("problem", report=key, heading=f"问题{number}")
    )
    to = {"status": "piloting"} if verdict is Verdict.CHANGED and kind == "adoption" else {"sentence": "x"}
    return Judgement(
        what, verdict, "张三", at(number), to if verdict in (Verdict.CHANGED, Verdict.ADDED) else {}, drawn=drawn
    )


def test_only_what_was_drawn_by_chance_counts_for_precision() -> None:
    drawn = [judged(n, Verdict.ACCEPTED) for n in range(36)]
    drawn += [
        judged(36, Verdict.CHANGED),
        judged(37, Verdict.CHANGED),
        judged(38, Verdict.REJECTED),
        judged(39, Verdict.REJECTED),
    ]
    chosen = [judged(n, Verdict.REJECTED, drawn="") for n in range(100, 160)]
    found = quality(standing([*drawn, *chosen]))
    assert (found.drawn, found.chosen) == (40, 60)
    exact, present = found.share("precision"), found.share("present")
    assert exact is not None and (exact.right, exact.of) == (36, 40) and exact.told
    assert exact.low < 0.9 < exact.high
    assert present is not None and present.right == 38
    assert found.share("precision", "problem") is None


def test_too_few_are_not_told() -> None:
    found = quality(standing([judged(n, Verdict.ACCEPTED) for n in range(LEAST - 1)])).share("precision")
    assert found is not None and not found.told and found.low < 0.95


def test_recall_is_of_reports_read_to_their_end() -> None:
    read = [judged(n, Verdict.ACCEPTED, "", report=1) for n in range(8)]
    read += [judged(20, Verdict.ADDED, "", report=1), judged(21, Verdict.REJECTED, "", report=1)]
    unread = [judged(n, Verdict.ADDED, "", report=2) for n in range(40, 50)]
    complete = Judgement(about("report", report=f"{1:016x}"), Verdict.COMPLETE, "张三", at(900))
    found = quality(standing([*read, *unread, complete]))
    share = found.share("recall")
    assert found.complete == 1
    assert share is not None and (share.right, share.of) == (8, 9) and not share.told


def test_conflicts_count_for_nothing() -> None:
    one = judged(1, Verdict.ACCEPTED)
    other = Judgement(one.about, Verdict.REJECTED, "李四", at(2), drawn="random:1")
    assert quality(standing([one, other])).drawn == 0
