"""The site as files, for any file server and for the disk itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.analysis.asking import Asks
from kg.pages.folder import SiteFolder, key_of
from kg.pages.jobs import MOST, Job, Work
from kg.pages.workers import beside
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
) -> int:
    """Write every page in each language into the folder ``out``, with what its panels hold; returns how many pages.

    The site takes the place of one that stands there when it is whole. One that was interrupted is taken up where it
    was, if graph, program and arguments are the same. ``boundaries`` lie below the maps. ``told`` hears how many of how
    many pages are done. ``most``: how many towns or statements a file holds of what many say of one thing, None for all.
    ``workers``: processes; several only of a store in a folder. Files are the same for any number.

    Raises KgError where ``out`` holds something that is not a site.
    """
    folder = SiteFolder(out)
    data: Path | None = getattr(store, "data", None)
    outlines = boundaries.svg if boundaries is not None else b""
    key = "" if data is None else key_of(str(data.resolve()), *languages, outlines, str(most))
    with folder.writing(key) as known:
        work = Work(store, folder.part, languages, boundaries, most)
        stages = (work.first(), work.then())
        pages = sum(_pages(job) for jobs in stages for job in jobs)
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


def _pages(job: Job) -> int:
    return len(job.names) if job.kind == "pages" else 0


__all__ = ["write_site"]
