"""Jobs done beside each other, by processes that each open the same finished graph."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from kg.errors import Bilingual, KgError
from kg.pages.jobs import Job, Work
from kg.store.embedded import EmbeddedStore
from kg.views.boundaries import Boundaries

Do = Callable[[Sequence[Job]], Iterator[Job]]
_AHEAD = 4  # jobs that wait for each process


def processors() -> int:
    """How many processes can run beside each other."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not everywhere
        return os.cpu_count() or 1


@contextmanager
def beside(work: Work, workers: int) -> Iterator[Do]:
    """Gives what does jobs, and tells of each when it is done, in any order: in ``workers`` processes where the store is a
    folder, else here."""
    if workers <= 1 or not isinstance(work.store, EmbeddedStore):
        yield lambda jobs: _here(work, jobs)
        return
    # A process that is forked would share the threads of the store and of polars; these begin anew.
    context = multiprocessing.get_context("spawn")
    asked = (work.store.location, work.store.data, work.out, work.languages, work.boundaries, work.most, work.part)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_open, initargs=asked)
    try:
        yield lambda jobs: _pooled(pool, jobs, workers * _AHEAD)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown()


def _here(work: Work, jobs: Sequence[Job]) -> Iterator[Job]:
    for job in jobs:
        work.do(job)
        yield job


def _pooled(pool: ProcessPoolExecutor, jobs: Sequence[Job], ahead: int) -> Iterator[Job]:
    following = iter(jobs)
    running: dict[Future[None], Job] = {}
    while True:
        for job in following:
            running[pool.submit(_do, job)] = job
            if len(running) >= ahead:
                break
        if not running:
            return
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            try:
                done.result()
            except BrokenProcessPool as error:
                raise KgError(
                    "a process that wrote pages was ended from outside, perhaps for want of memory: the same command goes"
                    " on from here, with less memory if you give a smaller --workers",
                    "写网页的一个进程被系统结束，可能是内存不足：再运行同一条命令会接着写；--workers 小一些，用的内存少一些",
                ) from error
            yield running.pop(done)


_WORK: list[Work] = []  # of this process


def _open(
    location: str,
    data: Path,
    out: Path,
    languages: Sequence[str],
    boundaries: Boundaries | None,
    most: int | None,
    part: Bilingual | None,
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began the processes ends them
    _WORK[:] = [Work(EmbeddedStore(location, data), out, languages, boundaries, most, part)]


def _do(job: Job) -> None:
    _WORK[0].do(job)
