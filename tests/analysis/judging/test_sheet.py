"""A work list goes out as a spreadsheet and comes back as judgements; every fault is told by row and column."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.judging.sheet import COLUMNS, VERDICTS, Asked, Wrong, judgements_of, sheet
from kg.analysis.judging.tasks import Task
from kg.cli.writing import safe_cell
from kg.errors import KgError
from kg.review.judgement import About, Judgement, Verdict, about, check

REPORT = "0123456789abcdef"
ADOPTION = about("adoption", report=REPORT, mechanism="枫桥经验", status="planned")
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=15)


def practice(name: str) -> str:
    if name in ("网格化", "枫桥经验"):
        return name
    raise KgError(f"no practice is called {name}", f"没有叫“{name}”的做法")


def through_a_spreadsheet(tasks: list[Task], **filled: str) -> list[dict[str, str]]:
    """Written as files are, with formulas made harmless, filled in, and read again."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([["" if cell is None else safe_cell(str(cell)) for cell in row] for row in sheet(tasks)])
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    return [row | filled for row in rows]


def read(*tasks: Task, **filled: str) -> tuple[tuple[Asked, ...], tuple[Wrong, ...]]:
    return judgements_of(through_a_spreadsheet(list(tasks), **filled), practice, practice)


def task(what: About = ADOPTION, **was: str) -> Task:
    return Task(
        what,
        was or {"mechanism": "枫桥经验", "status": "planned"},
        "unsure",
        "枫桥经验",
        sentence="=1+1 坚持“枫桥经验”",
    )


@given(
    heading=TEXT,
    sentence=TEXT,
    drawn=st.sampled_from(["", "random:1:20:abcd"]),
    stood=st.sampled_from([(), ("0123456789abcdef", "fedcba9876543210")]),
)
def test_out_and_in_is_the_same_thing(heading: str, sentence: str, drawn: str, stood: tuple[str, ...]) -> None:
    what = about("problem", report=REPORT, heading=heading)
    was = {"heading": heading, "topics": ("执法力量", "经费")}
    given_out = Task(what, was, "statement", heading, sentence=sentence, drawn=drawn, stood=stood)
    (found,), wrong = read(given_out, verdict="错", why=" 不是问题 ")
    assert wrong == () and found == Asked(what, Verdict.REJECTED, {}, "不是问题", given_out.was, drawn, stood)


def test_nothing_filled_in_asks_nothing() -> None:
    assert read(task(), task()) == ((), ())


@pytest.mark.parametrize(("written", "verdict"), [*VERDICTS.items(), (" ACCEPT ", Verdict.ACCEPTED)])
def test_words_for_verdicts(written: str, verdict: Verdict) -> None:
    whats = {
        Verdict.MERGED: about("mechanism", mechanism="某县_夜话"),
        Verdict.DISTINCT: about("pair", firm="甲律师事务所", other="乙律师事务所"),
    }
    one = task(whats.get(verdict, ADOPTION), label="夜话")
    (found,), wrong = read(one, verdict=written, status="试点中", into="枫桥经验")
    assert wrong == () and found.verdict is verdict
    check(Judgement(found.about, found.verdict, "张三", "2026-01-01T00:00:00Z", found.to))


def test_what_is_changed_is_told_in_words() -> None:
    (found,), _ = read(task(), verdict="改", status="试点中", practice="网格化")
    assert found.to == {"status": "piloting", "mechanism": "网格化"}
    (found,), _ = read(task(), verdict="change", status="inProgress")
    assert found.to == {"status": "inProgress"}


def test_a_practice_is_accepted_with_its_names() -> None:
    one = task(about("mechanism", mechanism="某县_夜话"), label="夜话")
    (found,), _ = read(one, verdict="对", label_en="Evening talks", broader="枫桥经验")
    assert found.to == {"label": "夜话", "label_en": "Evening talks", "broader": "枫桥经验"}


def test_firms_that_are_one_or_not() -> None:
    one = task(about("pair", firm="甲律师事务所", other="乙律师事务所"), label="甲 = 乙")
    (same,), _ = read(one, verdict="同")
    assert (same.about.kind, same.about.key, same.to) == ("firm", {"firm": "乙律师事务所"}, {"into": "甲律师事务所"})
    (different,), _ = read(one, verdict="错")
    assert different.verdict is Verdict.DISTINCT and different.about == one.about


@pytest.mark.parametrize(
    ("filled", "column"),
    [
        ({"verdict": "也许"}, "verdict"),
        ({"verdict": "改"}, "verdict"),
        ({"verdict": "改", "status": "大概"}, "status"),
        ({"verdict": "改", "practice": "没有的做法"}, "practice"),
        ({"verdict": "对", "key": "k:####"}, "key"),
        ({"verdict": "对", "key": ""}, "key"),
        ({"status": "试点中"}, "verdict"),
    ],
)
def test_faults_are_told_by_row_and_column(filled: dict[str, str], column: str) -> None:
    good = through_a_spreadsheet([task()], verdict="对")
    bad = through_a_spreadsheet([task()], **filled)
    found, wrong = judgements_of([*good, *bad, *good], practice, practice)
    assert len(found) == 2
    assert [(one.row, one.column) for one in wrong] == [(3, column)]
    assert wrong[0].reason.en and wrong[0].reason.zh


@given(key=st.text(max_size=80))
def test_a_damaged_key_is_a_fault_and_nothing_else(key: str) -> None:
    found, wrong = judgements_of([{"key": key, "verdict": "对"}], practice, practice)
    assert found == () and len(wrong) == 1


def test_no_key_begins_a_formula() -> None:
    assert all(str(row[0])[0] not in "=+-@" for row in sheet([task()]))
