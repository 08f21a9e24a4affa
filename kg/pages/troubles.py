"""The page that says what went wrong."""

from __future__ import annotations

from kg.errors import KgError
from kg.pages.page import Page


def trouble(title: str, error: KgError) -> Page:
    """``title``: a key of ``wording.WORDS``. The message stands in both languages' words as the error has them."""
    message = {lang: error.told(lang) for lang in ("zh", "en")}
    return Page("", "error.html", title, data={"message": message, "title": title})
