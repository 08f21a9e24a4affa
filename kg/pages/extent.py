"""How large a site will be and how long it will take, told before it is written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.pages.addresses import Static, folder_of
from kg.pages.page import Page
from kg.pages.rendering import rendered
from kg.pages.site import Site

SMALL = 4_000
"""Pages that are written sooner than anybody wonders how long it takes."""
_EACH = 5  # pages of each kind that are made to see
_BLOCK = 4096  # bytes that a file system gives at once


@dataclass(frozen=True, slots=True)
class Extent:
    """``pages``: in one language. ``files``, ``bytes`` on a disk and ``seconds`` of one processor are estimates, without the
    file of the whole graph and the drawn graphs."""

    pages: int
    files: int
    bytes: int
    seconds: float


def extent(site: Site, paths: Sequence[str], languages: Sequence[str]) -> Extent:
    """The extent of a site with the pages at ``paths``, judged by a few pages of each kind, evenly chosen: some seconds."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        kinds.setdefault(path.partition("/")[0] if "/" in path else "", []).append(path)
    files, size, seconds = 0.0, 0.0, 0.0
    for those in kinds.values():
        some = those[:: max(1, -(-len(those) // _EACH))]
        each = len(those) / len(some)
        took = []
        for path in some:
            begun = time.perf_counter()
            page = site.page(path)
            bodies = [len(body) for body in _files(page, path, languages)]
            took.append(time.perf_counter() - begun)
            files += each * len(bodies)
            size += each * sum(-(-one // _BLOCK) * _BLOCK for one in (*bodies, 1))  # and the folder
        paced = took[1:] or took  # the first of a kind reads tables that the others find there
        seconds += len(those) * sum(paced) / len(paced)
    return Extent(len(paths), round(files), round(size), seconds)


def _files(page: Page, path: str, languages: Sequence[str]) -> Iterator[bytes]:
    for lang in languages:
        yield rendered(page, Static(lang, path)).encode()
    for panel in page.panels:
        if panel.table is not None:
            yield from panel.downloads().values()
        if panel.script is not None:
            yield panel.script(folder_of)
