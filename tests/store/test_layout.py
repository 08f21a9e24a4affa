from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import KgError
from kg.store.layout import StoreFolder, building, write_safely
from kg.store.locks import Lock, LockedError

ONE, TWO = "1" * 16, "2" * 16  # what graphs are called after
HOLD = """
import sys
from kg.store.layout import StoreFolder, building
with building(StoreFolder(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(KgError, match=f"another build .*process {other.pid}"), building(StoreFolder(tmp_path)):
            pass
        other.kill()
    # The lock of a killed build is taken over.
    with building(StoreFolder(tmp_path)):
        assert (tmp_path / "build.lock").read_text() == str(os.getpid())


def test_a_lock_file_that_was_left_does_not_lock(tmp_path: Path) -> None:
    (tmp_path / "build.lock").write_text("999999")
    with building(StoreFolder(tmp_path)):
        pass


def test_a_store_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="cannot be used"), building(StoreFolder(tmp_path / "file" / "store")):
        pass


def test_what_is_read_stays_until_it_is_let_go(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path)
    for digest in (ONE, TWO):
        new = folder.new(digest)
        (new / "readers.lock").touch()
        folder.switch(new, digest)
        if digest == ONE:
            reader = Lock(folder.data(ONE) / "readers.lock").share()
            assert reader is not None
    folder.clean()
    assert folder.data(ONE).is_dir()
    with pytest.raises(LockedError), Lock(folder.data(ONE) / "readers.lock").held():
        pass
    reader.close()
    folder.clean()
    assert not folder.data(ONE).exists()
    assert folder.current() == folder.data(TWO)


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path)
    folder.switch(folder.new(ONE), ONE)
    (folder.new(TWO) / "half").write_text("x")
    folder.clean()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["CURRENT", f"data-{ONE}"]


def test_what_is_not_the_stores_is_never_removed(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path)
    folder.switch(folder.new(ONE), ONE)
    for name in ("data-2024", "new-reports", "data-清溪镇"):
        (tmp_path / name).mkdir()
    folder.clean()
    assert {p.name for p in tmp_path.iterdir()} >= {"data-2024", "new-reports", "data-清溪镇"}


def test_safe_writing_leaves_nothing_beside(tmp_path: Path) -> None:
    write_safely(tmp_path / "a", b"1")
    write_safely(tmp_path / "a", b"2")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"2")]
