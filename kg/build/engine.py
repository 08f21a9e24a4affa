"""Who finds and reads the documents of a build: this machine, or a cluster. What is built does not depend on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from kg.build.corpus import Progress, Run
from kg.build.sources import Found, find
from kg.errors import KgError

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/.*")
"""What is an address rather than a path; one letter before the colon would be a drive."""


class Engine(Protocol):
    """Finds and reads documents."""

    def find(self, paths: Iterable[str | Path]) -> Found:
        """What stands below ``paths``, as ``sources.find`` tells."""

    def over(self, run: Run, found: Found, progress: Progress | None) -> None:
        """Read what is new, as ``Run.over`` does, and tell ``run`` what came of each document."""


class Local:
    """The processes of this machine."""

    def find(self, paths: Iterable[str | Path]) -> Found:
        """Raises KgError for an address that is no path here."""
        given = list(paths)
        for path in given:
            if ADDRESS.fullmatch(str(path)) and not Path(path).exists():
                raise KgError(
                    "only Spark opens such an address: add --engine spark",
                    "这种地址只有 Spark 能打开：请加 --engine spark",
                    where=str(path),
                )
        return find(given)

    def over(self, run: Run, found: Found, progress: Progress | None) -> None:
        run.over(found, progress)
