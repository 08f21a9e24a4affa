"""The folder of an embedded store: where things are, how a finished graph becomes the current one.

    kg-store/
      CURRENT             name of the data folder that readers open
      data-<hash>/        a finished graph: graph/ (Oxigraph), manifest.json, readers.lock; never changed again
      readings/           what each report was read as: one compressed file each
      build.lock          held while a build runs
      build.log           when what was built (times are kept out of the data)

A graph is built beside, in ``new-…``, then renamed and switched to by replacing CURRENT: whoever reads meanwhile, or
after a build that was killed, finds the old one whole.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, system_reason
from kg.store.locks import Lock, LockedError

CURRENT = "CURRENT"
_DATA = "data-"
_NEW = "new-"
# What a store's folder holds besides hidden files. Nothing else there is ever read or removed.
_OWN = re.compile(r"CURRENT|build\.lock|build\.log|readings|(?:data|new)-[0-9a-f]{16}")


class NoStoreError(KgError):
    """There is no graph where one was looked for."""


def damaged(file: Path) -> KgError:
    """The error for a file of a store that does not hold what was written to it."""
    return KgError(
        f"{file} is damaged: remove the store and build again", f"{file} 已损坏：请删除这个图谱文件夹，重新 kg build"
    )


class StoreFolder:
    """Paths within a store folder; nothing is created before it is needed."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder)
        self.readings = self.path / "readings"
        self.log = self.path / "build.log"
        self.lock = self.path / "build.lock"

    def exists(self) -> bool:
        """Whether a build was ever begun here."""
        return self.lock.is_file() or (self.path / CURRENT).is_file()

    def owns(self, name: str) -> bool:
        """Whether an entry of this folder is a part of the store that is here."""
        return _OWN.fullmatch(name) is not None and self.exists()

    def current(self) -> Path | None:
        """The finished data folder that readers are to open; None where nothing was built yet."""
        known = ""
        while True:
            try:
                name = (self.path / CURRENT).read_text(encoding="utf-8").strip()
            except (FileNotFoundError, NotADirectoryError):
                return None
            if not name.startswith(_DATA) or "/" in name or "\\" in name:
                raise damaged(self.path / CURRENT)
            found = self.path / name
            if found.is_dir():
                return found
            if name == known:
                return None
            known = (
                name  # a build may have switched and removed it between the two looks: then another name is there now
            )

    def require_current(self) -> Path:
        """Like ``current``. Raises NoStoreError, which says what to do, where nothing was built."""
        found = self.current()
        if found is None:
            raise NoStoreError(
                f"no graph in {self.path}: build one with “kg build FOLDER --store {self.path}”",
                f"{self.path} 里还没有图谱：请先运行 kg build 报告文件夹 --store {self.path}",
            )
        return found

    def data(self, digest: str) -> Path:
        return self.path / f"{_DATA}{digest}"

    def new(self, digest: str) -> Path:
        """An empty folder to build in; what a killed build left there is removed."""
        folder = self.path / f"{_NEW}{digest}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def switch(self, new: Path, digest: str) -> None:
        """Make a folder built by ``new`` the current one. Readers see either the old or the new, never a mixture."""
        data = self.data(digest)
        if data.exists():  # the same content was built before and has not been removed yet
            shutil.rmtree(new, ignore_errors=True)
        else:
            new.rename(data)
        write_safely(self.path / CURRENT, data.name.encode() + b"\n")

    def clean(self) -> None:
        """Remove what killed builds left and data folders that are neither current nor being read."""
        current = self.current()
        for folder in sorted(self.path.iterdir()):
            if not self.owns(folder.name):
                continue
            if folder.name.startswith(_NEW):
                shutil.rmtree(folder, ignore_errors=True)
            elif folder.name.startswith(_DATA) and folder != current:
                try:
                    with Lock(folder / "readers.lock").held():
                        shutil.rmtree(folder, ignore_errors=True)
                except LockedError:
                    continue  # someone still reads it; the next build tries again


@contextmanager
def building(folder: StoreFolder) -> Iterator[None]:
    """Hold the build lock. Raises KgError where another build holds it; one that a killed build left is taken over. An OSError
    of what is done meanwhile, such as on a full disk, becomes a KgError."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = system_reason(error)
        raise KgError(
            f"{folder.path} cannot be used as a store: {why.en}",
            f"{folder.path} 不能用来存放图谱：{why.zh}；请用 --store 换一个文件夹",
        ) from error
    lock = Lock(folder.lock)
    try:
        with lock.held(note=str(os.getpid())):
            try:
                yield
            except OSError as error:
                raise not_written(folder.path, error) from error
    except LockedError as error:
        who, who_zh = (f" (process {error.note})", f"（进程 {error.note}）") if error.note else ("", "")
        raise KgError(
            f"another build is writing {folder.path}{who}: wait until it has finished",
            f"另一个 kg build{who_zh} 正在写 {folder.path}：请等它结束再运行",
        ) from error


def not_written(folder: Path, error: OSError) -> KgError:
    """The error for a store in which something could not be kept, such as on a full disk."""
    why = system_reason(error)
    return KgError(
        f"the graph in {folder} could not be written: {why.en}; what was there is still whole, and what was read is kept: "
        "mend that, then build again",
        f"图谱 {folder} 写入失败：{why.zh}；原来的图谱完好，已读过的也保留着：排除原因后重新运行 kg build 即可",
    )


def write_safely(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file so that it is there whole or not at all: without ``sync`` if the program is killed, with it also
    if the machine loses power."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(data)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    beside.replace(path)
