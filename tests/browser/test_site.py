"""What a person does on the site: from the first page to a sentence, in both languages, on a desk and on a phone."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from small_graph import HOSTILE

from kg.pages.writing import write_site
from kg.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser

TOWN = "/place/甲省甲县一号镇"
PAGES = (
    *("/", "/shared", "/about", "/compare?towns=甲省甲县一号镇,二号镇", "/advise?town=二号镇", "/search?q=枫桥"),
    *("/curation", TOWN, "/mechanism/枫桥经验", "/firm/甲律师事务所", "/report/0000000000000001"),
    *("/place/丙省丙县三号镇", "/mechanism/丙省丙县_坏", "/ontology", "/ontology/reference", "/practices"),
)


def at(host: str, path: str) -> str:
    return host + quote(path, safe="/?=&,")


def test_from_the_first_page_to_a_sentence(visit: Visit, host: str) -> None:
    page = visit(at(host, "/"), host=host)
    page.get_by_role("link", name="枫桥经验", exact=True).first.click()
    assert unquote(page.url).endswith("/mechanism/枫桥经验")
    assert page.get_by_role("heading", level=1).inner_text() == "枫桥经验"
    page.get_by_role("link", name="看原文").first.click()
    page.wait_for_url("**/report/*")
    marked = page.url.partition("#c")[2].split("-")
    sentence = page.locator(f'[data-start="{marked[0]}"]')
    assert "枫桥经验" in sentence.locator("xpath=..").inner_text()
    assert sentence.first.is_visible()


def test_the_search_box_offers_names_while_one_types(visit: Visit, host: str) -> None:
    page = visit(at(host, "/"), host=host)
    box = page.get_by_role("combobox")
    box.fill("fqjy")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    assert page.get_by_role("option", selected=True).inner_text().startswith("枫桥经验")
    box.press("Enter")
    page.wait_for_url(lambda url: unquote(url).endswith("/mechanism/枫桥经验"))
    page.get_by_role("combobox").fill("一号")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").press("Escape")
    assert page.get_by_role("option").count() == 0
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator(".hits li").count() >= 2


def test_the_language_is_switched_and_stays(visit: Visit, host: str) -> None:
    page = visit(at(host, TOWN), host=host)
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("heading", name="Practices it names").is_visible()
    page.get_by_role("link", name="枫桥经验 (Fengqiao Experience)").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_towns_are_set_side_by_side(visit: Visit, host: str) -> None:
    page = visit(at(host, "/compare"), host=host)
    page.get_by_role("textbox").last.fill("甲省甲县一号镇，二号镇")
    page.get_by_role("button", name="并排比较").click()
    head = page.locator("main table th").all_inner_texts()
    assert any("一号镇" in text for text in head) and any("二号镇" in text for text in head)


def test_shared_practices_are_chosen_by_status(visit: Visit, host: str) -> None:
    page = visit(at(host, "/shared"), host=host)
    page.get_by_label("状态").select_option("planned")
    page.get_by_role("button", name="显示").click()
    assert "status=planned" in page.url
    assert page.get_by_label("状态").input_value() == "planned"


def test_a_panel_is_taken_away_as_a_table_and_shows_its_query(visit: Visit, host: str) -> None:
    page = visit(at(host, TOWN), host=host)
    panel = page.locator("#practices")
    with page.expect_download() as got:
        panel.get_by_role("link", name="CSV").click()
    assert got.value.suggested_filename == "甲省甲县一号镇-practices.csv"
    assert "枫桥经验" in Path(got.value.path()).read_text(encoding="utf-8-sig")
    panel.get_by_text("看 SPARQL").click()
    assert "SELECT" in panel.locator("pre").inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_read_by_everybody(
    visit: Visit, accessibility_faults: Faults, host: str, path: str, lang: str
) -> None:
    """No sideways scrolling on a phone, nothing that axe-core calls serious."""
    address = at(host, path + ("&" if "?" in path else "?") + f"lang={lang}")
    page = visit(address, width=375, height=700, phone=True, host=host)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert accessibility_faults(page) == []


def test_a_printed_dossier_says_where_it_is_from(visit: Visit, host: str) -> None:
    page = visit(f"{host}/{quote('place/甲省甲县一号镇')}", host=host)
    assert page.locator(".printed").is_hidden() and page.locator(".ways").is_visible()
    page.emulate_media(media="print")
    assert "https://w3id.org/towngov/place/甲省甲县一号镇" in page.locator(".printed").inner_text()
    assert page.locator(".foot").is_visible()
    assert page.locator(".top").is_hidden() and page.locator(".ways").is_hidden()


def test_hostile_text_executes_nothing(visit: Visit, host: str) -> None:
    for path in (
        "/",
        "/place/丙省丙县三号镇",
        "/mechanism/丙省丙县_坏",
        "/report/0000000000000006",
        "/curation",
        "/graph",
    ):
        page = visit(at(host, path), host=host)
        assert page.title() != "owned"
        assert page.locator("img").count() == 0
    assert HOSTILE in visit(at(host, "/mechanism/丙省丙县_坏"), host=host).locator("h1").inner_text()


def test_the_static_site_opens_from_disk(visit: Visit, store: Store, tmp_path: Path) -> None:
    """Without a server: the same way from the first page to a sentence, and the other language."""
    write_site(store, tmp_path / "site")
    page = visit((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="枫桥经验", exact=True).first.click()
    page.get_by_role("link", name="看原文").first.click()
    assert "/report/" in page.url and "#c" in page.url
    page.get_by_role("link", name="English").click()
    assert "/en/report/" in page.url
    assert page.locator(".seg").count() > 1
    box = page.get_by_role("combobox")
    box.fill("fqjy")
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    page.wait_for_url(lambda url: unquote(url).endswith("/en/mechanism/枫桥经验/index.html"))


def test_who_leaves_early_harms_nobody(visit: Visit, host: str) -> None:
    name, _, port = host.removeprefix("http://").partition(":")
    for _ in range(20):
        with socket.create_connection((name, int(port))) as rude:
            rude.sendall(b"GET /shared HTTP/1.1\r\nHost: x\r\n\r\n")
    assert visit(at(host, "/shared"), host=host).get_by_role("heading", level=1).is_visible()
