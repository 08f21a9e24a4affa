"""What the line of progress says, by a clock of the test's own."""

from __future__ import annotations

import pytest

from kg.cli.pace import Pace, remaining


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "en")


def test_no_rate_before_there_is_one() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.line(0, 40, "a.txt") == "░░░░░░░░░░░░░░░░░░░░ 0/40  a.txt"
    clock.now = 1.0
    assert "/s" not in pace.line(10, 40, "b.txt")


def test_rate_and_rest() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.line(0, 400, "a.txt")
    clock.now = 4.0
    assert pace.line(100, 400, "b.txt") == "█████░░░░░░░░░░░░░░░ 100/400  25/s, 12 s left  b.txt"


def test_the_rate_is_that_of_late() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(101):  # 100 a second that were known already, then 5 a second
        clock.now = float(second)
        line = pace.line(100 * min(second, 50) + 5 * max(0, second - 50), 10_000, "a")
    assert "  5.0/s, 16 min left  " in line


def test_nothing_to_do_and_standing_still() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.line(0, 0, "").endswith(" 0/0")
    clock.now = 9.0
    assert "left" not in pace.line(0, 10, "x")


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "0 s"), (89, "89 s"), (91, "2 min"), (89 * 60, "89 min"), (7_260, "2 h 1 min")]
)
def test_remaining(seconds: float, told: str) -> None:
    assert remaining(seconds) == told
