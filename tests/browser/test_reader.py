"""The reader in a real browser: from fact to sentence and back, kinds, addresses, a phone, paper, hostile text."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from read_graph import HOSTILE_ID, HOSTILE_PARTS, ID, LINES, TEXT, copies, hostile, said
from small_graph import hostile_graph, small_store

from kg.pages.addresses import Live
from kg.pages.reader import page, visible
from kg.pages.rendering import ASSETS, asset, rendered
from kg.web.app import POLICY

if TYPE_CHECKING:
    from conftest import Faults, Visit
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
YELLOW = "rgb(255, 242, 168)"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of a server that has the two reports, under the policy that the site sends."""
    store = small_store(said().trig(), copies(), hostile_graph(), hostile())
    made = {
        f"/report/{report}{'?lang=en' if lang == 'en' else ''}": rendered(one, Live(lang, one.path)).encode()
        for report in (ID, HOSTILE_ID)
        for one in (page(store, report),)
        for lang in ("zh", "en")
    }

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = urlsplit(self.path).path.removeprefix("/assets/")
            body = asset(name) if name in ASSETS else made.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", ASSETS.get(name, "text/html") + "; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def chosen(shown: Page) -> str:
    """The text that is marked as chosen."""
    return "".join(shown.locator(".text .seg.chosen").all_text_contents())


def chosen_facts(shown: Page) -> list[str]:
    return [str(one.get_attribute("data-fact")) for one in shown.locator(".facts-side .fact.chosen").all()]


def number(shown: Page, name: str) -> str:
    """The number of the fact of that name."""
    fact = shown.locator(".facts-side .fact").filter(has=shown.get_by_text(name, exact=True)).first
    return str(fact.get_attribute("data-fact"))


def test_from_a_fact_to_all_its_sentences(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site, reduced_motion="reduce")
    shown.get_by_role("link", name="网格化", exact=True).first.click()
    assert chosen(shown) == LINES[2].partition("。")[0] + "。" + "（一）网格力量不足。"
    assert chosen_facts(shown) == [number(shown, "网格化")]
    assert shown.locator(".text .seg.named").all_text_contents() == ["网格"]  # in 警格+网格 it names the other
    assert re.search(r"#c\d+-\d+$", shown.url)
    ground = shown.locator(".text .seg.chosen").first.evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground == YELLOW
    shown.keyboard.press("Escape")
    assert chosen(shown) == "" and chosen_facts(shown) == []


def test_from_a_sentence_to_its_facts(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site)
    shown.locator(".seg", has_text="，宣传《").click()
    assert chosen_facts(shown) == [number(shown, "充实网格力量"), number(shown, "中华人民共和国民法典")]
    assert chosen(shown) == LINES[6]


def test_pointing_and_focus_light_both_sides(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site)
    shown.locator(".fact").filter(has_text="经费少").hover()
    lit = "".join(shown.locator(".text .seg.lit").all_text_contents())
    assert lit == "主要是经费少，😀难以聘人。"
    shown.locator(".text .note").first.focus()
    assert shown.locator(".facts-side .fact.lit").count() == 1
    shown.keyboard.press("Enter")
    assert len(chosen_facts(shown)) == 1


def test_an_address_leads_to_a_fact_or_to_any_stretch(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}#f9", host=site)
    shown.wait_for_selector(".fact.chosen")
    assert chosen_facts(shown) == ["9"]
    emoji = TEXT.index("😀")
    start, end = TEXT.index("经费少"), emoji + 3
    shown = visit(f"{site}/report/{ID}#c{start}-{end}", host=site)
    shown.wait_for_selector(".fact.chosen")
    marked = shown.evaluate("[...CSS.highlights.get('place')].map(String).join('')")
    assert marked == TEXT[start:end] == "经费少，😀难以"
    shown.evaluate("location.hash = '#f1'")
    shown.wait_for_function("document.querySelector('#f1.chosen')")
    shown.go_back()
    shown.wait_for_function("!document.querySelector('#f1.chosen')")


