"""Keys and lines of a real terminal (a pseudo-terminal), and what is shown there."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.analysis.judging.tasks import Task
from kg.cli.reviewing_keys import Terminal, folded_key
from kg.cli.reviewing_shown import lines, pieces
from kg.plain import width
from kg.review.journal import Journal
from kg.review.judgement import about


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """(what types, what is read from)."""
    typist, terminal = pty.openpty()
    tty.setcbreak(terminal)  # what is typed ahead of a question is not edited by the line discipline
    yield typist, terminal
    os.close(typist)
    os.close(terminal)


def test_single_keys_and_the_terminal_is_as_it_was(ends: tuple[int, int]) -> None:
    typist, terminal = ends
    before = termios.tcgetattr(terminal)
    keys = Terminal(terminal)
    os.write(typist, b"aR")
    assert [keys.key(), keys.key()] == ["a", "r"]
    os.write(typist, b"\x1b[A")
    assert keys.key() == ""
    os.write(typist, "？".encode())
    assert keys.key() == "?"
    os.write(typist, b"\x04")
    assert keys.key() is None
    assert termios.tcgetattr(terminal) == before


def test_a_line_of_chinese_with_corrections(ends: tuple[int, int], capsys: pytest.CaptureFixture[str]) -> None:
    typist, terminal = ends
    keys = Terminal(terminal)
    os.write(typist, "网格员\x7f化\x1b[C\n".encode())
    assert keys.line("做法：") == "网格化"
    os.write(typist, "错\x15对\r".encode())
    assert keys.line("做法：") == "对"
    assert "做法：网格员" in capsys.readouterr().out


def test_interrupted_while_waiting_the_terminal_is_as_it_was(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = termios.tcgetattr(ends[1])

    def read(file: int, most: int) -> bytes:
        raise KeyboardInterrupt

    os.write(ends[0], b"a")
    monkeypatch.setattr(os, "read", read)
    with pytest.raises(KeyboardInterrupt):
        Terminal(ends[1]).key()
    monkeypatch.undo()
    assert termios.tcgetattr(ends[1]) == before


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_while_waiting_the_terminal_is_as_it_was(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch, told: signal.Signals
) -> None:
    before, does = termios.tcgetattr(ends[1]), signal.getsignal(told)

    def read(file: int, most: int) -> bytes:
        signal.raise_signal(told)
        return b"a"

    os.write(ends[0], b"a")
    monkeypatch.setattr(os, "read", read)
    with pytest.raises(SystemExit) as end:
        Terminal(ends[1]).key()
    monkeypatch.undo()
    assert end.value.code == 128 + told
    assert termios.tcgetattr(ends[1]) == before and signal.getsignal(told) == does == signal.SIG_DFL


def test_keys_are_folded() -> None:
    assert [folded_key(one) for one in ("Ａ", "?", " ", "\x07", "é")] == ["a", "?", " ", "", "é"]


HOSTILE = "推行\x1b[2J\x1b]0;x\x07枫桥经验\u202e，\r覆盖\x9b31m。"


def hostile_task() -> tuple[Task, str]:
    text = "前文\x1b[31m。" + HOSTILE + "后文\x00。"
    start = text.index(HOSTILE)
    what = about("adoption", report="0" * 16, mechanism="枫桥经验", status="planned")
    return Task(
        what, {}, "unsure", "x", sentence=HOSTILE, start=start, end=start + len(HOSTILE), words=("枫桥经验",)
    ), text


def test_hostile_text_does_not_steer(monkeypatch: pytest.MonkeyPatch) -> None:
    (plain,) = lines(pieces(*hostile_task()))
    assert plain.isprintable() and "【枫桥经验】" in plain and "前文" in plain and "后文" in plain
    monkeypatch.setattr("kg.cli.terminal.rich_output", lambda: True)
    monkeypatch.setenv("COLUMNS", "32")
    shown = list(lines(pieces(*hostile_task())))
    bare = [re.sub(r"\x1b\[(?:1;7|2|0)m", "", line) for line in shown]
    assert all(line.isprintable() and width(line) <= 26 for line in bare) and len(bare) > 1
    assert "\x1b[1;7m" in "".join(shown) and "".join(bare).replace(" ", "") == re.sub("[【】 ]", "", plain)


# As a shell starts it: Ctrl-C counts, and the terminal is its own, so that Ctrl-C reaches it.
PROGRAM = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
os.open(os.ttyname(0), os.O_RDWR)
from kg.cli import main
main()
"""


class Program:
    """``kg review`` on a pseudo-terminal."""

    def __init__(self, folder: Path, store: str) -> None:
        typist, terminal = pty.openpty()
        environment = {
            **os.environ,
            "KG_JUDGEMENTS": str(folder / "j.jsonl"),
            "KG_REVIEWER": "张三",
            "KG_LANG": "zh",
            "COLUMNS": "40",
            "TERM": "xterm",
        }
        command = [sys.executable, "-c", PROGRAM, "review", "--store", store]
        self.process = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True,
        )  # fmt: skip
        self._typist, self.terminal = typist, terminal
        self.seen = ""

    def until(self, told: str, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        raw = b""
        os.set_blocking(self._typist, False)
        while told not in self.seen + raw.decode("utf-8", "ignore"):
            assert time.monotonic() < deadline, self.seen + raw.decode("utf-8", "ignore")
            try:
                raw += os.read(self._typist, 65536)
            except BlockingIOError:
                time.sleep(0.02)
        self.seen = (self.seen + raw.decode("utf-8", "ignore")).split(told, 1)[1]

    def type(self, text: str) -> None:
        os.write(self._typist, text.encode())

    def close(self) -> None:
        self.process.wait(60)
        os.close(self._typist)
        os.close(self.terminal)


@pytest.mark.slow
def test_keys_ctrl_c_and_a_kill_lose_nothing(seeds: str, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    one = Program(tmp_path, seeds)
    before = termios.tcgetattr(one.terminal)
    one.until("[?] > ")
    one.type("a")
    one.until("✓")
    one.until("[?] > ")
    one.type("s")
    one.until(" > ")
    one.type("计划\n")
    one.until("✓")
    one.until("[?] > ")
    one.type("\x03")
    one.until("本次评判 2 条")
    one.until("[Y/n]")
    one.type("n\n")
    one.until("kg review apply")
    assert termios.tcgetattr(one.terminal) == before
    one.close()
    assert one.process.returncode == 0 and len(journal.read().judgements) == 2
    two = Program(tmp_path, seeds)
    two.until("[?] > ")
    two.type("r")
    two.until("✓")
    two.process.kill()
    two.close()
    read = journal.read()
    assert len(read.judgements) == 3 and not read.faults
    three = Program(tmp_path, seeds)
    three.until("已有评判 3 条")
    three.until("[?] > ")
    three.type("q")
    three.until("本次评判 0 条")
    three.close()
    assert three.process.returncode == 0
