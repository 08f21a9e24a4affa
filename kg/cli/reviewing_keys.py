"""What a person types while reviewing: single keys on a terminal, lines where standard input is a pipe."""

from __future__ import annotations

import codecs
import os
import select
import signal
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

LATER = " "
_ESCAPE = "\x1b"
_PAUSE = 0.03  # seconds within which the rest of an arrow key follows its beginning
_LOOK_UP = 0.1  # seconds
_BACK = ("\x7f", "\b")


class Keys(Protocol):
    """``key`` gives one key, folded (capitals, keys typed wide), "" for one that means nothing, None where there are no more;
    ``line`` what is typed up to Enter, None likewise."""

    def key(self) -> str | None: ...

    def line(self, question: str) -> str | None: ...

    def behind(self) -> str | None:
        """What stood behind the key on its line, where keys come as lines; None where a person is asked instead."""


def keys() -> Keys:
    """Of a terminal that gives single keys, else lines."""
    try:
        import termios  # noqa: F401 - not on Windows
    except ImportError:
        return Lines()
    return Terminal(sys.stdin.fileno()) if sys.stdin.isatty() else Lines()


def folded_key(typed: str) -> str:
    """Ａ and ａ, as an input method types them, are a; ？ is ?; what is no letter, number or mark is nothing."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return plain if plain == LATER or (len(plain) == 1 and plain.isprintable()) else ""


class Lines:
    """A line for each key; what follows the key on its line answers what is asked next: ``m 网格化``. An empty line is “later”.

    A line is taken in only when it is asked for: what comes behind is left to whoever reads on.
    """

    def __init__(self) -> None:
        self._rest = ""

    def key(self) -> str | None:
        line = self._read()
        if line is None:
            return None
        self._rest = line[1:].strip()
        return folded_key(line[:1]) if line else LATER

    def line(self, question: str) -> str | None:
        if self._rest:
            rest, self._rest = self._rest, ""
            return rest
        return self._read()

    def behind(self) -> str | None:
        rest, self._rest = self._rest, ""
        return rest

    def _read(self) -> str | None:
        raw = sys.stdin.buffer.readline() if hasattr(sys.stdin, "buffer") else sys.stdin.readline().encode()
        if not raw:
            return None
        try:
            return raw.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            return raw.decode("gb18030", errors="replace").strip()


class Terminal:
    """Keys without Enter. The terminal is as it was whenever nobody is waited for, also after Ctrl-C."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._bytes = codecs.getincrementaldecoder("utf-8")("ignore")
        self._typed: list[str] = []

    def key(self) -> str | None:
        with self._single_keys():
            typed = self._next()
            if typed == _ESCAPE:
                self._escaped()
                return ""
        return None if typed in ("", "\x04") else folded_key(typed)

    def line(self, question: str) -> str | None:
        """Typed and corrected here: a terminal that knows no UTF-8 would take half a character away."""
        print(question, end="", flush=True)
        line = ""
        with self._single_keys():
            while (typed := self._next()) not in ("\n", "\r"):
                if typed in _BACK:
                    if line:
                        gone, line = line[-1], line[:-1]
                        _echo("\b \b" * (2 if unicodedata.east_asian_width(gone) in "WF" else 1))
                elif typed in ("", "\x04"):
                    _echo("\n")
                    return None
                elif typed == _ESCAPE:
                    self._escaped()
                elif typed == "\x15":  # Ctrl-U: begin again
                    _echo("\r\x1b[K" + question)
                    line = ""
                elif typed.isprintable():
                    line += typed
                    _echo(typed)
        _echo("\n")
        return line.strip()

    def behind(self) -> str | None:
        return None

    def _escaped(self) -> None:
        """Takes the rest of an arrow, or a key with a number: none of ours."""
        if not (self._typed or self._waiting(_PAUSE)) or self._next() not in ("[", "O"):
            return
        while (self._typed or self._waiting(_PAUSE)) and not "@" <= self._next() <= "~":
            pass

    def _next(self) -> str:
        """One character; "" where the terminal is gone."""
        while not self._typed:
            if not self._take():
                return ""
        return self._typed.pop(0)

    def _take(self) -> bool:
        # Ctrl-C may come to another thread of this program, and then ends no read: look up now and then.
        while not self._waiting(_LOOK_UP):
            pass
        try:
            raw = os.read(self._file, 1024)
        except OSError:
            return False
        self._typed += self._bytes.decode(raw)
        return bool(raw)

    def _waiting(self, seconds: float) -> bool:
        return bool(select.select([self._file], [], [], seconds)[0])

    @contextmanager
    def _single_keys(self) -> Iterator[None]:
        import termios
        import tty

        before = termios.tcgetattr(self._file)
        with _ended_in_order():
            try:
                tty.setcbreak(self._file, termios.TCSADRAIN)
                yield
            finally:
                with suppress(termios.error):  # the window is gone
                    termios.tcsetattr(self._file, termios.TCSADRAIN, before)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Who is told to end (SIGTERM, or SIGHUP as a window closes) leaves through the same doors as by Ctrl-C: else the shell goes
    on in a terminal that shows nothing of what is typed."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is not threading.main_thread():  # which alone may set them
        yield
        return
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)}
    ours = [one for one, does in before.items() if does is signal.SIG_DFL]
    for one in ours:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in ours:
            signal.signal(one, before[one])


def _echo(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