def test_kinds_are_chosen_with_the_keyboard(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site)
    box = shown.get_by_role("checkbox", name=re.compile("数字"))
    box.focus()
    shown.keyboard.press("Space")
    assert shown.locator(".facts-side .fact-figure:visible").count() == 0
    assert shown.locator(".text .note-figure:visible").count() == 0
    assert shown.locator(".facts-side .fact-practice:visible").count() == 2
    figure = shown.locator(".fact-figure").first.get_attribute("data-fact")
    shown.evaluate(f"location.hash = '#f{figure}'")  # who asks for a fact sees it
    shown.wait_for_selector(f"#f{figure}:visible")
    assert box.is_checked()


def test_there_and_back_with_the_keyboard(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site)
    focused = "document.activeElement.closest('.fact')?.id ?? document.activeElement.getAttribute('href')"
    shown.locator(".text .note").nth(2).focus()
    shown.keyboard.press("Enter")
    fact = shown.evaluate(focused)
    assert re.fullmatch(r"f\d+", fact)
    shown.keyboard.press("Enter")
    assert shown.evaluate(focused) == f"#{fact}"
    assert chosen_facts(shown) == [fact[1:]]


def test_without_scripts_it_is_marked_text_with_links(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site, java_script_enabled=False)
    shown.locator(".text .note").first.click()
    assert shown.url.endswith("#f1")
    shown.locator("#f1 .go").first.click()
    assert re.search(r"#c\d+-\d+$", shown.url)
    target = shown.locator(".at:target + .seg")
    assert target.count() == 1
    shown.get_by_role("checkbox", name=re.compile("做法")).click()
    assert shown.locator(".facts-side .fact-practice:visible").count() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("report", [ID, HOSTILE_ID])
@pytest.mark.parametrize("width", [1280, 375])
def test_any_screen_scrolls_down_only_and_everybody_can_read_it(
    visit: Visit, accessibility_faults: Faults, site: str, lang: str, report: str, width: int
) -> None:
    query = "?lang=en" if lang == "en" else ""
    shown = visit(f"{site}/report/{report}{query}", host=site, width=width, phone=width < 500)
    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert accessibility_faults(shown) == []


def test_on_a_phone_a_sentence_opens_its_facts_below(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site, width=375, phone=True)
    sheet = shown.locator("#sheet")
    assert not sheet.is_visible()
    shown.locator(".seg", has_text="，宣传《").tap()
    assert sheet.is_visible() and sheet.locator(".fact").count() == 2
    sheet.get_by_role("link", name="充实网格力量", exact=True).tap()
    assert chosen(shown) == LINES[6]
    shown.locator(".text .note").first.tap()
    assert sheet.locator(".fact").count() == 1
    shown.locator("#sheet-close").tap()
    assert not sheet.is_visible()


def test_hostile_text_runs_nowhere(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{HOSTILE_ID}", host=site, reduced_motion="reduce")
    for fact in shown.locator(".facts-side .fact").all():
        fact.locator(".go").first.click()
    shown.locator(".text .seg[data-facts]").first.click()
    assert shown.title() != "owned" and shown.locator("img").count() == 0
    text = str(shown.locator(".text").text_content())
    assert all(visible(part) in text for part in HOSTILE_PARTS)


def test_on_paper_the_text_comes_before_its_facts(visit: Visit, site: str) -> None:
    shown = visit(f"{site}/report/{ID}", host=site)
    shown.emulate_media(media="print")
    assert not shown.locator(".kinds").is_visible()
    text, facts = shown.locator(".text").bounding_box(), shown.locator(".facts-side").bounding_box()
    assert text is not None and facts is not None and facts["y"] >= text["y"] + text["height"]
    assert shown.pdf().startswith(b"%PDF")
