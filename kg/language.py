"""In which language people are spoken to who choose none: what ``KG_LANG`` says, else English where the locale is
English, else Chinese, the language of the reports.
"""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("zh", "en")


def from_environment(environment: Mapping[str, str]) -> str:
    """ "zh" or "en"."""
    asked = environment.get("KG_LANG", "").lower()
    if asked in LANGUAGES:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].lower().startswith("en") else "zh"
    return "zh"
