"""A few towns side by side."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analysis import compare, compare_sparql
from kg.analysis.asking import Asks
from kg.analysis.likeness.comparison import LEAST, MOST
from kg.analysis.wording import in_words as telling
from kg.pages.page import Page, Panel


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """``towns``: names, one a line or with commas between."""
    asked = query.get("towns", "")
    names = [name.strip() for name in asked.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")]
    names = [name for name in names if name]
    data = {"wanted": asked, "least": LEAST, "most": MOST, "headline": {"zh": "", "en": ""}}
    if not LEAST <= len(names) <= MOST:
        return Page("compare", "compare.html", "compare", data=data)
    answer = compare(store, names, evidence=False)
    shown = {"towns": answer.towns, "lines": answer.lines, "scope": answer.scope}
    panel = Panel("compared", "side_by_side", "compared.html", shown, answer.table, compare_sparql(answer))
    data["headline"] = {lang: telling.headline(answer, lang) for lang in ("zh", "en")}
    return Page("compare", "compare.html", "compare", panels=(panel,), data=data)
