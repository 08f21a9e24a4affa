"""A build that is killed loses nothing: a few moments here, hundreds with ``scripts/crash_test``."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import crashes
import pytest
from corpus_files import exported
from hand_built import BODY
from hand_reader import HandReader

from kg.build import build
from kg.errors import KgError
from kg.store.layout import StoreFolder

pytestmark = pytest.mark.slow


def test_killed_builds_lose_nothing(tmp_path: Path) -> None:
    findings = crashes.crashes(tmp_path, kills=5, reports=12, seed=4)
    assert findings.kills == 5
    assert findings.faults == []


def test_the_trial_sees_what_is_lost(tmp_path: Path) -> None:
    """A store that was damaged, and one of another graph, are not passed over."""
    trial = crashes.Trial(tmp_path, 12, 4)
    current = StoreFolder(trial.good).current()
    assert current is not None
    assert crashes.digest(trial.good) == trial.old
    (trial.good / "CURRENT").unlink()
    assert crashes.digest(trial.good) == ""
    assert trial._behind(trial.good) == []
    (trial.good / "new-0123456789abcdef").mkdir()
    assert trial._behind(trial.good) == ["new-0123456789abcdef"]
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    assert list(crashes.members(other.pid)) == [other.pid]
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert list(crashes.members(other.pid)) == []


def test_readers_see_the_old_graph_or_the_new_one(corpus: Path, tmp_path: Path, reader: HandReader) -> None:
    """Someone opens the store again and again while builds take turns."""
    store = tmp_path / "store"
    states = []
    for text in ("甲", "乙"):
        (corpus / "a.txt").write_text(BODY + text, encoding="utf-8")
        build([corpus], store, reader=reader)
        states.append(exported(store))
    assert states[0] != states[1]
    seen: list[bytes] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            try:
                seen.append(exported(store))
            except KgError as error:
                seen.append(str(error).encode())

    lookers = [threading.Thread(target=look) for _ in range(2)]
    for one in lookers:
        one.start()
    for n in range(10):
        (corpus / "a.txt").write_text(BODY + "甲乙"[n % 2], encoding="utf-8")
        build([corpus], store, reader=reader)
    ended.set()
    for one in lookers:
        one.join()
    assert len(seen) > 10
    assert set(seen) == set(states)


_TOO_LARGE = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
sys.argv = ["kg", "build", sys.argv[1], "--store", sys.argv[2], "--lang", "en"]
from kg.cli import main
main()
"""


@pytest.mark.parametrize("most", [20_000, 400_000])
def test_a_disk_that_takes_no_more_ends_a_build_in_one_line(tmp_path: Path, most: int) -> None:
    """The system lets no file grow beyond so many bytes: a reading is more than the first, a file of the graph than the second."""
    store, reports = tmp_path / "store", tmp_path / "reports"
    reports.mkdir()
    first, *others = sorted((Path(__file__).parents[2] / "seeds").iterdir())
    (reports / first.name).write_bytes(first.read_bytes())
    build([reports], store)
    before = exported(store)
    for other in others:
        (reports / other.name).write_bytes(other.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", _TOO_LARGE, reports, store, str(most)], capture_output=True, check=False, text=True
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"kg: the graph in {store} could not be written: File too large; what was there is still whole, and what was read "
        "is kept: mend that, then build again"
    ]
    assert exported(store) == before
    assert not list(store.glob("new-*"))
    assert len(build([reports], store).built) == len(others)
