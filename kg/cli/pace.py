"""How far long work is, how fast it goes and how long it still takes, in a line that is told again and again."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from kg.cli.language import tr

_BAR = 20  # characters
_RECENT = 20.0  # seconds: what went before says little of what is to come
_EARLY = 2.0  # seconds in which a pace means nothing yet


class Pace:
    """Of one piece of work. ``clock`` tells seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def line(self, done: int, total: int, name: str) -> str:
        """A bar, how many are done, how many a second of late, the time that the rest takes at this pace, and ``name``, what
        is being done."""
        now = self._clock()
        if not self._seen or now - self._seen[-1][0] >= _RECENT / 100:  # so few are kept, however often one asks
            self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > _RECENT:
            self._seen.popleft()
        parts = [f"{self._bar(done, total)} {done}/{total}", self._rate(now, done, total), name]
        return "  ".join(filter(None, parts))

    @staticmethod
    def _bar(done: int, total: int) -> str:
        full = _BAR * done // total if total else _BAR
        return "█" * full + "░" * (_BAR - full)

    def _rate(self, now: float, done: int, total: int) -> str:
        since, before = self._seen[0]
        if now - since < _EARLY or done <= before:
            return ""
        rate = (done - before) / (now - since)
        left = remaining((total - done) / rate)
        each = f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
        return tr(f"每秒 {each} 份，还需 {left}", f"{each}/s, {left} left")


def remaining(seconds: float) -> str:
    """A length of time as one says it: seconds below a minute and a half, then minutes, then hours and minutes."""
    if seconds < 90:
        return tr(f"{seconds:.0f} 秒", f"{seconds:.0f} s")
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr(f"{minutes} 分钟", f"{minutes} min")
    hours, minutes = divmod(minutes, 60)
    return tr(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
