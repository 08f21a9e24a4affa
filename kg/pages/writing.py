"""The site as files, for any file server and for the disk itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.analysis.asking import Asks
from kg.build.excerpt import excerpt
from kg.pages.extent import SMALL, Extent, extent
from kg.pages.folder import SiteFolder, key_of
from kg.pages.jobs import MOST, Job, Work
from kg.pages.part import Part
from kg.pages.workers import beside
from kg.store import open_store
from kg.views.boundaries import Boundaries


def write_site(
    store: Asks,
    out: Path,
    *,
    languages: Sequence[str] = ("zh", "en"),
    told: Callable[[int, int], None] | None = None,
    boundaries: Boundaries | None = None,
    most: int | None = MOST,
    workers: int = 1,
    announced: Callable[[Extent], None] | None = None,
    part: Part | None = None,
) -> int:
    """Write every page in each language into the folder ``out``, with what its panels hold; returns how many pages.

    The site takes the place of one that stands there when it is whole. One that was interrupted is taken up where it
    was, if graph, program and arguments are the same. ``boundaries`` lie below the maps. ``told`` hears how many of how
    many pages are done. ``most``: how many towns or statements a file holds of what many say of one thing, None for all.
    ``workers``: processes; several only of a store in a folder. Files are the same for any number.

    ``part``: write the site of a part of the graph, as if there were no other reports. ``announced`` hears before the
    first page is written how much a large site will be.

    Raises KgError where ``out`` holds something that is not a site.
    """
    folder = SiteFolder(out)
    data: Path | None = getattr(store, "data", None)
    outlines = boundaries.svg if boundaries is not None else b""
    asked = part.asked if part is not None else ()
    key = "" if data is None else key_of(str(data.resolve()), str(most), outlines, *asked, *languages)
    with folder.writing(key) as known:
        with _held(store, part, folder.part / ".store") as held:
            work = Work(held, folder.part, languages, boundaries, most, part.words if part is not None else None)
            stages = (work.first(), work.then())
            pages = sum(_pages(job) for jobs in stages for job in jobs)
            if announced is not None and pages > SMALL:
                announced(extent(work.site, list(work.site.paths()), languages))
            done = sum(_pages(job) for jobs in stages for job in jobs if job.name in known)
            with beside(work, workers) as do:
                for jobs in stages:
                    for job in do([job for job in jobs if job.name not in known]):
                        folder.did(job.name)
                        done += _pages(job)
                        if told is not None:
                            told(done, pages)
            drawn = len(work.graphs)
        folder.put_in_place()
    return pages + drawn


@contextmanager
def _held(store: Asks, part: Part | None, folder: Path) -> Iterator[Asks]:
    """The store that the site is made from: of a part a graph of its own."""
    if part is None:
        yield store
        return
    with open_store(excerpt(part.store, folder, part.reports)) as own:
        yield own


def _pages(job: Job) -> int:
    return len(job.names) if job.kind == "pages" else 0


__all__ = ["write_site"]
