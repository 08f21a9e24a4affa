"""When a practice came up: years with their counts, first towns by name, a lane for each province."""

from __future__ import annotations

import csv
import io
import re

import pytest
from mapped_graph import mapped_store

from kg.pages import Live, Site, Static
from kg.pages.page import Page
from kg.pages.rendering import rendered

PRACTICE = "mechanism/枫桥经验"


@pytest.fixture(scope="module")
def page() -> Page:
    return Site(mapped_store(12)).page(PRACTICE)


def part(document: str, panel: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", document.split(f'id="{panel}"')[1].split("</section>")[0]).split())


def named(document: str) -> int:
    """Towns that are named as those of 2024."""
    return document.split('id="first-2024"')[1].split("</li>")[0].count('title="')


def test_ten_towns_of_a_year_are_named_and_the_others_are_one_click_away(page: Page) -> None:
    document = rendered(page, Live("zh", PRACTICE))
    said = part(document, "adopters")
    assert "2024 年：13 个乡镇第一次写到 其中 1 个是首份报告（*）" in said
    assert named(document) == 10 and "另有 3 个" in said
    assert 'href="/mechanism/%E6%9E%AB%E6%A1%A5%E7%BB%8F%E9%AA%8C?first=2024#first-2024"' in document
    whole = rendered(Site(mapped_store(12)).page(PRACTICE, {"first": "2024"}), Live("zh", PRACTICE, {"first": "2024"}))
    assert named(whole) == 13


def test_on_the_disk_the_others_are_in_the_table(page: Page) -> None:
    document = rendered(page, Static("zh", PRACTICE))
    assert re.search(r'class="more" href="adopters\.csv"', document)
    panel = page.panel("adopters")
    assert panel is not None and panel.table is not None
    rows = list(csv.DictReader(io.StringIO(panel.download("csv").decode("utf-8-sig"))))
    assert len(rows) == 14
    assert {row["town"]: row["first_year"] for row in rows}["乙省乙市乙县一号镇"] == "2023"


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是事实上最早|不等于事实上最早"), ("en", "not first in fact")])
def test_first_in_the_reports_is_not_first_in_fact(page: Page, lang: str, said: str) -> None:
    assert re.search(said, part(rendered(page, Live(lang, PRACTICE)), "adopters"))


def test_years_are_drawn_with_their_counts(page: Page) -> None:
    document = rendered(page, Live("zh", PRACTICE))
    said = part(document, "timeline")
    assert "2023 1 / 13" in said and "2024 14 / 16" in said
    assert 'aria-label="何时; 2023: 7.7%; 2024: 87.5%"' in document


def test_each_province_has_a_lane(page: Page) -> None:
    said = part(rendered(page, Live("zh", PRACTICE)), "spread")
    assert "乙省 1 / 13 13 / 13 13 / 13 2023" in said and "甲省 1 / 2 1 / 2 2024" in said


def test_the_queries_count_the_same(page: Page) -> None:
    store = mapped_store(12)
    adopters, timeline = page.panel("adopters"), page.panel("timeline")
    assert adopters is not None and timeline is not None
    assert len(list(store.query(adopters.sparql))) == 14
    rows = {int(row["year"].value): int(row["running"].value) for row in store.query(timeline.sparql)}
    assert rows == {2023: 1, 2024: 14}


def test_a_practice_that_is_only_planned_has_no_first_towns() -> None:
    site = Site(mapped_store())
    planned = [
        path for path in site.paths() if path.startswith("mechanism/") and site.page(path).panel("adopters") is None
    ]
    for path in planned:
        assert site.page(path).panel("towns") is not None
