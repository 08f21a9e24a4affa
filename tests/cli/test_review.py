"""``kg review`` as a person types it, and as programs do."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran, Run

from kg.cli.reviewing_asking import Asking
from kg.review.journal import Journal
from kg.review.judgement import Judgement, Verdict
from kg.store.embedded import EmbeddedStore

pytestmark = pytest.mark.embedded
Review = Callable[..., Ran]
# 四屏镇's report; what is asked of it is read in seeds/ by hand.
REPORT = "d4a666a6e4caf913"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """Away from the store, which other tests read."""
    path = tmp_path / "j.jsonl"
    monkeypatch.setenv("KG_JUDGEMENTS", str(path))
    return Journal(path)


@pytest.fixture
def review(kg: Run, seeds: str, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Runs a sub-command by 张三 with what is typed as lines."""
    monkeypatch.setenv("KG_REVIEWER", "张三")

    def run(*arguments: str, typed: str = "", raw: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw or typed.encode())))
        return kg("review", *arguments, "--store", seeds)

    return run


def made(journal: Journal) -> tuple[Judgement, ...]:
    return journal.read().judgements


def first_statement(review: Review, *filters: str) -> tuple[str, dict[str, str]]:
    task = json.loads(review("list", "--format", "json", "--limit", "1", *filters).out)[0]
    return task["statement"], task["was"]


def test_keys_in_a_pipe_are_judgements_at_once(review: Review, journal: Journal) -> None:
    ran = review("--kind", "adoption", "--reason", "unsure", typed="a\nr\nw\n只是计划\ns\n计划\nq\n")
    assert ran.status == 0, ran.err
    kinds = [(one.verdict, one.by, dict(one.to), one.why) for one in made(journal)]
    assert kinds == [
        (Verdict.ACCEPTED, "张三", {}, ""),
        (Verdict.REJECTED, "张三", {}, ""),
        (Verdict.CHANGED, "张三", {"status": "planned"}, "只是计划"),
    ]
    assert "本次评判 3 条" in ran.out and "kg review apply" in ran.out and "\x1b" not in ran.out
    assert "【部门协调联动工作机制】" in ran.out and "状态：已实施" in ran.out
    again = review("list", "--reason", "unsure", "--format", "json")
    assert json.loads(again.out) == []


def test_the_end_of_what_is_typed_ends_it_and_a_line_may_carry_its_answer(review: Review, journal: Journal) -> None:
    ran = review("--reason", "seen-once", typed="n\n\nb\nm 网格化\n")
    assert ran.status == 0 and "留待以后 1 条" in ran.out
    assert [(one.verdict, one.to["into"]) for one in made(journal)] == [(Verdict.MERGED, "网格化")]


def test_undone_in_the_session_and_judged_again(review: Review, journal: Journal) -> None:
    review("--reason", "unsure", typed="a\nu\nr\nq\n")
    first, undoing, second = made(journal)
    assert undoing.about.key == {"judgement": first.id} and second.about == first.about
    assert second.verdict is Verdict.REJECTED and not second.replaces


def test_a_discovered_name_is_accepted_in_a_pipe_without_questions(review: Review, journal: Journal) -> None:
    review("--reason", "seen once", "--town", "新安镇", typed="a\na 另一名称\nq\n")
    first, second = made(journal)
    assert first.verdict is Verdict.ACCEPTED and first.about.kind == "mechanism"
    assert first.to == {"label": first.was["label"]}
    assert second.to == {"label": "另一名称", "spellings": (second.was["label"],)}


