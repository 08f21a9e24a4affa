"""In which language the commands speak: ``--lang``, else what the environment says (``kg.language``)."""

from __future__ import annotations

import os
from collections.abc import Sequence

from kg.language import LANGUAGES, from_environment

_chosen: str | None = None


def tr(zh: str, en: str) -> str:
    """The wording in the language of this run."""
    return zh if lang() == "zh" else en


def lang() -> str:
    """ "zh" or "en"."""
    return _chosen or from_environment(os.environ)


def choose(value: str | None) -> None:
    """Sets the language for this run; None goes back to what the environment says."""
    global _chosen
    _chosen = value if value in LANGUAGES else None


def from_arguments(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` before the arguments are parsed, for help texts are made at import."""
    for i, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
