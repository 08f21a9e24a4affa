"""The vocabulary's documentation in ``ontology/reference`` is what pyLODE says of the vocabulary as it is now."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from kg import ontology
from kg.rdf.terms import vocabulary

LANGUAGES = ("zh", "en")


class Reading(HTMLParser):
    """Names, links and elements of a part of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {key for key, _ in attrs}
        given = dict(attrs)
        self.names += filter(None, [given.get("id")])
        self.links += filter(None, [given.get("href")])


def written(lang: str) -> str:
    return (ontology.folder() / "reference" / f"{lang}.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_up_to_date(lang: str) -> None:
    from refresh_reference import reference

    assert written(lang) == reference(lang), "run python scripts/refresh_reference.py"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_tells_of_every_term(lang: str) -> None:
    text = written(lang)
    names = Reading(text).names
    terms = vocabulary()
    for term in (*terms.classes, *terms.properties):
        assert term.local in names
        assert term.label[LANGUAGES.index(lang)] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stands_in_a_page_and_brings_nothing_along(lang: str) -> None:
    read = Reading(written(lang))
    assert len(read.names) == len(set(read.names))
    assert set(read.links) <= {f"#{name}" for name in read.names}
    assert read.attributes <= {"id", "class", "href", "title"}
    assert not read.elements & {"script", "style", "img", "link", "meta", "iframe", "h1"}


def test_its_captions_are_in_its_language() -> None:
    zh, en = written("zh"), written("en")
    assert "定义域" in zh and ">Domain<" not in zh and "Table of Contents" not in zh
    assert ">Domain<" in en and "定义域" not in en
