"""The page of towns by practices: a plain table with what its script needs, and questions that find nothing."""

from __future__ import annotations

import re

import pytest
from mapped_graph import mapped_store
from small_graph import HOSTILE

from kg.errors import KgError
from kg.pages import Live, Site, Static
from kg.pages.rendering import rendered


def html(lang: str = "zh", **query: str) -> str:
    return rendered(Site(mapped_store(3)).page("matrix", query), Live(lang, "matrix", query))


def test_a_cell_leads_to_its_sentence_without_scripts() -> None:
    document = html()
    cells = re.findall(r'<a class="cell (\w+)" href="(/report/[0-9a-f]+#c\d+-\d+)" data-said="([^"]+)"', document)
    assert ("implemented", "我镇践行“枫桥经验”，化解纠纷。") in {(status, said) for status, _, said in cells}
    assert re.search(r'<th scope="row" data-sound="yihaozhen yhz">', document)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_asked_stays_asked_where_nothing_is_found(lang: str) -> None:
    document = html(lang, least="99", status="planned")
    assert 'role="status"' in document and "<table" not in document
    assert 'name="least" type="number" min="2" max="99999" size="4" value="99"' in document
    assert re.search(r'<option value="planned" selected>', document)


@pytest.mark.parametrize(
    "query", [{"least": "x"}, {"size": "7"}, {"size": "６０"}, {"family": "无此做法"}, {"status": "x"}]
)
def test_wrong_questions_are_told(query: dict[str, str]) -> None:
    with pytest.raises(KgError):
        Site(mapped_store()).page("matrix", query)


def test_families_are_offered_and_taken() -> None:
    assert re.search(r'<option value="网格化">', html())
    with_family = html(family="网格化", least="2")
    assert re.search(r'<option value="网格化" selected>', with_family)


def test_files_have_a_form_for_the_script_alone() -> None:
    document = rendered(Site(mapped_store()).page("matrix"), Static("zh", "matrix"))
    assert '<form class="choose ask" hidden>' in document and 'name="year"' not in document


def test_hostile_text_stays_text() -> None:
    assert HOSTILE not in html()
