"""Folders for what a program writes on its way, removed when it ends; those of killed programs, when the next begins."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg.store.locks import Lock, LockedError

_LOCK = "in-use"


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """An empty folder of this program alone, while it lasts; those with this prefix that nobody uses are removed."""
    _sweep(prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        with ExitStack() as held:
            with suppress(LockedError):  # a file system without locks: without a note in it, nobody removes the folder
                held.enter_context(Lock(folder / _LOCK).held(str(os.getpid())))
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(prefix: str) -> None:
    """Remove folders of this user's whose lock was held once and is no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        lock = folder / _LOCK
        try:
            if folder.is_symlink() or not _is_ours(folder) or not lock.lstat().st_size:
                continue  # an empty one is about to be locked
            with Lock(lock).held():
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, LockedError):  # someone else removes it, or uses it
            continue


def _is_ours(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
