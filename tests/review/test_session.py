"""A person at work: each judgement takes the place of what stood; faults are told before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_judgements import REPORT, at

from kg.review.journal import Journal
from kg.review.judgement import About, JudgementError, Values, Verdict, about
from kg.review.session import Reviewer, now

KEY = about("adoption", report=REPORT, mechanism="枫桥经验", status="planned")


class Clock:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> str:
        self.number += 1
        return at(self.number)


def reviewer(folder: Path, by: str = "张三", clock: Clock | None = None) -> Reviewer:
    return Reviewer(Journal(folder / "a.jsonl"), by, clock or Clock())


def test_a_second_thought_replaces_the_first(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    first = mine.judge(KEY, Verdict.ACCEPTED)
    second = mine.judge(KEY, Verdict.CHANGED, {"status": "piloting"})
    assert second.replaces == (first.id,)
    assert mine.standing().settled == [second]
    assert mine.last() == second
    mine.undo(second.id[:6])
    assert mine.standing().settled == [first] and mine.last() == first


AS_EXTRACTED = {"mechanism": "枫桥经验", "status": "planned"}


def test_who_accepts_what_was_changed_keeps_the_change(tmp_path: Path) -> None:
    mine, other = reviewer(tmp_path), reviewer(tmp_path, "李四")
    mine.judge(KEY, Verdict.CHANGED, {"status": "piloting"}, was=AS_EXTRACTED)
    seen = {"mechanism": "枫桥经验", "status": "piloting"}
    made = other.judge(KEY, Verdict.ACCEPTED, was=seen)
    assert (made.verdict, made.to) == (Verdict.CHANGED, {"status": "piloting"})
    made = other.judge(KEY, Verdict.CHANGED, {"mechanism": "网格化"}, was=seen)
    assert made.to == {"status": "piloting", "mechanism": "网格化"}
    assert other.judge(KEY, Verdict.REJECTED, was=seen).verdict is Verdict.REJECTED


def test_who_saw_it_as_extracted_judges_that(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    mine.judge(KEY, Verdict.CHANGED, {"status": "piloting"}, was=AS_EXTRACTED)
    made = mine.judge(KEY, Verdict.ACCEPTED, was=AS_EXTRACTED)  # the graph was not built since
    assert made.verdict is Verdict.ACCEPTED and made.to == {}


def test_what_was_added_stays_added_when_it_is_accepted_or_put_right(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    added = {"sentence": "推行枫桥经验。", "words": "枫桥经验", "occurrence": "0"}
    mine.judge(KEY, Verdict.ADDED, added)
    assert mine.judge(KEY, Verdict.ACCEPTED, was=AS_EXTRACTED).verdict is Verdict.ADDED
    made = mine.judge(KEY, Verdict.CHANGED, {"status": "piloting"}, was=AS_EXTRACTED)
    assert (made.verdict, made.to) == (Verdict.ADDED, {**added, "status": "piloting"})
    assert mine.standing().settled == [made]


def test_a_second_thought_on_what_was_drawn_is_of_the_draw(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    mine.judge(KEY, Verdict.ACCEPTED, drawn="random:1:9:0")
    assert mine.judge(KEY, Verdict.REJECTED).drawn == "random:1:9:0"


def test_who_sees_a_conflict_settles_it(tmp_path: Path) -> None:
    clock = Clock()
    one, other = (Reviewer(Journal(tmp_path / f"{by}.jsonl"), by, clock) for by in ("甲", "乙"))
    one.judge(KEY, Verdict.ACCEPTED)
    other.judge(KEY, Verdict.REJECTED)
    one.journal.append(other.journal.read().judgements)
    assert len(one.standing().conflicts) == 1
    third = Reviewer(one.journal, "丙", clock).judge(KEY, Verdict.REJECTED)
    assert one.standing().settled == [third]


def test_what_others_judged_meanwhile_is_not_passed_over(tmp_path: Path) -> None:
    """From a sheet that was made when only the first judgement stood."""
    clock = Clock()
    mine, other = reviewer(tmp_path, clock=clock), reviewer(tmp_path, "李四", clock)
    first = other.judge(KEY, Verdict.REJECTED)
    late = other.judge(KEY, Verdict.CHANGED, {"status": "piloting"})
    made = mine.judge(KEY, Verdict.ACCEPTED, saw=(first.id,))
    assert made.replaces == () and mine.standing().conflicts == [(late, made)]
    again = mine.judge(KEY, Verdict.REJECTED, saw=(first.id,))  # one's own is seen anyway
    assert again.replaces == (made.id,) and mine.standing().conflicts == [(late, again)]
    assert mine.judge(KEY, Verdict.REJECTED, saw=(late.id,)).replaces == (late.id, again.id)
    assert mine.standing().conflicts == []


@pytest.mark.parametrize(
    ("what", "verdict", "to"),
    [
        (KEY, Verdict.CHANGED, {"status": "perhaps"}),
        (KEY, Verdict.CHANGED, {"mechanism": "a b"}),
        (KEY, Verdict.CHANGED, {}),
        (KEY, Verdict.MERGED, {"into": "x"}),
        (about("mechanism", mechanism="甲"), Verdict.ACCEPTED, {}),
        (
            about("observation", report=REPORT, indicator="调解案件", surface="件", value="1", unit="件", year="2024"),
            Verdict.CHANGED,
            {"value": "12 件"},
        ),
    ],
)
def test_what_can_stand_nowhere_is_not_written(tmp_path: Path, what: About, verdict: Verdict, to: Values) -> None:
    mine = reviewer(tmp_path)
    with pytest.raises(JudgementError):
        mine.judge(what, verdict, to)
    assert not mine.journal.path.exists()


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    for why, to in (("长" * 10_001, {"status": "piloting"}), ("", {"status": "piloting", "words": "\udcff"})):
        with pytest.raises(JudgementError):
            mine.judge(KEY, Verdict.CHANGED, to, why=why)
    mine.judge(KEY, Verdict.CHANGED, {"status": "piloting"}, why="长" * 10_000)
    read = mine.journal.read()
    assert len(read.judgements) == 1 and not read.faults


def test_who_one_is_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="--by"):
        reviewer(tmp_path, " ")


@pytest.mark.parametrize("name", ["", "abc", "ffff"])
def test_what_is_to_be_undone_must_be_one(tmp_path: Path, name: str) -> None:
    mine = reviewer(tmp_path)
    mine.judge(KEY, Verdict.ACCEPTED)
    with pytest.raises(JudgementError):
        mine.undo(name)


def test_an_undoing_is_no_last_judgement(tmp_path: Path) -> None:
    mine = reviewer(tmp_path)
    assert mine.last() is None
    made = mine.judge(KEY, Verdict.ACCEPTED)
    mine.undo(made.id)
    assert mine.last() is None


def test_times_are_in_utc_and_sort(tmp_path: Path) -> None:
    assert now() <= now() and now().endswith("Z")
