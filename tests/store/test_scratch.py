"""Folders of programs that were killed are removed by the next, those in use are not."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.store.scratch import scratch

HOLD = (
    "from kg.store.scratch import scratch\nwith scratch('kept-') as folder:\n    print(folder, flush=True)\n    input()"
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_it_is_removed_at_the_end(tmp_path: Path) -> None:
    with scratch("kept-") as folder:
        (folder / "answer").write_text("x", encoding="utf-8")
        with scratch("kept-") as other:
            assert other != folder and (folder / "answer").exists()
    assert list(tmp_path.iterdir()) == []


def test_only_what_nobody_uses_is_removed(tmp_path: Path) -> None:
    unlocked, foreign = tmp_path / "kept-early", tmp_path / "others"
    for one in (unlocked, foreign):
        one.mkdir()
    (unlocked / "in-use").touch()  # another program is about to lock it
    (foreign / "in-use").write_text("1", encoding="utf-8")
    (tmp_path / "kept-link").symlink_to(foreign)
    programs = [subprocess.Popen([sys.executable, "-c", HOLD], stdin=-1, stdout=-1, text=True) for _ in range(2)]
    folders = []
    for program in programs:
        assert program.stdout is not None
        folders.append(Path(program.stdout.readline().strip()))
    programs[0].send_signal(signal.SIGKILL)
    programs[0].wait()
    assert all(one.exists() for one in folders)
    with scratch("kept-"):
        assert [one.exists() for one in folders] == [False, True]
    assert unlocked.exists() and (foreign / "in-use").exists()
    programs[1].communicate("\n")
    assert not folders[1].exists()
