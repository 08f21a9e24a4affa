"""What comes before a person first, what is drawn by chance, and what the log says became of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made_judgements import at
from random_graph import random_store
from small_graph import small_store

from kg.analysis.asking import Asks
from kg.analysis.judging.drawing import draw
from kg.analysis.judging.log import log
from kg.analysis.judging.tasks import REASONS
from kg.analysis.judging.worklist import COLUMNS, worklist
from kg.analysis.naming.matching import UnknownNameError
from kg.build.judging import State
from kg.errors import KgError
from kg.review.journal import Read
from kg.review.judgement import Judgement, Verdict, about
from kg.review.standing import Standing, standing

NOTHING = standing([])


@pytest.fixture(scope="module")
def store() -> Asks:
    return random_store(3)[0]


def judged(
    what: object, number: int, verdict: Verdict = Verdict.ACCEPTED, by: str = "张三", drawn: str = "", **to: str
) -> Judgement:
    return Judgement(what, verdict, by, at(number), to, drawn=drawn)  # type: ignore[arg-type]


def test_every_statement_comes_once(store: Asks) -> None:
    everything = worklist(store, NOTHING, limit=10_000)
    texts = [task.about.text for task in everything.tasks]
    assert len(texts) == len(set(texts)) > 50
    assert {task.reason for task in everything.tasks} <= set(REASONS)
    adoptions = [task for task in everything.tasks if task.about.kind == "adoption"]
    assert all(task.sentence and task.town and task.names for task in adoptions)


def test_a_part_is_the_beginning_of_the_whole(store: Asks) -> None:
    whole = worklist(store, NOTHING, limit=10_000).tasks
    assert worklist(store, NOTHING, limit=7).tasks == whole[:7]


def test_what_is_judged_comes_no_more_and_is_progress(store: Asks) -> None:
    before = worklist(store, NOTHING, limit=10_000)
    first = [judged(task.about, n) for n, task in enumerate(before.tasks[:5])]
    after = worklist(store, standing(first), limit=10_000)
    assert after.done == 5
    assert [task.about for task in after.tasks] == [task.about for task in before.tasks[5:]]
    again = worklist(store, standing(first), limit=10_000, judged=True)
    assert [task.verdict for task in again.tasks[:6]] == ["accepted"] * 5 + [""]


def test_two_firms_that_are_judged_one_are_asked_about_no_more() -> None:
    names = "甲律师事务所", "甲省甲律师事务所"
    other = f'graph:v {{ firm:{names[1]} a gov:LawFirm ; skos:prefLabel "{names[1]}"@zh }}'
    # Names from Python sort as identifiers do, so the link is the way round that questions look for.
    first, second = sorted(names)
    store = small_store(other, f"graph:derived {{ firm:{first} gov:perhapsSame firm:{second} . }}")
    (task,) = worklist(store, NOTHING, reasons=["perhaps same"]).tasks
    assert task.about == about("pair", firm=first, other=second)
    for one, into in ((first, second), (second, first)):
        merged = judged(about("firm", firm=one), 1, Verdict.MERGED, into=into)
        after = worklist(store, standing([merged]), reasons=["perhaps same"])
        assert after.tasks == () and after.left == {"perhaps same": 0}


def test_reasons_kinds_and_names_narrow_it_down(store: Asks) -> None:
    whole = worklist(store, NOTHING, limit=10_000).tasks
    for reason in REASONS:
        some = worklist(store, NOTHING, reasons=[reason], limit=10_000).tasks
        assert all(task.reason == reason for task in some)
    problems = worklist(store, NOTHING, kinds=["problem"], limit=10_000).tasks
    assert problems and {task.about.kind for task in problems} == {"problem"}
    town = whole[0].town
    of_town = worklist(store, NOTHING, town=town, kinds=["adoption"], limit=10_000).tasks
    assert of_town and {task.town for task in of_town} == {town}
    with pytest.raises(UnknownNameError):
        worklist(store, NOTHING, town="没有的镇")


def test_low_confidence_comes_first_and_the_lowest_of_all(store: Asks) -> None:
    unsure = worklist(store, NOTHING, reasons=["unsure"], limit=10_000).tasks
    numbers = [task.confidence for task in unsure if task.confidence is not None]
    assert numbers == sorted(numbers)


def test_what_was_running_and_is_only_planned_later_disagrees() -> None:
    found = worklist(random_store(5)[0], NOTHING, reasons=["disagrees"], limit=10_000)
    for task in found.tasks:
        others = [one for one in found.tasks if (one.town, one.claim) == (task.town, task.claim)]
        assert len(others) > 1 or task.was["status"] == "planned"


def test_the_table_has_a_row_a_task(store: Asks) -> None:
    columns, rows = worklist(store, NOTHING, limit=9).table()
    assert columns == COLUMNS and len(rows) == 9 and all(len(row) == len(columns) for row in rows)


def test_the_same_seed_draws_the_same_and_another_seed_others(store: Asks) -> None:
    one = draw(store, NOTHING, 30, 1)
    assert one == draw(store, NOTHING, 30, 1)
    other = draw(store, NOTHING, 30, 2)
    assert [t.about for t in one.tasks] != [t.about for t in other.tasks]
    assert len({task.about.text for task in one.tasks}) == 30
    assert {task.drawn for task in one.tasks} == {one.tasks[0].drawn} and one.tasks[0].drawn.startswith("random:1:30:")


def test_each_statement_is_as_likely_as_any_other(store: Asks) -> None:
    whole = worklist(
        store, NOTHING, kinds=["adoption"], reasons=["statement", "unsure", "disagrees"], limit=10_000
    ).tasks
    times = dict.fromkeys((task.about.text for task in whole), 0)
    for seed in range(60):
        for task in draw(store, NOTHING, 20, seed, kinds=["adoption"]).tasks:
            times[task.about.text] += 1
    expected = 60 * 20 / len(times)
    assert max(times.values()) < expected * 3 + 8 and sum(times.values()) == 1200


def test_a_draw_says_what_is_judged_of_it(store: Asks) -> None:
    first = draw(store, NOTHING, 10, 4).tasks[0]
    again = draw(store, standing([judged(first.about, 1, drawn=first.drawn)]), 10, 4)
    assert again.done == 1 and again.tasks[0].verdict == "accepted" and again.left == {"statement": 9}


def test_what_somebody_chose_to_judge_is_drawn_all_the_same(store: Asks) -> None:
    """Else the draw would lack what people thought doubtful."""
    first = draw(store, NOTHING, 10, 4, kinds=["adoption"]).tasks[0]
    for drawn in ("", "random:4:10:00000000", first.drawn.replace(":adoption:", ":adoption:2024 重庆市")):
        again = draw(store, standing([judged(first.about, 1, drawn=drawn)]), 10, 4, kinds=["adoption"])
        assert again.done == 0 and again.tasks[0].verdict == ""
    assert first.drawn.startswith("random:4:10:") and first.drawn.endswith(":adoption:")


@pytest.mark.parametrize(
    "make", [lambda s: draw(s, NOTHING, 0, 1), lambda s: draw(s, NOTHING, 5, 1, kinds=["nothing"])]
)
def test_nothing_to_draw_is_said(store: Asks, make: Callable[[Asks], object]) -> None:
    with pytest.raises(KgError):
        make(store)


def test_a_graph_of_few_towns() -> None:
    found = worklist(small_store(), NOTHING)
    assert found.total == sum(found.left.values()) >= len(found.tasks) > 0


def test_the_log_says_what_became_of_each(store: Asks) -> None:
    tasks = worklist(store, NOTHING, limit=6).tasks
    first, second, third = (judged(task.about, n) for n, task in enumerate(tasks[:3]))
    against = judged(tasks[2].about, 10, Verdict.REJECTED, by="李四")
    undoing = judged(about("judgement", judgement=second.id), 11, Verdict.UNDONE)
    became = {first.id: State("applied"), second.id: State("applied"), third.id: State("orphaned")}
    found = log(Read((first, second, third, against, undoing)), became)
    states = {entry.judgement.id: entry.state for entry in found.entries}
    assert states == {
        first.id: "applied",
        second.id: "undone",
        third.id: "conflicting",
        against.id: "conflicting",
        undoing.id: "pending",
    }
    assert {e.judgement.id: e.against for e in found.entries if e.against} == {
        third.id: (against.id,),
        against.id: (third.id,),
    }
    assert found.counts == {"applied": 1, "pending": 1, "conflicting": 2, "undone": 1}
    assert [entry.judgement for entry in log(Read((first, second)), became, states=["applied"]).entries] == [
        first,
        second,
    ]


def test_the_heads_of_a_conflict_are_told_in_the_list(store: Asks) -> None:
    task = worklist(store, NOTHING, limit=1).tasks[0]
    both: Standing = standing([judged(task.about, 1), judged(task.about, 2, Verdict.REJECTED, "李四")])
    assert worklist(store, both, limit=1, judged=True).tasks[0].verdict == "conflicting"
