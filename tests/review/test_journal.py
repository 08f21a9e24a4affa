"""The file of judgements: what is written is read, what is torn is told, two people's files are merged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_judgements import REPORT, at, judged

from kg.review.journal import Journal, beside, merged
from kg.review.judgement import About, Judgement, JudgementError, Verdict, about, parse

HERE = Path(__file__).resolve().parent.parent.parent
LOCAL = st.text(alphabet="做法甲乙_ab9-", min_size=1, max_size=8)
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    key = about("adoption", report=REPORT, mechanism=draw(LOCAL), status="planned")
    verdict = draw(st.sampled_from([Verdict.ACCEPTED, Verdict.CHANGED, Verdict.REJECTED]))
    to = {"status": "piloting"} if verdict is Verdict.CHANGED else {}
    was = {"label": draw(WORDS), "surfaces": tuple(draw(st.lists(WORDS, min_size=1, max_size=2)))}
    return Judgement(key, verdict, draw(LOCAL), at(draw(st.integers(0, 9999))), to, draw(WORDS), was)


@given(judgement=judgements())
def test_a_line_says_all(judgement: Judgement) -> None:
    line = judgement.line
    assert "\n" not in line and "\r" not in line
    back = parse(line)
    assert back.line == line and back.id == judgement.id


@given(
    text=st.one_of(
        st.text(max_size=60),
        st.recursive(st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(json.dumps),
    )
)
def test_what_is_no_judgement_is_refused_in_words(text: str) -> None:
    with pytest.raises(JudgementError) as fault:
        parse(text)
    assert fault.value.told("zh") and fault.value.told("en")


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "merged"},
        {"verdict": "maybe"},
        {"by": " "},
        {"at": "yesterday"},
        {"about": {"report": REPORT}},
        {"about": {"report": "a b", "mechanism": "x", "status": "planned"}},
        {"about": {"report": REPORT, "mechanism": "x> ?s ?p", "status": "planned"}},
        {"verdict": "changed"},
        {"kind": "weather"},
        {"at": "2026-99-99T10:00:00Z"},
        {"by": "张\ud800"},  # half a character: a merged file may hold it, nothing can write it
        {"why": "\udcff"},
        {"replaces": ["a b<>"]},
        {"about": {"report": REPORT, "mechanism": "", "status": "planned"}},
        {"about": {"report": "", "mechanism": "x", "status": "planned"}},
        {"about": {"report": REPORT, "mechanism": "50%zz", "status": "planned"}},
        {"about": {"report": REPORT, "mechanism": "网格[1]", "status": "planned"}},
        {"about": {"report": REPORT, "mechanism": "网格\ue000", "status": "planned"}},
        {"kind": "problem", "about": {"report": REPORT, "heading": " "}},
        {"kind": "engagement", "about": {"report": REPORT, "role": "", "firm": "", "office": ""}},
        {"kind": "judgement", "about": {"judgement": "a b"}, "verdict": "withdrawn"},
        {"kind": "mechanism", "about": {"mechanism": "x"}, "verdict": "merged", "to": {"into": "a%zz"}},
    ],
)
def test_a_judgement_that_says_too_little_or_too_much(wrong: dict[str, object]) -> None:
    with pytest.raises(JudgementError):
        parse(json.dumps(json.loads(judged().line) | wrong))


def test_each_is_written_once_and_read_in_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.jsonl")
    assert journal.read().judgements == ()
    assert journal.append([judged(1), judged(2), judged(1)]) == 2
    assert journal.append([judged(2), judged(3, why="换行\n和“引号”")]) == 1
    assert [one.at for one in journal.read().judgements] == [at(1), at(2), at(3)]
    assert len(journal.path.read_text(encoding="utf-8").splitlines()) == 3
    assert "枫桥经验" in journal.path.read_text(encoding="utf-8")  # people compare versions of it


def test_a_line_torn_off_is_told_and_the_next_stands_by_itself(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.jsonl")
    journal.append([judged(1), judged(2)])
    whole = journal.path.read_bytes()
    for cut in range(len(whole)):
        journal.path.write_bytes(whole[:cut])
        before = journal.read().judgements
        assert len(before) == whole[:cut].count(b"\n")
        journal.append([judged(3)])
        after = journal.read()
        assert [one.at for one in after.judgements][-1] == at(3)
        assert {one.id for one in before} <= {one.id for one in after.judgements}
        assert len(after.judgements) + len(after.faults) == len(journal.path.read_bytes().splitlines())


def test_faulty_lines_are_told_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(judged(1).line.encode() + b"\n<<<<<<< ours\n\xff\xfe\n" + judged(2).line.encode() + b"\n")
    read = Journal(path).read()
    assert len(read.judgements) == 2
    assert [fault.line for fault in read.faults] == [2, 3]


@given(those=st.lists(judgements(), max_size=12), split=st.integers(0, 12))
def test_files_merge_in_any_order(those: list[Judgement], split: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        one, other = Journal(Path(folder, "1")), Journal(Path(folder, "2"))
        one.append(those[: split + 2])
        other.append(those[split:])
        assert merged([one, other]) == merged([other, one])
        assert {j.id for j in merged([one, other]).judgements} == {j.id for j in those}


def test_the_file_lies_beside_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_JUDGEMENTS", raising=False)
    assert beside(tmp_path / "kg-store") == tmp_path / "kg-store.judgements.jsonl"
    monkeypatch.setenv("KG_JUDGEMENTS", str(tmp_path / "ours.jsonl"))
    assert beside(tmp_path / "kg-store") == tmp_path / "ours.jsonl"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    from kg.errors import KgError

    with pytest.raises(KgError, match="cannot be written"):
        Journal(tmp_path / "none" / "a.jsonl").append([judged()])
    (tmp_path / "folder").mkdir()
    with pytest.raises(KgError, match="cannot be read"):
        Journal(tmp_path / "folder").read()


WRITER = """
import sys
from kg.review.journal import Journal
from kg.review.judgement import Judgement, Verdict, about
journal = Journal(sys.argv[1])
for number in range(10**6):
    journal.append([Judgement(about("adoption", report="0123456789abcdef", mechanism=f"甲{number}", status="planned"),
                              Verdict.ACCEPTED, "张三", "2026-03-01T00:00:00Z", why="理由" * 500)])
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_writer_loses_no_line_that_was_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    told = -1
    for turn in range(8):
        path.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=HERE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(3 + 7 * turn):
                told = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
            rest = [int(line) for line in writer.stdout.read().split()]
            told = max([told, *rest])
        read = Journal(path).read()
        assert len(read.judgements) >= told + 1
        assert len(read.faults) <= 1
        assert Journal(path).append([judged(1)]) == 1


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    import threading

    from kg.errors import KgError

    journal = Journal(tmp_path / "a.jsonl")

    def write(name: str) -> None:
        for number in range(15):
            while True:
                try:
                    journal.append([judged(number, by=name)])
                    break
                except KgError:
                    threading.Event().wait(0.002)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("甲", "乙", "丙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    read = journal.read()
    assert len(read.judgements) == 45 and read.faults == ()


def test_an_about_is_hashable_by_content() -> None:
    assert len({about("town", town="甲"), About("town", {"town": "甲"}), about("town", town="乙")}) == 2
