"""The page on which one writes SPARQL: editor, saved questions, results as a table, a graph or a chart."""

from __future__ import annotations

from collections.abc import Mapping

from kg import ontology
from kg.analysis.asking import Asks
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.ontology import BASE, NAMESPACES
from kg.pages.page import Page
from kg.pages.query_wording import EDITOR_WORDS
from kg.rdf.terms import vocabulary
from kg.store.limits import limits, settings

PATH = "query"
_FIRST = "most-shared-practices"  # what stands in the editor of who brings no question


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """``query`` may hold a query, or the name of a saved one (``saved``). UnknownNameError for one that there is not."""
    saved = ontology.saved_queries()
    name = query.get("saved", "" if query.get("query") else _FIRST)
    if name and name not in saved:
        raise UnknownNameError("saved query", name, nearest(name, saved))
    here = limits()
    return Page(
        PATH,
        "query.html",
        "query_page",
        styled=True,
        data={
            "saved": tuple(saved.values()),
            "chosen": name,
            "text": query.get("query", ""),
            "settings": [(one, getattr(here, one.name)) for one in settings()],
            "told": _told,
        },
    )


def _told(lang: str) -> Mapping[str, object]:
    """What the editor's script must know, in one language."""
    zh = lang == "zh"
    terms = vocabulary()
    return {
        "base": BASE,
        "lang": lang,
        "prefixes": dict(NAMESPACES),
        "terms": [
            [f"gov:{one.local}", one.label[0 if zh else 1], one.kind]
            for one in (
                *terms.classes,
                *terms.properties,
                *(value for scheme in terms.schemes for value in scheme.values),
            )
        ],
        "words": {key: pair[0 if zh else 1] for key, pair in EDITOR_WORDS.items()},
    }
