"""The build log: when what was built. Times are kept here, out of the data."""

from __future__ import annotations

import time
from collections.abc import Callable
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
    """The stages of a piece of work, one after the other, and how long each took. ``begins`` is told the name of each."""

    def __init__(self, begins: Callable[[str], None] | None = None) -> None:
        self._begins = begins
        self._begun: list[tuple[str, float]] = []
        self._ended = 0.0

    def begin(self, stage: str) -> None:
        """What was done until now is done."""
        self._begun.append((stage, time.monotonic()))
        if self._begins is not None:
            self._begins(stage)

    def end(self) -> None:
        self._ended = time.monotonic()

    def __str__(self) -> str:
        ends = [*(at for _, at in self._begun[1:]), self._ended]
        taken = [f"{stage} {end - at:.2f} s" for (stage, at), end in zip(self._begun, ends, strict=True)]
        return ", ".join(taken)
