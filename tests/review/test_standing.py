"""Which judgements stand: undone, replaced, agreeing, in conflict."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from made_judgements import at, judged

from kg.review.judgement import Judgement, Verdict, about
from kg.review.standing import standing


def undo(judgement: Judgement, number: int, by: str = "李四") -> Judgement:
    return Judgement(about("judgement", judgement=judgement.id), Verdict.UNDONE, by, at(number))


def test_one_stands() -> None:
    assert standing([judged()]).settled == [judged()]


def test_undone_and_done_again() -> None:
    one = judged(1)
    first = undo(one, 2)
    assert standing([one, first]).settled == []
    assert standing([one, first]).undone == {one.id}
    second = undo(first, 3)
    assert standing([one, first, second]).settled == [one]
    assert standing([one, first, second, undo(second, 4)]).settled == []


def test_an_undoing_counts_whatever_the_clocks_say() -> None:
    one = judged(500)
    first = undo(one, 400)
    second = undo(first, 300)
    assert standing([one, first, second]).settled == [one]


def test_two_who_judge_otherwise_are_in_conflict_and_nothing_is_applied() -> None:
    one, other = judged(1), judged(2, by="李四", verdict=Verdict.REJECTED)
    found = standing([one, other])
    assert found.settled == [] and found.conflicts == [(one, other)]
    assert standing([one, other, undo(other, 3)]).settled == [one]


def test_two_who_judge_the_same_agree() -> None:
    one, other = judged(1), judged(2, by="李四")
    found = standing([one, other])
    assert found.settled == [one] and found.agreeing == {one.id: (other.id,)}


def test_of_those_that_agree_the_one_that_was_drawn_is_told() -> None:
    one, other = judged(1), replace(judged(2, by="李四"), drawn="random:1:9:0")
    assert standing([one, other]).settled == [other]
    assert standing([one, other]).agreeing == {other.id: (one.id,)}


def test_what_is_replaced_stands_no_more_and_comes_back_when_that_is_undone() -> None:
    one = judged(1)
    later = Judgement(one.about, Verdict.REJECTED, "李四", at(2), replaces=(one.id,))
    assert standing([one, later]).settled == [later]
    assert standing([one, later, undo(later, 3)]).settled == [one]


def test_undoing_one_in_the_middle_brings_nothing_back_beside_the_newest() -> None:
    one = judged(1)
    second = Judgement(one.about, Verdict.REJECTED, "李四", at(2), replaces=(one.id,))
    third = Judgement(one.about, Verdict.CHANGED, "李四", at(3), {"status": "piloting"}, replaces=(second.id,))
    late = undo(second, 4)
    found = standing([one, second, third, late])
    assert found.settled == [third] and found.conflicts == []
    assert standing([one, second, third, late, undo(third, 5)]).settled == [one]


def test_a_conflict_is_settled_by_one_that_saw_both() -> None:
    one, other = judged(1), judged(2, by="李四", verdict=Verdict.REJECTED)
    third = Judgement(one.about, Verdict.ACCEPTED, "王五", at(3), replaces=(one.id, other.id))
    assert standing([one, other, third]).settled == [third]


def test_no_order_matters() -> None:
    one, other = judged(1), judged(2, by="李四", verdict=Verdict.REJECTED)
    those = [one, other, undo(one, 3), undo(undo(one, 3), 4), judged(5, by="王五")]
    first = standing(those)
    assert all(standing(order) == first for order in itertools.permutations(those))


def test_a_long_row_of_undoings_is_followed() -> None:
    row = [judged(0)]
    for number in range(1, 3000):
        row.append(undo(row[-1], number))
    random.Random(1).shuffle(row)
    assert len(standing(row).settled) == 0
    assert len(standing([one for one in row if one.at != at(2999)]).settled) == 1
