"""The graph as a page of the site: reached from what it is about, and leading on to pages in the language that is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from waiting import READY, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kg.store import Store

    Visit = Callable[..., Page]

pytestmark = pytest.mark.browser
TOWN = "甲省甲县一号镇"
WAYS = {
    "a town": (f"/place/{TOWN}", "关系图", f"{TOWN}的做法，以及同有这些做法的乡镇"),
    "its problems": (f"/place/{TOWN}", "问题与计划的关系图", f"{TOWN}：问题与计划"),
    "towns like it": (f"/place/{TOWN}", "做法相近的乡镇的关系图", f"与{TOWN}做法相近的乡镇"),
    "a practice": ("/mechanism/枫桥经验", "关系图", "“枫桥经验”与写到它的乡镇"),
    "a firm": ("/firm/甲律师事务所", "关系图", "甲律师事务所与其服务的乡镇"),
}


@pytest.mark.parametrize("of", WAYS)
def test_from_a_page_to_its_graph(visit: Visit, host: str, of: str) -> None:
    address, link, title = WAYS[of]
    page = visit(host + quote(address), host=host)
    page.click(f"main .ways a:text-is('{link}')")
    until(page, READY)
    assert page.inner_text("h1") == title
    assert page.evaluate("kg.nodes.has(kg.data.focus)")  # what the drawing is about is in it


def test_from_the_graph_to_pages_in_the_language_that_is_read(visit: Visit, host: str) -> None:
    page = visit(host + quote("/graph?practice=枫桥经验", safe="/?="), host=host)
    until(page, READY)
    page.click("#language")
    quoted = page.locator("#panel figure a").first
    assert "?lang=en#c" in (quoted.get_attribute("href") or "")
    page.click("#panel a:text-is('Open its page')")
    assert page.get_attribute("html", "lang") == "en" and "Fengqiao" in page.inner_text("h1")
    page.go_back()
    until(page, READY)
    page.click("#home a")
    assert page.get_attribute("html", "lang") == "zh-CN" and page.url.rstrip("/") == host


def test_from_the_graph_to_the_sentence_in_its_report(visit: Visit, host: str) -> None:
    page = visit(host + quote("/graph?practice=枫桥经验&lang=en", safe="/?=&"), host=host)
    until(page, READY)
    page.click("#language")
    link = page.locator("#panel figure a").first
    assert "lang" not in (link.get_attribute("href") or "?lang")
    sentence = page.locator("#panel figure mark").first.inner_text()
    link.click()
    assert sentence in page.inner_text("main")
    assert page.get_attribute("html", "lang") == "zh-CN"


@pytest.fixture(scope="module")
def files(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.pages.writing import write_site

    out = tmp_path_factory.mktemp("static") / "site"
    write_site(store, out)
    return out


@pytest.mark.parametrize("of", WAYS)
def test_of_files_on_the_disk_pages_and_graphs_lead_to_each_other(visit: Visit, files: Path, of: str) -> None:
    address, link, title = WAYS[of]
    page = visit((files / address.strip("/") / "index.html").as_uri())
    page.click(f"main .ways a:text-is('{link}')")
    until(page, READY)
    assert page.inner_text("h1") == title
    page.click("#language")
    page.click("#panel a:text-is('Open its page')")
    assert page.get_attribute("html", "lang") == "en" and "/en/" in page.url
    page.click("main .ways a >> nth=0")
    until(page, READY)
    assert page.get_attribute("html", "lang") == "en"  # one file for both languages
    page.click("#home a")
    assert page.url.endswith("/en/index.html")
