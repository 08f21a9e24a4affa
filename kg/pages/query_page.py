"""The page on which one writes SPARQL: editor, saved questions, results as a table, a graph or a chart."""

from __future__ import annotations

from collections.abc import Mapping

from kg import ontology
from kg.analysis.asking import Asks
from kg.analysis.naming.matching import UnknownNameError, nearest
from kg.analysis.tabular import Cells
from kg.ontology import BASE, NAMESPACES
from kg.pages.page import Page, Panel
from kg.pages.query_parameters import LANGS, Question, asked, fields, names
from kg.pages.query_wording import EDITOR_WORDS
from kg.rdf.terms import vocabulary
from kg.store.limits import limits, settings

PATH = "query"
_FIRST = "most-shared-practices"  # what stands in the editor of who brings no question


def page(store: Asks, query: Mapping[str, str]) -> Page:
    """``query`` may hold a query, or the name of a saved one (``saved``) and what it is to be asked of (``practice`` …).
    UnknownNameError for a saved query that there is not; a name that nothing has is told beside its field."""
    saved = ontology.saved_queries()
    name = query.get("saved", "" if query.get("query") else _FIRST)
    if name and name not in saved:
        raise UnknownNameError("saved query", name, nearest(name, saved))
    question = asked(store, saved[name], query) if name else Question(dict.fromkeys(LANGS, query.get("query", "")), {})
    here = limits()
    return Page(
        PATH,
        "query.html",
        "query_page",
        panels=(_panel(question, query),) if name else (),
        styled=True,
        data={
            "saved": tuple((one, fields(one)) for one in saved.values()),
            "chosen": name,
            "question": question,
            "settings": [(one, getattr(here, one.name)) for one in settings()],
            "told": _told,
        },
    )


def _panel(question: Question, query: Mapping[str, str]) -> Panel:
    """The question for the editor's script, and for programs: its query, or why there is none (``headline``)."""
    lang = "en" if query.get("lang") == "en" else "zh"

    def table() -> Cells:
        return ("parameter", "value"), [*question.given.items()]

    fault = "" if question.fault is None else question.fault.told(lang)
    return Panel("question", "query_text", "", table=table, sparql=question.text[lang], headline=fault)


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
        "names": names(lang),
        "words": {key: pair[0 if zh else 1] for key, pair in EDITOR_WORDS.items()},
    }
