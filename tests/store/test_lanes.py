"""Long queries make room for short ones: where each stands when its time is over, it is called off or all is closed."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest

from kg.store.lanes import BusyError, Ticket
from kg.store.limits import Limits
from kg.store.pool import Pool
from kg.store.worker import Halfway, Job, QueryCancelledError, SetAsideError
from kg.store.writing import Written


class Stage:
    """Workers that do as they are told, for each query: "end", or "halfway": its quick time is over."""

    def __init__(self, limits: Limits) -> None:
        self.told: defaultdict[str, queue.Queue[str]] = defaultdict(queue.Queue)
        self.begun: list[str] = []
        self.made: list[Told] = []
        self.most = 0
        self.pool = Pool(self.start, limits)
        self.ended: dict[str, str] = {}
        self.tickets: dict[str, Ticket] = {}
        self.threads: list[threading.Thread] = []

    def start(self) -> Told:
        self.made.append(Told(self))
        self.most = max(self.most, sum(one.alive for one in self.made))
        return self.made[-1]

    def ask(self, name: str, caller: str = "") -> None:
        """Asks beside this thread, until it waits or runs."""
        ticket = self.tickets[name] = Ticket()

        def run() -> None:
            try:
                _, file = self.pool.run(Job(name, "json"), caller or name, ticket)
                self.ended[name] = file.read_text(encoding="utf-8")
            except (QueryCancelledError, BusyError) as error:
                self.ended[name] = type(error).__name__

        self.threads.append(threading.Thread(target=run, daemon=True))
        self.threads[-1].start()
        self.until(lambda: name in self.ended or self.where(name) != "")

    def tell(self, name: str, what: str) -> None:
        self.told[name].put(what)

    def where(self, name: str) -> str:
        """Where the query stands: "quick", "slow", with a question mark where it waits."""
        ticket, lanes = self.tickets[name], self.pool._lanes
        with lanes._changed:
            for lane, told in ((lanes.quick, "quick"), (lanes.slow, "slow")):
                if ticket in lane.running:
                    return told
                if ticket in lane.waiting:
                    return told + "?"
        return ""

    def state(self, *names: str) -> list[str]:
        return [self.ended.get(name) or self.where(name) for name in names]

    def until(self, holds: object) -> None:
        end = time.monotonic() + 10
        assert callable(holds)
        while not holds():
            assert time.monotonic() < end, [self.state(name) for name in self.tickets]
            time.sleep(0.001)

    def reaches(self, **states: str) -> None:
        self.until(lambda: self.state(*states) == list(states.values()))

    def is_empty(self) -> bool:
        """Whether all places are free, nobody waits, and no worker is busy."""
        lanes = self.pool._lanes
        return not lanes.running and not lanes.quick.waiting and not lanes.slow.waiting


class Told:
    """A worker of a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.alive, self.job = stage, True, ""

    def run(self, job: Job, out: Path, seconds: float | None, halfway: Halfway | None = None) -> Written:
        assert self.alive and not self.job, "it runs one at a time"
        self.job = job.sparql
        self.stage.begun.append(job.sparql)
        while self.alive:
            try:
                told = self.stage.told[job.sparql].get(timeout=0.002)
            except queue.Empty:
                continue
            if told == "end":
                out.write_text("done", encoding="utf-8")
                self.job = ""
                return Written(1)
            assert halfway is not None, "only in the quick lane"
            if not halfway.goes_on():
                self.alive = False
                raise SetAsideError("later", "稍后")
        raise QueryCancelledError("killed", "已停止")

    def kill(self) -> None:
        self.alive = False

    def close(self) -> None:
        self.alive = False


ONE = Limits(workers=1, waiting=8)


def test_a_short_query_never_leaves_the_quick_lane() -> None:
    stage = Stage(ONE)
    stage.ask("a")
    stage.tell("a", "end")
    stage.reaches(a="done")
    stage.ask("b")
    stage.tell("b", "end")
    stage.reaches(b="done")
    assert stage.begun == ["a", "b"] and len(stage.made) == 1


def test_a_long_query_goes_on_beside_others() -> None:
    stage = Stage(ONE)
    stage.ask("long")
    stage.ask("short")
    assert stage.state("long", "short") == ["quick", "quick?"]
    stage.tell("long", "halfway")
    stage.reaches(long="slow", short="quick")
    stage.tell("short", "end")
    stage.reaches(long="slow", short="done")
    stage.tell("long", "end")
    stage.reaches(long="done")
    assert stage.begun == ["long", "short"] and stage.is_empty()


def test_where_the_slow_lane_is_full_it_is_begun_anew_later() -> None:
    stage = Stage(ONE)
    for name in ("one", "two", "three"):
        stage.ask(name)
        stage.tell(name, "halfway")
    stage.reaches(one="slow", two="slow?", three="slow?")
    stage.ask("short")
    stage.tell("short", "end")
    stage.reaches(short="done")
    stage.tell("one", "end")
    stage.reaches(one="done", two="slow", three="slow?")
    stage.tell("two", "end")
    stage.tell("three", "end")
    stage.reaches(two="done", three="done")
    assert stage.begun == ["one", "two", "three", "short", "two", "three"] and stage.is_empty()
    assert stage.most <= 2


