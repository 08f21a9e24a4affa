"""Answers are made once, whoever asks and however many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from kg.errors import KgError
from kg.web.keeping import Keeping, Kept, Warming, kept


def test_who_comes_while_it_is_made_waits_for_it() -> None:
    keeping, begun, go_on = Keeping(), Event(), Event()
    made: list[str] = []

    def make() -> Kept:
        made.append("a")
        begun.set()
        assert go_on.wait(10)
        return kept(b"a", 200, {})

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(keeping.answer, "a", make)]
        assert begun.wait(10) and keeping.busy
        asked += [pool.submit(keeping.answer, "a", make) for _ in range(3)]
        go_on.set()
        assert {one.result(10).body for one in asked} == {b"a"}
    assert made == ["a"] and not keeping.busy


def test_what_fails_or_is_too_large_is_made_by_each() -> None:
    keeping, begun, go_on = Keeping(most=40), Event(), Event()
    made: list[str] = []

    def make() -> Kept:
        made.append("a")
        if len(made) == 1:
            begun.set()
            assert go_on.wait(10)
            raise ValueError("not now")
        return kept(b"a" * 30, 200, {})

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(keeping.answer, "a", make)
        assert begun.wait(10)
        others = [pool.submit(keeping.answer, "a", make) for _ in range(2)]
        go_on.set()
        assert isinstance(first.exception(10), ValueError)
        assert [len(one.result(10).body) for one in others] == [30, 30]
    assert len(made) == 3 and not keeping.busy


def test_answers_are_made_before_anybody_asks() -> None:
    keeping, done = Keeping(), Event()

    def fails() -> Kept:
        raise KgError("asked for by nobody", "没有人要")

    def last() -> Kept:
        done.set()
        return kept(b"b", 200, {})

    warming = Warming(keeping, {"a": fails, "b": last})
    warming.begin()
    assert done.wait(10)
    warming.end()
    assert keeping.answer("b", fails).body == b"b"


def test_those_who_ask_come_first() -> None:
    keeping, asked, go_on = Keeping(), Event(), Event()

    def slow() -> Kept:
        asked.set()
        assert go_on.wait(10)
        return kept(b"a", 200, {})

    made: list[str] = []

    def unasked() -> Kept:
        made.append("b")
        return kept(b"b", 200, {})

    with ThreadPoolExecutor(1) as pool:
        pool.submit(keeping.answer, "a", slow)
        assert asked.wait(10)
        warming = Warming(keeping, {"b": unasked})
        warming.begin()
        warming.end()  # while the other is still being made
        assert made == []
        go_on.set()
    Warming(keeping, {}).end()  # that never began
