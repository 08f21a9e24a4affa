"""The folder of a static site: written aside and put in place when it is whole, so that what stood there stays until then,
and what was interrupted is taken up again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kg
from kg.errors import KgError
from kg.store.locks import Lock, LockedError

MARK = ".kg-site"
"""In a site that is whole: one line that says so, then the names of all that belongs to it."""
PART = ".kg-part"
"""A site that is not whole yet, with the lists below."""
_SAID = "A site written by kg."
_KEY, _DONE, _WHOLE, _OLD, _LOCK = ".key", ".done", ".whole", ".old", ".lock"


class SiteFolder:
    """``out`` is where the site shall stand."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.part = out / PART

    @contextmanager
    def writing(self, key: str) -> Iterator[frozenset[str]]:
        """Hold the folder to write a site into ``part``; gives what was ``did`` of the same ``key`` before ("" is like
        no other). Raises KgError where ``out`` holds something that is no site, or another is writing it."""
        if self.out.exists() and not self._is_site():
            raise KgError(
                f"{self.out} is there already and is no site that kg wrote: name a new folder",
                f"{self.out} 已经存在，而且不是 kg 写的网站：请另起一个文件夹名",
            )
        self.part.mkdir(parents=True, exist_ok=True)
        try:
            with Lock(self.out / PART / _LOCK).held():
                if not key or self._read(_KEY) != [key]:
                    self._emptied()
                    (self.part / _KEY).write_text(key + "\n", encoding="utf-8")
                yield frozenset(self._read(_DONE))
        except LockedError as error:
            raise KgError(
                f"another kg site is writing {self.out}: wait until it has finished",
                f"另一个 kg site 正在写 {self.out}：请等它结束再运行",
            ) from error

    def did(self, job: str) -> None:
        """Note that a job is done: its files are whole."""
        with (self.part / _DONE).open("a", encoding="utf-8") as done:
            done.write(job + "\n")

    def put_in_place(self) -> None:
        """What was written takes the place of what stood there. Files of others in ``out`` stay."""
        whole = self.part / _WHOLE
        if not whole.exists():
            names = sorted(one.name for one in self.part.iterdir() if not one.name.startswith("."))
            whole.write_text("".join(name + "\n" for name in names), encoding="utf-8")
        names = self._read(_WHOLE)
        old = self.part / _OLD
        old.mkdir(exist_ok=True)
        for name in names:
            if (self.part / name).exists():  # else it was moved before an interruption
                _aside(self.out / name, old)
                (self.part / name).rename(self.out / name)
        for name in _lines(self.out / MARK)[1:]:
            if name not in names and Path(name).name == name:
                _aside(self.out / name, old)
        (self.out / MARK).write_text("\n".join((_SAID, *names, "")), encoding="utf-8", newline="\n")
        shutil.rmtree(self.part, ignore_errors=True)  # some systems keep the lock, which is held

    def _is_site(self) -> bool:
        if not self.out.is_dir():
            return False
        return not any(self.out.iterdir()) or (self.out / MARK).exists() or (self.part / _KEY).exists()

    def _emptied(self) -> None:
        for one in self.part.iterdir():
            if one.is_dir():
                shutil.rmtree(one)
            elif one.name != _LOCK:
                one.unlink()

    def _read(self, name: str) -> list[str]:
        return _lines(self.part / name)


def key_of(*parts: str | bytes) -> str:
    """One name for this program and all that a site is made from: what has the same name can be taken up again."""
    digest = hashlib.sha256()
    home = Path(kg.__file__).resolve().parent
    files = (file for file in sorted(home.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    for part in (*parts, *(file.read_bytes() for file in files)):
        one = part if isinstance(part, bytes) else part.encode()
        digest.update(f"{len(one)}:".encode() + one)
    return digest.hexdigest()[:32]


def _aside(what: Path, into: Path) -> None:
    if what.exists():
        kept = into / what.name
        if kept.exists():  # of an interruption
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        what.rename(kept)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