def test_whoever_waits_for_a_slow_place_is_before_who_comes_now() -> None:
    stage = Stage(ONE)
    for name in ("one", "two"):
        stage.ask(name)
        stage.tell(name, "halfway")
    stage.reaches(one="slow", two="slow?")
    stage.ask("three")
    lanes = stage.pool._lanes
    with lanes._changed:  # so that the second cannot yet take the place
        lanes.leave(stage.tickets["one"])
        assert not lanes.goes_on(stage.tickets["three"])
    stage.reaches(two="slow", three="quick")
    stage.pool.close()


def test_there_are_never_more_processes_than_places() -> None:
    stage = Stage(ONE)
    stage.ask("one")
    stage.tell("one", "halfway")
    stage.reaches(one="slow")
    stage.until(lambda: len(stage.made) == 2)  # one waits for the next query
    stage.ask("two")
    stage.until(lambda: stage.begun == ["one", "two"])
    stage.pool.warm()
    assert len(stage.made) == 2
    stage.tell("two", "halfway")
    stage.reaches(two="slow?")
    stage.until(lambda: len(stage.made) == 3)  # its own ended
    assert stage.most == 2
    stage.pool.close()


def test_callers_take_turns_in_the_slow_lane_too() -> None:
    stage = Stage(ONE)
    for name, caller in (("x", "x"), ("a1", "a"), ("a2", "a"), ("a3", "a"), ("b1", "b")):
        stage.ask(name, caller)
        stage.tell(name, "halfway")
        stage.reaches(**{name: "slow?" if name != "x" else "slow"})
    for name in ("x", "a1", "b1", "a2", "a3"):
        stage.reaches(**{name: "slow"})
        stage.tell(name, "end")
    stage.reaches(a3="done")
    assert stage.begun[-4:] == ["a1", "b1", "a2", "a3"]


def test_long_queries_that_are_too_many_are_asked_to_come_again_and_short_ones_are_not() -> None:
    stage = Stage(Limits(workers=1, waiting=4))
    for name, caller in (("a1", "a"), ("a2", "a"), ("a3", "a"), ("a4", "a"), ("b1", "b"), ("b2", "b"), ("c", "c")):
        stage.ask(name, caller)
        stage.tell(name, "halfway")
        stage.until(lambda name=name: name in stage.ended or stage.where(name).startswith("slow"))
    assert stage.state("a1", "a2", "a3", "a4") == ["slow", "slow?", "slow?", "BusyError"]
    assert stage.state("b1", "b2", "c") == ["slow?", "slow?", "BusyError"]
    stage.ask("short")
    stage.tell("short", "end")
    stage.reaches(short="done")
    stage.pool.close()
    stage.until(stage.is_empty)


def test_it_is_called_off_wherever_it_stands() -> None:
    stage = Stage(ONE)
    for name in ("one", "two"):
        stage.ask(name)
        stage.tell(name, "halfway")
    stage.reaches(one="slow", two="slow?")
    stage.ask("three")
    stage.ask("four")
    assert stage.state("one", "two", "three", "four") == ["slow", "slow?", "quick", "quick?"]
    for name in ("two", "four", "one", "three"):
        stage.tickets[name].call_off()
        stage.reaches(**{name: "QueryCancelledError"})
    assert stage.is_empty()
    stage.ask("next")
    stage.tell("next", "end")
    stage.reaches(next="done")


def test_a_ticket_called_off_before_it_came_never_runs() -> None:
    pool = Stage(ONE).pool
    ticket = Ticket()
    ticket.call_off()
    with pytest.raises(QueryCancelledError):
        pool.run(Job("a", "json"), "a", ticket)
    assert not pool._lanes.running


def test_all_ends_when_it_is_closed() -> None:
    stage = Stage(ONE)
    for name in ("one", "two"):
        stage.ask(name)
        stage.tell(name, "halfway")
    stage.reaches(one="slow", two="slow?")
    stage.ask("three")
    stage.ask("four")
    assert stage.state("one", "two", "three", "four") == ["slow", "slow?", "quick", "quick?"]
    stage.pool.close()
    stage.reaches(**dict.fromkeys(("one", "two", "three", "four"), "QueryCancelledError"))
    assert stage.is_empty() and not any(one.alive for one in stage.made)
    stage.ask("late")
    assert stage.state("late") == ["QueryCancelledError"]
    stage.pool.warm()
    assert not any(one.alive for one in stage.made)


@pytest.mark.parametrize("seed", range(4))
def test_no_place_is_ever_lost(seed: int) -> None:
    """Queries of all kinds in any order, some called off at any moment: all end, and all places are free then."""
    chance = random.Random(seed)
    stage = Stage(Limits(workers=2, waiting=6))
    for at in range(60):
        name, caller = f"q{at}", chance.choice("abcd")
        for what in chance.choice((["end"], ["end"], ["halfway"], ["halfway", "end"])):
            stage.tell(name, what)
        stage.ask(name, caller)
        if chance.random() < 0.3:
            threading.Timer(chance.random() * 0.02, stage.tickets[name].call_off).start()
    for name in stage.tickets:
        stage.tell(name, "end")
    stage.until(lambda: len(stage.ended) == 60)
    assert set(stage.ended.values()) <= {"done", "QueryCancelledError", "BusyError"}
    assert stage.is_empty() and stage.most <= 4
    idle = stage.pool._idle
    assert sorted(map(id, idle)) == sorted(
        id(one) for one in stage.made if one.alive
    )  # none is lost, none is kept twice
    stage.pool.close()
    assert not any(one.alive for one in stage.made)
