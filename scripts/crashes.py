"""Builds that are killed at random moments, and what must be true afterwards: see ``scripts/crash_test``."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from environment import ROOT

from kg.rdf.nquads import to_nquads
from kg.store import open_store
from kg.store.layout import StoreFolder

_LOOK = 0.005  # seconds
_PATIENCE = 10.0  # seconds in which a process whose master is gone must end


@dataclass
class Findings:
    """What came of all kills. ``faults``: what should not be, one line each."""

    kills: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        when = ", ".join(f"{name}: {number}" for name, number in sorted(self.moments.items()))
        return "\n".join([f"{self.kills} kills ({when}), {len(self.faults)} faults", *self.faults])


def digest(store: Path) -> str:
    """Of the whole graph as sorted N-Quads; "" where there is none yet."""
    if StoreFolder(store).current() is None:
        return ""
    with open_store(store) as opened:
        return hashlib.sha256(to_nquads(opened.quads())).hexdigest()


def build(reports: Path, store: Path) -> subprocess.Popen[bytes]:
    """A build under way, with its processes in a group of their own. Reading begins in several processes at once."""
    program = (
        "from kg.build import build, crew; import sys; crew.ALONE = 3; build(sys.argv[1:2], sys.argv[2], workers=2)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(reports), str(store)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def writes(store: Path) -> bool:
    """Whether a build has read all and writes the graph."""
    return any(store.glob("new-*"))


def members(group: int) -> Iterator[int]:
    """The processes of a group that still run."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                state, _, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
                if int(of_group) == group and state != "Z":
                    yield int(entry.name)


class Trial:
    """Reports as they were and as they are now, and what comes of both when nobody kills anything."""

    def __init__(self, home: Path, reports: int, seed: int) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self.before, self.after = home / "before", home / "after"
        self._write(reports, seed)
        self.reports, self.good = home / "reports", home / "good"
        self.old = self._undisturbed(self.before)
        shutil.copytree(self.good, home / "whole")
        self.new = self._undisturbed(self.after)
        shutil.rmtree(self.good)
        self.good = home / "whole"
        assert self.old and self.new and self.old != self.new

    def _write(self, reports: int, seed: int) -> None:
        """Some reports are gone, some say something else, some are new: few enough for a graph to be brought up to date."""
        from corpus.documents import Look
        from corpus.files import write_files
        from corpus.world import reports as made

        write_files(made(reports, (2024,), seed, Look(html=0.2)), self.home / "all", None)
        files = sorted(file for file in (self.home / "all").rglob("*") if file.is_file() and file.suffix != ".jsonl")
        self.before.mkdir()
        self.after.mkdir()
        for number, file in enumerate(files):
            name = f"{number:03}{file.suffix}"
            if number % 16:
                shutil.copy(file, self.before / name)
            if number % 16 == 1:
                continue
            shutil.copy(file, self.after / name)
            if number % 16 == 2:
                with (self.after / name).open("ab") as text:
                    text.write("\n二、其他\n推行“一支队伍管执法”。\n".encode())

    def _undisturbed(self, reports: Path) -> str:
        self._put(reports)
        begun = time.monotonic()
        process = build(self.reports, self.good)
        while process.poll() is None and not writes(self.good):
            time.sleep(_LOOK)
        self.reading = time.monotonic() - begun
        if process.wait():
            raise SystemExit("the build fails even when nobody kills it")
        self.writing = time.monotonic() - begun - self.reading
        return digest(self.good)

    def _put(self, reports: Path) -> None:
        """Reports that change stay where they are."""
        shutil.rmtree(self.reports, ignore_errors=True)
        shutil.copytree(reports, self.reports)

    def kill(self, findings: Findings) -> None:
        """One build that is killed, and the next."""
        store = self.home / "store"
        shutil.rmtree(store, ignore_errors=True)
        begun = findings.kills % 4 == 3
        if not begun:
            shutil.copytree(self.good, store)
        old = "" if begun else self.old
        findings.kills += 1
        everyone, late = self.chance.random() < 0.3, self.chance.random() < 0.5
        process = build(self.reports, store)
        while late and process.poll() is None and not writes(store):
            time.sleep(_LOOK)
        after = self.chance.uniform(0, 1.1 * (self.writing if late else self.reading))
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        moment = self._moment(process, store)
        with suppress(ProcessLookupError):
            (os.killpg if everyone else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        findings.moments[moment] += 1
        what = f"kill {findings.kills}, {after:.2f} s after it began to {'write' if late else 'read'} ({moment}{', of all processes' if everyone else ''})"
        if left := self._left(process.pid):
            findings.faults.append(f"{what}: processes {left} live on")
        found = digest(store)
        if found not in {old, self.new}:
            findings.faults.append(f"{what}: the graph is neither the old nor the new one")
        if build(self.reports, store).wait():
            findings.faults.append(f"{what}: the next build fails")
        elif digest(store) != self.new:
            findings.faults.append(f"{what}: the next build makes another graph")
        elif more := self._behind(store):
            findings.faults.append(f"{what}: the next build leaves {more} behind")

    @staticmethod
    def _moment(process: subprocess.Popen[bytes], store: Path) -> str:
        if process.poll() is not None:
            return "done"
        return "writing" if writes(store) else "reading"

    @staticmethod
    def _left(group: int) -> list[int]:
        until = time.monotonic() + _PATIENCE
        while (left := list(members(group))) and time.monotonic() < until:
            time.sleep(0.05)
        for one in left:
            os.kill(one, signal.SIGKILL)
        return left

    def _behind(self, store: Path) -> list[str]:
        """What does not belong to a store in which nothing was ever interrupted."""
        folders = [entry.name for entry in store.iterdir() if entry.name.startswith(("new-", "."))]
        data = [entry.name for entry in store.glob("data-*")]
        hidden = [entry.name for entry in (store / "readings").iterdir() if entry.name.startswith(".")]
        return folders + hidden + (data if len(data) != 1 else [])


def crashes(home: Path, kills: int, reports: int, seed: int) -> Findings:
    """Kill so many builds in the folder ``home``."""
    trial, findings = Trial(home, reports, seed), Findings()
    for _ in range(kills):
        trial.kill(findings)
        if sys.stderr.isatty():
            print(f"\r{findings.kills}/{kills}, {len(findings.faults)} faults", end="", file=sys.stderr, flush=True)
    return findings
