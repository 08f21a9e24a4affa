"""When two spellings of a name are the same, and what to say when a name fits nothing or too much."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from kg.model import KgError

_IGNORED = re.compile(r"[\s“”\"'‘’「」『』《》〈〉、·•・‧]+")


class UnknownNameError(KgError):
    """No ``what`` (practice, town, firm, province, year, name) of the store is called ``name``, or (``ambiguous``)
    several are. ``candidates`` are what may have been meant, likest first."""

    def __init__(self, what: str, name: str, candidates: Iterable[str] = (), *, ambiguous: bool = False) -> None:
        self.what, self.name, self.candidates, self.ambiguous = what, name, tuple(candidates), ambiguous
        listed = ", ".join(self.candidates)
        if ambiguous:
            message = f"“{name}” may mean several: {listed}; say which"
        elif what == "status":
            message = f"no status “{name}”: choose one of {listed}"
        else:
            message = f"no {what} called “{name}” in this graph" + (f"; nearest: {listed}" if listed else "")
        super().__init__(message)


def folded(name: str) -> str:
    """``name`` without the differences that people do not mean: width, case, spaces, quotes, 、and ·."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def same(left: str, right: str) -> bool:
    return folded(left) == folded(right)


def nearest(name: str, known: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """Up to ``most`` known names like ``name``, likest first: those that contain it, then those spelt alike."""
    wanted = folded(name)
    by_form = {folded(label): label for label in sorted(known)}
    within = sorted((form for form in by_form if wanted and wanted in form), key=lambda form: (len(form), form))
    alike = difflib.get_close_matches(wanted, sorted(by_form), n=most, cutoff=0.5)
    return tuple(by_form[form] for form in dict.fromkeys([*within, *alike]))[:most]
