"""The page that says what went wrong."""

from __future__ import annotations

from collections.abc import Iterable

from kg.analysis.finding import Found
from kg.errors import KgError
from kg.pages.addresses import path_of
from kg.pages.page import Page


def trouble(title: str, error: KgError, near: Iterable[Found] = ()) -> Page:
    """``title``: a key of ``wording.WORDS``. The message stands in both languages' words as the error has them. ``near``:
    what may have been meant."""
    message = {lang: error.told(lang) for lang in ("zh", "en")}
    meant = [(one, path_of(one.iri) or "") for one in near]
    return Page("", "error.html", title, data={"message": message, "title": title, "near": meant})
