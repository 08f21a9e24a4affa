"""Reports as files in a folder, with their truths beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.records import record
from corpus.truth import ReportTruth

TRUTH = "truth.jsonl"


def write_files(truths: Iterable[ReportTruth], folder: Path, truth_file: Path | None = None) -> int:
    """Write every document under each of its names below ``folder`` and a line for each into ``truth_file``
    (``truth.jsonl`` in the folder, if none is given). Returns how many reports there are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    with (truth_file or folder / TRUTH).open("wb") as lines:
        for truth in truths:
            for name in truth.names:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(truth.document)
            lines.write(record(truth))
            number += 1
            if number % 1000 == 0:
                print(f"{number} reports", file=sys.stderr, flush=True)
    return number
