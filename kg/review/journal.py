"""The file that judgements are kept in: a line each, appended and never changed, so that versions of it can be compared and
two people's be merged.

A program that is killed while it writes loses the line that it was writing, and no other: what is left of that line is told
as a fault, and the next judgement begins a line of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Bilingual, KgError, system_reason
from kg.review.judgement import Judgement, JudgementError, check, parse
from kg.store.locks import Lock, LockedError

SUFFIX = ".judgements.jsonl"
VARIABLE = "KG_JUDGEMENTS"


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be read. ``line``: its number, from 1."""

    line: int
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Read:
    """What a journal holds, each judgement once, in order of the lines; and what of it cannot be read."""

    judgements: tuple[Judgement, ...] = ()
    faults: tuple[Fault, ...] = ()


def beside(store: str | Path) -> Path:
    """Where the judgements on a store's graph are: what KG_JUDGEMENTS says, else beside the store, so that they stay when it
    is removed."""
    given = os.environ.get(VARIABLE)
    path = Path(store)
    return Path(given) if given else path.with_name(path.name + SUFFIX)


class Journal:
    """One file. It is made when the first judgement is written."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def read(self) -> Read:
        """KgError where there is a file that cannot be opened; lines that are no judgement are told as faults."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return Read()
        except OSError as error:
            why = system_reason(error)
            raise KgError(
                f"{self.path}: the judgements cannot be read: {why.en}", f"{self.path}：评判记录读不了：{why.zh}"
            ) from error
        found: dict[str, Judgement] = {}
        faults = []
        *lines, rest = data.split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                judgement = parse(line.decode("utf-8"))
                found[judgement.id] = judgement
            except UnicodeDecodeError:
                faults.append(Fault(number, Bilingual("is not UTF-8", "不是 UTF-8 编码")))
            except JudgementError as error:
                faults.append(Fault(number, error.reason))
        if rest.strip():
            faults.append(
                Fault(
                    len(lines) + 1,
                    Bilingual("was not written to its end, and is left out", "没有写完，不计入"),
                )
            )
        return Read(tuple(found.values()), tuple(faults))

    def append(self, judgements: Iterable[Judgement]) -> int:
        """Write judgements that the file does not hold yet behind the others, and see that they are on the disk; how many
        they were. Raises JudgementError where one says too little, KgError where the file cannot be written."""
        wanted = list(judgements)
        for one in wanted:
            check(one)
        try:
            with Lock(self.path.with_name(f".{self.path.name}.lock")).held(), self.path.open("a+b") as file:
                file.seek(0)
                known = {one.id for one in self.read().judgements}
                fresh = {one.id: one for one in wanted if one.id not in known}
                size = file.seek(0, os.SEEK_END)
                torn = size > 0 and _last(file.fileno(), size) != b"\n"
                file.write(b"\n" * torn + b"".join(one.line.encode() + b"\n" for one in fresh.values()))
                file.flush()
                os.fsync(file.fileno())
        except LockedError as error:
            raise KgError(
                f"{self.path} is just being written by another: try again",
                f"{self.path} 正由别人写入：请再试一次",
            ) from error
        except OSError as error:
            why = system_reason(error)
            raise KgError(
                f"{self.path}: the judgement cannot be written: {why.en}", f"{self.path}：评判写不进去：{why.zh}"
            ) from error
        return len(fresh)


def merged(journals: Sequence[Journal]) -> Read:
    """What several files hold together, each judgement once; in order of time, so that no order of files matters."""
    all_read = [journal.read() for journal in journals]
    found = {one.id: one for read in all_read for one in read.judgements}
    faults = tuple(fault for read in all_read for fault in read.faults)
    return Read(tuple(sorted(found.values(), key=lambda one: (one.at, one.id))), faults)


def _last(file: int, size: int) -> bytes:
    return os.pread(file, 1, size - 1)
