"""Pages to HTML. Every text is escaped by the templates' engine; a name that a template does not know is an error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.analysis.answers import Count, Firm, Practice, Topic, Town
from kg.analysis.wording import telling
from kg.analysis.wording.columns import column_value
from kg.analysis.wording.words import ROLE, STATUS, say
from kg.pages.addresses import Links, path_of
from kg.pages.page import Page
from kg.pages.wording import WORDS
from kg.plain import visible

if TYPE_CHECKING:
    from jinja2 import Environment

Thing = Town | Practice | Firm | Topic


def rendered(page: Page, links: Links) -> str:
    """The HTML document."""
    template = _environment().get_template(page.template)
    return template.render(_context(page, links))


def _context(page: Page, links: Links) -> dict[str, Any]:
    lang = links.lang
    return {
        "page": page,
        "panels": page.panels,
        "links": links,
        "lang": lang,
        "html_lang": "zh-CN" if lang == "zh" else "en",
        "t": partial(word, lang),
        "to": partial(_to, links),
        "called": partial(_called, lang),
        "status": partial(say, STATUS, lang=lang),
        "role": partial(say, ROLE, lang=lang),
        "counted": Count,
        "share": partial(_share, lang),
        "verdict": partial(column_value, "verdict", lang=lang),
        "kind_of": partial(column_value, "kind", lang=lang),
        "file": lambda panel, form: links.file(page.path, panel.id, form),
        "silence": telling.silence(lang),
        **page.data,
    }


def word(lang: str, key: str, **values: object) -> str:
    """The Chinese or English words for ``key``, with its places filled."""
    pair = WORDS[key]
    return pair[0 if lang == "zh" else 1].format(**values)


def _to(links: Links, thing: Thing | str, query: Mapping[str, str] | None = None) -> str:
    """The address of the page about a thing, or at a path."""
    if isinstance(thing, str):
        return links.page(thing, query)
    return links.page(path_of(thing.iri) or "", query)


def _called(lang: str, thing: Thing) -> str:
    """What a thing is called: in English with its translation, where there is one."""
    if isinstance(thing, Town):
        return thing.full_name
    if isinstance(thing, Firm):
        return thing.label or word(lang, "unnamed")
    return telling.name(thing.label, thing.label_en, lang)


def _share(lang: str, count: Count) -> str:
    """3 of 212"""
    return word(lang, "share", number=f"{count.number:,}", of=f"{count.of:,}")


def _seen(value: object) -> object:
    """Texts of reports with what would turn the direction of writing made visible."""
    return visible(value) if type(value) is str else value


def _plain_number(value: float) -> str:
    """81, 4,235, 98.5"""
    return f"{value:,.10g}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("kg.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.filters["plain_number"] = _plain_number
    return made


@cache
def asset(name: str) -> bytes:
    """A file of the site. KeyError for one that there is not."""
    if name not in ASSETS:
        raise KeyError(name)
    home = "kg.views" if name.startswith("vis-network/") else "kg.pages"
    return resources.files(home).joinpath("assets", name).read_bytes()


ASSETS = {
    "charts.css": "text/css",
    "map.css": "text/css",
    "map.js": "text/javascript",
    "matrix.css": "text/css",
    "matrix.js": "text/javascript",
    "overview-drawing.js": "text/javascript",
    "overview-model.js": "text/javascript",
    "overview-scene.js": "text/javascript",
    "overview-seeking.js": "text/javascript",
    "overview.css": "text/css",
    "overview.js": "text/javascript",
    "query-graph.js": "text/javascript",
    "query-parameters.js": "text/javascript",
    "query-results.js": "text/javascript",
    "query.css": "text/css",
    "review.css": "text/css",
    "review.js": "text/javascript",
    "query.js": "text/javascript",
    "reader.css": "text/css",
    "reader.js": "text/javascript",
    "site.css": "text/css",
    "site.js": "text/javascript",
    "sigma/LICENSE.txt": "text/plain",
    "sigma/sigma.min.js": "text/javascript",
    "vis-network/vis-network.min.js": "text/javascript",
    "yasqe/LICENSE.txt": "text/plain",
    "yasqe/yasqe.min.css": "text/css",
    "yasqe/yasqe.min.js": "text/javascript",
}
LIVE = ("query", "vis-network/", "yasqe/")
"""How assets begin that only pages with a server behind them need."""
