"""Locks between processes that the operating system lets go when their holder ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies beyond the note, which others may then read

    def _take(file: IO[bytes], shared: bool) -> None:
        if not shared:  # an open file cannot be removed there anyway
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)

else:
    import fcntl

    def _take(file: IO[bytes], shared: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class LockedError(KgError):
    """Someone else holds the lock; ``note`` is what they left in it."""

    def __init__(self, path: Path, note: str) -> None:
        super().__init__(f"{path} is locked", f"{path} 正被占用")
        self.note = note


class Lock:
    """A lock on a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self, note: str = "") -> Iterator[None]:
        """Hold it alone. Raises LockedError at once where anyone holds it."""
        with self.path.open("a+b") as file:
            try:
                _take(file, shared=False)
            except OSError as error:
                file.seek(0)
                raise LockedError(self.path, file.read(100).decode("utf-8", "replace").strip()) from error
            file.truncate(0)
            file.write(note.encode())
            file.flush()
            yield

    def share(self) -> IO[bytes] | None:
        """Hold it together with others until the returned file is closed; None where the file system has no locks.

        Raises LockedError where someone holds it alone.
        """
        try:
            file = self.path.open("rb")
        except OSError:
            return None
        try:
            _take(file, shared=True)
        except BlockingIOError as error:
            file.close()
            raise LockedError(self.path, "") from error
        except OSError:
            file.close()
            return None
        return file
