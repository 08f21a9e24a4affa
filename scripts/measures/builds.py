"""Builds of made-up reports: time by stage, memory, room, growth; and builds of a corpus of which little changed."""

from __future__ import annotations

import itertools
import json
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from environment import ROOT

from kg.rdf.iris import DERIVED
from kg.rdf.vocabulary import GOV, TYPE
from kg.store.layout import StoreFolder
from measures import Row, Table

_STAGE = re.compile(r"(\w+) (\d+\.\d+) s")
_BUILD = """
import json, resource, sys, time
from kg.build import build
start = time.perf_counter()
summary = build([sys.argv[1]], sys.argv[2])
seconds = time.perf_counter() - start
own, readers = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"seconds": seconds, "read": len(summary.built), "own": own, "readers": readers}))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """``seconds`` in all; ``stages``: of putting the graph together; ``own``, ``readers``: MB of the build and of the largest
    process that reads for it."""

    reports: int
    seconds: float
    stages: dict[str, float]
    own: int
    readers: int
    quads: int
    room: float


def build(reports: Path, store: Path) -> Built:
    """``kg build`` in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _BUILD, reports, store], cwd=ROOT, capture_output=True, check=True)
    told = json.loads(done.stdout)
    log = [line for line in (store / "build.log").read_text(encoding="utf-8").splitlines() if "put together" in line]
    stages = {name: float(seconds) for name, seconds in _STAGE.findall(log[-1])} if log else {}
    data = StoreFolder(store).require_current()
    room = sum(file.stat().st_size for file in data.rglob("*") if file.is_file()) / 2**20
    quads = json.loads((data / "numbers.json").read_bytes())["counts"]
    return Built(quads["Report"], told["seconds"], stages, told["own"], told["readers"], len(graph(store)), room)


def graph(store: Path) -> ox.Store:
    return ox.Store.read_only(str(StoreFolder(store).require_current() / "graph"))


def write_reports(folder: Path, towns: int, seed: int) -> None:
    from corpus.documents import Look
    from corpus.files import write_files
    from corpus.world import reports

    write_files(reports(towns, (2024,), seed, Look(html=0.15)), folder, folder.with_suffix(".jsonl"))


def growth(home: Path, sizes: Sequence[int]) -> tuple[Table, Built]:
    """Builds of so many towns each, and the largest; the stores stay in ``home``."""
    found = []
    for size in sizes:
        write_reports(home / f"reports{size}", size, seed=size)
        found.append(build(home / f"reports{size}", home / f"store{size}"))
    rows = []
    for one in found:
        reading = one.seconds - sum(one.stages.values())
        rows.append(Row(f"{one.reports:,} reports: all", one.seconds, "s"))
        rows.append(Row(f"{one.reports:,} reports: reading", reading, "s", reading / one.seconds, "all"))
        rows += [
            Row(f"{one.reports:,} reports: {name}", s, "s", s / one.seconds, "all")
            for name, s in one.stages.items()
            if s >= 0.1
        ]
        rows.append(Row(f"{one.reports:,} reports: most memory of the build", one.own, "MB"))
        rows.append(
            Row(f"{one.reports:,} reports: most memory of a process that reads", one.readers, "MB", wanted="<= 1,024")
        )
        rows.append(Row(f"{one.reports:,} reports: quads a report", one.quads / one.reports, ""))
        rows.append(Row(f"{one.reports:,} reports: room of the graph", one.room, "MB"))
    for first, second in itertools.pairwise(found):
        exponent = math.log(second.seconds / first.seconds) / math.log(second.reports / first.reports)
        rows.append(
            Row(f"growth from {first.reports:,} to {second.reports:,}", exponent, "(exponent)", wanted="<= 1.05")
        )
    return Table("Build", "Wall time of `kg build` on all cores, into a new store.", rows), found[-1]


def again(home: Path, size: int) -> Table:
    """The largest corpus once more: unchanged, and with one report in a hundred changed."""
    reports, store = home / f"reports{size}", home / f"store{size}"
    log = (store / "build.log").read_text(encoding="utf-8")
    whole = float(re.findall(r"\+(\d+\.\d+)s", log)[-1])
    same = build(reports, store)
    files = sorted(file for file in reports.rglob("*") if file.suffix == ".txt")
    for file in files[7::100]:
        with file.open("ab") as text:
            text.write("\n推行“一支队伍管执法”。\n".encode())
    little = build(reports, store)
    rows = [
        Row("unchanged", same.seconds, "s", same.seconds / whole, "the first build"),
        Row(
            f"{len(files[7::100])} of {same.reports:,} changed",
            little.seconds,
            "s",
            little.seconds / whole,
            "the first build",
            "<= 0.05",
        ),
    ]
    rows += [
        Row(f"of this {name}", s, "s", s / little.seconds, "all of it")
        for name, s in little.stages.items()
        if s >= 0.05
    ]
    return Table("Build again", "The corpus of the last row, once more.", rows)


def kinds(store: Path) -> Table:
    """Quads by what their subject is."""
    opened = graph(store)
    reports = sum(1 for _ in opened.quads_for_pattern(None, TYPE, GOV["Report"]))
    of: dict[object, str] = {}
    for quad in opened.quads_for_pattern(None, TYPE, None):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(GOV.iri):
            of[quad.subject] = min(quad.object.value.removeprefix(GOV.iri), of.get(quad.subject, "~"))
    found: Counter[str] = Counter()
    for quad in opened:
        derived = quad.graph_name == DERIVED
        found["(derived)" if derived else of.get(quad.subject, "(other)")] += 1
    rows = [
        Row(kind, number / reports, "quads a report", number / len(opened), "all")
        for kind, number in found.most_common(14)
    ]
    return Table(
        "Quads by kind",
        f"{len(opened):,} quads of {reports:,} reports.",
        [Row("all", len(opened) / reports, "quads a report", 1.0, "all"), *rows],
    )
