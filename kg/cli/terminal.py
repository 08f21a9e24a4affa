"""How things are printed: tables that know the width of Chinese characters, plain where nobody looks, and never a
control character of a hostile report.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout

from kg.cli.language import tr
from kg.plain import aligned
from kg.plain import clean as clean
from kg.plain import width as width

_USUAL = 80  # columns of a terminal
_NARROW = 90  # columns; a wider terminal lets the cells of a table wrap


def rich_output() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str = "") -> None:
    print(text)


def verbatim(text: str) -> None:
    """Text for a person to copy, line by line; nothing in it steers the terminal."""
    for line in text.splitlines():
        say(clean(line))


def heading(text: str) -> None:
    """A line that stands out on a terminal."""
    print(f"\x1b[1m{clean(text)}\x1b[0m" if rich_output() else clean(text))


def part(title: str, count: int) -> None:
    """Begins a part of an answer: its title, and how many lines follow."""
    say()
    heading(tr(f"{title}（{count}）", f"{title} ({count})"))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, indented: bool = False) -> None:
    """Prints a table: on a terminal fitted to its width, else aligned with two spaces and never cut.

    ``indented`` keeps the wide spaces (U+3000) that a cell begins with, for outlines.
    """
    cleaned = [[_indent(cell) + clean(cell) if indented else clean(cell) for cell in row] for row in rows]
    if rich_output():
        _rich_table(columns, cleaned)
    else:
        _plain_table(columns, cleaned)


def _indent(cell: str) -> str:
    return cell[: len(cell) - len(cell.lstrip("\u3000"))]


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for line in aligned(columns, rows):
        print(line)


def _rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    natural = [max([width(name), *(width(row[i]) for row in rows)]) for i, name in enumerate(columns)]
    if console.width < _NARROW and sum(natural) + 2 * len(natural) > console.width:
        _records(columns, rows, console.width)
        return
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i, name in enumerate(columns):
        longest = max((width(row[i]) for row in rows), default=0)
        shown.add_column(Text(name), no_wrap=longest <= 16, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(shown)


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], most: int) -> None:
    """Where a table has no room: the names of its columns once, then each row as a paragraph, wrapped and indented."""
    for line in folded_lines(" · ".join(columns), most):
        print(line)
    print("─" * min(most, 40))
    for row in rows:
        first, *rest = [cell for cell in row if cell] or [""]
        for line in folded_lines(first, most):
            print(f"\x1b[1m{line}\x1b[0m")
        for line in folded_lines(" · ".join(rest), most - 2):
            print("  " + line)


def folded_lines(text: str, most: int) -> list[str]:
    """``text`` in lines of at most ``most`` columns: at a space where there is one late in the line, else anywhere."""
    lines: list[str] = []
    while text:
        end, taken = 0, 0
        while end < len(text) and taken + width(text[end]) <= most:
            taken += width(text[end])
            end += 1
        end = max(end, 1)
        if end < len(text) and (space := text.rfind(" ", end * 3 // 4, end + 1)) > 0:
            end = space
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip(" ")
    return lines


def wrapped(text: str, indent: int = 0) -> None:
    """Prints a paragraph: on a terminal in lines that fit, indented by ``indent`` columns (two more from the second line);
    where nobody looks in one line."""
    text = clean(text)
    lines = folded_lines(text, max(columns_shown() - indent - 2, 20)) if rich_output() else [text]
    for number, line in enumerate(lines):
        print(" " * (indent + (2 if number else 0)) + line)


class _Held(io.StringIO):
    """What is printed for a terminal, kept until it is known how long it is."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged(wanted: bool = True) -> Iterator[None]:
    """What is printed within goes through the pager of the user (PAGER) where a person looks and it is longer than the
    terminal."""
    if not wanted or not rich_output() or not sys.stdin.isatty():
        yield
        return
    with redirect_stdout(_Held()) as held:
        yield
    text = held.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines:
        sys.stdout.write(text)
        return
    import pydoc

    os.environ.setdefault("LESS", "-FRSX")
    pydoc.pager(text)


def columns_shown() -> int:
    """The width of the terminal; 80 where nobody looks."""
    return shutil.get_terminal_size().columns if rich_output() else 80


def progress(text: str) -> None:
    """A passing line on standard error, only where a person looks; it overwrites the one before."""
    if sys.stderr.isatty():
        columns = (os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL) - 1  # 0 where nobody told
        shown = clean(text)
        while width(shown) > columns:
            shown = shown[:-1]
        sys.stderr.write(f"\r\x1b[K{shown}")
        sys.stderr.flush()


def progress_end() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def understood(name: str) -> None:
    """Says on standard error which name was meant, where only a part of one was given."""
    if name:
        complain(tr(f"kg: 按“{name}”理解", f"kg: understood as “{name}”"))


def complain(text: str) -> None:
    """One line on standard error."""
    print(clean(text), file=sys.stderr)