class Answers:
    """A person at a terminal, who answers in this order."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def key(self) -> str | None:
        return self._answers.pop(0)

    def line(self, question: str) -> str | None:
        return self._answers.pop(0)

    def behind(self) -> str | None:
        return None


def test_a_person_is_asked_for_the_labels_of_a_name(seeds: str) -> None:
    with EmbeddedStore(seeds) as store:
        asked = Asking(store, Answers("", "Kin grid", "网格化", "1")).concept("亲情微网格")
        assert asked == {"label": "亲情微网格", "label_en": "Kin grid", "broader": ("网格化",)}
        assert Asking(store, Answers(".")).concept("亲情微网格") is None


@pytest.mark.parametrize(
    "typed", ["x\n", "9\n", "s\n\n", "s\n没有这种\n", "m\n没有这种做法啊\n", "c\n7\n", "0\n", "Ｘ\n"]
)
def test_what_means_nothing_judges_nothing(review: Review, journal: Journal, typed: str) -> None:
    ran = review("--reason", "unsure", typed=typed)
    assert ran.status == 0 and not made(journal)


def test_another_field_and_keys_typed_wide(review: Review, journal: Journal) -> None:
    review("--kind", "observation", "--reason", "statement", typed="c\n数值\n12.5\nＡ\nq\n")
    changed, accepted = made(journal)
    assert changed.to == {"value": "12.5"} and accepted.verdict is Verdict.ACCEPTED
    ran = review("--kind", "plan", "--limit", "1", typed="c\ntarget_year\n明年\nq\n")
    assert "整数" in ran.err and len(made(journal)) == 2


def test_judge_for_scripts(review: Review, journal: Journal) -> None:
    statement, was = first_statement(review, "--kind", "adoption", "--reason", "statement")
    ran = review("judge", statement, "change", "--status", "试点中", "--why", "照第三段")
    (one,) = made(journal)
    assert ran.status == 0 and ran.out.startswith(one.id[:8])
    assert one.about.key["mechanism"] == was["mechanism"] and one.to == {"status": "piloting"} and one.why == "照第三段"
    review("judge", json.dumps(["adoption", dict(one.about.key)]), "接受")
    assert made(journal)[1].replaces == (one.id,)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("judge", "report:0000_adoption_00", "accept"), 1, "图谱里没有"),
        (("judge", '["adoption", {}]', "accept"), 1, "须写明"),
        (("judge", "FIRST", "maybe"), 2, "accept"),
        (("judge", "FIRST", "accept", "--status", "计划"), 2, "只有 change"),
        (("judge", "FIRST", "change"), 1, "改成什么"),
        (("judge", "FIRST", "change", "--value", "3"), 1, "没有可改的字段“value”"),
        (("judge", "FIRST", "change", "--set", "year"), 2, "字段=值"),
        (("name", "网格化", "reject"), 1, "已在做法表里"),
        (("name", "没有这样的名称", "accept"), 1, "做法、律所或乡镇"),
        (("name", "亲情微网格", "merge"), 2, "--into"),
        (("add", REPORT, "天上掉下来的话", "--practice", "网格化", "--status", "计划"), 1, "出现 0 次"),
        (("add", REPORT, "法治", "--practice", "网格化", "--status", "计划"), 1, "--nth"),
        (("add", REPORT, "法治", "--nth", "1", "--practice", "网格化"), 2, "--status"),
        (("add", REPORT, "法治", "--nth", "1", "--kind", "problem", "--value", "3"), 2, "value"),
        (("complete", "没有的报告.txt"), 1, "没有报告"),
        (("undo", "ffffffff"), 1, "编号"),
        (("undo",), 1, "没有你的评判"),
        (("log", "--state", "lost"), 2, "orphaned"),
        (("--reason", "tired"), 2, "unsure"),
        (("--limit", "3", "log"), 2, "请写在 log 之后"),
        (("list", "--county", "没有这个县"), 1, "没有"),
    ],
)
def test_what_cannot_be_judged(
    review: Review, journal: Journal, arguments: tuple[str, ...], status: int, message: str
) -> None:
    given = [first_statement(review, "--kind", "adoption")[0] if one == "FIRST" else one for one in arguments]
    ran = review(*given)
    assert ran.status == status and message in ran.err and not made(journal)
    if status == 1:
        assert len(ran.err.splitlines()) == 1


def test_nobody_judges_without_a_name(
    review: Review, journal: Journal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KG_REVIEWER")
    monkeypatch.setenv("PATH", str(tmp_path))  # no git
    plan = ("add", REPORT, "法治社会环境", "--kind", "plan")
    ran = review(*plan)
    assert ran.status == 1 and "--by" in ran.err and not made(journal)
    assert review(*plan, "--by", " 李  四 ").status == 0
    assert made(journal)[0].by == "李 四"


def test_a_store_elsewhere_is_not_reviewed(kg: Run) -> None:
    for command in ((), ("list",), ("log",), ("apply",), ("quality",)):
        ran = kg("review", *command, "--store", "http://127.0.0.1:9/sparql", "--by", "a") if command == () else kg(
            "review", *command, "--store", "http://127.0.0.1:9/sparql"
        )  # fmt: skip
        assert ran.status == 1 and "只能查询" in ran.err and len(ran.err.splitlines()) == 1


def test_what_was_missed_is_added_with_its_sentence(review: Review, journal: Journal) -> None:
    ran = review("add", "四屏镇2025", "法治社会环境", "--practice", "网格化", "--status", "推进中")
    (one,) = made(journal)
    assert one.verdict is Verdict.ADDED and one.about.key["status"] == "inProgress"
    assert (
        str(one.to["sentence"]).endswith("。") and "法治社会环境" in one.to["sentence"] and one.to["occurrence"] == "0"
    )
    assert "【法治社会环境】" in ran.out
    ran = review("add", REPORT, "法治社会环境", "--kind", "plan", "--practice", "网格化", "--target-year", "2026")
    plan = made(journal)[1]
    assert ran.status == 0 and plan.about.key == {"report": REPORT, "heading": "法治社会环境"}
    assert plan.to["mechanisms"] == ("网格化",) and plan.to["target_year"] == "2026"
    ran = review("add", REPORT, "法治社会环境", "--kind", "plan", "--topic", "没有这个类型")
    assert ran.status == 1 and "问题类型" in ran.err and len(made(journal)) == 2


def test_a_sheet_goes_out_and_comes_back(review: Review, journal: Journal, tmp_path: Path) -> None:
    listed = review("list", "--reason", "unsure", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert len(rows) == 3 and rows[0]["verdict"] == ""
    rows[0] |= {"verdict": "对", "why": "清楚"}
    rows[1] |= {"verdict": "改", "status": "计划"}
    rows[2] |= {"verdict": "不知道"}
    sheet = tmp_path / "清单.csv"

    def write(encoding: str, mark: str) -> None:
        with sheet.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=mark)
            writer.writeheader()
            writer.writerows([*rows, rows[0]])

    write("gb18030", ";")
    ran = review("read", str(sheet))
    assert ran.status == 1 and not made(journal)
    assert "第 4 行（verdict）" in ran.err and "第 5 行（key）" in ran.err and "2 行有错" in ran.err
    write("utf-8-sig", ",")
    ran = review("read", str(sheet), "--partly")
    assert ran.status == 1 and "记下 2 条" in ran.out
    assert [(one.verdict, one.why) for one in made(journal)] == [(Verdict.ACCEPTED, "清楚"), (Verdict.CHANGED, "")]
    assert "2 条以前已这样评过" in review("read", str(sheet), "--partly").out and len(made(journal)) == 2


def test_a_sheet_does_not_pass_over_what_others_judged_meanwhile(
    review: Review, journal: Journal, tmp_path: Path
) -> None:
    def listed(*options: str) -> dict[str, str]:
        return next(csv.DictReader(io.StringIO(review("list", *options, "--limit", "1", "--format", "csv").out)))

    row = listed("--reason", "unsure")
    statement = json.loads(review("list", "--reason", "unsure", "--limit", "1", "--format", "json").out)[0]["statement"]
    review("judge", statement, "reject", "--by", "李四")
    sheet = tmp_path / "a.csv"

    def take(row: dict[str, str]) -> None:
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, row.keys())
            writer.writeheader()
            writer.writerow(row | {"verdict": "对"})
        assert "记下 1 条" in review("read", str(sheet)).out

    take(row)
    assert len(json.loads(review("log", "--state", "conflicting", "--format", "json").out)) == 2
    take(listed("--reason", "unsure", "--judged"))
    assert json.loads(review("log", "--state", "conflicting", "--format", "json").out) == []


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b'key,verdict\n"', b"key,verdict\nk:!!,a\n"])
def test_what_is_no_sheet(review: Review, journal: Journal, tmp_path: Path, content: bytes) -> None:
    sheet = tmp_path / "x.csv"
    sheet.write_bytes(content)
    ran = review("read", str(sheet))
    assert ran.status in (0, 1) and not made(journal) and "内部错误" not in ran.err


def test_two_people_in_conflict(
    review: Review, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement, _ = first_statement(review, "--kind", "adoption")
    review("judge", statement, "accept")
    monkeypatch.setenv("KG_JUDGEMENTS", str(tmp_path / "other.jsonl"))
    review("judge", statement, "reject", "--by", "李四")
    monkeypatch.setenv("KG_JUDGEMENTS", str(journal.path))
    ran = review("merge", str(tmp_path / "other.jsonl"))
    assert ran.status == 0 and "其中新的 1 条" in ran.out and "有冲突的评判（1 处）" in ran.out and "李四" in ran.out
    assert "其中新的 0 条" in review("merge", str(tmp_path / "other.jsonl")).out
    log = json.loads(review("log", "--state", "conflicting", "--format", "json").out)
    assert {one["judgement"]["by"] for one in log} == {"张三", "李四"}
    review("judge", statement, "accept")
    assert json.loads(review("log", "--state", "conflicting", "--format", "json").out) == []


def test_a_torn_line_is_told_and_the_rest_stands(review: Review, journal: Journal) -> None:
    review("add", REPORT, "法治社会环境", "--kind", "plan")
    with journal.path.open("ab") as file:
        file.write(b'{"kind": "adop')
    ran = review("log", "--format", "csv")
    assert ran.status == 0 and "没有写完" in ran.err and len(ran.lines) == 2
    assert review("add", REPORT, "法治社会环境", "--kind", "problem").status == 0 and len(made(journal)) == 2


def test_a_report_is_complete_when_all_of_it_is_judged(review: Review, journal: Journal) -> None:
    ran = review("complete", REPORT)
    assert ran.status == 1 and "没有评" in ran.err and not made(journal)
    review("--report", REPORT, "--limit", "0", typed="a\n" * 500)
    assert review("complete", REPORT).status == 0 and made(journal)[-1].verdict is Verdict.COMPLETE
    recall = next(one for one in json.loads(review("quality", "--format", "json").out)["shares"])
    assert (recall["measure"], recall["right"], recall["low"]) == ("recall", recall["of"], 0)


def test_a_draw_is_worked_through_and_counted(review: Review, journal: Journal) -> None:
    assert (
        review("sample", "5", "--seed", "3", "--format", "json").out
        == review("sample", "5", "--seed", "3", "--format", "json").out
    )
    review("sample", "5", "--seed", "3", typed="a\na\nq\n")
    assert all(one.drawn for one in made(journal))
    ran = review("sample", "5", "--seed", "3", typed="r\nr\nr\n")
    assert len(made(journal)) == 5 and "本次评判 3 条" in ran.out
    told = review("quality")
    assert "2/5" in told.out and "太少" in told.out and "kg review sample" in told.out
    shares = json.loads(review("quality", "--format", "json").out)["shares"]
    assert shares[0]["right"] == 2 and shares[0]["low"] < 0.4 < shares[0]["high"]


def test_applied_to_the_graph_and_told_by_builds(
    kg: Run, seeds: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_REVIEWER", "张三")
    store = str(tmp_path / "kg-store")
    shutil.copytree(seeds, store)
    task = json.loads(kg("review", "list", "--store", store, "--format", "json", "--limit", "1").out)[0]
    assert kg("review", "judge", task["statement"], "reject", "--store", store).status == 0
    key = {**task["about"]["key"], "mechanism": "没有这个做法"}
    kg("review", "judge", json.dumps(["adoption", key]), "accept", "--store", store)
    assert "待应用" in kg("review", "log", "--store", store).out
    ran = kg("review", "apply", "--store", store)
    assert "评判 2 条" in ran.out and "已生效 1" in ran.out and "落空的评判（1）" in ran.out
    assert "没有变化" in kg("review", "apply", "--store", store).out
    assert "已生效" in kg("review", "log", "--state", "applied", "--store", store).out
    kg("review", "undo", "--store", store)
    removed = kg("remove", REPORT, "--store", store, "--lang", "en")
    assert "2 judgements: " in removed.out or "3 judgements: " in removed.out
