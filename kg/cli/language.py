"""In which language the commands speak: ``--lang``, else ``KG_LANG``, else English where the locale is English,
else Chinese, the language of the reports.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

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
    _chosen = value if value in ("zh", "en") else None


def from_environment(environment: Mapping[str, str]) -> str:
    asked = environment.get("KG_LANG", "").lower()
    if asked in ("zh", "en"):
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].lower().startswith("en") else "zh"
    return "zh"


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
