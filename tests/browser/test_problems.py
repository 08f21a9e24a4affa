"""Problems and figures in a browser: from the first page to a type and back to a town's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from counted_graph import counted_store, town_name
from folders import stored

from kg.store import open_store
from kg.web import application
from kg.web.serving import in_thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]
    Faults = Callable[[Page], list[str]]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over towns that count the same, served for real."""
    folder = stored(counted_store().store, tmp_path_factory.mktemp("counted"))
    with open_store(folder) as opened, in_thread(application(opened)) as address:
        yield address


def test_from_the_first_page_to_a_type(visit: Visit, counting: str) -> None:
    page = visit(counting, host=counting)
    page.locator("nav").get_by_role("link", name="问题与数字").click()
    page.get_by_role("region", name="哪些问题写到的乡镇多").get_by_role("link", name="难").first.click()
    page.wait_for_url(lambda url: unquote(url).endswith("/topic/难"))


def test_a_county_is_chosen(visit: Visit, counting: str) -> None:
    page = visit(f"{counting}/problems?lang=en", host=counting)
    page.get_by_label("county").fill("丁县")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(lambda url: "county=" in url)
    assert page.locator("#figure-spreads tbody tr").count() == 1
    assert "of 14" in page.locator("#figure-spreads tbody").inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/problems", f"/place/{town_name(3)}"])
def test_charts_can_be_read_by_everybody(
    visit: Visit, accessibility_faults: Faults, counting: str, path: str, lang: str
) -> None:
    page = visit(counting + quote(path) + f"?lang={lang}", width=375, height=700, phone=True, host=counting)
    assert page.locator("svg.box").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("width", [1280, 375])
def test_a_type_of_problems_has_its_map(visit: Visit, counting: str, accessibility_faults: Faults, width: int) -> None:
    page = visit(counting + quote("/topic/难") + "?lang=en", host=counting, width=width, phone=width < 500)
    drawing = page.locator("#map")
    drawing.get_by_text("that tell such a problem").wait_for()
    drawing.locator("svg.map").focus()
    page.keyboard.press("ArrowRight")
    chosen = drawing.locator(".chosen")
    chosen.get_by_text("towns that reported tell it").wait_for()
    assert "run it" not in drawing.inner_text()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
