"""A query as a person gives it: its text, a file that holds it, or the name of a saved question."""

from __future__ import annotations

import re
from pathlib import Path

from kg import ontology
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.errors import KgError

_NAME = re.compile(r"[\w-]+")


def query_text(given: str, lang: str) -> str:
    """The SPARQL that ``given`` is, names or holds; saved questions answer with labels in ``lang``, "zh" or "en".

    Raises UnknownNameError for a name that no saved question has, KgError for a file that is no text.
    """
    if given.endswith(".rq"):
        try:
            return Path(given).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise KgError("is no text in UTF-8", "不是 UTF-8 文本", where=given) from fault
    if not _NAME.fullmatch(given):
        return given
    saved = ontology.saved_queries()
    if given not in saved:
        raise UnknownNameError("saved query", given, nearest(given, saved))
    return saved[given].in_language(lang)
