"""The page of problems and figures, and a town's figures among others."""

from __future__ import annotations

import re

import pytest
from counted_graph import counted_store, town_name

from kg.errors import KgError
from kg.pages import Live, Site, Static
from kg.pages.rendering import rendered


def html(path: str = "problems", lang: str = "zh", **query: str) -> str:
    return rendered(Site(counted_store()).page(path, query), Live(lang, path, query))


def text(document: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", document).split())


def test_types_come_with_their_denominators() -> None:
    said = text(html())
    assert "难 2 / 18 1 / 2 50% 5.6%" in said
    assert "2023 4 个有报告 2024 18 个有报告" in said
    assert "不等于已经解决" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_are_drawn_with_their_numbers(lang: str) -> None:
    document = html(lang=lang)
    assert document.count('class="half"') == 2  # the drawing and its key
    said = text(document)
    assert {"zh": "调解矛盾纠纷 件 1 3.8 6.5 9.2 12 12 / 18", "en": "mediation 件 1 3.8 6.5 9.2 12 12 of 18"}[
        lang
    ] in said
    assert {"zh": "数字大不等于做得好", "en": "not a better one"}[lang] in said


def test_a_place_with_nothing_says_so() -> None:
    assert '<p role="status">没有</p>' in html(province="甲省")
    with pytest.raises(KgError):
        html(province="无此省")


def test_a_town_stands_among_others() -> None:
    document = html(f"place/{town_name(3)}")
    panel = document.split('id="placed"')[1].split("</section>")[0]
    assert "3" in panel and "10 / 12" in text(panel) and "丁县" in panel and 'class="mark"' in panel
    assert "charts.css" in document
    other = html(f"place/{town_name(14)}")
    assert 'id="placed"' not in other and "charts.css" not in other


def test_files_need_no_question() -> None:
    document = rendered(Site(counted_store()).page("problems"), Static("zh", "problems"))
    assert '<form class="choose"' not in document and 'href="../topic/' in document
    assert "problems" in list(Site(counted_store()).paths())


def test_a_type_says_how_often_it_is_told_again() -> None:
    said = text(html("topic/难"))
    assert "1 / 2 多年写到" in said and "不等于已经解决" in said
