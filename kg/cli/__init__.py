"""The command line ``kg``: parse arguments, call one function, print. Heavy imports happen inside the commands."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> None:
    """Entry point. Exit status: 0 done, 1 a fault that the message on standard error explains, 2 wrong usage."""
    from kg.cli import language

    given = sys.argv[1:] if arguments is None else arguments
    language.choose(language.from_arguments(given))
    for stream in (sys.stdout, sys.stderr):
        # Chinese must come out whatever the locale says; a report may hold half a character pair.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from kg.cli.app import command
    from kg.cli.faults import explained

    try:
        command()(args=given, prog_name="kg")
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("KG_DEBUG"):
            raise
        from kg.cli.terminal import complain, progress_end

        progress_end()
        complain("kg: " + explained(fault))
        sys.exit(1)
