"""The process that reads documents for a build: one after another, each kept as a reading.

Run as a module with the folder of readings, the reader's version and the file of accepted practices ("" for none). A job is
a line of JSON (``sha256``, ``name``, ``size``) and then so many bytes; the answer is a line of JSON: an ``Outcome``, or under
``system`` why what was read cannot be kept. It ends when nobody writes to it any more.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.build.reading import Reader, ReportReader
from kg.build.readings import NO_TOWNSHIP, UNREADABLE, Reading, Readings, describe
from kg.errors import Bilingual, KgError, NotATownshipReport, UnreadableReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: its ``reading``, or the ``reason`` why there is none, which may not hold the next time;
    ``fault``: more of that for the log, "" where there is no more to say."""

    reading: Reading | None = None
    reason: Bilingual | None = None
    fault: str = ""

    def to_json(self) -> dict[str, Any]:
        reason = None if self.reason is None else [self.reason.en, self.reason.zh]
        reading = None if self.reading is None else asdict(self.reading)
        return {"reading": reading, "reason": reason, "fault": self.fault}

    @staticmethod
    def from_json(found: dict[str, Any]) -> Outcome:
        reading, reason = found["reading"], found["reason"]
        return Outcome(
            reading and Reading(**reading), None if reason is None else Bilingual(reason[0], reason[1]), found["fault"]
        )


def read(reader: Reader, readings: Readings, sha256: str, data: bytes, name: str) -> Outcome:
    """Read a document and keep what came of it. Raises OSError where it cannot be kept, such as on a full disk."""
    version = reader.version
    try:
        quads = reader.read(data, name)
        found = describe(sha256, version, quads)
    except NotATownshipReport as error:
        quads, found = [], _refused(sha256, version, NO_TOWNSHIP, error)
    except UnreadableReport as error:
        quads, found = [], _refused(sha256, version, UNREADABLE, error)
    except KgError as error:
        return Outcome(reason=error.reason)
    except Exception as error:
        # One bad document must not stop the others, whatever is wrong with it or with the rules that read it.
        what = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        reason = Bilingual(f"internal failure, {what}", f"程序内部错误，{what}")
        return Outcome(reason=reason, fault=f"internal failure\n{traceback.format_exc()}")
    return Outcome(readings.keep(found, quads))


def _refused(sha256: str, version: str, outcome: str, error: KgError) -> Reading:
    """Keeps why a document is no report; not its name, which is told beside it and may be another the next time."""
    return Reading(sha256, version, outcome, reason=error.reason.en, reason_zh=error.reason.zh)


def _load(more: Path | None) -> None:
    """Load what every report needs, and never look through it again for what could be thrown away."""
    from kg import ontology, places

    ontology.load(more)
    places.load()
    gc.collect()
    gc.freeze()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    folder, version, more = sys.argv[1:4]
    reader, readings = ReportReader(Path(more) if more else None), Readings(Path(folder))
    if reader.version != version:
        sys.exit("the program was changed while it ran")
    _load(reader.more)
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not stand among the answers
    for line in jobs:
        job = json.loads(line)
        data = jobs.read(job["size"])
        if len(data) != job["size"]:
            return
        try:
            answer = read(reader, readings, job["sha256"], data, job["name"]).to_json()
        except OSError as error:
            answer = {"system": [error.errno, error.strerror]}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
