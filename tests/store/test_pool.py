"""Queries of many callers: whose turn it is, what is stopped, what a limit cuts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, open_store
from kg.store.base import QueryTimeoutError, StoreError
from kg.store.embedded import EmbeddedStore
from kg.store.lanes import BusyError, Ticket
from kg.store.limits import Limits, SettingError, limits, settings
from kg.store.pool import Pool, pool
from kg.store.syntax import QuerySyntaxError
from kg.store.worker import Halfway, Job, QueryCancelledError, SetAsideError, Worker
from kg.store.writing import Written

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"


class Turns:
    """A worker that waits for a word before it answers, and notes whom it served."""

    alive = True

    def __init__(self, served: list[str], go: threading.Semaphore) -> None:
        self._served, self._go = served, go

    def run(self, job: Job, out: Path, seconds: float | None, halfway: Halfway | None = None) -> Written:
        self._go.acquire()
        self._served.append(job.sparql)
        out.write_text(job.sparql, encoding="utf-8")
        return Written(1)

    def kill(self) -> None: ...
    def close(self) -> None: ...


def waiting(queue: Pool, number: int) -> None:
    """Until so many stand in the queue."""
    while len(queue._lanes.quick.waiting) < number:
        threading.Event().wait(0.005)


def test_callers_take_turns() -> None:
    served: list[str] = []
    go = threading.Semaphore(0)
    queue = Pool(lambda: Turns(served, go), Limits(workers=1, waiting=20))
    threads = []
    for at, (caller, name) in enumerate([("a", "a1"), ("a", "a2"), ("a", "a3"), ("a", "a4"), ("b", "b1"), ("c", "c1")]):
        threads.append(threading.Thread(target=queue.run, args=(Job(name, "json"), caller)))
        threads[-1].start()
        waiting(queue, at)  # the first runs at once
    for _ in threads:
        go.release()
    for thread in threads:
        thread.join()
    assert served == ["a1", "a2", "b1", "c1", "a3", "a4"]
    queue.close()


def test_one_caller_leaves_room_for_others() -> None:
    served: list[str] = []
    go = threading.Semaphore(0)
    queue = Pool(lambda: Turns(served, go), Limits(workers=1, waiting=4))
    threads = [threading.Thread(target=queue.run, args=(Job(f"a{i}", "json"), "a")) for i in range(3)]
    for at, thread in enumerate(threads):
        thread.start()
        waiting(queue, at)
    with pytest.raises(BusyError) as busy:
        queue.run(Job("a3", "json"), "a")
    assert busy.value.after >= 1
    other = threading.Thread(target=queue.run, args=(Job("b0", "json"), "b"))
    other.start()
    for _ in range(4):
        go.release()
    for thread in (*threads, other):
        thread.join()
    assert sorted(served) == ["a0", "a1", "a2", "b0"]
    queue.close()


def test_a_ticket_is_called_off_in_the_queue() -> None:
    served: list[str] = []
    go = threading.Semaphore(0)
    queue = Pool(lambda: Turns(served, go), Limits(workers=1))
    first = threading.Thread(target=queue.run, args=(Job("first", "json"),))
    first.start()
    ticket, faults = Ticket(), []

    def second() -> None:
        try:
            queue.run(Job("second", "json"), ticket=ticket)
        except QueryCancelledError as error:
            faults.append(error)

    thread = threading.Thread(target=second)
    thread.start()
    waiting(queue, 1)
    ticket.call_off()
    thread.join()
    go.release()
    first.join()
    assert len(faults) == 1 and served == ["first"]
    queue.close()
    with pytest.raises(QueryCancelledError):
        queue.run(Job("late", "json"))


@pytest.fixture(scope="module")
def store(store_folder: Path) -> Iterator[Store]:
    with open_store(store_folder) as opened:
        yield opened


def test_a_running_query_is_called_off_and_its_process_replaced(store: Store) -> None:
    queue = pool(store, Limits(workers=1))
    ticket, faults = Ticket(), []

    def ask() -> None:
        try:
            queue.run(Job(ENDLESS, "json"), ticket=ticket)
        except QueryCancelledError as error:
            faults.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not queue._lanes.running:
        threading.Event().wait(0.005)
    ticket.call_off()
    thread.join()
    assert len(faults) == 1
    written, file = queue.run(Job("ASK {}", "json"))
    assert (written, file.read_text(encoding="utf-8")) == (Written(1), '{"head":{},"boolean":true}')
    queue.close()
    assert not file.exists()


def test_a_worker_goes_on_after_a_faulty_query(store: Store, tmp_path: Path) -> None:
    assert isinstance(store, EmbeddedStore)
    with Worker(store.data / "graph") as worker:
        with pytest.raises(QuerySyntaxError):
            worker.run(Job("SELECT", "json"), tmp_path / "a", 10)
        assert worker.run(Job("SELECT (1 AS ?n) {}", "csv"), tmp_path / "b", 10) == Written(None)
        assert (tmp_path / "b").read_bytes() == b"n\r\n1\r\n"
        with pytest.raises(QueryTimeoutError):
            worker.run(Job(ENDLESS, "csv"), tmp_path / "c", 0.3)
        assert not worker.alive


def test_a_worker_asks_whether_a_long_query_may_go_on(store: Store, tmp_path: Path) -> None:
    assert isinstance(store, EmbeddedStore)
    asked: list[bool] = []

    def goes_on() -> bool:
        asked.append(True)
        return len(asked) == 1

    with Worker(store.data / "graph") as worker:
        worker.run(Job("ASK {}", "json"), tmp_path / "a", 60, Halfway(30, goes_on))
        assert not asked  # it was done before
        with pytest.raises(QueryTimeoutError, match=r"longer than 0\.3 seconds"):
            worker.run(Job(ENDLESS, "csv"), tmp_path / "b", 0.3, Halfway(0.1, goes_on))
        assert asked == [True]
    with Worker(store.data / "graph") as worker:
        with pytest.raises(SetAsideError):
            worker.run(Job(ENDLESS, "csv"), tmp_path / "c", 60, Halfway(0.1, goes_on))
        assert not worker.alive


@pytest.mark.slow
def test_long_queries_leave_a_place_to_short_ones(store: Store) -> None:
    """Of three that never end, one goes on and two are set aside: a short one is answered while none of them has ended."""
    queue = pool(store, Limits(seconds=60, workers=1, quick=1))
    stopped: list[str] = []

    def ask(name: str) -> None:
        try:
            queue.run(Job(ENDLESS, "json"), name)
        except QueryCancelledError:
            stopped.append(name)

    threads = [threading.Thread(target=ask, args=(name,)) for name in "abc"]
    for at, thread in enumerate(threads):
        thread.start()
        waiting(queue, at)
    _, file = queue.run(Job("ASK {}", "json"), "d")
    assert file.read_text(encoding="utf-8") == '{"head":{},"boolean":true}'
    assert not stopped
    assert (len(queue._lanes.slow.running), len(queue._lanes.slow.waiting)) == (1, 2)
    queue.close()  # also what runs and what waits
    for thread in threads:
        thread.join()
    assert sorted(stopped) == ["a", "b", "c"]


def test_a_worker_without_a_graph_says_so(tmp_path: Path) -> None:
    with Worker(tmp_path / "none") as worker, pytest.raises(StoreError):
        worker.run(Job("ASK {}", "json"), tmp_path / "a", 10)


@pytest.mark.parametrize(
    ("rows", "size", "told"),
    [(None, None, (3, "")), (3, None, (3, "")), (2, None, (2, "rows")), (3, 10, (1, "bytes"))],
)
def test_what_a_limit_leaves(store: Store, tmp_path: Path, rows: int | None, size: int | None, told: object) -> None:
    assert isinstance(store, EmbeddedStore)
    with Worker(store.data / "graph") as worker:
        written = worker.run(
            Job("SELECT ?t ?p { ?t gov:practises ?p }", "tsv", rows=rows, bytes=size), tmp_path / "a", 10
        )
    lines = (tmp_path / "a").read_text(encoding="utf-8").splitlines()
    assert (len(lines) - 1, written.cut) == told
    assert written.rows in (None, len(lines) - 1)


def test_limits_are_set_by_the_environment() -> None:
    assert limits({}) == Limits()
    assert limits({"KG_QUERY_SECONDS": "5", "KG_QUERY_ROWS": "10", "OTHER": "x"}) == Limits(seconds=5, rows=10)
    for wrong in ("0", "-1", "many", "1.5", "٣"):
        with pytest.raises(SettingError) as fault:
            limits({"KG_QUERY_WORKERS": wrong})
        assert "KG_QUERY_WORKERS" in fault.value.told("zh") and "整数" in fault.value.told("zh")
    with pytest.raises(SettingError):
        limits({"KG_QUERY_MEMORY": "10"})
    assert {one.name: one.default for one in settings()} == {
        name: getattr(Limits(), name) for name in ("seconds", "memory", "rows", "bytes", "workers", "quick", "waiting")
    }
