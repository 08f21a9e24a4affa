"""What peers do about the problems that a town reports."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import advice_sparql, advise
from kg.analysis.asking import Asks
from kg.analysis.wording import in_words as telling
from kg.pages.page import Page, Panel


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """``town``: whose problems."""
    asked = query.get("town", "").strip()
    data: dict[str, object] = {
        "wanted": asked,
        "headline": {"zh": "", "en": ""},
        "notes": {"zh": (), "en": ()},
        "town": None,
    }
    if not asked:
        return Page("advise", "advise.html", "advise", data=data)
    answer = advise(store, asked)
    panel = Panel("advice", "advice", "advice.html", {"problems": answer.problems}, answer.table, advice_sparql(answer))
    data |= {
        "headline": {lang: telling.headline(answer, lang) for lang in ("zh", "en")},
        "notes": {lang: telling.notes(answer, lang) for lang in ("zh", "en")},
        "town": answer.town,
    }
    return Page("advise", "advise.html", "advise", panels=(panel,), data=data)
