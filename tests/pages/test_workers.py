"""Processes beside each other: one that is ended from outside is told of, and nothing hangs."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from kg.errors import KgError
from kg.pages import workers
from kg.pages.jobs import Job


@pytest.mark.slow
def test_a_process_that_is_ended_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_do", _end)
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(KgError, match="--workers"),
    ):
        list(workers._pooled(pool, [Job("a", "pages")], 2))


def _end(job: Job) -> None:
    os._exit(1)


def test_there_is_a_processor() -> None:
    assert workers.processors() >= 1
