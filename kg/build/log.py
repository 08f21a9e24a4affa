"""The build log: when what was built. Times are kept here, out of the data."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path


class Log:
    """Appends to a text file; each entry begins with the time and the seconds since the build began."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._started = time.monotonic()

    def write(self, entry: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{now} +{time.monotonic() - self._started:.1f}s {entry}\n")


class Stages:
    """How long the stages of a piece of work take, one after the other."""

    def __init__(self) -> None:
        self._at = time.monotonic()
        self._taken: list[tuple[str, float]] = []

    def ended(self, stage: str) -> None:
        """What was done since the last stage ended, or since this was made."""
        now = time.monotonic()
        self._taken.append((stage, now - self._at))
        self._at = now

    def __str__(self) -> str:
        return ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in self._taken)
