"""Which files a build reads: those below the given paths whose ending says text or web page."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Bilingual, system_reason
from kg.store.layout import StoreFolder

READ = (".txt", ".text", ".md", ".html", ".htm", ".shtml", ".xhtml")
# Files that are likely to be reports, in forms that are not read.
_DOCUMENTS = (".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".odt", ".zip", ".rar", ".xls", ".xlsx")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file by the folder that was given to the build and its name below it (with ``/`` on every system)."""

    name: str
    root: str  # absolute, or an address such as hdfs://host/folder

    @property
    def path(self) -> Path:
        """Of an address not to be opened, but like others for telling what lies below what."""
        return Path(self.root, self.name)

    @property
    def is_remote(self) -> bool:
        """Whether no system call, but only an engine that knows such addresses, can open it."""
        return "://" in self.root

    @property
    def is_there(self) -> bool:
        """Also what cannot be looked at is there."""
        if self.is_remote:
            return True
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True


@dataclass(slots=True)
class Found:
    """What stands below the given paths. ``empty`` are paths without a file to read, ``missing`` such as do not
    exist; ``unread`` and ``ignored`` map a file to the reason why it is not read: a fault, or of no concern.
    ``closed`` are files and folders that are there but could not be opened: what is in them now nobody knows."""

    sources: list[Source] = field(default_factory=list)
    scopes: list[Path] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unread: dict[Source, Bilingual] = field(default_factory=dict)
    ignored: dict[Source, Bilingual] = field(default_factory=dict)
    closed: set[Path] = field(default_factory=set)

    def covers(self, source: Source) -> bool:
        """Whether a file would be found below one of the given paths, if it is still there."""
        places = {source.path, *source.path.parents}
        return not places.isdisjoint(self.scopes) and places.isdisjoint(self.closed)

    def not_opened(self, source: Source, error: OSError) -> Bilingual:
        """Why a file or folder could not be opened. It is ``closed`` unless it is gone."""
        if not isinstance(error, FileNotFoundError):
            self.closed.add(source.path)
        why = system_reason(error)
        return Bilingual(f"cannot be opened: {why.en}", f"打不开：{why.zh}")


def find(paths: Iterable[str | Path]) -> Found:
    """Files below ``paths`` (files or folders), in order of name, each once; hidden ones and what belongs to a store
    are left out.

    Folders that are links are followed, each real folder once, so that circles of links end.
    """
    found = Found()
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        root = Path(os.path.realpath(path))
        before = len(found.sources) + len(found.unread)
        if path.is_dir():
            files = list(_files(root, root, set(), found))
        elif path.exists() or path.is_symlink():
            # A file keeps the name it was given, also where it is a link.
            root = Path(os.path.realpath(path.parent), path.name)
            files = [Source(root.name, str(root.parent))]
        else:
            found.missing.append(str(given))
            files = []
        for source in sorted(files):
            if source.path not in seen:
                seen.add(source.path)
                _sort(source, found)
        found.scopes.append(root)
        if path.exists() and len(found.sources) + len(found.unread) == before:
            found.empty.append(str(given))
    found.sources.sort()
    return found


def _sort(source: Source, found: Found) -> None:
    try:
        mode = source.path.stat().st_mode
    except OSError as error:
        found.unread[source] = found.not_opened(source, error)
        return
    sort(source, found, regular=stat.S_ISREG(mode))


def sort(source: Source, found: Found, *, regular: bool = True) -> None:
    """Add a file to what is read, is not read, or is of no concern, by its ending."""
    ending = source.path.suffix.lower()
    if ending in _DOCUMENTS:
        found.unread[source] = Bilingual(
            f"{ending} files are not read: save the report as text or as a web page",
            f"不读 {ending} 文件：请把报告另存为文本或网页",
        )
    elif not regular:
        found.ignored[source] = Bilingual("not a regular file", "不是普通文件")
    elif ending not in READ:
        found.ignored[source] = Bilingual(
            f"files ending in {ending or 'nothing'} are not read (read are {', '.join(READ)})",
            f"不读{f'后缀为 {ending} ' if ending else '没有后缀'}的文件（只读 {' '.join(READ)}）",
        )
    else:
        found.sources.append(source)


def _files(folder: Path, root: Path, entered: set[str], found: Found) -> Iterator[Source]:
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        # The given folder is told by its own name, what lies below it by the way there.
        name, above = (folder.name, root.parent) if folder == root else (folder.relative_to(root).as_posix(), root)
        source = Source(name, str(above))
        found.unread[source] = found.not_opened(source, error)
        return
    store = StoreFolder(folder)
    for entry in entries:
        if entry.name.startswith(".") or store.owns(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry, root, entered, found)
        else:
            yield Source(entry.relative_to(root).as_posix(), str(root))
