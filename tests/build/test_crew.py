"""Several processes read what one would have read, in the same order; one that ends in the midst is replaced."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from corpus_files import exported
from hand_reader import HandReader

from kg.build import build, crew
from kg.build.crew import Crew, Process
from kg.build.reading import ReportReader
from kg.build.readings import REPORT_READ, Readings
from kg.errors import KgError

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = "某市丰乐县清溪镇2024年法治政府建设年度报告\n一、工作开展情况\n我镇推行“网格化管理”，受理调解案件{}件。\n"


@pytest.fixture(autouse=True)
def few_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 2)


@pytest.mark.slow
def test_any_number_of_processes_builds_the_same(corpus: Path, tmp_path: Path) -> None:
    for number, file in enumerate(sorted(SEEDS.iterdir())):
        shutil.copy(file, corpus / f"{number}.txt")
    (corpus / "broken.txt").write_bytes(b"\x00\x01\x02" * 40)
    (corpus / "zz.txt").write_text("今天天气很好。", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    one = build([corpus], tmp_path / "one", workers=1)
    two = build([corpus], tmp_path / "two", workers=2, progress=lambda done, of, name: seen.append((done, of)))
    assert one == two
    assert len(two.built) == 5 and len(two.skipped) + len(two.failed) == 2
    assert exported(tmp_path / "one") == exported(tmp_path / "two")
    kept = [sorted((folder / "readings").iterdir()) for folder in (tmp_path / "one", tmp_path / "two")]
    assert [f.name for f in kept[0]] == [f.name for f in kept[1]]
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(*kept, strict=True))
    assert seen == sorted(seen) and seen[0] == (0, 7) and seen[-1] == (7, 7)


def test_documents_come_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    reading: Crew[int] = Crew(ReportReader(), Readings(tmp_path / "readings"), 2)
    texts = [WORDS.format(n).encode() * (1 + 20 * (n % 3 == 0)) for n in range(14)]
    found: list[int] = []
    try:
        for n, text in enumerate(texts):
            found += [which for which, _ in reading.read(n, f"{n:064x}", text, "某镇.txt")]
            assert reading.waiting <= crew.AT_ONCE * 2
        while reading.waiting:
            found.append(reading.first()[0])
    finally:
        reading.close()
    assert found == list(range(14))


def test_a_reader_of_another_kind_reads_in_this_process(tmp_path: Path, reader: HandReader) -> None:
    reading: Crew[str] = Crew(reader, Readings(tmp_path / "readings"), 4)
    told = [one for n in range(6) for one in reading.read(str(n), "0" * 64, b"not a report", "x.txt")]
    assert len(told) == 6 and not reading.waiting


def test_a_process_that_was_killed_is_replaced(tmp_path: Path) -> None:
    process = Process(ReportReader(), Readings(tmp_path / "readings"))
    try:
        os.kill(process.pid, signal.SIGKILL)
        outcome = process.read("a" * 64, WORDS.format(3).encode(), "某镇.txt")
    finally:
        process.close()
    assert outcome.reading is not None and outcome.reading.outcome == REPORT_READ


def test_a_document_that_kills_its_process_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReportReader, "version", "another")  # for which a process ends at once
    process = Process(ReportReader(), Readings(tmp_path / "readings"))
    try:
        outcome = process.read("a" * 64, b"x", "x.txt")
    finally:
        process.close()
    assert outcome.reading is None and outcome.reason is not None
    assert outcome.reason.en == "the process that read it ended with status 1"
    assert "the program was changed while it ran" in outcome.fault


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_what_cannot_be_kept_ends_the_build_and_leaves_the_graph(corpus: Path, tmp_path: Path, workers: int) -> None:
    for n in range(3):
        (corpus / f"{n}.txt").write_text(WORDS.format(n), encoding="utf-8")
    store = tmp_path / "store"
    build([corpus], store)
    before = exported(store)
    readings = store / "readings"
    shutil.rmtree(readings)
    readings.write_text("in the way", encoding="utf-8")  # as good as a full disk, also for root
    for n in range(3, 9):
        (corpus / f"{n}.txt").write_text(WORDS.format(n), encoding="utf-8")
    with pytest.raises(KgError, match=r"could not be written: .*; what was there is still whole"):
        build([corpus], store, workers=workers)
    assert exported(store) == before
    readings.unlink()
    mended = build([corpus], store, workers=workers)
    assert (len(mended.built), len(mended.unchanged)) == (6, 3)


def test_processes_end_with_the_build(tmp_path: Path) -> None:
    reading: Crew[int] = Crew(ReportReader(), Readings(tmp_path / "readings"), 2)
    for n in range(8):
        reading.read(n, f"{n:064x}", WORDS.format(n).encode(), "某镇.txt")
    pids = [one.pid for one in reading.processes]
    reading.close()
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
